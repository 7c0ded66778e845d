"""What the locators of a printed index lead to, as a table: items, pages and passages, no words of the index."""

from __future__ import annotations

from pathlib import Path

from build_tools.model.finding import EditionError
from build_tools.model.printed_index import Locating, PrintedIndex, Seeing
from build_tools.read.derived import table

NAME = "printed-index.tsv"
COLUMNS = ("item", "place", "first", "last", "leads_to", "missing", "reason")


def load(folder: Path, root: Path) -> PrintedIndex:
    """Return what the table of a work says, an empty index where there is none; raises `EditionError` with B010."""
    made = table(folder, root, NAME, COLUMNS, "B010")
    faults = [
        made.fault("a row holds a word where a number is expected", line)
        for line, row in enumerate(made.rows, 2) if not (row[1].isdecimal() and row[5].isdecimal())
    ]
    if faults:
        raise EditionError(*faults)
    return PrintedIndex(
        tuple(
            Locating(item, int(place), first, last, tuple(to.split()), reason)
            for item, place, first, last, to, _, reason in made.rows if place != "0"
        ),
        tuple(Seeing(item, tuple(to.split()), int(missing)) for item, place, _, _, to, missing, _ in made.rows if place == "0"),
    )


def dump(index: PrintedIndex) -> str:
    """Return the table of an index, as `load` reads it; a “see” has the place 0."""
    rows = [
        *((one.item, str(one.place), one.first, one.last, " ".join(one.passages), "0", one.reason) for one in index.locators),
        *((one.item, "0", "", "", " ".join(one.targets), str(one.missing), "") for one in index.references),
    ]
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))
