"""Two processes make the same site as one, and what goes wrong in the second is met in the first."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from build_tools.command.build import by_one, elsewhere
from build_tools.command.partner import Failure, Talk, partner
from build_tools.command.report import Report
from build_tools.model.finding import EditionError, Finding
from build_tools.pipeline import Cache, Order, Project
from build_tools.pipeline.charts import here
from tests.test_command_build import project

__all__ = ["project"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is parted on Linux only")
# What goes on is started in a process of its own: in this one pytest has threads.
ALONE = "import sys; from tests.test_command_partner import {0}; {0}()"


def alone(scene: str) -> str:
    """Play a scene of this module in a new process, and return what it says."""
    root = Path(__file__).resolve().parent.parent
    return subprocess.run([sys.executable, "-c", ALONE.format(scene)], cwd=root, check=True, capture_output=True, text=True).stdout


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_processes_make_the_same_site_as_one(project: Path, tmp_path: Path) -> None:
    by_one(Order(Project(project)), Cache(None), tmp_path / "one", Report(quiet=True))
    command = [sys.executable, "-m", "build_tools", "build", "--quiet", "--project", str(project), "--site", str(tmp_path / "two")]
    subprocess.run(command, cwd=Path(__file__).resolve().parent.parent, check=True, env={**os.environ, "EDITION_TEXTS": ""})
    one = digests(tmp_path / "one")
    assert "downloads/smychka.zip" in one
    assert digests(tmp_path / "two") == one


def echo(talk: Talk) -> None:
    for value in iter(talk.hear, None):
        talk.tell(value)


def values_come_back() -> None:
    large = "x" * 300_000
    with partner(echo) as other:
        other.tell(large)
        assert other.hear() == large
        other.tell(None)
        print("well")


def findings(talk: Talk) -> None:
    raise EditionError(Finding("P001", "one", "a.xml", 3), Finding("P002", "two", "b.xml"))


def findings_are_handed_over() -> None:
    try:
        with partner(findings) as other:
            other.tell("nobody hears this")
            other.hear()
    except EditionError as error:
        print(*(one.code for one in error.findings))


def vanish(talk: Talk) -> None:
    os._exit(3)


def a_partner_that_is_gone_is_missed() -> None:
    try:
        with partner(vanish) as other:
            other.hear()
    except Failure as failure:
        print(failure)


def an_error_here_ends_the_partner() -> None:
    try:
        with partner(echo):
            raise KeyError("here")
    except KeyError as error:
        print(error)


def charts_are_drawn_elsewhere() -> None:
    values = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    with ExitStack() as stack:
        drawn = elsewhere(stack, {"harvest": values})
        print(drawn() == here({"harvest": values})(), elsewhere(stack, {})())


@pytest.mark.parametrize(("scene", "said"), [
    (values_come_back, "well"),
    (findings_are_handed_over, "P001 P002"),
    (charts_are_drawn_elsewhere, "True {}"),
    (a_partner_that_is_gone_is_missed, "the second process came to an end"),
    (an_error_here_ends_the_partner, "'here'"),
], ids=lambda value: getattr(value, "__name__", ""))
def test_talk(scene: object, said: str) -> None:
    assert alone(getattr(scene, "__name__", "")).strip() == said
