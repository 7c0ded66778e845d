"""The damage of a work as two tables of numbers, which need no text: its printed pages, and its notes by division."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.model.finding import EditionError, Finding
from build_tools.model.report import Apparatus, Condition, PrintedPage, Report

PAGES = "pages.tsv"
NOTES = "notes.tsv"
PAGE_COLUMNS = ("page", "part", "condition", "cert", "calls", "lost_notes", "gaps", "corrections")
NOTE_COLUMNS = ("division", "page", "calls", "notes", "paired", "uncalled", "title")
_HINT = "“edition tei WORK --contents” writes the table anew"


def load(folder: Path, root: Path) -> Report | None:
    """Return what the tables of a work say, `None` where it has none. Raises `EditionError` with R010 or R030."""
    found = [_rows(folder / PAGES, root, PAGE_COLUMNS, range(4, 8)), _rows(folder / NOTES, root, NOTE_COLUMNS, range(2, 6))]
    if found == [None, None]:
        return None
    pages = tuple(PrintedPage(row[0], row[1], Condition(row[2]), row[3], *map(int, row[4:])) for row in found[0] or ())
    notes = tuple(Apparatus(row[0], row[6], row[1], *map(int, row[2:6])) for row in found[1] or ())
    return Report(pages, notes)


def dump_pages(pages: Iterable[PrintedPage]) -> str:
    """Return the table of pages, as `load` reads it."""
    return _table(PAGE_COLUMNS, (
        (one.n, one.part, one.condition.value, one.cert, one.calls, one.lost_notes, one.gaps, one.corrections) for one in pages
    ))


def dump_notes(rows: Iterable[Apparatus]) -> str:
    """Return the table of notes, as `load` reads it."""
    return _table(NOTE_COLUMNS, ((one.division, one.page, one.calls, one.notes, one.paired, one.uncalled, one.title) for one in rows))


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in (columns, *rows))


def _rows(path: Path, root: Path, columns: tuple[str, ...], numbers: range) -> list[list[str]] | None:
    if not path.is_file():
        return None
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EditionError(Finding("R010", f"byte {error.start} is not UTF-8", name, expected="a table in UTF-8",
                                   hint="save the file as UTF-8")) from error
    rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    expected = " ".join(columns)
    if not rows or tuple(rows[0]) != columns:
        raise EditionError(Finding("R030", "the first row does not name the columns", name, 1, expected=expected, hint=_HINT))
    conditions = {one.value for one in Condition}
    faults = [
        Finding("R030", "a row is not complete, or holds a word where a number is expected", name, number, expected=expected, hint=_HINT)
        for number, row in enumerate(rows[1:], start=2)
        if len(row) != len(columns) or not all(row[place].isdecimal() for place in numbers)
        or (columns is PAGE_COLUMNS and row[2] not in conditions)
    ]
    if faults:
        raise EditionError(*faults)
    return rows[1:]
