"""Blank lines inside sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean

from build_tools.clean.desk import Desk
from build_tools.clean.sentences import NUMBERED, breaks_off, ends, may_go_on, must_go_on
from build_tools.clean.survey import Survey
from build_tools.model.ledger import Change

FULL = 0.8
"""Of the usual measure: a narrower line is the last of its block or a heading."""

BRIMFUL = 0.93
"""Of the usual measure: few paragraphs end with a line as wide as this, where no looseness of last lines tells."""

NARROW = 4
"""Characters by which a block quotation is set narrower than the text, in prints that set it so."""

TRUSTED = 0.6
"""Share of loose lines with a blank line behind them, above which looseness means the end of a block."""


def propose(desk: Desk) -> Iterator[Change]:
    """Blank lines that stood inside a sentence, mostly at the foot of a page, were removed."""
    if not desk.survey.wrapped:
        return
    after_head = {last for _, last in desk.survey.heads}
    for before, after in pairwise(desk.filled):
        if after - before == 1:
            continue
        between = [number for number in range(before + 1, after) if desk.lines[number - 1]]
        if between and goes_on(desk.lines, before, after, desk.survey, bool(after_head.intersection(between))):
            for number in between:
                yield Change(number, 0, desk.lines[number - 1], "")


def goes_on(lines: Sequence[str], before: int, after: int, learned: Survey, at_head: bool) -> bool:
    """Tell whether the sentence of line `before` goes on in line `after`, in spite of the blank lines between them."""
    here, there = lines[before - 1].strip(), lines[after - 1].strip()
    if breaks_off(here) and (there[0].isalnum() or there[0] in "“‘("):
        return True
    trusted = learned.loose_ends > TRUSTED
    loose = trusted and before in learned.loose
    full = learned.widths[before - 1] >= FULL * learned.measure
    if not loose and not full and must_go_on(here) and learned.widths[after - 1] < FULL * learned.measure and not NUMBERED.match(there):
        return True  # a heading over several lines
    if full and not loose and NUMBERED.match(here) and not ends(here) and not NUMBERED.match(there):
        return not here.endswith(":")  # the hanging first line of a note or a numbered paragraph
    if loose or not full or NUMBERED.match(there) or here.endswith(":"):
        return False
    if may_go_on(here) and there[0].islower() and trusted:
        return True
    if ends(here) and not must_go_on(here):
        # The foot of a page: a line that is set full and tight is not the last of its paragraph.
        brimful = learned.widths[before - 1] >= BRIMFUL * learned.measure
        return at_head and (trusted or brimful or there[0].islower()) and not there[0].isdigit()
    if there[0].islower():
        return trusted or at_head or must_go_on(here) or not narrow(after, lines, learned)
    return at_head or must_go_on(here) or there[0] == "("


def narrow(first: int, lines: Sequence[str], learned: Survey) -> bool:
    """Tell whether the block that begins at line `first` is set narrower than the text."""
    widths: list[int] = []
    for number in range(first, min(first + 12, len(lines) + 1)):
        if not lines[number - 1].strip():
            break
        widths.append(learned.widths[number - 1])
    return len(widths) > 1 and fmean(widths[:-1]) <= learned.measure - NARROW
