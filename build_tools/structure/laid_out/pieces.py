"""Pieces: rows that belong together, as blank lines, indentation and page ends show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from build_tools.clean.foot_labels import form, label
from build_tools.clean.manner import INSET
from build_tools.clean.sentences import must_go_on
from build_tools.clean.survey import UNWRAPPED
from build_tools.structure.blocks import PAGE_MARK, unmarked
from build_tools.structure.laid_out.cuts import STOP_COMMA, cut, is_centred
from build_tools.structure.laid_out.heading_forms import is_capitals, is_heading_line
from build_tools.structure.laid_out.measures import FULL, STARTS_LOWER, STARTS_UPPER, Measures, is_stopped
from build_tools.structure.laid_out.paragraph_ends import MOST_ROWS
from build_tools.structure.laid_out.rows import TOP, Row, in_columns
from build_tools.structure.laid_out.title_case import is_title_case

SHORTEST = 40
"""Characters: a shorter line without a stop is a title, where paragraphs stand on one line."""

LONGEST = 120
"""Characters of the longest title on one line."""

FRAMED = re.compile(r"[\[({]\w{1,4}[\])}] +\S")
"""The beginning of a note or a point, which white space parts from the last: `{8} See`."""

BETWEEN = re.compile(" ([\U000f0000-\U000ffffd]+) ")
"""A page mark between two spaces, of which one is enough."""

@dataclass(slots=True)
class Piece:
    """Rows that belong together; `kind` and `label` are told later, `text` is the whole on one line, with all marks."""

    rows: list[Row]
    kind: str = ""
    label: str = ""
    text: str = ""
    lines: list[str] = field(default_factory=list)
    _read: Sequence[Row] = field(default=(), init=False, compare=False, repr=False)
    _flat: str = field(default="", init=False, compare=False, repr=False)
    _plain: str = field(default="", init=False, compare=False, repr=False)

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
        self._look()
        return self._plain

    @property
    def flat(self) -> str:
        """The words on one line, with all marks."""
        self._look()
        return self._flat

    def _look(self) -> None:
        """Read the rows, unless they are those that were read the last time: every rule asks for the words."""
        if self._read != self.rows:
            self._read = [*self.rows]
            self._flat = flat(self.rows)
            self._plain = unmarked(self._flat)


def flat(rows: Sequence[Row]) -> str:
    """Return rows as one line: a glued row runs on into the next."""
    text = " ".join("".join([row.text if row.glued else row.text + " " for row in rows]).split())
    return text if text.isascii() else BETWEEN.sub(r" \1", text)


def pieces(rows: Sequence[Row], learned: Measures) -> list[Piece]:
    """Cut rows into pieces, and join what a page end divides."""
    found: list[Piece] = []
    held: list[Row] = []
    for row in rows:
        false = row.above == 1 and held and learned.paged and is_false_blank(held[-1], row, learned)
        apart = row.above and not (false and not counts_on(held[0].text, row.text))
        if held and (apart or row.zone >= 0 or row.text.startswith(("[Footnote", "[Illustration"))):
            found.extend(Piece(rows) for rows in cut(held, learned))
            held = []
        held.append(row)
    if held:
        found.extend(Piece(rows) for rows in cut(held, learned))
    return joined(found, learned)


def is_false_blank(before: Row, row: Row, learned: Measures) -> bool:
    """Tell whether the blank line between two rows of a page is no white space of the print: where lines stand far apart, now and then
    one comes of it. The first word of the second row had had no room on the first, and nothing else ends a paragraph there.
    """
    if row.above != 1 or row.page != before.page or before.zone >= 0 or FRAMED.match(row.text):
        return False
    if row.indent < INSET and before.indent < max(INSET, learned.first + 2):
        stopped = is_stopped(before.text)
        if learned.type.had_room(before, row) or any(is_heading_line(one.text) or is_capitals(one.text) for one in (before, row)):
            return False
        return learned.gap == 0 and learned.first > 0 or (not stopped and (learned.gap == 0 or learned.first > 0))
    if is_stopped(before.text) or not (is_centred(before, learned) and is_centred(row, learned)):
        return False
    return is_capitals(before.text) and is_capitals(row.text) and not learned.type.ends_early(before, row)


def joined(found: Sequence[Piece], learned: Measures) -> list[Piece]:
    """Join the pieces that a page end divides, past the notes at the foot of the page."""
    whole: list[Piece] = []
    last: Piece | None = None
    for index, piece in enumerate(found):
        if piece.rows[0].zone >= 0:
            whole.append(piece)
            continue
        below = found[index + 1].above if index + 1 < len(found) else 0
        if last is not None and crosses(last, piece) and goes_on(last, piece, learned, below):
            last.rows.extend(piece.rows)
            continue
        whole.append(piece)
        last = piece
    return whole


def crosses(last: Piece, piece: Piece) -> bool:
    """Tell whether a page begins between two pieces."""
    return PAGE_MARK.match(piece.rows[0].text) is not None and last.rows[-1].zone < 0


def goes_on(last: Piece, piece: Piece, learned: Measures, below: int) -> bool:
    """Tell whether the paragraph at the foot of a page goes on at the top of the next; `below` are the blank lines behind this."""
    before, row = last.rows[-1], piece.rows[0]
    text = PAGE_MARK.sub("", row.text)
    if before.glued and (STARTS_LOWER.match(text) or before.text[-1:] not in "-–—"):
        return True
    if is_heading_line(text) or (is_heading_line(last.rows[0].text) and len(last.rows) < 3):
        return False
    if in_columns(last.rows[-12:]) or in_columns(piece.rows[:12]):
        return False
    stopped = is_stopped(unmarked(before.text))
    if STARTS_LOWER.match(text) and not stopped:
        return True
    if not row.top or counts_on(last.rows[0].text, text) or (text[0] in "[(" and form(text)):
        return False
    if learned.edge > UNWRAPPED:
        # A line is a paragraph, whose parts tell nothing by their length.
        spaced = below > learned.gap and (len(text) < SHORTEST or (len(text) < LONGEST and is_title_case(text)))
        title = is_capitals(text) or spaced or (len(text) < SHORTEST and not is_stopped(text))
        runs = learned.midway or not stopped
        return runs and not title and len(piece.rows) == len(last.rows) == 1
    # A heading has its page to itself, or stands with blank lines above and below.
    if len(piece.rows) <= MOST_ROWS and below > learned.gap and (stopped or text.isupper()) and is_titled(piece, last):
        return False
    if row.indent >= INSET and is_displayed(piece, learned) and before.indent < INSET:
        return False
    if before.indent >= INSET > row.indent and STARTS_UPPER.match(text) and is_displayed(last, learned):
        return False
    set_in = before.indent >= INSET and before.indent == row.indent and len(piece.rows) > 1
    if len(last.rows) == 1 and before.edge < FULL * (max(one.edge for one in piece.rows[:12]) if set_in else learned.edge):
        return False
    inset = min(other.indent for other in last.rows[-12:]) >= INSET and (len(last.rows) > 1 or set_in)
    if inset != (min(other.indent for other in piece.rows[:12]) >= INSET) and len(piece.rows) > 1:
        return False
    if stopped and len(piece.rows) == 1 and row.edge < FULL * learned.edge and not is_stopped(text):
        return False
    if stopped and learned.paged and len(piece.rows) == 1 and learned.gap < below < TOP and STARTS_UPPER.match(text):
        return False
    full = before.edge >= FULL * learned.edge or inset
    if learned.first and not inset:
        return row.indent < INSET and (not stopped or full)
    if stopped and inset:
        return len(last.rows) > 2 and abs(row.indent - min(one.indent for one in last.rows[-12:])) <= 1 and fills(last, text, learned)
    return (not stopped and (full or must_go_on(before.text))) or (stopped and before.edge >= 0.94 * learned.edge)


def fills(last: Piece, text: str, learned: Measures) -> bool:
    """Tell whether the last row of what is set in had no room for the first word of a text, by the longest of its rows."""
    width = learned.type.width
    return width(last.rows[-1].text) + width(" ") + width(text.split(" ", 1)[0]) > max(width(row.text) for row in last.rows[-12:])


def is_titled(piece: Piece, last: Piece) -> bool:
    """Tell whether a piece is in capitals, and the one before it is not."""
    return is_capitals(piece.plain) and not is_capitals(last.rows[-1].text)


def counts_on(before: str, text: str) -> bool:
    """Tell whether a text begins with the number behind that of another: the next note of a list, the next point of a row."""
    number, here = first_label(before), label(text)
    return number.isdigit() and here.isdigit() and int(here) == int(number) + 1


@lru_cache(8)
def first_label(text: str) -> str:
    """Return the label with which a row begins, which may have the marks of a thousand empty pages; the last ones are asked for again."""
    return label(unmarked(text))


def is_displayed(piece: Piece, learned: Measures) -> bool:
    """Tell whether all rows of a piece stand in the middle of the line, and it begins as a heading does."""
    if len(piece.rows) > MOST_ROWS or STARTS_LOWER.match(piece.plain) or STOP_COMMA.search(piece.plain):
        return False
    return all(is_centred(row, learned) for row in piece.rows)
