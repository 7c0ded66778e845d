"""Cases of other habits: a text as typed, and the outline that is read from it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.clean import Cleaned, clean
from build_tools.model.document import Document
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.source import Habits, Input, Source
from build_tools.model.tree import Element
from build_tools.read.extraction import read
from build_tools.structure import structure
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate

CASES = [
    case
    for name in ("transcriptions", "divisions")
    for case in tomllib.loads((Path(__file__).parent / f"cases/habits/{name}.toml").read_text(encoding="utf-8"))["case"]
]

RECORD = Record("w", Kind.BOOK, "A Mill", Rights("CC0-1.0", True, "Free."))


def convert(data: bytes, habits: Habits | None = None) -> tuple[Cleaned, Document]:
    """Take a text through cleaning and structure."""
    cleaned = clean(read(data, "w.txt"), habits or Habits())
    return cleaned, structure(cleaned, Source(RECORD, Input("extraction"), habits or Habits(), "w"))


def words(element: Element) -> str:
    """Return the words of an element with its marks."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.name == "ref" and child.get("type") == "noteref":
            parts.append(f"§{child.get('n')}" if child.get("target") else f"§{child.get('n')}?")
        elif child.name == "pb":
            parts.append(f"¶{child.get('n')}")
        elif child.name == "hi":
            parts.append(f"<{words(child)}>")
        elif child.name not in ("p", "quote", "lg", "list", "table"):
            parts.append(words(child))
    return " ".join("".join(parts).split())


def outline(element: Element) -> Iterator[str]:
    """Yield the outline of an element."""
    for child in element.elements():
        if child.name == "div":
            yield f"div {child.get('type')}"
            yield from outline(child)
        elif child.name in ("front", "body", "back", "list"):
            yield from outline(child)
        elif child.name in ("lg", "table", "sp"):
            yield child.name
            yield from outline(child)
        elif child.name == "row":
            yield f"row {child.get('role')} " + " | ".join(words(cell) for cell in child.elements())
        else:
            yield f"{child.name} {words(child)}".strip()
            yield from (line for line in outline(child) if child.name in ("note", "item"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_case(case: dict[str, object], ending: str) -> None:
    text = str(case["text"]).replace("\n", ending)
    _, document = convert(("\ufeff" + text).encode() if ending != "\n" else text.encode(), Habits(manner="transcription"))
    assert list(outline(document.text)) == case["outline"]
    assert validate(write(document), "w.xml") == []
