"""Headings of a text whose layout is kept: by their words, their capitals, or the white space around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.contents_list import ENDING, contents_from, is_prose, paged_titles
from build_tools.structure.laid_out.counted_words import counted_words
from build_tools.structure.laid_out.division_words import RANK
from build_tools.structure.laid_out.heading_forms import (
    ARABIC_RANK,
    CAPITALS_RANK,
    OTHER_RANK,
    ROMAN_RANK,
    Form,
    bare_words,
    form_of,
    is_capitals,
)
from build_tools.structure.laid_out.measures import FULL, STARTS_UPPER, Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.series import Series, late_starts
from build_tools.structure.laid_out.set_apart import EMPHASISED_TITLE, is_set_apart
from build_tools.structure.laid_out.standing import standing, stands_free
from build_tools.structure.laid_out.title_case import is_title_case
from build_tools.structure.laid_out.titles import (
    MOST_ROWS,
    Heading,
    goes_on,
    is_counted,
    is_named_title,
    is_title,
    titled_already,
    titles_follow,
)
from build_tools.structure.laid_out.wide_spaces import FEW, SAID, goes_over, heading_space, opens

LONGEST_SECTION = 14
"""Words of the title of a section that is not written as titles are."""

NUMBERED_NOTE = re.compile(r"(?:\d{1,3}[.)]?|\d{4}[.)]) +\S")
"""The beginning of a note below the heading NOTES: `12 Kant.`, which has the form of a heading."""

SUMMARY = 5
"""Numbered titles, one right behind the other, that are more than a part, its chapter and its section."""

MOST_LOST = 3
"""Numbers from one heading to the next that is found, at most."""

LEAST_PROSE = 3
"""Lines from which a text that begins as a numbered heading does is a paragraph: `§ 4. But if prices fall, …`."""

ENTRY = re.compile(r"(?:\s{3,}|\.{3,}|(?:\s\.){2,}\s*)\d{1,4}$")
"""The page number at the end of an entry of a list of contents."""


Step = Heading | Piece


def find(found: Sequence[Piece], learned: Measures) -> list[Step]:
    """Tell headings from other pieces, in reading order; the entries of a list of contents go with its heading."""
    titled = titles_follow(found, learned)
    summed = entries(found) | paged_titles(found) if learned.paged else set()
    steps: list[Step] = []
    series = Series(starts=late_starts(found))
    space = heading_space(found, learned)
    counted = counted_words(found, learned)
    index = 0
    listed = noted = False
    while index < len(found):
        piece = found[index]
        heading = heading_at(found, index, learned, series, space) if index not in summed else None
        if index in counted:
            form = counted[index]
            heading = Heading([piece], form.rank, printed=form.printed, value=form.value, above=piece.above, titled=form.titled)
        # In an index every letter of the alphabet may have its line in capitals.
        if heading is not None and listed and heading.rank >= CAPITALS_RANK and heading.above < 4:
            heading = None
        if heading is not None and noted and NUMBERED_NOTE.match(piece.plain):
            heading = None
        if heading is None:
            steps.append(piece)
            index += 1
            continue
        index += 1
        listed, noted = heading.kind == "index", heading.kind == "notes"
        if heading.kind == "contents":
            size = contents_from(found, index, learned)
            heading.entries = list(found[index : index + size])
            index += size
        elif is_counted(heading) and index < len(found) and is_title(found, index, learned, False, heading):
            heading.pieces.append(found[index])
            index += 1
        elif heading.rank and not heading.printed:
            while index < len(found) and index not in summed and goes_on(heading, found, index, learned):
                heading.pieces.append(found[index])
                index += 1
        elif not titled_already(heading):
            last = min(len(found), index + 3 - len(heading.pieces))
            while index < last and index not in summed and is_title(found, index, learned, titled, heading):
                heading.pieces.append(found[index])
                index += 1
        elif index < len(found) and is_named_title(found, index, learned, heading):
            heading.pieces.append(found[index])
            index += 1
        while len(heading.pieces) < MOST_ROWS and goes_over(heading.above, heading.pieces[-1], found, index, space):
            heading.pieces.append(found[index])
            index += 1
        steps.append(heading)
    return steps


def entries(found: Sequence[Piece]) -> set[int]:
    """Return the places of numbered titles that follow each other without text between: a summary of what the book holds.

    The last of them is the heading of the text below it, where it has more space above it or its number begins anew.
    """
    places: set[int] = set()
    run: list[tuple[int, Form]] = []
    for index, piece in enumerate(found):
        form = form_of(piece.plain) if len(piece.rows) <= 3 else None
        if form is not None and form.titled:
            run.append((index, form))
            continue
        if len(run) >= SUMMARY:
            (before, earlier), (last, form) = run[-2:]
            begins = found[last].above > found[before].above or (form.value <= earlier.value and form.rank <= earlier.rank)
            places.update(place for place, _ in (run[:-1] if begins else run))
        run = []
    return places


def heading_at(found: Sequence[Piece], index: int, learned: Measures, series: Series, space: int = 0) -> Heading | None:
    """Return the heading that a piece is, `None` where it is none."""
    piece = found[index]
    words = piece.plain
    if len(piece.rows) > MOST_ROWS or piece.kind or len(words) > 400 or not words.strip("_=* .-"):
        return None
    row = piece.rows[0]
    if len(piece.rows) == 1 and not row.top and row.indent > 0.45 * learned.edge and row.edge > 0.8 * learned.edge:
        return None
    form = form_of(words)
    if form is not None and accepted(form, piece, found, index, learned, series):
        if form.rank:
            series.take(form, is_set_apart(piece, found[index + 1] if index + 1 < len(found) else None))
        return Heading([piece], form.rank, form.kind, form.printed, form.value, piece.above)
    rank = standing(found, index, learned)
    if not rank and index + 1 < len(found) and opens(piece, found[index + 1], space):
        rank = OTHER_RANK
    return Heading([piece], rank, above=piece.above) if rank else None


def accepted(form: Form, piece: Piece, found: Sequence[Piece], index: int, learned: Measures, series: Series) -> bool:
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
        # `§ 4. Prices` is a heading; `§ 4. But if prices fall, …` begins a paragraph.
        close = piece.above <= learned.gap or (learned.paged and is_shaped(piece, learned))
        begins = form.rank == RANK["§"] and len(words.split()) > LONGEST_SECTION and close and not is_title_case(words)
        return len(piece.rows) <= 3 and not words.endswith(",") and not sentence and not begins
    if learned.paged and is_numbered(form, piece, found, index, learned, series.last):
        return True
    after = found[index + 1] if index + 1 < len(found) else None
    apart = is_set_apart(piece, after)
    if not (series.goes_on(form, apart) or index in series.starts):
        return False
    if not form.titled:
        # A number alone: a heading where text follows, and nothing but it stands on the line.
        if form.rank == ARABIC_RANK and piece.above < max(2, learned.gap + 1):
            return False
        return after is not None
    emphasised = EMPHASISED_TITLE.match(piece.plain) is not None
    if form.rank == ARABIC_RANK and not capitals and not emphasised and piece.above <= learned.gap and not learned.paged:
        return False
    if capitals:
        return True
    most = FEW if ENDING.search(words) else LONGEST_SECTION
    if apart and len(piece.rows) == 1 and not SAID.search(words) and len(words.split()) <= most:
        return True
    if learned.paged and piece.above > learned.gap and after is not None and not ENDING.search(words) and begins_below(form, after):
        return True
    if after is None or not is_prose(after, learned) or (form_of(after.plain) is not None and len(after.rows) < LEAST_PROSE):
        return False
    early = learned.paged and piece.above > learned.gap and learned.type.ends_early(piece.rows[-1], after.rows[0])
    titled = (apart or early) and is_title_case(words.split(maxsplit=1)[-1])
    free = titled or (early and form.rank == ROMAN_RANK) or stands_free(found, index, learned)
    return len(piece.rows) <= 3 and len(words) <= 140 and (free or (not ENDING.search(words) and widest < 0.97 * learned.edge))


def begins_below(form: Form, after: Piece) -> bool:
    """Tell whether a piece begins the series below a number: `1. The ferry` under `II. The road`."""
    below = form_of(after.plain)
    return below is not None and below.titled and below.value == 1 and below.rank > form.rank


def is_shaped(piece: Piece, learned: Measures) -> bool:
    """Tell whether the lines of a piece are those of a paragraph: the first is set in as every first line is, the others are not."""
    first, *others = (row.indent for row in piece.rows)
    return bool(learned.first and others) and abs(first - learned.first) <= 1 and max(others) < INSET


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
