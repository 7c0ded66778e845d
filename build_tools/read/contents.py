"""The contents of a work as a table: its headings with their pages, which are data and need no text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.model.document import Document
from build_tools.model.edition import Heading
from build_tools.model.finding import EditionError, Finding
from build_tools.model.tree import Element

NAME = "contents.tsv"
COLUMNS = ("id", "level", "page", "title")

_SILENT = frozenset({"ref", "note", "gap"})
"""What stands in a heading and is not its title: calls of notes."""


def load(path: Path, name: str) -> tuple[Heading, ...]:
    """Return the headings of a table; a file that does not exist is an empty table. Raises `EditionError` with R010 or R015."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EditionError(Finding("R010", f"byte {error.start} is not UTF-8", name, expected="a table in UTF-8",
                                   hint="save the file as UTF-8")) from error
    rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    expected = "\t".join(COLUMNS)
    if not rows or tuple(rows[0]) != COLUMNS:
        raise EditionError(Finding("R015", "the first row does not name the columns", name, 1, expected=expected,
                                   hint="“edition tei WORK --contents” writes the table anew"))
    faults = [
        Finding("R015", f"the row has {len(row)} columns, or its level is no number", name, number, expected=expected,
                hint="“edition tei WORK --contents” writes the table anew")
        for number, row in enumerate(rows[1:], start=2) if len(row) != len(COLUMNS) or not row[1].isdecimal()
    ]
    if faults:
        raise EditionError(*faults)
    return tuple(Heading(id=row[0], level=int(row[1]), page=row[2], title=row[3]) for row in rows[1:])


def dump(headings: Iterable[Heading]) -> str:
    """Return the table of some headings, as `load` reads it."""
    rows = [COLUMNS, *((one.id, str(one.level), one.page, one.title) for one in headings)]
    return "".join("\t".join(row) + "\n" for row in rows)


def contents(document: Document) -> tuple[Heading, ...]:
    """Return the headings of a document in reading order: every `div` that has a `head`, with the printed page where the head stands."""
    return tuple(_headings(document.text))


def _headings(text: Element) -> Iterator[Heading]:
    page = ""
    stack: list[tuple[Element, int, str]] = [(text, 0, "")]
    while stack:
        element, level, owner = stack.pop()
        if element.name == "pb":
            page = element.get("n")
        elif element.name == "head" and owner:
            yield Heading(owner, level, " ".join(element.text(_SILENT).split()), page)
        deeper, here = (level + 1, element.id) if element.name == "div" else (level, "")
        stack.extend((child, deeper, here) for child in reversed(tuple(element.elements())))
