"""Pieces: rows that belong together, as blank lines, indentation and page ends show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.clean.manner import INSET
from build_tools.clean.sentences import must_go_on
from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.heading_forms import is_heading_line
from build_tools.structure.laid_out.rows import TOP, Row

STOP = re.compile(r"[.!?:;…][\"”’'»)\]_]*(?:\[\w{1,3}\]|\d{1,3}|[*†‡])*$|--$|—$|[\"”]$")
"""What may stand at the end of a paragraph: a stop, perhaps with quotation marks and a note call behind it."""

STARTS_UPPER = re.compile(r"[\W_]*[A-ZÀ-ÞА-Я\d]")
"""A capital or a digit, perhaps behind quotation marks."""

STARTS_LOWER = re.compile(r"[\W_]*[a-zß-ÿа-я]")

BETWEEN = re.compile(" ([\U000f0000-\U000ffffd]+) ")
"""A page mark between two spaces, of which one is enough."""

FULL = 0.86
"""Of the usual measure: a narrower line is the last of its paragraph."""


@dataclass(slots=True)
class Piece:
    """Rows that belong together; `kind` and `label` are told later, `text` is the whole on one line, with all marks."""

    rows: list[Row]
    kind: str = ""
    label: str = ""
    text: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def above(self) -> int:
        """The blank lines before it."""
        return self.rows[0].above

    @property
    def line(self) -> int:
        """The number of its first line in the input."""
        return self.rows[0].number

    @property
    def plain(self) -> str:
        """The words on one line, without page marks."""
        text = flat(self.rows)
        return text if text.isascii() else PAGE_MARK.sub("", text)


@dataclass(frozen=True, slots=True)
class Measures:
    """What was learned of a text: the right edge of its full lines, the indentation of first lines (0: there is none), the blank
    lines that usually stand between paragraphs.
    """

    edge: int
    first: int
    gap: int
    paged: bool


def flat(rows: Sequence[Row]) -> str:
    """Return rows as one line: a glued row runs on into the next."""
    parts: list[str] = []
    for row in rows:
        parts.append(row.text if row.glued else row.text + " ")
    text = " ".join("".join(parts).split())
    return text if text.isascii() else BETWEEN.sub(r" \1", text)


def measure(rows: Sequence[Row], paged: bool) -> Measures:
    """Learn the measures of a text from its rows."""
    edge = full_edge(rows)
    firsts: Counter[int] = Counter()
    flush = 0
    for index, row in enumerate(rows[:-1]):
        after = rows[index + 1]
        opens = row.above or index == 0 or STOP.search(rows[index - 1].text)
        if after.above or not opens or after.indent >= INSET or row.zone >= 0:
            continue
        if INSET <= row.indent <= 12:
            firsts[row.indent] += 1
        elif row.above and row.indent < INSET and len(after.text) > edge // 2:
            flush += 1
    first, count = firsts.most_common(1)[0] if firsts else (0, 0)
    gaps = Counter(row.above for row in rows if 0 < row.above < TOP)
    gap = gaps.most_common(1)[0][0] if gaps else 1
    return Measures(edge, first if count >= 3 and count * 2 > flush else 0, gap, paged)


def full_edge(rows: Sequence[Row]) -> int:
    """Return the column where full lines end: four fifths of all letters stand in lines that end there or before."""
    total = sum(len(row.text) for row in rows)
    passed = 0
    for edge, length in sorted((row.edge, len(row.text)) for row in rows):
        passed += length
        if passed * 5 >= total * 4:
            return edge
    return 0


def pieces(rows: Sequence[Row], learned: Measures) -> list[Piece]:
    """Cut rows into pieces, and join what a page end divides."""
    found: list[Piece] = []
    held: list[Row] = []
    for row in rows:
        if held and (row.above or row.zone >= 0 or row.text.startswith(("[Footnote", "[Illustration"))):
            found.extend(divided(held, learned))
            held = []
        held.append(row)
    if held:
        found.extend(divided(held, learned))
    return joined(found, learned)


def divided(held: list[Row], learned: Measures) -> list[Piece]:
    """Cut the rows between two blank lines where indentation begins a paragraph or sets off a quotation."""
    if len(held) == 1 or in_columns(held):
        return [Piece(held)]
    found: list[list[Row]] = [[held[0]]]
    inset = held[0].indent >= INSET
    if is_heading_line(held[0].text) and not is_heading_tail(held[1], learned):
        found, inset = [[held[0]], [held[1]]], held[1].indent >= INSET
    for index in range(sum(map(len, found)), len(held)):
        row, current = held[index], found[-1]
        before = current[-1]
        stopped = STOP.search(PAGE_MARK.sub("", before.text)) is not None
        opens = stopped and STARTS_UPPER.match(row.text) is not None
        if is_apart(row, current, learned):
            found.append([row])
            inset = True
        elif row.indent < INSET:
            if inset and len(current) > 1:
                if learned.first and abs(before.indent - learned.first) <= 1 and STOP.search(current[-2].text):
                    found.append([current.pop()])
                    found[-1].append(row)
                else:
                    found.append([row])
            else:
                current.append(row)
            inset = False
        elif not inset:
            run = next((size for size in range(len(held) - index) if held[index + size].indent < INSET), len(held) - index)
            hanging = index == 1 and run == len(held) - 1 and not stopped
            paragraph = opens and (run < 3 or not learned.first or abs(row.indent - learned.first) <= 1)
            short = bool(learned.first) and abs(row.indent - learned.first) <= 1 and before.edge < FULL * learned.edge
            led = run > 2 and before.text.endswith((":", ","))
            if not hanging and (paragraph or opens or led or (short and STARTS_UPPER.match(row.text))):
                found.append([row])
                inset = True
            else:
                current.append(row)
        elif learned.first and opens and row.indent == learned.first and current[0].indent <= row.indent + 1:
            found.append([row])
        else:
            current.append(row)
    return [Piece(rows) for rows in found]


def is_apart(row: Row, current: Sequence[Row], learned: Measures) -> bool:
    """Tell whether a row is the source of a quotation or a signature: set far to the right of the lines above it."""
    shift = row.indent - current[0].indent
    text = row.text
    if shift < 3 or current[-1].indent >= row.indent - 2:
        return False
    return text.startswith(("--", "—")) or (row.indent > 0.45 * learned.edge and shift > 15 and len(text) < 0.5 * learned.edge)


def is_heading_tail(row: Row, learned: Measures) -> bool:
    """Tell whether a row right below the number of a chapter is its title."""
    return row.edge < FULL * learned.edge and (row.text.isupper() or row.indent > 12 or not STOP.search(row.text))


def in_columns(held: Sequence[Row]) -> bool:
    """Tell whether most rows have a wide gap inside, as rows of a table do."""
    return len(held) > 1 and sum(re.search(r"\S {3,}\S", row.text) is not None for row in held) * 3 >= len(held) * 2


def joined(found: Sequence[Piece], learned: Measures) -> list[Piece]:
    """Join the pieces that a page end divides, past the notes at the foot of the page."""
    whole: list[Piece] = []
    last: Piece | None = None
    for piece in found:
        if piece.rows[0].zone >= 0:
            whole.append(piece)
            continue
        if last is not None and crosses(last, piece) and goes_on(last, piece, learned):
            last.rows.extend(piece.rows)
            continue
        whole.append(piece)
        last = piece
    return whole


def crosses(last: Piece, piece: Piece) -> bool:
    """Tell whether a page begins between two pieces."""
    return PAGE_MARK.match(piece.rows[0].text) is not None and last.rows[-1].zone < 0


def goes_on(last: Piece, piece: Piece, learned: Measures) -> bool:
    """Tell whether the paragraph at the foot of a page goes on at the top of the next."""
    before, row = last.rows[-1], piece.rows[0]
    text = PAGE_MARK.sub("", row.text)
    if before.glued:
        return True
    if is_heading_line(text) or (is_heading_line(last.rows[0].text) and len(last.rows) < 3):
        return False
    if in_columns(last.rows[-12:]) or in_columns(piece.rows[:12]):
        return False
    stopped = STOP.search(PAGE_MARK.sub("", before.text)) is not None
    if STARTS_LOWER.match(text) and not stopped:
        return True
    if not row.top:
        return False
    # A heading has its page to itself, or stands with blank lines above and below.
    if len(piece.rows) == 1 and not stopped and text.isupper():
        return False
    set_in = before.indent >= INSET and before.indent == row.indent and len(piece.rows) > 1
    if len(last.rows) == 1 and before.edge < FULL * (max(one.edge for one in piece.rows[:12]) if set_in else learned.edge):
        return False
    inset = min(other.indent for other in last.rows[-12:]) >= INSET and (len(last.rows) > 1 or set_in)
    if inset != (min(other.indent for other in piece.rows[:12]) >= INSET) and len(piece.rows) > 1:
        return False
    if stopped and len(piece.rows) == 1 and row.edge < FULL * learned.edge and not STOP.search(text):
        return False
    full = before.edge >= FULL * learned.edge or inset
    if learned.first and not inset:
        return row.indent < INSET and (not stopped or full)
    return (not stopped and (full or must_go_on(before.text))) or (stopped and before.edge >= 0.94 * learned.edge and not inset)
