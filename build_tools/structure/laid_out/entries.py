"""Entries: the rows of a list of contents, or of an index, that belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.measures import Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import Row
from build_tools.structure.laid_out.sections import Section

CLOSED = re.compile(r"(?:\d|(?<![^\W\d_])[ivxlc]+)\.?$")
"""The page number that ends an entry."""

FULL = 0.8
"""Of the usual measure: behind a shorter row there was room for the next word."""


def entries(section: Section, learned: Measures) -> list[str]:
    """Return the entries. A row set deeper goes on with the entry above, or is one of its own by its number; so does a row behind a
    full one, where blank lines stand between the entries.
    """
    found: list[list[str]] = []
    for piece in section.pieces:
        spaced = is_spaced(piece, section.pieces)
        for place, row in enumerate(piece.rows):
            if place and goes_on(piece.rows[place - 1], row, piece, learned, section.kind == "index", spaced):
                found[-1].append(row.text)
            else:
                found.append([row.text])
    return list(map(" ".join, found))


def is_spaced(piece: Piece, among: Sequence[Piece]) -> bool:
    """Tell whether a piece is one entry: no row of it but the last closes one, and it stands among others of its kind."""
    return len(among) > 2 and not any(CLOSED.search(PAGE_MARK.sub("", row.text)) for row in piece.rows[:-1])


def goes_on(before: Row, row: Row, piece: Piece, learned: Measures, index: bool, spaced: bool) -> bool:
    """Tell whether a row goes on with the entry of the row before."""
    words = PAGE_MARK.sub("", before.text)
    if index and words.endswith((",", ";", "-")):
        return True
    if spaced and before.edge >= FULL * learned.edge:
        return True
    deep = row.indent >= 2 and not row.above and row.indent > piece.rows[0].indent
    return deep and bool(words) and CLOSED.search(words) is None
