"""The contents of a work as a table: its headings with their pages, which are data and need no text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.model.document import Document
from build_tools.model.edition import Heading
from build_tools.model.finding import EditionError
from build_tools.model.memory import remembered
from build_tools.model.tree import Element
from build_tools.read.derived import table

NAME = "contents.tsv"
COLUMNS = ("id", "level", "page", "title")
HINT = "“edition tei WORK --contents” writes the table anew"

_SILENT = frozenset({"ref", "note", "gap"})
"""What stands in a heading and is not its title: calls of notes."""


def load(folder: Path, root: Path) -> tuple[Heading, ...]:
    """Return the headings of the work in a folder of `sources/`, none where there is no table; raises `EditionError` (R010, R015)."""
    made = table(folder, root, NAME, COLUMNS, "R015", HINT)
    faults = [made.fault(f"the level of a row is “{row[1]}”", line) for line, row in enumerate(made.rows, 2) if not row[1].isdecimal()]
    if faults:
        raise EditionError(*faults)
    return tuple(Heading(id=name, level=int(level), page=page, title=title) for name, level, page, title in made.rows)


def dump(headings: Iterable[Heading]) -> str:
    """Return the table of some headings, as `load` reads it."""
    rows = [COLUMNS, *((one.id, str(one.level), one.page, one.title) for one in headings)]
    return "".join("\t".join(row) + "\n" for row in rows)


@remembered(lambda document: document.record.id)
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
