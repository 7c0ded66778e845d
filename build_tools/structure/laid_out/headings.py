"""Headings of a text whose layout is kept: by their words, their capitals, or the white space around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.structure.laid_out.contents_list import ENDING, contents_from, is_prose
from build_tools.structure.laid_out.heading_forms import (
    ARABIC_RANK,
    CAPITALS_RANK,
    ROMAN_RANK,
    Form,
    bare_words,
    form_of,
    is_capitals,
)
from build_tools.structure.laid_out.measures import FULL, STARTS_UPPER, Measures
from build_tools.structure.laid_out.pieces import Piece, flat
from build_tools.structure.laid_out.rows import TOP
from build_tools.structure.laid_out.standing import EMPHASISED, LAST_WORDS, SIGNED, is_title_case, standing

MOST_ROWS = 5
"""Lines of the longest heading."""

MOST_LOST = 3
"""Numbers from one heading to the next that is found, at most."""

ENTRY = re.compile(r"(?:\s{3,}|\.{3,}|(?:\s\.){2,}\s*)\d{1,4}$")
"""The page number at the end of an entry of a list of contents."""


@dataclass(slots=True)
class Heading:
    """A heading: its pieces, its form (`rank` as `heading_forms` counts it), and the kind of division it opens, if its words say it."""

    pieces: list[Piece]
    rank: int
    kind: str = ""
    printed: str = ""
    value: int = 0
    above: int = 0
    entries: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, over however many lines they ran."""
        return " ".join(flat(piece.rows) for piece in self.pieces)


Step = Heading | Piece


def find(found: Sequence[Piece], learned: Measures) -> list[Step]:
    """Tell headings from other pieces, in reading order; the entries of a list of contents go with its heading."""
    titled = titles_follow(found, learned)
    steps: list[Step] = []
    last: dict[int, int] = {}
    index = 0
    listed = False
    while index < len(found):
        piece = found[index]
        heading = heading_at(found, index, learned, last)
        # In an index every letter of the alphabet may have its line in capitals.
        if heading is not None and listed and heading.rank >= CAPITALS_RANK and heading.above < 4:
            heading = None
        if heading is None:
            steps.append(piece)
            index += 1
            continue
        index += 1
        listed = heading.kind == "index"
        if heading.kind == "contents":
            size = contents_from(found, index, learned)
            heading.entries = list(found[index : index + size])
            index += size
        elif heading.rank and not heading.printed:
            while index < len(found) and goes_on(heading, found[index], learned):
                heading.pieces.append(found[index])
                index += 1
        elif not titled_already(heading):
            while index < len(found) and len(heading.pieces) < 3 and is_title(found, index, learned, titled, heading):
                heading.pieces.append(found[index])
                index += 1
        steps.append(heading)
    return steps


def goes_on(heading: Heading, piece: Piece, learned: Measures) -> bool:
    """Tell whether a line in capitals is the second line of a heading in capitals that has much more space above it."""
    return (
        heading.rank == CAPITALS_RANK
        and len(heading.pieces) < 3
        and heading.above > 2 + learned.gap
        and piece.above <= learned.gap
        and len(piece.rows) <= 2
        and is_capitals(piece.plain)
        and form_of(piece.plain) is None
        and not heading.pieces[-1].plain.endswith(".")
        and not SIGNED.match(piece.plain)
    )


def titled_already(heading: Heading) -> bool:
    """Tell whether a title stands behind the number of a heading."""
    form = form_of(heading.pieces[0].plain)
    return form is not None and (form.titled or (bool(form.kind) and form.kind != "section"))


def heading_at(found: Sequence[Piece], index: int, learned: Measures, last: dict[int, int]) -> Heading | None:
    """Return the heading that a piece is, `None` where it is none."""
    piece = found[index]
    words = piece.plain
    if len(piece.rows) > MOST_ROWS or piece.kind or len(words) > 400 or not words.strip("_=* .-"):
        return None
    row = piece.rows[0]
    if len(piece.rows) == 1 and not row.top and row.indent > 0.45 * learned.edge and row.edge > 0.8 * learned.edge:
        return None
    form = form_of(words)
    if form is not None and accepted(form, piece, found, index, learned, last):
        if form.rank:
            last[form.rank] = form.value
            for deeper in [rank for rank in last if rank > form.rank]:
                del last[deeper]
        return Heading([piece], form.rank, form.kind, form.printed, form.value, piece.above)
    rank = standing(found, index, learned)
    return Heading([piece], rank, above=piece.above) if rank else None


def accepted(form: Form, piece: Piece, found: Sequence[Piece], index: int, learned: Measures, last: dict[int, int]) -> bool:
    """Tell whether a text with the form of a heading is one: alone, and in its series where only a number says so."""
    words = bare_words(piece.plain)
    widest = max(row.edge for row in piece.rows)
    capitals = is_capitals(words)
    if form.kind:
        return len(piece.rows) <= 3 and (capitals or piece.above > learned.gap or learned.paged or len(words.split()) < 3)
    if form.rank < ROMAN_RANK:
        if not form.titled or capitals:
            return True
        sentence = widest > FULL * learned.edge and len(piece.rows) == 1 and words.endswith(".") and index and piece.above <= learned.gap
        if sentence and learned.paged and index + 1 < len(found):
            sentence = not learned.type.ends_early(piece.rows[0], found[index + 1].rows[0])
        return len(piece.rows) <= 3 and not words.endswith(",") and not sentence
    if learned.paged and is_numbered(form, piece, found, index, learned, last):
        return True
    expected = last.get(form.rank, 0) + 1
    in_series = form.value in (expected, 1) or (form.value == expected + 1 and form.rank in last)
    if not in_series:
        return False
    if not form.titled:
        # A number alone: a heading where text follows, and nothing but it stands on the line.
        if form.rank == ARABIC_RANK and piece.above < max(2, learned.gap + 1):
            return False
        return index + 1 < len(found)
    if form.rank == ARABIC_RANK and not capitals and piece.above <= learned.gap and not learned.paged:
        return False
    if capitals:
        return True
    after = found[index + 1] if index + 1 < len(found) else None
    return (
        len(piece.rows) <= 3
        and len(words) <= 140
        and not ENDING.search(words)
        and widest < 0.97 * learned.edge
        and after is not None
        and form_of(after.plain) is None
        and is_prose(after, learned)
    )


def is_numbered(form: Form, piece: Piece, found: Sequence[Piece], index: int, learned: Measures, last: dict[int, int]) -> bool:
    """Tell whether a numbered line of a printed page is a heading: white space stands above it, it stops where the next word had had
    room, and its number goes on from the last or from the number before its stop, though some may be lost.
    """
    after = found[index + 1] if index + 1 < len(found) else None
    before = last.get(form.rank, 0)
    if after is None or not form.titled or form.rank < ARABIC_RANK or not before < form.value <= before + MOST_LOST:
        return False
    above = form_of(found[index - 1].plain) if index else None
    under = above is not None and above.titled and above.rank in (form.rank, form.rank - 1)
    spaced = under or piece.above > (learned.gap if form.rank == ARABIC_RANK else 0)
    if len(piece.rows) > 3 or not spaced or ENTRY.search(piece.rows[-1].text) or not STARTS_UPPER.match(after.plain):
        return False
    listed = [form_of(one.plain) for one in found[index + 1 : index + 3]]
    if all(one is not None and one.rank == form.rank for one in listed):
        return False
    if after.above <= learned.gap and not learned.type.ends_early(piece.rows[-1], after.rows[0]):
        return False
    words = bare_words(piece.plain)
    return form.rank > ARABIC_RANK or is_capitals(words) or is_title_case(words) or not ENDING.search(words)


def titles_follow(found: Sequence[Piece], learned: Measures) -> bool:
    """Tell whether most numbers that stand alone have a short line behind them, which is then their title whatever it ends with."""
    short = all_ = 0
    for here, there in zip(found, found[1:]):
        form = form_of(here.plain)
        if form is not None and not form.titled and not form.kind and not here.kind:
            all_ += 1
            short += len(there.rows) <= 2 and max(row.edge for row in there.rows) < FULL * learned.edge and form_of(there.plain) is None
    return all_ > 2 and short * 3 >= all_ * 2


def is_title(found: Sequence[Piece], index: int, learned: Measures, titled: bool, heading: Heading) -> bool:
    """Tell whether a piece behind the number of a chapter is its title, or a second line of it."""
    piece = found[index]
    words = bare_words(piece.plain)
    if piece.kind or form_of(words) is not None or len(piece.rows) > MOST_ROWS or max(4, heading.above) < piece.above != TOP:
        return False
    if piece.rows[0].top or not words or not STARTS_UPPER.match(words) or LAST_WORDS.match(words) or words[0] == "[":
        return False
    first = len(heading.pieces) == 1
    if heading.kind and not is_capitals(words):
        return False
    if is_capitals(words):
        return True
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or len(piece.rows) > 3 or max(row.edge for row in piece.rows) > FULL * learned.edge and len(piece.rows) == 1:
        return False
    if EMPHASISED.match(piece.plain):
        return first or piece.above <= learned.gap
    if not first:
        return False
    if words[0] in "\"“'‘" and ENDING.search(words):
        return False
    if learned.first and abs(piece.rows[0].indent - learned.first) <= 1 and ENDING.search(words):
        return False
    ended = ENDING.search(words) is not None and not is_title_case(words)
    return (not ended or (titled and len(piece.rows) <= 2)) and after.above > 0
