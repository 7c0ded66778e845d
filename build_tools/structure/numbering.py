"""How divisions are numbered: the styles of numbers before headings and what they count."""

from __future__ import annotations

import re
from typing import NamedTuple

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(r"(?:Part|PART|Book|BOOK) ([IVXLC]+|\d{1,2})\b[.:]?(?: +|$)(?=\D|$)")),
    ("chapter", re.compile(r"(?:Chapter|CHAPTER) ([IVXLC]+|\d{1,3})\b[.:]?(?: +|$)")),
    ("arabic", re.compile(r"(\d{1,2})\. +(?=[^\W\d_]|[“‘\"(])")),
    ("roman", re.compile(r"([IVXLC]+)\. +(?=[^\W\d_]|[“‘\"(]|1\d{3}\b)")),
    ("alpha", re.compile(r"\(([a-z])\) +(?=\S)")),
    ("paren", re.compile(r"\((\d{1,2})\) +(?=\S)")),
)
"""In the order in which they nest when the text does not say otherwise."""

FIRSTS = ("(", *"BCILPVX")
"""What a number begins with that does not begin with a digit: a bracket, a Roman digit, `Part`, `Book`, `Chapter`."""

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Number(NamedTuple):
    """The number before a heading: its style, its value, and the text as printed (`I`, `a`, `3`)."""

    style: str
    value: int
    printed: str


def value(printed: str) -> int:
    """Return what a printed number counts.

    >>> value("IV"), value("c"), value("12")
    (4, 3, 12)
    """
    if printed.isdigit():
        return int(printed)
    if printed.islower():
        return ord(printed) - 96
    values = [ROMAN[letter] for letter in printed]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0]))


def number_of(text: str) -> Number | None:
    """Return the number with which a text begins.

    >>> number_of("(a) Agricultural production")
    Number(style='alpha', value=1, printed='a')
    """
    if not (text[:1].isdigit() or text.startswith(FIRSTS)):
        return None
    for style, pattern in STYLES:
        match = pattern.match(text)
        if match:
            return Number(style, value(match.group(1)), match.group(1))
    return None
