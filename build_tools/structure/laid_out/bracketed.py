"""Notes in brackets: `[Footnote 12: …]` as a piece of its own, over several pieces, or inside one; `word* [note]` inside one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.apparatus import Apparatus, Note
from build_tools.structure.laid_out.measures import STARTS_LOWER, is_stopped
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import Row

FOOTNOTE = re.compile(
    r"(?:[\[{(]\s?(?:Footnote|FOOTNOTE|Foot-note)|\[Note|\[(?=\d{1,3}: \S))"
    r"(?:(?: |(?<=\[))(?P<label>[A-Za-z0-9]{1,4}|[*†‡§]{1,3}))?\s?[:.] ?"
)
"""`[Footnote 12: `, `[Footnote: `, `[12: `."""

STARRED = re.compile(r"(?<=[^\s*†‡§])(?P<label>[*†‡§]{1,2}) ?(?=\[(?!\d{1,3}\]))\[")
"""`the mill* [Since burnt.]`: a call, and its note in brackets right behind it."""

UNNAMED = re.compile(r"(?<=[^\s\[(*])(?P<label>) ?\[(?=[\W_]*[A-ZÀ-Þ][^\[\]]*[.!?][\"”’')_]*\])")
"""`the mill [It was burnt in the dry year.]`: a note that neither a word nor a sign announces, right where it is called."""

INNER = re.compile(r"(?<=\S) ?\[([^\[\]]*)\]")
"""Anything in brackets behind a word."""

SENTENCE = 6
"""Words of a bracket that holds more than what an editor supplied."""

UNNAMED_HABIT, UNNAMED_SHARE = 10, 0.5
"""Brackets that hold sentences, and their share of all, from which those are the notes of a text that has no others."""

HABIT = 3
"""Notes of that form in a text that has them."""

LONGEST = 60
"""Pieces of the longest note: a bracket that is open for longer is a slip of the transcriber."""

SHORTEST = 4
"""Characters behind a bracket that are more than a stop."""

BRACKET = re.compile(r"[\[\]]")

LABEL = re.compile(r"\[(?:\d{1,3}|[*†‡]+)\] +\S")
"""`[12] See above.`: a note with its number."""

NAME = re.compile(r"\[([^\[\]\s]{1,4})\]")
"""`[12]`"""


def bracketed(found: Sequence[Piece], taken: Apparatus) -> Iterator[Piece]:
    """Yield the pieces without `[Footnote …]`; those notes go to `taken`, with the index of the piece behind them for a place.

    Text right behind the bracket is a piece of its own. A paragraph that a note cuts in two is whole again.
    """
    rest = list(found)
    index = count = 0
    last: Piece | None = None
    noted = False
    starred = sum(len(STARRED.findall(piece.plain)) for piece in found if "[" in piece.plain) >= HABIT
    unnamed = has_unnamed(found)
    while index < len(rest):
        piece = rest[index]
        text = piece.plain
        match = FOOTNOTE.match(text) if text[:1] in "[{(" else None
        if match is None:
            if "ootnote" in text and FOOTNOTE.search(text):
                piece = without_inner(piece, taken, count, FOOTNOTE)
            if starred and "[" in text and STARRED.search(text):
                piece = without_inner(piece, taken, count, STARRED)
            if unnamed and "[" in text and UNNAMED.search(text):
                piece = without_inner(piece, taken, count, UNNAMED)
            index += 1
            if noted and last is not None and is_cut(last, piece):
                last.rows.extend(piece.rows)
                noted = False
                continue
            if last is not None:
                yield last
            last, noted = piece, False
            count += 1
            continue
        size = extent(rest, index)
        rows = [list(one.rows) for one in rest[index : index + size]]
        index += size
        open_ = sum(row.text.count("[") - row.text.count("]") for group in rows[:-1] for row in group)
        behind = divided(rows[-1], open_) if text[0] == "[" else []
        if behind:
            index -= 1
            rest[index] = Piece(behind)
        marks = "".join(PAGE_MARK.findall(rows[0][0].text))
        first = FOOTNOTE.sub("", PAGE_MARK.sub("", rows[0][0].text).lstrip(), count=1)
        rows[0][0] = rows[0][0]._replace(text=marks + first)
        rows[-1][-1] = rows[-1][-1]._replace(text=closed(rows[-1][-1].text))
        held = [Piece(kept) for group in rows if (kept := [row for row in group if row.text])]
        if held:
            taken.notes.append(Note(match.group("label") or "*", "square", held, count))
        noted = not behind
    if last is not None:
        yield last


def has_unnamed(found: Sequence[Piece]) -> bool:
    """Tell whether the sentences that stand in brackets behind words are the notes of a text, since it has no others."""
    inner = sentences = 0
    for piece in found:
        if "[" not in (text := piece.plain) or piece.kind:
            continue
        if FOOTNOTE.search(text) or LABEL.match(text):
            return False
        inner += len(INNER.findall(text))
        sentences += sum(match.group(1).count(" ") + 1 >= SENTENCE and UNNAMED.match(text, match.start()) is not None
                         for match in INNER.finditer(text))
    return sentences >= UNNAMED_HABIT and sentences > UNNAMED_SHARE * inner


def is_cut(last: Piece, piece: Piece) -> bool:
    """Tell whether a paragraph goes on behind the notes below its first half."""
    if last.kind or piece.kind or not last.rows or len(last.rows) < 2:
        return False
    return STARTS_LOWER.match(piece.plain) is not None and not is_stopped(last.plain)


def divided(rows: list[Row], depth: int) -> list[Row]:
    """Cut the last piece of a note behind the bracket that closes it, where at least a word follows; return what follows.

    `depth` brackets are open where the piece begins.
    """
    for place, row in enumerate(rows):
        for match in BRACKET.finditer(row.text):
            depth += 1 if match.group() == "[" else -1
            if depth > 0:
                continue
            after = row.text[match.end() :].strip()
            if len(after) + sum(len(one.text) for one in rows[place + 1 :]) < SHORTEST:
                return []
            behind = [row._replace(text=after)] if after else []
            behind += rows[place + 1 :]
            behind[0] = behind[0]._replace(above=1)
            rows[place:] = [row._replace(text=row.text[: match.end()])]
            return behind
    return []


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


def without_inner(piece: Piece, taken: Apparatus, count: int, form: re.Pattern[str]) -> Piece:
    """Return a piece without the notes inside it; a call stands where each was, unless one stands before it."""
    text = piece.flat
    ends = closings(text)
    names = set(NAME.findall(text))
    at = 0
    parts: list[str] = []
    for match in form.finditer(text):
        end = ends.get(match.end() - 1 if form is not FOOTNOTE else match.start(), 0)
        if match.start() < at or not end or (form is UNNAMED and text.count(" ", match.end(), end) + 1 < SENTENCE):
            continue
        name = match.group("label") or "*"
        before = text[at : match.start()]
        parts.append(before.rstrip() + ("" if name in names else f"[{name}]"))
        row = piece.rows[0]._replace(text=text[match.end() : end - 1].strip())
        if row.text:
            taken.notes.append(Note(name, "square", [Piece([row])], count + 1))
        at = end
    merged = piece.rows[0]._replace(text="".join(parts) + text[at:], glued=False)
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
