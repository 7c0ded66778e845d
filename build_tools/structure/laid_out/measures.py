"""Measures: where full lines end, how far first lines are set in, and what else sets the paragraphs of a text apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.clean.manner import INSET
from build_tools.clean.survey import UNWRAPPED
from build_tools.structure.laid_out.rows import TOP, Row
from build_tools.structure.laid_out.type_widths import Type, learn

STOP = re.compile(r"[.!?:;…][\"”’'»)\]_]*(?:\[\w{1,3}\]|\d{1,3}|[*†‡])*$|--$|—$|[\"”]$")
"""What may stand at the end of a paragraph: a stop, perhaps with quotation marks and a note call behind it."""

STOPS = frozenset(".!?:;…")

STARTS_UPPER = re.compile(r"[\W_]*[A-ZÀ-ÞА-Я\d]")
"""A capital or a digit, perhaps behind quotation marks."""

STARTS_LOWER = re.compile(r"[\W_]*[a-zß-ÿа-я]")

SENTENCE = re.compile(r"[.!?][\"”’')]* +[\"“‘']?[A-ZÀ-ÞА-Я]")
"""The end of a sentence inside a paragraph."""

FULL = 0.86
"""Of the usual measure: a narrower line is the last of its paragraph."""


def is_stopped(text: str) -> bool:
    """Tell whether a paragraph may end with a text, as `STOP` says; the last sign of most lines tells it without a search.

    >>> is_stopped("The mill."), is_stopped("the mill,"), is_stopped("“The mill!”[12]"), is_stopped("")
    (True, False, True, False)
    """
    last = text[-1:]
    return last in STOPS or not (last.isalpha() or last == ",") and STOP.search(text) is not None


@dataclass(frozen=True, slots=True)
class Measures:
    """What was learned of a text: the right edge of its full lines, the indentation of first lines (0: there is none), the blank
    lines that usually stand between paragraphs, the type of its prose, and whether pages end inside paragraphs wherever they are full,
    be it behind a sentence.
    """

    edge: int
    first: int
    gap: int
    paged: bool
    type: Type = field(default_factory=Type)
    midway: bool = False

    @property
    def close(self) -> bool:
        """Whether nothing but the last line of a paragraph tells where it ends."""
        return self.paged and not self.first and not self.gap


def measure(rows: Sequence[Row], paged: bool) -> Measures:
    """Learn the measures of a text from its rows."""
    edge = full_edge([row for row in rows if row.zone < 0] or rows)
    firsts: Counter[int] = Counter()
    flush = 0
    for index, row in enumerate(rows[:-1]):
        after = rows[index + 1]
        opens = row.above or index == 0 or is_stopped(rows[index - 1].text)
        if after.above or not opens or after.indent >= INSET or row.zone >= 0:
            continue
        if INSET <= row.indent <= 12:
            firsts[row.indent] += 1
        elif row.above and row.indent < INSET and len(after.text) > edge // 2:
            flush += 1
    first, count = firsts.most_common(1)[0] if firsts else (0, 0)
    first = first if count >= 3 and count * 2 > flush else 0
    type_ = learn(running(rows), edge) if paged else Type()
    gap = 0 if paged and follows_closely(rows, first, type_) else usual_gap(rows)
    return Measures(edge, first, gap, paged, type_, paged and edge > UNWRAPPED and ends_midway(rows))


def ends_midway(rows: Sequence[Row]) -> bool:
    """Tell whether pages of a text whose lines are paragraphs mostly end inside a sentence, and more sentences than paragraphs end: then a
    page that ends with a sentence likely ends inside a paragraph, too.
    """
    ends = [row for row, after in zip(rows, rows[1:]) if after.top]
    inside = sum(not is_stopped(row.text) for row in ends)
    return inside * 2 > len(ends) and sum(len(SENTENCE.findall(row.text)) for row in rows) > len(rows)


def usual_gap(rows: Sequence[Row]) -> int:
    """Return the blank lines that usually stand between paragraphs."""
    gaps = Counter(row.above for row in rows if 0 < row.above < TOP)
    return gaps.most_common(1)[0][0] if gaps else 1


def follows_closely(rows: Sequence[Row], first: int, type_: Type) -> bool:
    """Tell whether most paragraphs stand right below the last: indentation begins them, or only a short line ends them."""
    close = spaced = 0
    for row, after in zip(rows, rows[1:]):
        if row.zone >= 0 or after.zone >= 0 or after.above >= TOP:
            continue
        if first and abs(after.indent - first) > 1 or not first and max(row.indent, after.indent) >= INSET:
            continue
        if not is_stopped(row.text) or not STARTS_UPPER.match(after.text):
            continue
        if after.above:
            spaced += 1
        elif first or type_.had_room(row, after):
            close += 1
    return close > 2 * spaced


def running(rows: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return each row that goes on into the next inside a sentence, with that."""
    return [
        (row, after)
        for row, after in zip(rows, rows[1:])
        if not after.above
        and row.zone < 0
        and after.zone < 0
        and row.indent < INSET
        and after.indent < INSET
        and STARTS_LOWER.match(after.text)
        and not is_stopped(row.text)
    ]


def full_edge(rows: Sequence[Row]) -> int:
    """Return the column where full lines end: four fifths of all letters stand in lines that end there or before."""
    total = sum(len(row.text) for row in rows)
    passed = 0
    for edge, length in sorted((row.edge, len(row.text)) for row in rows):
        passed += length
        if passed * 5 >= total * 4:
            return edge
    return 0
