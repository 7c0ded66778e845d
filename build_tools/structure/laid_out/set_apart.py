"""Headings that white space sets apart: titles with a stop at their end, titles in two halves, a number below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.structure.laid_out.heading_forms import NUMBER_BELOW
from build_tools.structure.laid_out.measures import Measures
from build_tools.structure.laid_out.pieces import Piece

WIDE = 3
"""Blank lines above a heading that nothing but a heading has, where as many as `BELOW` stand below it."""

BELOW = 2

MOST_ROWS, MOST_WORDS = 3, 40
"""Lines and words of the longest title that is known by the space around it."""

RIGHT = 0.45
"""Of the usual measure: the indentation from which a line stands at the right."""

OR = re.compile(r"(?:or|OR|Or)[,;:]?$")
"""The word between the two halves of a title: `THE MILL;`, `or`, `Bread for all`."""

EMPHASISED_TITLE = re.compile(r"_?(?:[IVXLC]{1,8}|\d{1,2})_?[.)] +_[^_]+_\.?$")
"""`3. _Prices of grain_`, `_V_. _The mills_`: a number and words that are set off as a whole."""

IN_ROUND = re.compile(r" *\([^()]*\)[.]?$")
"""What stands in brackets behind a title: `THE MILL ('Old Songs,' 12)`."""


def is_set_apart(piece: Piece, after: Piece | None) -> bool:
    """Tell whether a short piece has the space of a heading above and below it."""
    return (
        piece.above >= WIDE and after is not None and after.above >= BELOW
        and len(piece.rows) <= MOST_ROWS and len(piece.plain.split()) <= MOST_WORDS
    )


def is_half(words: str, after: Piece) -> bool:
    """Tell whether a title goes on behind the `or` that stands below it."""
    return words.endswith((";", ",")) and OR.match(after.plain) is not None


def is_foot(found: Sequence[Piece], index: int) -> bool:
    """Tell whether a heading ends before a piece: a number in brackets, or the space below it."""
    return index < len(found) and (found[index].above >= BELOW or NUMBER_BELOW.match(found[index].plain) is not None)


def is_byline(piece: Piece, learned: Measures) -> bool:
    """Tell whether a piece is the name of an author at the right, on the line below a title."""
    return len(piece.rows) == 1 and piece.rows[0].indent > RIGHT * learned.edge


def without_round(words: str) -> str:
    """Return a title without what stands in brackets behind it.

    >>> without_round("THE MILL ('Old Songs,' 12)."), without_round("(1)")
    ('THE MILL', '(1)')
    """
    return IN_ROUND.sub("", words) or words
