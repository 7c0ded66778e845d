"""The years of the edition: how many events each has, as a row of bars for the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from build_tools.model import dates
from build_tools.model.edition import Article
from build_tools.render.markup import escape, quoted

STEP, WIDTH, TALLEST, FOOT = 20, 14, 60, 14
"""From a bar to the next, its width, the height of the tallest and of the years below, in the units of the picture."""

ENOUGH = 3
"""Events that make a year one of those between which the picture runs; single ones far before and behind would press it together."""


def counted_years(articles: Iterable[Article]) -> Counter[int]:
    """Return how many events begin in each year."""
    spans = (dates.span(article.details.get("date", "")) for article in articles if article.register == "events")
    return Counter(span.first.year for span in spans if span is not None)


def years(counts: Mapping[int, int], href: str) -> str:
    """Return the picture as a link, or `""` where no two years have events enough.

    >>> years({1871: 1, 1927: 4, 1928: 6}, "events.html").count("<path")
    2
    """
    full = [year for year, count in counts.items() if count >= ENOUGH]
    if len(full) < 2:
        return ""
    row = range(min(full), max(full) + 1)
    most = max(counts.get(year, 0) for year in row)
    bars = "".join(_bar(counts.get(year, 0), place * STEP, most) + _year(year, place * STEP) for place, year in enumerate(row))
    busiest = max(row, key=lambda year: counts.get(year, 0))
    told = f"Events by year, {row[0]} to {row[-1]}: most, {most}, in {busiest}"
    return (
        f'<a class="years" href="{quoted(href)}">'
        f'<svg viewBox="0 0 {len(row) * STEP} {TALLEST + FOOT}" aria-hidden="true">{bars}</svg><span>{escape(told)}</span></a>'
    )


def _bar(count: int, x: int, most: int) -> str:
    height = TALLEST * count / most
    return f'<path d="M{x + (STEP - WIDTH) / 2:g} {TALLEST}v{-height:.1f}h{WIDTH}v{height:.1f}z"/>' if count else ""


def _year(year: int, x: int) -> str:
    return f'<text x="{x + STEP / 2:g}" y="{TALLEST + FOOT - 3}">{year % 100:02d}</text>'
