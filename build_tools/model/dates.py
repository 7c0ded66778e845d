"""Dates as the sources know them: to the day, the month, the year, or the economic year from October to September."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")  # 1927-12-02, 1927-12, 1927
_ECONOMIC = re.compile(r"(\d{4})/(\d{2})")  # 1927/28
EXPECTED = "1927-12-02, 1927-12, 1927, or 1927/28 for an economic year"


class Span(NamedTuple):
    """The days from `first` to `last`, and the words that say how well they are known."""

    first: date
    last: date
    words: str


def span(said: str) -> Span | None:
    """Return the days that a date means, `None` where it is none.

    >>> span("1927-12").words, span("1927-12").last.isoformat(), span("1927/28").first.isoformat()
    ('December 1927', '1927-12-31', '1927-10-01')
    >>> span("1927-02-30"), span("1927/29")
    (None, None)
    """
    if match := _ECONOMIC.fullmatch(said):
        year = int(match[1])
        if (year + 1) % 100 != int(match[2]):
            return None
        return Span(date(year, 10, 1), date(year + 1, 9, 30), f"economic year {said}")
    match = _DATE.fullmatch(said)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not year or month > len(MONTHS) or (match[2] and not month):
        return None
    if not month:
        return Span(date(year, 1, 1), date(year, 12, 31), str(year))
    name = f"{MONTHS[month - 1]} {year}"
    length = monthrange(year, month)[1]
    if match[3] is None:
        return Span(date(year, month, 1), date(year, month, length), name)
    if not 1 <= day <= length:
        return None
    return Span(date(year, month, day), date(year, month, day), f"{day} {name}")
