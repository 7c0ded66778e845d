"""Margins: the column where the lines of each page begin, from which indentation is measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.rows import Row

STOP = re.compile(r"[.!?:][\"”’')\]]*(?:\d{1,3}|[*†‡§]{1,3})?$")
"""The end of a sentence, perhaps with a call behind it."""

SURE, FEWEST = 0.3, 5
"""Share of the lines of a page that begin at its margin, and lines of a page, from which its margin can be told by itself."""

ENOUGH = 15
"""Lines of a page from which its longest lines tell its measure."""

SLIGHT = 1
"""Columns by which the margins of pages differ, since columns are reckoned from widths."""

DEEPEST = 12
"""Columns of the deepest first line."""

FULL, SHORT = 0.9, 0.8
"""Of the usual length of lines: a line that is filled, and one that a paragraph ends with."""

NARROW = 0.965
"""Of the usual length of lines: on a page whose longest lines are shorter, another measure is filled."""

TAIL = 2
"""Lines at the foot of a page that are set in, from which what is set in goes on at the top of the next."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page that are of its text, its own margin, how many paragraphs begin to the right of it, and how many at it."""

    rows: tuple[Row, ...]
    own: int
    share: float
    inset: int
    flush: int


def set_margins(found: Sequence[Row]) -> list[Row]:
    """Measure indentation from the margin of each page: the column where most of its lines begin.

    A page whose lines begin further to the right than on other pages is one of a quotation, unless it has moved as a whole.
    """
    by_page: dict[int, list[Row]] = {}
    for row in found:
        by_page.setdefault(row.page, []).append(row)
    lengths = sorted(len(row.text) for row in found if row.zone < 0)
    full = lengths[len(lengths) * 3 // 4] if lengths else 0
    pages = {number: page_of(held, full) for number, held in by_page.items()}
    sure = {number: page.own for number, page in pages.items() if page.share >= SURE and len(by_page[number]) >= FEWEST}
    middle = {
        parity: median(values) if (values := [own for number, own in sure.items() if number % 2 == parity]) else None for parity in (0, 1)
    }
    indented = sum(page.inset for page in pages.values()) > 2 * sum(page.flush for page in pages.values())
    usual = median([longest(pages[number]) for number in sure if longest(pages[number])] or [0])
    margins: dict[int, int] = {}
    tail = 0
    for number, page in pages.items():
        typical = middle[number % 2]
        if number in sure and (typical is None or page.own - typical <= SLIGHT or is_moved(page, page.own - typical, full, indented, tail)):
            margins[number] = page.own - (tail if is_narrower(page, usual) else 0)
        elif typical is not None:
            margins[number] = min([int(typical), *(row.indent for row in page.rows)])
        else:
            margins[number] = min(row.indent for row in by_page[number])
        tail = column([row.indent - margins[number] for row in page.rows[-TAIL:]])
    lead = 0
    for number, page in reversed(pages.items()):
        # A quotation that begins at the top of a page may fill it and go on behind it.
        if lead and number in sure and margins[number] == page.own and is_narrower(page, usual):
            margins[number] -= lead
        lead = column([row.indent - margins[number] for row in page.rows[:TAIL]])
    return [row._replace(indent=max(0, row.indent - margin)) if (margin := margins[row.page]) else row for row in found]


def column(indents: Sequence[int]) -> int:
    """Return by how many columns some rows are set in, 0 where they are not, or begin at different columns."""
    return indents[0] if len(indents) == TAIL and len(set(indents)) == 1 and indents[0] >= INSET else 0


def page_of(held: Sequence[Row], full: int) -> Page:
    """Return what can be told of one page."""
    own, share = margin(held)
    rows = tuple(row for row in held if row.zone < 0)
    inset = flush = 0
    for before, row in zip(rows, rows[1:]):
        if not STOP.search(before.text) or not row.text.lstrip("“\"'‘(")[:1].isupper():
            continue
        if own + SLIGHT < row.indent <= own + DEEPEST:
            inset += 1
        elif abs(row.indent - own) <= SLIGHT and len(before.text) < SHORT * full:
            flush += 1
    return Page(rows, own, share, inset, flush)


def longest(page: Page) -> int:
    """Return how long the longest lines of a page are; one or two may stand out."""
    return sorted(len(row.text) for row in page.rows)[-3] if len(page.rows) >= ENOUGH else 0


def is_narrower(page: Page, usual: float) -> bool:
    """Tell whether the lines of a page are filled to a narrower measure than those of the text, whose longest are `usual`."""
    measure = longest(page)
    filled = sum(len(row.text) >= FULL * measure for row in page.rows)
    return 0 < measure < NARROW * usual and filled * 2 > len(page.rows)


def is_moved(page: Page, shift: float, full: int, indented: bool, tail: int) -> bool:
    """Tell whether a page as a whole stands further to the right: full lines begin at its margin, and hardly any to the left of it.

    Where paragraphs are `indented`, they are so on it. A page that begins as the last one ended, set in by as many columns (`tail`),
    goes on with what is set in.
    """
    filled = sum(row.indent == page.own and len(row.text) >= FULL * full for row in page.rows)
    if filled <= 2 or filled * 6 <= len(page.rows) or sum(row.indent < page.own for row in page.rows) >= 3:
        return False
    if page.inset or not indented:
        return page.inset >= page.flush
    return not page.flush and not (tail and abs(tail - shift) <= SLIGHT)


def margin(held: Sequence[Row]) -> tuple[int, float]:
    """Return where most lines of a page begin, and their share; of two nearly as usual columns the left one."""
    count = Counter(row.indent for row in held if row.zone < 0) or Counter(row.indent for row in held)
    best = max(count.values())
    first = min(column for column, number in count.items() if number * 2 >= best)
    return first, count[first] / sum(count.values())
