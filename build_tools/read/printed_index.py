"""What the locators of a printed index lead to, as a table: items, pages and passages, no words of the index."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from build_tools.model.finding import EditionError, Finding
from build_tools.model.printed_index import Locating, PrintedIndex, Seeing

NAME = "printed-index.tsv"
COLUMNS = ("item", "place", "first", "last", "leads_to", "missing", "reason")
_HINT = "“edition derive --texts FOLDER” writes the table anew"


def load(folder: Path, root: Path) -> PrintedIndex:
    """Return what the table of a work says, an empty index where there is none; raises `EditionError` with B010."""
    path = folder / NAME
    if not path.is_file():
        return PrintedIndex()
    name = path.relative_to(root).as_posix()
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE))
    except UnicodeDecodeError as error:
        raise EditionError(Finding("B010", f"byte {error.start} is not UTF-8", name, expected="a table in UTF-8", hint=_HINT)) from error
    expected = " ".join(COLUMNS)
    if not rows or tuple(rows[0]) != COLUMNS:
        raise EditionError(Finding("B010", "the first row does not name the columns", name, 1, expected=expected, hint=_HINT))
    faults = [
        Finding("B010", "a row is not complete, or holds a word where a number is expected", name, line, expected=expected, hint=_HINT)
        for line, row in enumerate(rows[1:], 2) if len(row) != len(COLUMNS) or not (row[1].isdecimal() and row[5].isdecimal())
    ]
    if faults:
        raise EditionError(*faults)
    return PrintedIndex(
        tuple(
            Locating(item, int(place), first, last, tuple(to.split()), reason)
            for item, place, first, last, to, _, reason in rows[1:] if place != "0"
        ),
        tuple(Seeing(item, tuple(to.split()), int(missing)) for item, place, _, _, to, missing, _ in rows[1:] if place == "0"),
    )


def dump(index: PrintedIndex) -> str:
    """Return the table of an index, as `load` reads it; a “see” has the place 0."""
    rows = [
        *((one.item, str(one.place), one.first, one.last, " ".join(one.passages), "0", one.reason) for one in index.locators),
        *((one.item, "0", "", "", " ".join(one.targets), str(one.missing), "") for one in index.references),
    ]
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))
