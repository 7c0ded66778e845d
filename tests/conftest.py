"""What all tests share: golden files, the readings where they are at hand, and the default site, built once a run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from tests.working_copy import ROOT, working_copy

# Two busy cores make a deadline a matter of luck; CI shall fail for a change, not for a throw of the dice.
settings.register_profile("edition", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("edition")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`: what a test makes becomes what it expects; look at the difference before you commit it."""
    parser.addoption("--accept", action="store_true", help="write golden files anew instead of comparing with them")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that compares a text with a golden file, or writes it there when `--accept` is given."""
    accept: bool = request.config.getoption("--accept")

    def compare(path: Path, text: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.is_file(), f"no golden file {path.relative_to(ROOT)}; `pytest --accept` writes it"
        expected = path.read_text(encoding="utf-8")
        assert text == expected, f"not as in {path.relative_to(ROOT)}; `pytest --accept` takes the new text over"

    return compare


@pytest.fixture(scope="session")
def readings() -> Path:
    """Return the folder of the texts that are not in the repository; skip the test where they are not at hand."""
    for folder in (os.environ.get("EDITION_TEXTS"), ROOT.parent / "shared" / "readings"):
        if folder and any(Path(folder).glob("*.txt")):
            return Path(folder).resolve()
    pytest.skip("the readings are not at hand (EDITION_TEXTS names their folder)")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the default site, as the command builds it from what the repository holds: no reading that lies about gets in."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        # The workers' folders lie side by side, so that the first one builds for all.
        shared = shared.parent
    folder = shared / "site"
    with _alone(shared / "site.lock"):
        if not (folder / "index.html").is_file():
            project = working_copy(shared / "project")
            edition("build", "--quiet", "--project", str(project), "--site", str(folder))
    return folder


def edition(*arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command `edition` in the project, without the readings, and return what it did; another exit status fails the test."""
    environment = {key: value for key, value in os.environ.items() if key != "EDITION_TEXTS"}
    command = [sys.executable, "-m", "build_tools", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == status, f"edition {' '.join(arguments)}: exit status {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a lock between processes; `fcntl` is in every Python for Debian and macOS."""
    import fcntl

    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
