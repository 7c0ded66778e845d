"""The table of occurrences of a work (`occurrences.tsv`): which passages name which entries, kept without a word of the text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.model.edition import Mention
from build_tools.model.finding import EditionError
from build_tools.read.derived import table

NAME = "occurrences.tsv"
COLUMNS = ("entry", "passage", "page", "count")


def dump(mentions: Iterable[Mention]) -> str:
    """Return the table: entries in the order of the alphabet, the passages of each in reading order."""
    rows = sorted(mentions, key=lambda one: one.entry)
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *((one.entry, one.passage, one.page, str(one.count)) for one in rows)))


def load(folder: Path, root: Path) -> tuple[Mention, ...]:
    """Return the mentions of the work in a folder of `sources/`, none where there is no table; raises `EditionError` (A034)."""
    made = table(folder, root, NAME, COLUMNS, "A034")
    faults = [
        made.fault("a row lacks its entry, its passage or its number", line)
        for line, row in enumerate(made.rows, 2) if not row[0] or not row[1] or not row[3].isdecimal() or not int(row[3])
    ]
    if faults:
        raise EditionError(*faults)
    return tuple(Mention(folder.name, passage, page, entry, int(count)) for entry, passage, page, count in made.rows)
