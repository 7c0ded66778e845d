"""What a piece is: a paragraph, verse, a quotation set in, a table, a picture, a mark between scenes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.columns import is_table
from build_tools.structure.laid_out.measures import Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import Row, unfilled

SCENE = re.compile(r"(?:[*•·⁂~#]\s*){3,}$|[*⁂]$|(?:[-—_=~]\s*){5,}$|(?:[oO0xX]\s+){2,}[oO0xX]$|\[\*+\]$|<[-—=]+>$")
"""`* * * * *`, `-----`: a mark between scenes."""

QUOTED = re.compile(r"[\W_]*")

VERSE_END = re.compile(r"[,.;:!?—-][\"”’'_)]*$")
"""What a verse ends with."""

LEADS = re.compile(r"[:,;—-]$")
"""What a line ends with that leads to a quotation."""

MOST = 0.5
"""Share of lines that stop where the next word had had room, above which nobody filled them: verse."""


def tell(found: Sequence[Piece], learned: Measures) -> None:
    """Give each piece without a kind its kind."""
    right = quotation_edge(found, learned)
    for piece in found:
        if not piece.kind:
            piece.kind = kind_of(piece, learned, right)
    if learned.paged:
        short_quotations(found, learned)


def short_quotations(found: Sequence[Piece], learned: Measures) -> None:
    """Tell a line between two quotations that begins where they do: a paragraph of one line among those of a quotation."""
    last = -1
    for index, piece in enumerate(found):
        if piece.kind == "quote":
            between = found[last + 1 : index]
            if last >= 0 and all(is_line_of(one, piece, learned) and is_line_of(one, found[last], learned) for one in between):
                for one in between:
                    one.kind = "quote"
            last = index
        elif not (piece.kind == "p" and len(piece.rows) == 1 and piece.rows[0].indent >= INSET):
            last = -1


def is_line_of(piece: Piece, quotation: Piece, learned: Measures) -> bool:
    """Tell whether a line begins at the column of a quotation, or where its first line does, and does not lead to what is quoted; where
    first lines of the text begin there too, no white space sets it apart.
    """
    row = piece.rows[0]
    first = bool(learned.first) and abs(row.indent - learned.first) <= 1
    if LEADS.search(piece.plain) or (first and row.above and not row.top):
        return False
    return any(abs(row.indent - one.indent) <= 1 for one in quotation.rows[:2])


def marks(found: Sequence[Piece]) -> None:
    """Tell marks between scenes, which no heading can be."""
    for piece in found:
        if not piece.kind and SCENE.match(piece.plain):
            piece.kind = "scene"


def quotation_edge(found: Sequence[Piece], learned: Measures) -> int:
    """Return where the full lines of quotations set in end."""
    edges = [
        max(row.edge for row in piece.rows)
        for piece in found
        if not piece.kind
        and len(piece.rows) > 2
        and min(row.indent for row in piece.rows) >= INSET
        and capitals(piece.rows) < 0.6
        and unfilled(piece.rows, 0) < 0.3
    ]
    return int(median(edges)) if edges else learned.edge


def capitals(rows: Sequence[Row]) -> float:
    """Return the share of rows that begin with a capital."""
    first = [row.text[QUOTED.match(row.text).end() :][:1] for row in rows]  # type: ignore[union-attr]
    return sum(letter.isupper() or letter.isdigit() for letter in first) / len(rows)


def kind_of(piece: Piece, learned: Measures, right: int) -> str:
    """Return the kind of one piece."""
    rows = piece.rows
    if is_table(piece, learned):
        return "table"
    least = min(row.indent for row in rows)
    first = rows[0].indent
    if len(rows) == 1:
        if least < INSET or (learned.first and abs(least - learned.first) <= 1):
            return "p"
        if least > 0.3 * learned.edge or len(rows[0].text) < 3:
            return "p"
        return "quote" if not learned.paged or rows[0].above else "p"
    if least >= INSET:
        edge = right if len(rows) < 5 or capitals(rows) > 0.8 else 0
        share = unfilled(rows, edge)
        if share >= MOST and capitals(rows) >= 0.6 and max(len(row.text) for row in rows) < 0.85 * learned.edge:
            return "lg" if least < 0.45 * learned.edge else "p"
        if capitals(rows) == 1 and all(VERSE_END.search(row.text) for row in rows) and max(row.edge for row in rows) < 0.9 * right:
            return "lg"
        ragged = len({row.indent for row in rows}) > 1 and share >= MOST
        if ragged and len(rows) > 3 and capitals(rows) >= 0.5:
            return "lg"
        narrow = max(row.edge for row in rows) < 0.7 * right
        if share >= 0.9 and (least > 0.3 * learned.edge or (narrow and capitals(rows) < 0.4 and len(rows) < 4)):
            return "p"
        return "quote"
    if first >= INSET and all(row.indent < INSET for row in rows[1:]):
        return "p"
    narrow = len(rows) > 2 and max(row.edge for row in rows) < 0.86 * learned.edge
    if narrow and unfilled(rows, learned.edge) > 0.9 and capitals(rows) > 0.8:
        return "lg" if len(rows) > 3 else "p"
    return "p"
