"""The printer: rows become pages, and the pages a rough extraction with the damages of its style."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from build_tools.clean.lexicon import FAMILIAR, KNOWN, zipf
from build_tools.model.source import Habits
from tests.press.author import Author
from tests.press.galley import NEW_PAGE, Galley, Row
from tests.press.manuscript import FIRST_CALL, Book, bare
from tests.press.setting import width
from tests.press.style import Style, draw
from tests.press.witness import PageSeen, Witness, ahead

FIRST_PAGE = 0.76
"""Of the lines of a page: what the first page of a chapter holds below its sunken title."""

SHORTEST, SHORTEST_FIRST = 0.7, 0.58
"""Of the lines of a page: what the shortest page inside a chapter holds, and the shortest first page of one."""

SHORT = 0.6
"""Of the measure: the last line of a block that shows by its length that the block ends there."""

TERMINAL = (".", "?", "!", ":", ";", "”", ")", "…")

STRAY_BEHIND = frozenset("a an the be is are was were has have of in to and by for with that which who its their his as at but not".split())

SUPERSCRIPT = "\ufff0"
"""The space before a call, which is never doubled."""

LAST_HALF, FIRST_HALF = re.compile(r"(?<![^\s])[a-z]{2,}$"), re.compile(r"[a-z]{2,}(?![\w-])")
"""The halves of a broken word in small letters."""

LIGATURE = re.compile(r"(ffi|ffl|fi|fl)(?=[a-z])")


Writer = Callable[[Random, Style], Book]
"""Makes a manuscript in a style."""


@dataclass(frozen=True, slots=True)
class Print:
    """What comes out of the press: the extraction, what an editor would know of it, and what stands in it in truth."""

    seed: int
    data: bytes
    habits: Habits
    truth: Witness
    book: Book
    style: Style


def press(seed: int, style: Style | None = None, write: Writer | None = None) -> Print:
    """Write, set, print and damage a book; the same seed gives the same bytes.

    `write` makes the manuscript; without it the press writes one.
    """
    random = Random(seed)
    style = style or draw(random)
    book = write(random, style) if write else Author(random, style).book()
    galley = Galley(book, style, random)
    return Printer(seed, book, galley, style, random).print()


class Printer:
    """Prints one galley."""

    def __init__(self, seed: int, book: Book, galley: Galley, style: Style, random: Random) -> None:
        self.seed, self.book, self.galley, self.style, self.random = seed, book, galley, style, random
        self.rows = galley.rows
        self.loose = [self.is_loose(row) for row in self.rows]

    # ------------------------------------------------------------------ pages

    def is_loose(self, row: Row) -> bool:
        """Decide whether a line comes with doubled spaces: last lines do, where they are not full."""
        if row.kind == "entry":
            return self.style.loose > 0
        if row.kind in ("head", "table", "lg") or " " not in row.line.text:
            return False
        full = width(row.line.text) > 0.97 * self.style.measure
        if row.last and not full:
            return self.random.random() < self.style.loose
        # One that seemed to end its sentence would mislead every reader.
        return not self.ends(row) and self.random.random() < self.style.loose_inside

    def shows_its_end(self, index: int) -> bool:
        """Tell whether a reader sees that the block of a row ends with it, without a blank line."""
        row = self.rows[index]
        return row.kind in ("head", "table", "lg", "entry") or self.loose[index] or width(row.line.text) < SHORT * self.style.measure

    def starts(self) -> list[int]:
        """Return the rows that begin a page."""
        found = [0]
        height, limit = 0.0, FIRST_PAGE * self.style.page
        for index, row in enumerate(self.rows):
            if index and row.opens in NEW_PAGE:
                found.append(index)
                height, limit = 0.0, FIRST_PAGE * self.style.page
            height += 1 + 0.4 * row.blanks
            if height > limit * (2 if row.kind == "entry" else 1):
                begin = self.turn(index, found[-1])
                found.append(begin)
                height = sum(1 + 0.4 * other.blanks for other in self.rows[begin : index + 1])
                limit = self.style.page
        return found

    def turn(self, index: int, last: int) -> int:
        """Return the row before which a page may be turned: at or before `index`, or behind it where the page would be too short."""
        short = SHORTEST_FIRST if self.rows[last].opens else SHORTEST
        least = last + round(short * self.style.page * (2 if self.rows[last].kind == "entry" else 1))
        for place in range(index, max(least, last + 1), -1):
            if self.may_turn(place):
                return place
        for place in range(index + 1, min(index + 15, len(self.rows))):
            if self.rows[place].opens:
                break
            if self.may_turn(place):
                return place
        return index

    def may_turn(self, place: int) -> bool:
        """Tell whether a page may begin with a row."""
        row, before = self.rows[place], self.rows[place - 1]
        kept = any(other.keep > place - at for at, other in enumerate(self.rows[max(0, place - 20) : place], max(0, place - 20)))
        widow = row.last and not row.first and row.kind != "lg"
        # Nobody could tell where a stanza ends if the page ended with it.
        stanza = row.kind == "lg" and row.first
        return not (kept or widow or stanza or before.kind == "head") and (not row.first or self.shows_its_end(place - 1))

    # ------------------------------------------------------------------ lines

    def blanks(self) -> list[int]:
        """Return the blank lines above each row as the extraction has them: some are lost, some are moved, some are false."""
        style, random, rows = self.style, self.random, self.rows
        found = [row.blanks for row in rows]
        for index in range(1, len(rows)):
            row, before = rows[index], rows[index - 1]
            if row.first:
                second = rows[index + 1] if index + 1 < len(rows) and not row.last else None
                one_line = row.kind == "note" and row.last and before.last and before.first and before.note
                moved = row.kind in ("item", "note", "gloss") and second is not None and not self.ends(row)
                if one_line and random.random() < 0.7 * bool(style.displaced_blank):
                    found[index] = 0
                elif moved and (row.kind == "gloss" or random.random() < style.displaced_blank):
                    found[index] = 0 if row.kind != "gloss" or before.kind == "gloss" else 1
                    found[index + 1] = 1
                elif (
                    row.kind in ("p", "quote", "item")
                    and before.kind in ("p", "quote", "item")
                    and self.shows_its_end(index - 1)
                    and not row.last
                    and random.random() < style.missing_blank
                ):
                    found[index] = 0
            elif row.kind in ("p", "quote", "note", "item") and not found[index] and not self.ends(before):
                called = "\ue000" <= before.line.text[-1] < "\uf000"
                if random.random() < (style.blank_after_call if called else style.blank_inside):
                    found[index] = 1
        return found

    @staticmethod
    def ends(row: Row) -> bool:
        """Tell whether a sentence seems to end with a line."""
        return bare(row.line.text).endswith(TERMINAL) and row.line.end != "soft"

    def text(self, index: int) -> str:
        """Return a line as the extraction has it."""
        style, random, row = self.style, self.random, self.rows[index]
        parts: list[str] = []
        for letter in row.line.text:
            if "\ue000" <= letter < "\uf000":
                before = bare(row.line.text[: row.line.text.index(letter)])
                year = re.search(r"\b1[89]\d\d$", before)
                spaced = random.random() >= style.glued_year if year else before[-1:].isdigit() or random.random() < style.spaced_call
                parts.append((SUPERSCRIPT if spaced else "") + str(ord(letter) - FIRST_CALL))
            elif letter < "\ue000" or letter > "\uf8f1":
                parts.append(letter)
        text = "".join(parts)
        if style.ligatures:
            text = LIGATURE.sub(lambda match: match.group() + (" " if random.random() < style.ligatures else ""), text)
        if "”" in text and random.random() < style.apostrophes and "’”" not in text:
            text = text.replace("”", "’’", 1)
        if ", " in text and random.random() < style.spaced_stop and row.kind == "p":
            text = re.sub(r"(?<=[a-z]), ", " , ", text, count=1)
        if row.first and row.kind == "p" and style.leftovers and random.random() < style.leftovers:
            text = f"[bookmark: _Hlk{random.randint(10**8, 10**9)}]{text}"
        if row.line.end == "soft":
            text += "" if self.shows_its_break(index) and random.random() < style.lost_hyphen else "-"
        elif row.line.end == " " and row.kind == "p":
            after = self.rows[index + 1].line.text
            if text.split()[-1] in STRAY_BEHIND and re.match(r"[a-z]{4}", after) and random.random() < 40 * style.stray_hyphen:
                text += "-"
        if self.loose[index]:
            text = text.replace(" ", "  ").replace(SUPERSCRIPT, " ")
        text = text.replace(SUPERSCRIPT, " ")
        if style.trailing_space and random.random() < style.trailing_space:
            text += " "
        return text

    def shows_its_break(self, index: int) -> bool:
        """Tell whether a reader sees that a word is broken at the end of a line, without a hyphen: one of its halves is no word."""
        left = LAST_HALF.search(bare(self.rows[index].line.text))
        right = FIRST_HALF.match(bare(self.rows[index + 1].line.text))
        if left is None or right is None or zipf(left.group() + right.group()) < FAMILIAR:
            return False
        return min(zipf(left.group()), zipf(right.group())) < KNOWN

    def print(self) -> Print:
        """Print the whole book."""
        style, random = self.style, self.random
        starts = self.starts()
        blanks = self.blanks()
        whole = self.galley.stream.whole()
        first_rows = set(starts)
        ends = {start - 1: start for start in starts[1:]}
        lines: list[str] = []
        page_of: list[tuple[int, str]] = []
        number = self.book.first_page - 1
        running = self.heads_of(starts)
        on_page = 0
        for index, row in enumerate(self.rows):
            text = self.text(index)
            if index in first_rows:
                number += 1 + row.lost
                self.galley.truth.pages.append(PageSeen(str(number), ahead(whole, row.place)))
                on_page = 0
                if index in running:
                    lines.extend([""] * random.randint(2, 3))
                    left = number % 2 == 0
                    lines.append(f"{number}    {self.book.author}" if left else f"{self.book.title}   {number}")
                    lines.append("")
                    if random.random() < style.heads_and_space:
                        text = " " + text
                else:
                    text = " " + text
                if not index or row.lost or (row.opens and style.contents_known):
                    page_of.append((len(lines) + 1, str(number)))
            else:
                on_page += 1
                above = blanks[index]
                inside = not row.first and row.kind in ("p", "quote", "note") and not self.ends(self.rows[index - 1])
                if inside and not above and (on_page == 1 or index in ends) and random.random() < style.blank_at_page:
                    above = 1
                if inside and not above and 3 < on_page < 0.25 * style.page and random.random() < style.cuts / 6:
                    text = " " + text
                lines.extend([""] * above)
            lines.append(text)
        habits = Habits(pages="leading-space", page_of=tuple(page_of))
        data = ("\n".join(lines) + "\n").encode()
        return Print(self.seed, data, habits, self.galley.truth, self.book, style)

    def heads_of(self, starts: Sequence[int]) -> frozenset[int]:
        """Return the page starts whose running head survives; the first pages of chapters have none."""
        able = (start for start in starts if not self.rows[start].opens and self.rows[start].kind != "entry")
        return frozenset(start for start in able if self.random.random() < self.style.running_heads)
