"""The ledger: every change to a character of the input, in order, so that replaying it backwards gives the input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
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
    made = sorted(changes, key=itemgetter(1), reverse=True)
    made.sort(key=itemgetter(0))
    for line, row in groupby(made, key=itemgetter(0)):
        after[line - 1] = _made(after[line - 1], list(row))
    return after, made


def _made(text: str, row: Sequence[Change]) -> str:
    """Make the changes of one line, from right to left, in one walk: a line may have as many as letters, most have one."""
    if len(row) == 1 and text.startswith(row[0].before, row[0].column):
        _, column, before, new, _ = row[0]
        return text[:column] + new + text[column + len(before) :]
    end, behind = len(text), list[str]()
    for line, column, before, new, _ in row:
        if column + len(before) > end:
            text = text[:end] + "".join(reversed(behind))
            end, behind = len(text), []
        if not text.startswith(before, column):
            raise ValueError(f"line {line}, column {column}: expected {before!r}, found {text[column : column + 20]!r}")
        behind += [text[column + len(before) : end], new]
        end = column
    return text[:end] + "".join(reversed(behind))


def replay(lines: Sequence[str], ledger: Ledger) -> list[str]:
    """Undo the ledger from its last row to its first: the lines of the input come back."""
    before = list(lines)
    for line, row in groupby(reversed(ledger), key=lambda entry: entry.change.line):
        before[line - 1] = _undone(before[line - 1], row)
    return before


def _undone(text: str, row: Iterable[Entry]) -> str:
    """Undo the changes of one line in one walk as long as they go from left to right, as those of one rule do."""
    done, length, at = list[str](), 0, 0
    for _, (line, column, old, new, _evidence) in row:
        if column < length:
            text = "".join(done) + text[at:]
            done, length, at = [], 0, 0
        start = at + column - length
        if not text.startswith(new, start):
            raise ValueError(f"line {line}, column {column}: the ledger says {new!r}, the text has {text[start : start + 20]!r}")
        done += [text[at:start], old]
        at, length = start + len(new), column + len(old)
    return "".join(done) + text[at:]
