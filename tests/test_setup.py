"""The set-up holds together: pins, version, and what the README promises."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml

from build_tools import __version__
from build_tools.command import subcommands
from build_tools.tei.content import all_definitions
from build_tools.tei.grammar import grammar
from tests.browser import chromium
from tests.working_copy import ROOT, working_copy

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

PIN = re.compile(  # "rich==15.0.0 \\", then lines such as "    --hash=sha256:0123… \\"
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+))?(?: \\\n    --hash=sha256:[0-9a-f]{64})+$", re.M
)
GUIDES = sorted((ROOT / "docs" / "contributing").glob("*.md"))
NAME = re.compile(r"^[A-Za-z0-9._-]+")  # "mkdocs" in "mkdocs>=1.6,<2"


def pins(name: str) -> dict[tuple[str, str], str]:
    """Return name and marker of each pinned package with its version; every line of the file must belong to one."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = list(PIN.finditer(text))
    assert "".join(match[0] + "\n" for match in found) == text, "there is a line that is neither a pin nor a hash"
    return {(match["name"], (match["marker"] or "").strip()): match["version"] for match in found}


def names(requirements: list[str]) -> set[str]:
    """Return the names of requirements as an index spells them."""
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in map(NAME.match, requirements) if match}


def test_every_direct_dependency_is_pinned_with_hashes() -> None:
    extras = PROJECT["optional-dependencies"]
    run, test = pins("requirements.txt"), pins("requirements-test.txt")
    assert names(PROJECT["dependencies"]) | names(extras["build"]) <= {name for name, _ in run}
    assert names(extras["test"]) <= {name for name, _ in test}
    assert run.items() <= test.items(), "the tests run with what readers build with"


def test_the_version_stands_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    heading = re.search(r"^## (\S+), (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert heading is not None
    assert citation["version"] == heading[1] == PROJECT["version"] == __version__
    assert str(citation["date-released"]) == heading[2]


def test_the_command_and_the_plugin_can_be_found() -> None:
    (command,) = entry_points(group="console_scripts", name="edition")
    (plugin,) = entry_points(group="mkdocs.plugins", name="edition")
    assert callable(command.load())
    assert isinstance(plugin.load(), type)


@pytest.mark.slow
def test_the_package_carries_all_that_it_needs(tmp_path: Path) -> None:
    copy = working_copy(tmp_path / "copy")
    files = {file.relative_to(copy).as_posix() for file in (copy / "build_tools").rglob("*") if file.is_file()}
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps"]
    subprocess.run([*pip, "--wheel-dir", str(tmp_path), str(copy)], check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert files <= set(archive.namelist())


def test_the_readme_begins_with_a_picture_and_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.match(r"!\[[^\]]+\]\(docs/images/home\.png\)\n\n```sh\nmake site .*\nmake test .*\n```\n", readme)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", *(f"docs/contributing/{guide.name}" for guide in GUIDES)])
def test_what_is_named_in_prose_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z]+)", text, re.M):
        assert re.search(rf"^{target}:", makefile, re.M), f"{document} names `make {target}`"
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / document).parent.joinpath(link).exists(), f"{document} links to {link}"
    for call, command in re.findall(r"(?:^|`|“|bin/)(edition ([a-z]+)[^`”#|\n]*)", text, re.M):
        known = options(command)
        assert known, f"{document} names `{call}`"
        for option in re.findall(r"--[a-z-]+", call):
            assert option in known, f"{document} names `{call}`"


def options(command: str) -> frozenset[str]:
    """Return the options of a subcommand; none where there is no such subcommand."""
    (commands,) = (action for action in subcommands()._actions if isinstance(action, argparse._SubParsersAction))
    parser = commands.choices.get(command)
    return frozenset(parser._option_string_actions) if parser is not None else frozenset()


def test_every_element_of_the_schema_has_its_row() -> None:
    page = (ROOT / "docs" / "contributing" / "encoding.md").read_text(encoding="utf-8")
    known = grammar().definitions
    reached: set[str] = set()
    waiting = [name for name, one in known.items() if one.element == "text"]
    while waiting:
        reached.add(name := waiting.pop())
        waiting += {inner for shape in known[name].shapes for inner in all_definitions(shape.content)} - reached
    named = {re.split(r"[^A-Za-z]", words)[0] for words in re.findall(r"`([^`]+)`", page)}
    assert sorted({known[name].element for name in reached} - named) == []


def test_an_old_python_is_refused_with_a_sentence(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    done = subprocess.run(["make", "site", "PYTHON="], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed" in done.stderr


def test_the_browser_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\n")
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert chromium.find() is None, "what cannot be run is no browser"
    browser.chmod(0o755)
    assert chromium.find() == browser
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert chromium.find() == browser
