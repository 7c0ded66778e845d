"""Lists of contents: how far they go, and what in them is no heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from build_tools.clean.survey import UNWRAPPED
from build_tools.structure.laid_out.heading_forms import bare_words, form_of, is_capitals
from build_tools.structure.laid_out.measures import Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import unfilled

ENDING = re.compile(r"[.,;:!?…—-][\"”’')\]]*$|--$")
"""What a heading without capitals does not end with."""

ENTRY = re.compile(r".*[\s_.-](?:\d{1,4}|[ivxlc]{1,8})(?:[-–]\d+)?\.?$|\d{1,4}$|.*\b(?:PAGE|Page)\.?$|CHAP(?:TER)?\.?$")
"""A line of a list of contents: it ends with a page number."""


TITLES = re.compile(r"_[^_]+_")
"""Words that are set off as a whole: `_The mill as name and as emblem_`."""

HALF = 0.5
"""Share of lines that stop before the measure, from which each is an entry of its own."""

WORDS_OF_POINT = 14
"""Words between two dashes of a summary, at most: `The mill--The road to Harrow--A late harvest`."""


WIDE = 3
"""Blank lines above a line in capitals that is a heading, if text follows it."""

FEWEST_ROWS = 4
"""Lines of a part of a list of contents, where wide space and a heading stand above it."""

MOST = 0.8
"""Share of those lines that are entries by their numbers."""

COUNTED = re.compile(r"(?:\d{1,3}|[IVXLC]{1,8})[.)] +\S")
"""`14. To the miller`."""

PAGED = re.compile(r"\S[.,:;”\"’')]? +(\d{1,4})$")
"""`4. Carts and roads. 248`: a title with its page behind it."""

FEWEST = 4
"""Titles with rising pages, near each other, that make a list."""

NEAR = 3
"""Pieces from one such title to the next, at most: what the chapter holds may stand between them."""


def paged_titles(found: Sequence[Piece]) -> set[int]:
    """Return the places of the titles with their pages that stand near each other in rising order, and of all between them."""
    runs: list[list[tuple[int, int]]] = [[]]
    for index, piece in enumerate(found):
        match = PAGED.search(piece.rows[-1].text) if len(piece.rows) <= 3 and not piece.kind else None
        if match is None:
            continue
        page = int(match.group(1))
        if runs[-1] and (index - runs[-1][-1][0] > NEAR or page < runs[-1][-1][1]):
            runs.append([])
        runs[-1].append((index, page))
    lists = [run for run in runs if len(run) >= FEWEST]
    return {index for run in lists for index in range(run[0][0], run[-1][0] + 1)}


def is_prose(piece: Piece, learned: Measures) -> bool:
    """Tell whether a piece is a paragraph: a full line, or a sentence."""
    return len(piece.rows) > 1 and any(row.edge > 0.7 * learned.edge for row in piece.rows) or (
        len(piece.plain) > 50 and (len(piece.plain) > UNWRAPPED or ENDING.search(piece.plain) is not None) and not is_capitals(piece.plain)
    )


def is_text(piece: Piece, learned: Measures) -> bool:
    """Tell whether a piece is of the text: prose that neither ends with page numbers nor sums up a chapter between dashes."""
    if not is_prose(piece, learned) or TITLES.fullmatch(piece.plain) or is_capitals(piece.plain):
        return False
    if any(ENTRY.match(row.text) for row in piece.rows):
        return False
    if len(piece.rows) > 2 and unfilled(piece.rows, learned.edge) >= HALF:
        return False  # a row of titles, each on its line
    dashes = piece.plain.count("--") + piece.plain.count("—")
    return dashes < 2 or len(piece.plain.split()) > WORDS_OF_POINT * dashes


def contents_from(found: Sequence[Piece], start: int, learned: Measures) -> int:
    """Return how many pieces behind the heading of a list of contents belong to it.

    It ends where its first entry comes back as a heading, where prose begins, or at a wide gap before a heading.
    """
    firsts: Counter[str] = Counter()
    numbered: dict[str, int] = {}
    size = 0
    for index, piece in enumerate(found[start:], start):
        words = normal(piece.plain)
        form = form_of(piece.plain)
        if not piece.above and not learned.paged:
            firsts.update(normal(row.text) for row in piece.rows)
            size += 1  # a line in the midst of a list
            continue
        if size and words and firsts[words] and (learned.paged or piece.above > learned.gap):
            break
        if size and form is not None and opens(found, index, learned) and not ENTRY.match(piece.plain):
            break
        text_follows = index + 1 < len(found) and is_text(found[index + 1], learned)
        if size and text_follows and piece.above >= WIDE and is_capitals(piece.plain) and len(piece.rows) == 1:
            break
        if size and form is not None and form.kind and piece.above > max(2, learned.gap) and len(piece.rows) == 1:
            break
        wide = size and piece.above > max(3, learned.gap + 1) and piece.above > 1 and len(piece.rows) < 3
        if wide and not ENTRY.match(piece.plain) and not lists_on(found, index):
            break
        if is_text(piece, learned) and (
            len(piece.rows) > 2 or ENDING.search(piece.plain) or not all(is_entry(row.text, row.edge, learned) for row in piece.rows)
        ):
            break
        if piece.rows[0].top and size and form is not None and (firsts[words] or not ENTRY.match(piece.plain)):
            break
        firsts.update(normal(row.text) for row in piece.rows)
        if form is not None and form.rank:
            for one in [one for one, rank in numbered.items() if rank > form.rank]:
                del firsts[one], numbered[one]  # the chapters of a second book are counted anew
            if not form.titled:
                numbered[words] = form.rank
        size += 1
    return size


def lists_on(found: Sequence[Piece], index: int) -> bool:
    """Tell whether the list goes on below a heading inside it: a row of lines that begin with a number or end with a page."""
    for piece in found[index : index + 4]:
        if len(piece.rows) >= FEWEST_ROWS:
            return sum(bool(COUNTED.match(row.text) or ENTRY.match(row.text)) for row in piece.rows) > MOST * len(piece.rows)
    return False


def opens(found: Sequence[Piece], index: int, learned: Measures) -> bool:
    """Tell whether prose stands within three pieces behind a heading, before another: it is no entry of a list."""
    for piece in found[index + 1 : index + 4]:
        if is_text(piece, learned):
            return True
        if form_of(piece.plain) is not None:
            return False
    return False


def normal(text: str) -> str:
    """Return the letters of a text, without the page number at its end."""
    bare = re.sub(r"[\s.]*(?:\d+|\b[ivxlc]+)\.?$", "", bare_words(text))
    return "".join(letter for letter in bare.casefold() if letter.isalnum())


def is_entry(text: str, edge: int, learned: Measures) -> bool:
    """Tell whether a line may stand in a list of contents."""
    return ENTRY.match(text) is not None or edge < 0.8 * learned.edge or "--" in text
