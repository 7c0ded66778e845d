"""The timeline of events: a picture made when the site is built, whose words are text and whose marks are links to the list below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from build_tools.model import dates
from build_tools.model.edition import Article
from build_tools.render.markup import escape, quoted
from build_tools.render.registers.concordance import target
from build_tools.render.registers.facts import when

WIDTH, LEFT, ROW = 720, 44, 17
"""Of the picture: its width, the column of the years, the height of a row."""
LETTER = 6.3
"""Width of a letter of the labels, on average."""
LONGEST = 46
"""Letters of a label; what is longer is cut, and stands in the list."""


class Happening(NamedTuple):
    """An event with its days."""

    article: Article
    first: date
    last: date

    @property
    def label(self) -> str:
        """The words beside its mark."""
        words = self.article.headword
        return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


class Side(Enum):
    """Where the label of a mark stands; INSIDE a bar that leaves no room beside it."""

    AFTER = "after"
    BEFORE = "before"
    INSIDE = "inside"


class Bar(NamedTuple):
    """A mark from `x` to `right`, which takes up its row from `left` to `end` together with its label."""

    happening: Happening
    x: float
    right: float
    left: float
    end: float
    side: Side


def timeline(entries: Sequence[Article]) -> str:
    """Return the picture: above what lasted over the turn of a year, below each year from January to December.

    Where nothing has a date there is no picture.
    """
    found = sorted(_happenings(entries), key=lambda one: (one.first, one.last, one.article.id))
    if not found:
        return ""
    long = [one for one in found if one.first.year != one.last.year]
    short = [one for one in found if one.first.year == one.last.year]
    parts: list[str] = []
    height = 4.0
    if long:
        drawn, height = _long(long, height)
        parts.append(drawn)
        height += ROW / 2
    if short:
        drawn, height = _years(short, height)
        parts.append(drawn)
    return (
        '<figure class="timeline"><div class="scroll" tabindex="0" role="region" aria-label="Timeline of events">\n'
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="group" '
        f'aria-label="Timeline: {len(found)} events from {found[0].first.year} to {max(one.last for one in found).year}">\n'
        f'{"".join(parts)}</svg></div>\n'
        "<figcaption>Each mark leads to its entry. A dot is a day, a bar is the time within which it happened or which it lasted. "
        "The list below says the same in words.</figcaption></figure>\n"
    )


def _happenings(entries: Iterable[Article]) -> Iterable[Happening]:
    for article in entries:
        first = dates.span(article.details.get("date", ""))
        if first is not None:
            last = dates.span(article.details.get("end", "")) or first
            yield Happening(article, first.first, max(first.last, last.last))


def _long(row: Sequence[Happening], top: float) -> tuple[str, float]:
    """Draw what lasted over the turn of a year on one scale of years."""
    begin, end = min(one.first for one in row).year, max(one.last for one in row).year + 1
    step = next(one for one in (1, 2, 5, 10, 20) if (end - begin) / one <= 16 or one == 20)
    scale = (WIDTH - LEFT - 8) / (end - begin)

    def at(day: date) -> float:
        return LEFT + (day.year - begin + (day.timetuple().tm_yday - 1) / 366) * scale

    lines, height = _rows([_bar(one, at(one.first), at(one.last)) for one in row], top + ROW)
    ticks = "".join(
        f'<line class="grid" x1="{LEFT + (year - begin) * scale:.1f}" x2="{LEFT + (year - begin) * scale:.1f}" y1="{top + ROW:.1f}" '
        f'y2="{height:.1f}"/><text class="head" x="{LEFT + (year - begin) * scale:.1f}" y="{top + ROW - 5:.1f}">{year}</text>\n'
        for year in range(begin, end) if (year - begin) % step == 0
    )
    return ticks + lines, height


def _years(row: Sequence[Happening], top: float) -> tuple[str, float]:
    """Draw each year that has an event as a row of twelve months."""
    scale = (WIDTH - LEFT - 8) / 12
    parts = [
        f'<text class="head" x="{LEFT + number * scale:.1f}" y="{top + ROW - 5:.1f}">{name[:3]}</text>\n'
        for number, name in enumerate(dates.MONTHS)
    ]

    def at(day: date, share: float = 0.0) -> float:
        return LEFT + (day.month - 1 + (day.day - 1 + share) / 31) * scale

    height = top + ROW
    years = sorted({one.first.year for one in row})
    for year in years:
        members = [one for one in row if one.first.year == year]
        bars = [_bar(one, at(one.first), at(one.last, 1) if one.last != one.first else at(one.first)) for one in members]
        drawn, below = _rows(bars, height)
        parts.append(f'<line class="grid" x1="0" x2="{WIDTH}" y1="{height:.1f}" y2="{height:.1f}"/>\n'
                     f'<a href="#year-{year}"><text class="year" x="0" y="{height + ROW - 5:.1f}">{year}</text></a>\n{drawn}')
        height = below
    return "".join(parts), height


def _bar(one: Happening, x: float, right: float) -> Bar:
    """Return a mark with its label on the side where there is room."""
    width = len(one.label) * LETTER + 10
    if right + width <= WIDTH:
        return Bar(one, x, right, x - 4, right + width, Side.AFTER)
    if x - width >= LEFT:
        return Bar(one, x, right, x - width, right + 4, Side.BEFORE)
    return Bar(one, x, right, x - 4, max(right, x + width), Side.INSIDE)


def _rows(bars: Sequence[Bar], top: float) -> tuple[str, float]:
    """Draw marks, each in the first row where nothing stands in its way; return the drawing and where it ends."""
    ends: list[list[tuple[float, float]]] = []
    parts: list[str] = []
    for bar in bars:
        row = next((number for number, taken in enumerate(ends) if all(bar.end <= left or right <= bar.left for left, right in taken)),
                   len(ends))
        if row == len(ends):
            ends.append([])
        ends[row].append((bar.left, bar.end))
        parts.append(_mark(bar, top + row * ROW))
    return "".join(parts), top + max(1, len(ends)) * ROW


def _mark(bar: Bar, top: float) -> str:
    one, middle = bar.happening, top + ROW / 2
    said = f"{when(one.article.details.get('date', ''), one.article.details.get('end', ''))}: {one.article.headword}"
    if bar.right - bar.x < 3:
        shape = f'<circle cx="{bar.x:.1f}" cy="{middle:.1f}" r="3.4"/>'
    else:
        height, name = (ROW - 3, ' class="around"') if bar.side is Side.INSIDE else (6, "")
        shape = (f'<rect{name} x="{bar.x:.1f}" y="{middle - height / 2:.1f}" width="{bar.right - bar.x:.1f}" height="{height}" rx="2"/>')
    x = {Side.AFTER: bar.right + 7, Side.BEFORE: bar.x - 7, Side.INSIDE: bar.x + 7}[bar.side]
    side = ' text-anchor="end"' if bar.side is Side.BEFORE else ""
    return (
        f'<a href="#{quoted(target(one.article))}" aria-label="{quoted(said)}"><title>{escape(said)}</title>{shape}'
        f'<text x="{x:.1f}" y="{middle + 4:.1f}"{side}>{escape(one.label)}</text></a>\n'
    )
