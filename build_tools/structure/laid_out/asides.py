"""What stands in brackets between the paragraphs: pictures and side notes, over however many pieces a bracket runs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.structure.laid_out.pieces import Piece

FIGURE = re.compile(r"\[(?:Illustration|ILLUSTRATION|Illustrations|Frontispiece|Plate|Map|Figure)\b")
"""`[Illustration: The mill]`."""

SIDE_NOTE = re.compile(r"\[(?:Side-?note|SIDE-?NOTE|Margin(?:al [Nn]ote)?)\b")
"""`[Sidenote: The mill.]`."""

LONGEST = 12
"""Pieces of the longest caption: a bracket that is open for longer is a slip of the transcriber."""


def asides(found: Sequence[Piece]) -> list[Piece]:
    """Tell pictures and side notes, each as one piece; the white space above them counts for what stands below, as in the print,
    where they are not.
    """
    kept: list[Piece] = []
    index = 0
    above = 0
    while index < len(found):
        piece = found[index]
        text = piece.plain
        kind = "" if text[:1] != "[" else "figure" if FIGURE.match(text) else "side" if SIDE_NOTE.match(text) else ""
        if not kind:
            if above > piece.above and not piece.rows[0].top:
                piece.rows[0] = piece.rows[0]._replace(above=above)
            above = 0
            kept.append(piece)
            index += 1
            continue
        size = extent(found, index)
        above = max(above, *(one.above for one in found[index : index + size]))
        kept.append(Piece([row for one in found[index : index + size] for row in one.rows], kind))
        index += size
    return kept


def extent(found: Sequence[Piece], start: int) -> int:
    """Return over how many pieces the bracket that opens in piece `start` goes; 1 where it does not close."""
    depth = 0
    for size, piece in enumerate(found[start : start + LONGEST], 1):
        text = piece.plain
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return size
    return 1
