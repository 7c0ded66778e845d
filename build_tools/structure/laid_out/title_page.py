"""The title page: what stands before the first heading that text follows, as printers set it, in lines of every size."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.contents_list import normal
from build_tools.structure.laid_out.division_words import RANK
from build_tools.structure.laid_out.heading_forms import CAPITALS_RANK, is_capitals
from build_tools.structure.laid_out.headings import Step
from build_tools.structure.laid_out.measures import Measures, is_stopped
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.titles import Heading

IMPRINT = re.compile(
    r"\b(?:by|par|von|author|autor|auteur|edited|translated|illustrat\w+|publish\w*|print\w*|reprint\w*|london|new york|boston|"
    r"chicago|philadelphia|paris|leipzig|berlin|amsterdam|edinburgh|oxford|cambridge|co|company|press|verlag|librairie|edition|édition|auflage|copyright|"
    r"reserved|congress|frontispiece|vol(?:ume)?s?|(?:1[5-9]|20)\d\d|m[dc]{1,4}[lxvi]*)\b",
    re.IGNORECASE,
)
"""A word of a title page: `BY`, `EDITED`, `LONDON`, `1852`."""

FEWEST = 2
"""Lines with such words that make a title page."""

MOST_ROWS = 3
"""Lines of one item of a title page; a motto or a table has more."""

LONGEST = 150
"""Headings and pieces of the longest title page, notes of who typed the text included."""

FULL = 0.75
"""Of the usual measure: most lines of a paragraph are longer."""

MOST = 0.6
"""Share of the lines of a paragraph that are so long."""


def is_paragraph(step: Step, learned: Measures) -> bool:
    """Tell whether a step is a paragraph of the text: full lines at the margin that end with a stop."""
    if not isinstance(step, Piece) or step.kind or len(step.rows) < 2 or min(row.indent for row in step.rows) >= INSET:
        return False
    full = sum(row.edge > FULL * learned.edge for row in step.rows[:-1])
    return full >= MOST * (len(step.rows) - 1) and not is_capitals(step.plain) and is_stopped(step.plain)


def before_text(steps: Sequence[Step], learned: Measures) -> tuple[list[Piece], list[Step]]:
    """Divide the steps into the pieces of the title page and the rest: it ends at the first heading that says by its words what it is,
    or that text follows; a volume or a book that is named before the contents, without text between, belongs to the title.
    """
    if not any(isinstance(step, Heading) for step in steps):
        return [], list(steps)
    first = first_heading(steps, learned)
    for index, step in enumerate(steps[first:], first):
        if is_text(step, learned):
            break
        if isinstance(step, Heading) and step.kind in ("contents", "preface", "introduction"):
            first = index
            break
    held: list[Piece] = []
    for step in steps[:first]:
        held.extend(step.pieces if isinstance(step, Heading) else [step])
    for piece in held:
        # What stands in the middle of a title page is no quotation.
        if not piece.kind and len(piece.rows) <= MOST_ROWS:
            piece.kind = "p"
    return held, list(steps[first:])


def of_title(step: Heading, after: Step | None) -> bool:
    """Tell whether a heading names a volume on a title page, where neither a book nor a chapter stands below it."""
    return step.rank == RANK["volume"] and not (isinstance(after, Heading) and (after.kind or step.rank < after.rank < CAPITALS_RANK))


def is_text(step: Step, learned: Measures) -> bool:
    """Tell whether a step is a paragraph, and none that only says who printed the book."""
    return is_paragraph(step, learned) and not (isinstance(step, Piece) and len(step.rows) < 4 and IMPRINT.search(step.plain))


def is_motto(ahead: Sequence[Step], learned: Measures) -> bool:
    """Tell whether one piece or two stand set in between a heading and its text."""
    size = next((place for place, step in enumerate(ahead) if is_text(step, learned)), 0)
    return size > 0 and all(
        isinstance(step, Piece)
        and min(row.indent for row in step.rows) >= INSET
        and (len(step.rows) > MOST_ROWS or not IMPRINT.search(step.plain))
        for step in ahead[:size]
    )


def first_heading(steps: Sequence[Step], learned: Measures) -> int:
    """Return the place of the first heading of the text, 0 where the text begins before any."""
    begun = -1
    signs = 0
    for index, step in enumerate(steps[:LONGEST]):
        words = step.text if isinstance(step, Heading) else step.plain
        after = steps[index + 1] if index + 1 < len(steps) else None
        followed = after is not None and (is_text(after, learned) or (not signs and is_motto(steps[index + 1 : index + 4], learned)))
        if isinstance(step, Piece):
            if begun < 0 and is_text(step, learned):
                begun = index
        elif followed or step.kind or (step.rank < CAPITALS_RANK and not of_title(step, after)):
            # What stands in full lines before a title page is no text of the book, but a note of who typed it.
            return index if begun < 0 or signs >= FEWEST else begun
        if IMPRINT.search(words) and len(words) < 120:
            signs += 1
    return max(begun, 0)


def half_title(rest: list[Step], held: Sequence[Piece]) -> Heading | None:
    """Take the title that is printed once more above the text out of the steps behind the title page, and return it."""
    titles = {normal(piece.plain) for piece in held}
    for index, step in enumerate(rest[:-1]):
        if isinstance(step, Heading) and not step.kind and step.rank == CAPITALS_RANK and isinstance(rest[index + 1], Heading):
            if normal(step.text) in titles or any(len(title) > 8 and title in normal(step.text) for title in titles):
                del rest[index]
                return step
    return None
