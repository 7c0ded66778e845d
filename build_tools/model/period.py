"""A period of a figure: a year, an economic year, a month, a date, or a span between two of the first kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from build_tools.model.dates import Span, span

_ECONOMIC = re.compile(r"\d{4}/\d{2}")  # 1926/27


class PeriodType(Enum):
    """How time is counted: an economic year runs from October to September."""

    DATE = "date"
    MONTH = "month"
    CALENDAR_YEAR = "calendar year"
    ECONOMIC_YEAR = "economic year"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period as figures write it. `begins` puts periods in order: an economic year begins in the October of its first year."""

    begins: tuple[int, int, int]
    said: str

    @property
    def type(self) -> PeriodType:
        """How this period counts time."""
        if _ECONOMIC.fullmatch(self.said):
            return PeriodType.ECONOMIC_YEAR
        if "/" in self.said:
            return PeriodType.INTERVAL
        return (PeriodType.CALENDAR_YEAR, PeriodType.MONTH, PeriodType.DATE)[self.said.count("-")]

    @property
    def label(self) -> str:
        """The period in words.

        >>> [period(said).label for said in ("1926/27", "1928-04", "1927-07-01", "1927-07/1927-10", "1909/1913")]
        ['1926/27', 'April 1928', '1 July 1927', 'July to October 1927', '1909 to 1913']
        """
        if self.type is not PeriodType.INTERVAL:
            return _label(self.said)
        first, _, last = self.said.partition("/")
        if len(first) == 7 and first[:4] == last[:4]:
            return f"{_label(first).partition(' ')[0]} to {_label(last)}"
        return f"{_label(first)} to {_label(last)}"


def period(said: str) -> Period:
    """Return a period from how figures write it; raises `ValueError` where it is none.

    >>> period("1926/27").begins, period("1927/1928").type.value
    ((1926, 10, 1), 'interval')
    >>> period("1926/28")
    Traceback (most recent call last):
    ValueError: 1926/28
    """
    whole = span(said)
    if whole is not None:
        return Period(_day(whole), said)
    first, _, last = said.partition("/")
    begins, ends = span(first), span(last)
    if begins is None or ends is None or len(first) != len(last) or ends.first < begins.first:
        raise ValueError(said)
    return Period(_day(begins), said)


def _day(known: Span) -> tuple[int, int, int]:
    return known.first.year, known.first.month, known.first.day


def _label(point: str) -> str:
    known = span(point)
    return point if known is None or "/" in point else known.words
