"""The damage of a work as two tables of numbers, which need no text: its printed pages, and its notes by division."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.model.finding import EditionError
from build_tools.model.report import Apparatus, Condition, PrintedPage, Report
from build_tools.read.contents import HINT
from build_tools.read.derived import table

PAGES = "pages.tsv"
NOTES = "notes.tsv"
PAGE_COLUMNS = ("page", "part", "condition", "cert", "calls", "lost_notes", "gaps", "corrections")
NOTE_COLUMNS = ("division", "page", "calls", "notes", "paired", "uncalled", "title")


def load(folder: Path, root: Path) -> Report | None:
    """Return what the tables of a work say, `None` where it has none. Raises `EditionError` with R010 or R030."""
    if not (folder / PAGES).exists() and not (folder / NOTES).exists():
        return None
    of_pages, of_notes = table(folder, root, PAGES, PAGE_COLUMNS, "R030", HINT), table(folder, root, NOTES, NOTE_COLUMNS, "R030", HINT)
    conditions = {one.value for one in Condition}
    faults = [
        made.fault("a row holds a word where a number is expected, or a condition that there is not", line)
        for made, numbers in ((of_pages, range(4, 8)), (of_notes, range(2, 6))) for line, row in enumerate(made.rows, 2)
        if not all(row[place].isdecimal() for place in numbers) or made is of_pages and row[2] not in conditions
    ]
    if faults:
        raise EditionError(*faults)
    pages = tuple(PrintedPage(row[0], row[1], Condition(row[2]), row[3], *map(int, row[4:])) for row in of_pages.rows)
    notes = tuple(Apparatus(row[0], row[6], row[1], *map(int, row[2:6])) for row in of_notes.rows)
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
