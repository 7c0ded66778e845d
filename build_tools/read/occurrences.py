"""The table of occurrences of a work (`occurrences.tsv`): which passages name which entries, kept without a word of the text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.model.edition import Mention
from build_tools.model.finding import EditionError, Finding

NAME = "occurrences.tsv"
COLUMNS = ("entry", "passage", "page", "count")
_HINT = "“edition derive” writes it where the text is at hand"


def dump(mentions: Iterable[Mention]) -> str:
    """Return the table: entries in the order of the alphabet, the passages of each in reading order."""
    rows = sorted(mentions, key=lambda one: one.entry)
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *((one.entry, one.passage, one.page, str(one.count)) for one in rows)))


def load(folder: Path, root: Path) -> tuple[Mention, ...]:
    """Return the mentions of the work in a folder of `sources/`, none where there is no table; raises `EditionError` (A034)."""
    path = folder / NAME
    if not path.is_file():
        return ()
    file = path.relative_to(root).as_posix()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise EditionError(Finding("A034", "the table is not UTF-8", file, expected="UTF-8", hint=_HINT)) from error
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise EditionError(Finding("A034", "the table has other columns", file, 1, expected=", ".join(COLUMNS), hint=_HINT))
    found: list[Mention] = []
    faults: list[Finding] = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or not cells[0] or not cells[1] or not cells[3].isdecimal() or not int(cells[3]):
            faults.append(Finding("A034", f"“{line}” is no row", file, number, expected=", ".join(COLUMNS), hint=_HINT))
        else:
            found.append(Mention(folder.name, cells[1], cells[2], cells[0], int(cells[3])))
    if faults:
        raise EditionError(*faults)
    return tuple(found)
