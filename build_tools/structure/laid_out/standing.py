"""Headings without a number or a name: lines that stand out by capitals, by emphasis, or by the white space around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.contents_list import ENDING, is_prose
from build_tools.structure.laid_out.cuts import DEEP, is_centred, is_set_in
from build_tools.structure.laid_out.heading_forms import CAPITALS_RANK, OTHER_RANK, bare_words, is_capitals
from build_tools.structure.laid_out.measures import FULL, STARTS_UPPER, STOP, Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.set_apart import is_byline, is_half, is_set_apart, without_round

EMPHASISED = re.compile(r"_[^_]+_\.?$|=[^=]+=\.?$")
"""A line that is set off as a whole: `_As a singer_`."""

LAST_WORDS = re.compile(r"(?:THE END(?=\W*$| OF (?:THE )?(?:\w+ )?(?:VOL|BOOK|PART))|FINIS|END OF|VALE|AMEN|Q\. ?E\. ?D)\b", re.I)
"""What stands in capitals at the end of a text and is no heading."""

CAPPED = re.compile(r"[\"“‘(]?[A-ZÀ-Þ]")

MOST_TITLED = 16
"""Longer words of a title, at most."""

SMALL = frozenset("with from into upon over under that than this their which between among before after through during against".split())
"""Words of four letters and more that have no capital in a title."""

LETTERED = re.compile(r"\(?[a-z][.)] +(?=[A-Z])")
"""`a. PRICES`: the letter before a heading of the lowest rank."""

SIGNED = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z]|.*,? 1[5-9]\d\d\.?$|(?:BY|FOR|TO) ")
"""`J.S. SHEDLOCK.`, `LONDON, 1895.`: below a preface."""


def standing(found: Sequence[Piece], index: int, learned: Measures) -> int:
    """Return the rank of a heading that only stands out: by capitals, by emphasis, or by the space around it; 0 where none does."""
    piece = found[index]
    words = LETTERED.sub("", bare_words(piece.plain))
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or not words or not STARTS_UPPER.match(words) or len(words) < 2 or LAST_WORDS.match(words):
        return 0
    placed = learned.paged and is_placed(piece, after, learned)
    if not after.above and not (placed and is_capitals(words)) and not is_byline(after, learned):
        return 0
    if not any(letter.isalpha() for letter in words) or words.startswith(("[", "*", "--", "—")) or after.kind == "scene":
        return 0
    widest = max(row.edge for row in piece.rows)
    spaced = piece.above > learned.gap or piece.rows[0].top
    centred = (min(row.indent for row in piece.rows) >= 6 and centre(piece, learned)) or placed
    signed = index > 0 and not spaced and min(row.indent for row in piece.rows) > 0.3 * learned.edge and not centred
    if signed:
        return 0
    if is_capitals(without_round(words) if spaced else words):
        if is_half(words, after):
            return CAPITALS_RANK if spaced or centred else 0
        if words.endswith((",", ";", ":", "-", "—")) or (words.endswith(("!", "?")) and not spaced) or words.startswith(("-", "—")):
            return 0
        return CAPITALS_RANK if spaced or centred or alone(found, index, learned) else 0
    if learned.paged and any(STOP.search(row.text) for row in piece.rows[:-1]):
        return 0
    if ENDING.search(words) and not (spaced and (EMPHASISED.match(piece.plain) or ((piece.above > 1 or placed) and is_title_case(words)))):
        return 0
    if EMPHASISED.match(piece.plain):
        return OTHER_RANK if spaced or centred else 0
    apart = is_set_apart(piece, after) and is_title_case(words)
    if not apart and (len(piece.rows) > 2 or len(words.split()) > 14 or widest > FULL * learned.edge):
        return 0
    if spaced and (piece.above > 1 or placed) and is_motto(found, index + 1, learned) and is_title_case(words):
        return OTHER_RANK
    if not is_prose(after, learned):
        return 0
    if after.rows[0].indent >= INSET and not (learned.first and abs(after.rows[0].indent - learned.first) <= 1):
        return 0
    if not STARTS_UPPER.match(after.plain):
        return 0
    deep = learned.paged and spaced and piece.rows[0].indent >= DEEP
    if piece.rows[0].indent >= INSET and not centred and not deep:
        return 0
    return OTHER_RANK if spaced or (learned.paged and (centred or len(words) < 0.75 * learned.edge)) else 0


def is_placed(piece: Piece, after: Piece, learned: Measures) -> bool:
    """Tell whether the lines of a piece stand in the middle; where a paragraph begins at that column, with white space on both sides."""
    if len(piece.rows) > 1 and is_set_in(piece.rows):
        return False
    apart = piece.above > learned.gap == 0 < after.above
    return all(is_centred(row, learned) or (apart and learned.type.centred(row)) for row in piece.rows)


def is_title_case(text: str) -> bool:
    """Tell whether a short text with a stop is written as titles are, all its longer words with a capital.

    >>> is_title_case("The Mill At Night."), is_title_case("He had no lamp."), is_title_case("Prices."), is_title_case("No. 4, I.")
    (True, False, True, False)
    """
    words = [word for word in re.findall(r"[^\s,;:.—-]+", text) if len(word) > 3 and word not in SMALL]
    stopped = text.rstrip("\"”’'").endswith(".")
    return stopped and 0 < len(words) < MOST_TITLED and all(CAPPED.match(word) for word in words) and not SIGNED.match(text)


def is_motto(found: Sequence[Piece], index: int, learned: Measures) -> bool:
    """Tell whether a piece is set in, and prose follows within three pieces: the motto of a chapter."""
    ahead = found[index : index + 4]
    return bool(ahead) and ahead[0].rows[0].indent >= INSET and any(is_prose(piece, learned) for piece in ahead[1:])


def alone(found: Sequence[Piece], index: int, learned: Measures) -> bool:
    """Tell whether a short line in capitals stands between two paragraphs, or over another such line."""
    piece, after = found[index], found[index + 1]
    if len(piece.rows) > 1 or piece.rows[0].indent >= INSET or len(piece.plain.split()) > 10:
        return False
    if index and not STOP.search(found[index - 1].plain) and not is_capitals(found[index - 1].plain):
        return False
    if SIGNED.match(piece.plain):
        return False
    below = is_capitals(after.plain) and len(after.rows) == 1 and index + 2 < len(found) and is_prose(found[index + 2], learned)
    return is_prose(after, learned) or (below and after.rows[0].indent < INSET and not SIGNED.match(after.plain))


def centre(piece: Piece, learned: Measures) -> bool:
    """Tell whether every row has about as much space at its left as at its right."""
    return all(abs((learned.edge - row.edge) - row.indent) <= 6 for row in piece.rows)
