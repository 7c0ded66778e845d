"""What we wrote is set as a compositor would: with the apostrophes and quotation marks of print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.working_copy import ROOT

PROSE = [*sorted((ROOT / "annotations").glob("*.y*ml")), *sorted((ROOT / "docs").glob("*.md")),
         *sorted((ROOT / "sources/companion/chapters").glob("*.md"))]
CODE = re.compile(r"```.*?```|`[^`]*`|<[^>]*>|\{[^}]*\}", re.DOTALL)  # `x = "y"`, {#id title="…"}
APOSTROPHE = re.compile(r"[A-Za-z]'[a-z]|s' [a-z]")  # Stalin's, peasants' grain
QUOTED = re.compile(r'"\w[^"\n]*"')  # "the bond"


def typed(text: str, markdown: bool) -> list[str]:
    """Return the apostrophes of a typewriter in a text, and in Markdown its quotation marks, which in YAML are signs of the format."""
    plain = CODE.sub("", text)
    return APOSTROPHE.findall(plain) + (QUOTED.findall(plain) if markdown else [])


@pytest.mark.parametrize("file", PROSE, ids=lambda file: file.name)
def test_prose_has_the_marks_of_print(file: Path) -> None:
    assert typed(file.read_text(encoding="utf-8"), file.suffix == ".md") == []


def test_marks_of_a_typewriter_are_found() -> None:
    assert typed("Stalin's “word”, the peasants' grain, `a['b']`, \"said\" {#x title=\"y\"}", True) == ["n's", "s' g", '"said"']
    assert typed('body: "the peasants’ grain"', False) == []
