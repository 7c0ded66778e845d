"""A period of a figure: a year, an economic year, a month, a date, or a span between two of the first kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_ECONOMIC = re.compile(r"(\d{4})/(\d{2})")  # 1926/27
_POINT = re.compile(r"\d{4}(?:-(\d{2}))?(?:-(\d{2}))?")  # 1927, 1928-04, 1927-07-01

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


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
    economic = _ECONOMIC.fullmatch(said)
    if economic:
        if (int(economic[1]) + 1) % 100 != int(economic[2]):
            raise ValueError(said)
        return Period((int(economic[1]), 10, 1), said)
    first, mark, last = said.partition("/")
    begins = _begins(first, said)
    if mark and (len(first) != len(last) or _begins(last, said) < begins):
        raise ValueError(said)
    return Period(begins, said)


def _begins(point: str, said: str) -> tuple[int, int, int]:
    match = _POINT.fullmatch(point)
    if match is None or not 1 <= int(match[1] or 1) <= 12 or not 1 <= int(match[2] or 1) <= 31:
        raise ValueError(said)
    return int(point[:4]), int(match[1] or 1), int(match[2] or 1)


def _label(point: str) -> str:
    if "/" in point or len(point) == 4:
        return point
    year, month, *day = point.split("-")
    return " ".join([*(str(int(one)) for one in day), MONTHS[int(month) - 1], year])
