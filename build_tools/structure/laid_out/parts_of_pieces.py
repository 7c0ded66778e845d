"""Pieces that belong together or fall apart: captions go to their tables, and items of one list stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.structure.blocks import unmarked
from build_tools.structure.laid_out.pieces import Piece


def captions(held: Sequence[Piece]) -> None:
    """Give each table the short line above it as its caption."""
    for before, piece in zip(held, held[1:]):
        if piece.kind == "table" and before.kind in ("p", "quote") and len(before.rows) < 4 and piece.above <= 2:
            words = before.plain
            named = re.match("T(?:able|ABLE) ", words) is not None
            if not words.endswith((",", ";", ":", "-", "—")) and len(words) < 160 and (len(before.rows) == 1 or named):
                if named or not words.endswith(".") or len(words) < 60:
                    piece.label, before.kind = before.flat, "caption"


ITEM = re.compile(r"(?:(\d{1,2})[.)]|\(([a-z]|\d{1,2})\)|([-*•–—])) +\S")
"""The beginning of an item of a list."""


def split_items(found: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, cut where each of several rows begins with the next label of one list."""
    for piece in found:
        if piece.kind or len(piece.rows) < 2 or not ITEM.match(unmarked(piece.rows[0].text)):
            yield piece
            continue
        starts = [(index, match) for index, row in enumerate(piece.rows) if (match := ITEM.match(unmarked(row.text)))]
        if len(starts) < 2 or not in_series([match for _, match in starts]):
            yield piece
            continue
        cuts = [index for index, _ in starts]
        for here, there in zip(cuts, [*cuts[1:], len(piece.rows)]):
            yield Piece(piece.rows[here:there], "p")


def in_series(matches: Sequence[re.Match[str]]) -> bool:
    """Tell whether labels go on from one to the next, or are all the same sign."""
    signs = [match.group(3) for match in matches]
    if all(signs):
        return len(set(signs)) == 1
    values = [match.group(1) or match.group(2) or "" for match in matches]
    if all(value.isdigit() for value in values):
        return all(int(there) == int(here) + 1 for here, there in zip(values, values[1:]))
    return all(len(value) == 1 for value in values) and all(ord(there) == ord(here) + 1 for here, there in zip(values, values[1:]))
