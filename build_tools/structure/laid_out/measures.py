"""Measures: where full lines end, how far first lines are set in, and what else sets the paragraphs of a text apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.rows import TOP, Row

STOP = re.compile(r"[.!?:;…][\"”’'»)\]_]*(?:\[\w{1,3}\]|\d{1,3}|[*†‡])*$|--$|—$|[\"”]$")
"""What may stand at the end of a paragraph: a stop, perhaps with quotation marks and a note call behind it."""

STARTS_UPPER = re.compile(r"[\W_]*[A-ZÀ-ÞА-Я\d]")
"""A capital or a digit, perhaps behind quotation marks."""

STARTS_LOWER = re.compile(r"[\W_]*[a-zß-ÿа-я]")

LONGEST = 12
"""Rows between two blank lines, on average, from which these cannot be what sets paragraphs apart."""

FULL = 0.86
"""Of the usual measure: a narrower line is the last of its paragraph."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What was learned of a text: the right edge of its full lines, the indentation of first lines (0: there is none), the blank
    lines that usually stand between paragraphs. `close`: nothing sets them apart but that their last lines are short.
    """

    edge: int
    first: int
    gap: int
    paged: bool
    close: bool = False


def measure(rows: Sequence[Row], paged: bool) -> Measures:
    """Learn the measures of a text from its rows."""
    edge = full_edge(rows)
    firsts: Counter[int] = Counter()
    flush = 0
    for index, row in enumerate(rows[:-1]):
        after = rows[index + 1]
        opens = row.above or index == 0 or STOP.search(rows[index - 1].text)
        if after.above or not opens or after.indent >= INSET or row.zone >= 0:
            continue
        if INSET <= row.indent <= 12:
            firsts[row.indent] += 1
        elif row.above and row.indent < INSET and len(after.text) > edge // 2:
            flush += 1
    first, count = firsts.most_common(1)[0] if firsts else (0, 0)
    gaps = Counter(row.above for row in rows if 0 < row.above < TOP)
    gap = gaps.most_common(1)[0][0] if gaps else 1
    first = first if count >= 3 and count * 2 > flush else 0
    close = paged and not first and sum(bool(row.above) for row in rows) * LONGEST < len(rows)
    return Measures(edge, first, gap, paged, close)


def full_edge(rows: Sequence[Row]) -> int:
    """Return the column where full lines end: four fifths of all letters stand in lines that end there or before."""
    total = sum(len(row.text) for row in rows)
    passed = 0
    for edge, length in sorted((row.edge, len(row.text)) for row in rows):
        passed += length
        if passed * 5 >= total * 4:
            return edge
    return 0
