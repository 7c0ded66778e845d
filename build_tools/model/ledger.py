"""The ledger: every change to a character of the input, in order, so that replaying it backwards gives the input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """One change inside one line of the input.

    `line` counts from 1, `column` from 0 in the line as it stood when the change was made. A line end is a character like any
    other, so joining two lines is a change of `"-\\n"` to `""`.
    """

    line: int
    column: int
    before: str
    after: str
    evidence: str = ""


class Entry(NamedTuple):
    """A row of the ledger: a `Change` and the `rule` that made it."""

    rule: str
    change: Change


Ledger = tuple[Entry, ...]


def apply(lines: Sequence[str], changes: Iterable[Change]) -> tuple[list[str], list[Change]]:
    """Return the lines after `changes`, and the changes in the order in which they were made.

    Changes of one line are made from right to left, so that every column still holds. A change whose `before` does not stand at
    its place is a fault of the rule that proposed it and raises `ValueError`.

    >>> apply(["eco-\\n", "nomic\\n"], [Change(1, 3, "-\\n", "")])
    (['eco', 'nomic\\n'], [Change(line=1, column=3, before='-\\n', after='', evidence='')])
    """
    after = list(lines)
    made = sorted(changes, key=lambda change: (change.line, -change.column))
    for line, column, before, new, _ in made:
        text = after[line - 1]
        if not text.startswith(before, column):
            raise ValueError(f"line {line}, column {column}: expected {before!r}, found {text[column : column + 20]!r}")
        after[line - 1] = text[:column] + new + text[column + len(before) :]
    return after, made


def replay(lines: Sequence[str], ledger: Ledger) -> list[str]:
    """Undo the ledger from its last row to its first: the lines of the input come back."""
    before = list(lines)
    for _, (line, column, old, new, _evidence) in reversed(ledger):
        text = before[line - 1]
        if not text.startswith(new, column):
            raise ValueError(f"line {line}, column {column}: the ledger says {new!r}, the text has {text[column : column + 20]!r}")
        before[line - 1] = text[:column] + old + text[column + len(new) :]
    return before
