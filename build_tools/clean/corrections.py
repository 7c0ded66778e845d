"""Corrections of the extraction: a few letters each, made by an editor who looked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools.clean.desk import Desk
from build_tools.model.finding import EditionError, Finding
from build_tools.model.ledger import Change
from build_tools.read.table import rows

COLUMNS = ("line", "before", "after", "reason")
"""The columns of `annotations/<work>/corrections.csv`; `\\n` in `before` and `after` stands for a line end.

A row with an empty `before` moves its whole line: `→16967` in `after` sets it behind the last word of line 16967.
"""

MOVE = re.compile(r"→(\d+)")

LONGEST = 60
"""Characters; a correction is of a few letters, never of a sentence."""


class Correction(NamedTuple):
    """In line `line` of the input, `before` (which stands there once) is to read `after`; `row` is the line of the table."""

    line: int
    before: str
    after: str
    reason: str
    row: int
    file: str


def load(path: Path, name: str) -> tuple[Correction, ...]:
    """Read a table of corrections. `name` is what findings call the file; a file that does not exist is an empty table.

    Raises `EditionError` with every fault of the table at once.
    """
    if not path.exists():
        return ()
    found: list[Finding] = []
    table: list[Correction] = []
    for number, cells in rows(path.read_bytes(), name, COLUMNS, code="C001"):
        row = [cells[column] for column in COLUMNS]
        if not row[0].isdecimal() or not row[3].strip():
            found.append(
                Finding(
                    "C002",
                    "a correction is not complete",
                    name,
                    number,
                    expected="a line number, before, after and a reason",
                    hint="quote a field that holds a comma",
                )
            )
        elif not row[1] and MOVE.fullmatch(row[2]):
            table.append(Correction(int(row[0]), "", row[2], row[3], number, name))
        elif not row[1] or row[1] == row[2] or max(len(row[1]), len(row[2])) > LONGEST:
            found.append(
                Finding(
                    "C002",
                    "a correction must change a few letters",
                    name,
                    number,
                    expected=f"`before` of 1 to {LONGEST} characters, and another `after`",
                    hint="name what is wrong and a letter or two around it; a longer mistake is several rows",
                )
            )
        else:
            table.append(Correction(int(row[0]), row[1].replace("\\n", "\n"), row[2].replace("\\n", "\n"), row[3], number, name))
    if found:
        raise EditionError(*found)
    return tuple(table)


def proposer(table: Sequence[Correction]) -> Callable[[Desk], Iterable[Change]]:
    """Return the fix that makes the corrections of one work."""

    def propose(desk: Desk) -> Iterator[Change]:
        """Letters that the extraction had lost, misread or moved were corrected by hand; each place is listed with its reason."""
        found: list[Finding] = []
        taken: dict[int, list[tuple[int, int]]] = {}
        for one in table:
            if not one.before:
                yield from moved(desk.lines, one)
                continue
            text = desk.lines[one.line - 1] if 0 < one.line <= len(desk.lines) else ""
            column = text.find(one.before)
            if column < 0 or text.find(one.before, column + 1) >= 0:
                why = "no longer stands" if column < 0 else "stands more than once"
                found.append(
                    Finding(
                        "C003",
                        f"“{one.before.strip()}” {why} in line {one.line}",
                        one.file,
                        one.row,
                        expected="exactly one place",
                        hint="correct the row or remove it",
                    )
                )
                continue
            span = (column, column + len(one.before))
            if any(span[0] < end and start < span[1] for start, end in taken.get(one.line, ())):
                found.append(
                    Finding(
                        "C004",
                        f"two corrections of line {one.line} overlap",
                        one.file,
                        one.row,
                        expected="separate places",
                        hint="make one row of them",
                    )
                )
                continue
            taken.setdefault(one.line, []).append(span)
            yield Change(one.line, column, one.before, one.after, one.reason)
        if found:
            raise EditionError(*found)

    return propose


def moved(lines: Sequence[str], one: Correction) -> Iterator[Change]:
    """Move a whole line behind another; a hyphen that waits there for it falls away."""
    target = int(one.after[1:])
    if not (0 < one.line <= len(lines) and 0 < target <= len(lines) and lines[one.line - 1].strip()):
        raise EditionError(
            Finding(
                "C003",
                f"line {one.line} cannot be moved to line {target}",
                one.file,
                one.row,
                expected="two lines of the text, the first not blank",
                hint="correct the row or remove it",
            )
        )
    words = " ".join(lines[one.line - 1].split())
    end = lines[target - 1].rstrip()
    yield Change(one.line, 0, lines[one.line - 1], "", one.reason)
    if end.endswith("-"):
        yield Change(target, len(end) - 1, "-", words, one.reason)
    else:
        yield Change(target, len(end), "", " " + words, one.reason)
