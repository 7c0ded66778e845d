"""Titles among close lines: where no space and no indentation sets anything apart, only what a line leaves free shows a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.blocks import PAGE_MARK, unmarked
from build_tools.structure.laid_out.heading_forms import form_of
from build_tools.structure.laid_out.measures import STARTS_UPPER, Measures, is_stopped
from build_tools.structure.laid_out.rows import Row
from build_tools.structure.laid_out.title_case import is_title_case

MOST_ROWS = 4
"""Lines of the longest heading, with the number above it: more short lines are verse, or a list."""

SHORT, LONG = 0.7, 0.8
"""Of the usual measure: a title is shorter, the line below it is longer."""

GOES_ON = re.compile(r"[,;:—-]$|\d$")
"""What no title ends with: a line of verse, of a list of contents or of figures does."""


def title_lines(rows: Sequence[Row], learned: Measures) -> list[tuple[int, int]]:
    """Return where titles stand, as the places of their first line and of the line below their last.

    A line of a paragraph stops short only at its end, and with a stop; a title stops short without one, behind a line that has ended and
    above a full one.
    """
    found: list[tuple[int, int]] = []
    start = -1
    for index, row in enumerate(rows[:-1]):
        if is_short(row, rows[index + 1], learned, start >= 0):
            start = index if start < 0 else start
            continue
        if 0 <= start and index - start <= MOST_ROWS and row.edge > LONG * learned.edge and has_ended(rows, start):
            found.append((start, index))
        start = -1
    return found


def is_short(row: Row, after: Row, learned: Measures, below: bool) -> bool:
    """Tell whether a line at the margin has no stop and leaves room for the first word of the next, which begins with a capital.

    With a stop it has a number, or is a title `below` another.
    """
    words = PAGE_MARK.sub("", row.text)
    named = form_of(words) is not None or (below and is_title_case(words))
    if row.zone >= 0 or row.indent >= INSET or after.indent >= INSET or not STARTS_UPPER.match(words) or not STARTS_UPPER.match(after.text):
        return False
    if not named and (is_stopped(words) or GOES_ON.search(words)):
        return False
    return row.edge < SHORT * learned.edge and learned.type.had_room(row, after)


def has_ended(rows: Sequence[Row], start: int) -> bool:
    """Tell whether the text above a title has come to its end."""
    return start == 0 or is_stopped(unmarked(rows[start - 1].text))
