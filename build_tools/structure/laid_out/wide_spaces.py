"""White space that only headings have: where nearly every short line below so many blank lines is one, the others are too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.structure.laid_out.contents_list import ENDING, is_prose
from build_tools.structure.laid_out.heading_forms import bare_words, form_of, is_capitals
from build_tools.structure.laid_out.measures import STARTS_UPPER, Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.set_apart import BELOW, WIDE
from build_tools.structure.laid_out.standing import LAST_WORDS
from build_tools.structure.laid_out.title_case import SIGNED, is_capped, is_title_case

WIDER = 4
"""Blank lines that transcribers set above a chapter."""

HABIT = 8
"""Short lines below wide space from which it is a habit."""

MOST = 0.7
"""Share of them that must be headings by their own signs."""

MOST_ROWS, MOST_CHARACTERS = 2, 100
"""Lines and characters of a short piece."""

FEW = 9
"""Words of a sentence that is a heading: `II. The carter loses his way.`"""

SAID = re.compile(r"[-—,;]$")
"""What no numbered heading ends with: a salutation, a line of verse does."""

STOPPED = re.compile(r"[.!?][\"”’')]*$")
"""The end of a sentence: with it, a heading is short."""


def heading_space(found: Sequence[Piece], learned: Measures) -> int:
    """Return the blank lines from which a short line is a heading, 0 where white space says nothing.

    Pages set white space for other reasons, so that only a text without them is asked.
    """
    if learned.paged:
        return 0
    for least in (WIDE, WIDER):
        short = sure = 0
        for index, piece in enumerate(found[:-1]):
            if piece.above >= least and is_short(piece):
                short += 1
                sure += is_sure(piece, found[index + 1], learned)
        if short >= HABIT and sure >= MOST * short:
            return least
    return 0


def is_short(piece: Piece) -> bool:
    """Tell whether a piece may be a heading by its size and its first letter."""
    if piece.kind or len(piece.rows) > MOST_ROWS or sum(len(row.text) for row in piece.rows) > MOST_CHARACTERS:
        return False
    words = bare_words(piece.plain)
    return bool(words) and STARTS_UPPER.match(words) is not None and words[0] not in "[*(" and any(map(str.isalpha, words))


def is_sure(piece: Piece, after: Piece, learned: Measures) -> bool:
    """Tell whether a short piece has other signs of a heading than the space above it."""
    words = bare_words(piece.plain)
    if form_of(words) is not None or is_capitals(words) or (after.above >= BELOW and is_title_case(words)):
        return True
    return ENDING.search(words) is None and is_prose(after, learned)


def opens(piece: Piece, after: Piece, space: int) -> bool:
    """Tell whether a piece is a heading by the space above it, in a text where that has been learned."""
    if not space or piece.above < space or not is_short(piece) or not after.above or after.kind == "scene":
        return False
    words = bare_words(piece.plain)
    # Below space that only headings have, a comma is no sign: letters are headed so, `To the miller, at Harrow,`.
    if SAID.search(words.rstrip(",")) or LAST_WORDS.match(words) or SIGNED.match(words):
        return False
    return is_capped(words) or (not words.endswith(":") and (STOPPED.search(words) is None or len(words.split()) <= FEW))


def goes_over(above: int, last: Piece, found: Sequence[Piece], index: int, space: int) -> bool:
    """Tell whether a heading below wide space goes on in a line of its own, all its longer words with a capital as those above."""
    if not space or above < space or index + 1 >= len(found) or STOPPED.search(last.plain):
        return False
    piece = found[index]
    words = bare_words(piece.plain)
    return (
        piece.above == 1 and len(piece.rows) == 1 and is_short(piece) and form_of(words) is None
        and not is_capitals(words) and is_capped(words) and is_capped(bare_words(last.plain)) and found[index + 1].above > 0
    )
