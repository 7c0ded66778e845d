"""Headings without a number or a name: lines that stand out by capitals, by emphasis, or by the white space around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.contents_list import ENDING, is_prose
from build_tools.structure.laid_out.cuts import DEEP, is_centred, is_set_in
from build_tools.structure.laid_out.heading_forms import CAPITALS_RANK, NUMBER_BELOW, OTHER_RANK, bare_words, is_capitals
from build_tools.structure.laid_out.measures import FULL, STARTS_UPPER, Measures, is_stopped
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.set_apart import BELOW, WIDE, is_byline, is_half, is_set_apart, without_round
from build_tools.structure.laid_out.title_case import SIGNED, is_title_case

EMPHASISED = re.compile(r"_[^_]+_\.?$|=[^=]+=\.?$")
"""A line that is set off as a whole: `_As a singer_`."""

LAST_WORDS = re.compile(r"(?:THE END(?=\W*$| OF (?:THE )?(?:\w+ )?(?:VOL|BOOK|PART))|FINIS|END OF|VALE|AMEN|Q\. ?E\. ?D)\b", re.I)
"""What stands in capitals at the end of a text and is no heading."""

MOST_WORDS = 6
"""Words of a heading that ends as a sentence does, at most."""

SIGNATURE = 3
"""Words of the name that stands below a letter, with more space below it than above."""

LETTERED = re.compile(r"^\(?[a-z][.)] +(?=[A-Z])")
"""`a. PRICES`: the letter before a heading of the lowest rank."""


def standing(found: Sequence[Piece], index: int, learned: Measures) -> int:
    """Return the rank of a heading that only stands out: by capitals, by emphasis, or by the space around it; 0 where none does."""
    piece = found[index]
    words = LETTERED.sub("", bare_words(piece.plain))
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or len(words) < 2 or not (STARTS_UPPER.match(words) or is_capitals(words)) or LAST_WORDS.match(words):
        return 0
    placed = learned.paged and is_placed(piece, after, learned)
    close = placed or NUMBER_BELOW.match(after.plain) is not None
    if not after.above and not (close and is_capitals(words)) and not is_byline(after, learned):
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
        if after.above > max(WIDE, piece.above) and len(words.split()) <= SIGNATURE and not learned.paged:
            return 0
        if words.endswith((",", ";", ":", "-", "—")) or (words.endswith(("!", "?")) and not spaced) or words.startswith(("-", "—")):
            return 0
        return CAPITALS_RANK if spaced or centred or alone(found, index, learned) else 0
    if learned.paged and (any(is_stopped(row.text) for row in piece.rows[:-1]) or is_amid(found, index)):
        return 0
    free = stands_free(found, index, learned)
    titled = (piece.above > 1 or placed or free) and is_title_case(words)
    outer = free and words[0].isalpha() and len(words.split()) <= MOST_WORDS
    if ENDING.search(words) and not (spaced and (EMPHASISED.match(piece.plain) or titled or outer)):
        return 0
    if EMPHASISED.match(piece.plain):
        return OTHER_RANK if spaced or centred else 0
    apart = (is_set_apart(piece, after) or free) and is_title_case(words)
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


def stands_free(found: Sequence[Piece], index: int, learned: Measures) -> bool:
    """Tell whether a short piece of a page has white space above and below it where paragraphs have none, at the margin where no
    paragraph begins: behind one that has ended, and above one that begins.
    """
    piece = found[index]
    after = found[index + 1] if index + 1 < len(found) else None
    if not learned.paged or learned.gap or not learned.first or after is None or not (piece.above and after.above):
        return False
    if len(piece.rows) > 2 or len(after.rows) < 2 or max(row.indent for row in piece.rows) >= INSET or after.rows[1].indent >= INSET:
        return False
    before = found[index - 1] if index else None
    ended = before is None or is_capitals(before.plain) or (is_stopped(before.plain) and before.rows[-1].indent < INSET)
    return ended and STARTS_UPPER.match(after.plain) is not None and learned.type.ends_early(piece.rows[-1], after.rows[0])


def is_amid(found: Sequence[Piece], index: int) -> bool:
    """Tell whether a line that ends as a sentence does stands between two pieces that are set in as a whole: it is of a quotation."""
    around = [found[place] for place in (index - 1, index + 1) if 0 <= place < len(found)]
    within = all(len(piece.rows) > 1 and min(row.indent for row in piece.rows) >= INSET for piece in around)
    return len(around) == 2 and within and ENDING.search(found[index].plain) is not None


def is_placed(piece: Piece, after: Piece, learned: Measures) -> bool:
    """Tell whether the lines of a piece stand in the middle; where a paragraph begins at that column, with white space on both sides."""
    if len(piece.rows) > 1 and is_set_in(piece.rows):
        return False
    apart = piece.above > learned.gap == 0 < after.above
    return all(is_centred(row, learned) or (apart and learned.type.centred(row)) for row in piece.rows)


def is_motto(found: Sequence[Piece], index: int, learned: Measures) -> bool:
    """Tell whether a piece is set in, and prose follows within three pieces: the motto of a chapter."""
    ahead = found[index : index + 4]
    return bool(ahead) and ahead[0].rows[0].indent >= INSET and any(is_prose(piece, learned) for piece in ahead[1:])


def alone(found: Sequence[Piece], index: int, learned: Measures) -> bool:
    """Tell whether a short line in capitals stands between two paragraphs, or over another such line."""
    piece, after = found[index], found[index + 1]
    if len(piece.rows) > 1 or piece.rows[0].indent >= INSET or len(piece.plain.split()) > 10:
        return False
    if index and not is_stopped(found[index - 1].plain) and not is_capitals(found[index - 1].plain):
        return False
    # What has more space below it than above belongs to the text above: a signature.
    if SIGNED.match(piece.plain) or after.above > max(BELOW, piece.above):
        return False
    below = is_capitals(after.plain) and len(after.rows) == 1 and index + 2 < len(found) and is_prose(found[index + 2], learned)
    return is_prose(after, learned) or (below and after.rows[0].indent < INSET and not SIGNED.match(after.plain))


def centre(piece: Piece, learned: Measures) -> bool:
    """Tell whether every row has about as much space at its left as at its right."""
    return all(abs((learned.edge - row.edge) - row.indent) <= 6 for row in piece.rows)
