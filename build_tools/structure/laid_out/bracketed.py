"""Notes in brackets: `[Footnote 12: …]` as a piece of its own, over several pieces, or inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.apparatus import Apparatus, Note
from build_tools.structure.laid_out.pieces import Piece, flat

FOOTNOTE = re.compile(r"[\[{(]\s?(?:Footnote|FOOTNOTE|Note|Foot-note)(?: (?P<label>[A-Za-z0-9]{1,4}|[*†‡§]{1,3}))?\s?[:.] ?")
"""`[Footnote 12: `, `[Footnote: `."""

LONGEST = 60
"""Pieces of the longest note: a bracket that is open for longer is a slip of the transcriber."""

BRACKET = re.compile(r"[\[\]]")

NAME = re.compile(r"\[([^\[\]\s]{1,4})\]")
"""`[12]`"""


def bracketed(found: Sequence[Piece], taken: Apparatus) -> Iterator[Piece]:
    """Yield the pieces without `[Footnote …]`; those notes go to `taken`, with the index of the piece behind them for a place."""
    index = count = 0
    while index < len(found):
        piece = found[index]
        text = piece.plain
        match = FOOTNOTE.match(text) if text[:1] in "[{(" else None
        if match is None:
            if "ootnote" in text and FOOTNOTE.search(text):
                piece = without_inner(piece, taken, count)
            yield piece
            count += 1
            index += 1
            continue
        size = extent(found, index)
        rows = [list(one.rows) for one in found[index : index + size]]
        marks = "".join(PAGE_MARK.findall(rows[0][0].text))
        first = FOOTNOTE.sub("", PAGE_MARK.sub("", rows[0][0].text).lstrip(), count=1)
        rows[0][0] = replace(rows[0][0], text=marks + first)
        rows[-1][-1] = replace(rows[-1][-1], text=closed(rows[-1][-1].text))
        held = [Piece(kept) for group in rows if (kept := [row for row in group if row.text])]
        if held:
            taken.notes.append(Note(match.group("label") or "*", "square", held, count))
        index += size


def closed(text: str) -> str:
    """Return a text without the bracket that closes a note."""
    bare = text.rstrip()
    return bare[:-1].rstrip() if bare.endswith(("]", "}", ")")) else text


def extent(found: Sequence[Piece], start: int) -> int:
    """Return over how many pieces a bracket that opens in piece `start` goes; 1 where it does not close."""
    depth = 0
    for size in range(1, min(LONGEST, len(found) - start) + 1):
        text = found[start + size - 1].plain
        if size > 1 and FOOTNOTE.match(text):
            return 1
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return size
    return 1


def without_inner(piece: Piece, taken: Apparatus, count: int) -> Piece:
    """Return a piece without the notes inside it; a call stands where each was, unless one stands before it."""
    text = flat(piece.rows)
    ends = closings(text)
    names = set(NAME.findall(text))
    at = 0
    parts: list[str] = []
    for match in FOOTNOTE.finditer(text):
        end = ends.get(match.start(), 0)
        if match.start() < at or not end:
            continue
        name = match.group("label") or "*"
        before = text[at : match.start()]
        parts.append(before.rstrip() + ("" if name in names else f"[{name}]"))
        row = replace(piece.rows[0], text=text[match.end() : end - 1].strip())
        if row.text:
            taken.notes.append(Note(name, "square", [Piece([row])], count + 1))
        at = end
    merged = replace(piece.rows[0], text="".join(parts) + text[at:], glued=False)
    return Piece([merged])


def closings(text: str) -> dict[int, int]:
    """Return for each bracket that opens and closes the place behind the one that closes it; in one walk, however deep they go."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACKET.finditer(text):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.end()
    return found
