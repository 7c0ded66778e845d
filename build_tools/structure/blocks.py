"""Blocks: runs of lines between blank lines, with the lines of the print still known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from build_tools.model.transcript import Transcript
from build_tools.structure.signs import page_mark

PAGE_MARK = re.compile("[\U000f0000-\U000ffffd]")
"""A page mark in a text."""

DANGLING = re.compile(r"\bpp?\.$")
"""`… Foundations, pp.`: a number must follow."""

LOCATOR = re.compile(r"\d+(?!\d)(?!\. )")
"""`122–125).`, and not `127. See`, which begins a note."""


def unmarked(text: str) -> str:
    """Return a text without page marks."""
    return text if text.isascii() else PAGE_MARK.sub("", text)


class Row(NamedTuple):
    """A line of the print: its text as cleaned (with its line end, if it has one), its number in the input, its width there."""

    text: str
    number: int
    width: int


@dataclass(frozen=True)
class Block:
    """What stands between two blank lines. `loose` tells that its last line was set loose, as last lines of paragraphs are."""

    rows: tuple[Row, ...]

    @property
    def line(self) -> int:
        """The number of its first line in the input."""
        return self.rows[0].number

    @cached_property
    def flat(self) -> str:
        """The text on one line, with page marks."""
        return "".join([row.text for row in self.rows]).replace("\n", " ").strip()

    @cached_property
    def plain(self) -> str:
        """The text on one line, without page marks."""
        return unmarked(self.flat)

    @property
    def has_page_start(self) -> bool:
        """Tell whether its first line begins a page."""
        return PAGE_MARK.match(self.rows[0].text) is not None

    @cached_property
    def measure(self) -> float:
        """The mean width of its lines but the last, 0 for a block of one line."""
        return sum([row.width for row in self.rows[:-1]]) / (len(self.rows) - 1) if len(self.rows) > 1 else 0.0

    @cached_property
    def widest(self) -> int:
        """The width of its widest line."""
        return max([row.width for row in self.rows])

    @property
    def first_line(self) -> tuple[str, int]:
        """Its first line as cleaned, words made whole, and the index of the row behind it."""
        text = ""
        for index, row in enumerate(self.rows, 1):
            text += row.text
            if row.text.endswith("\n"):
                return text.strip(), index
        return text.strip(), len(self.rows)

    @cached_property
    def logical(self) -> Sequence[tuple[str, int]]:
        """Each line as cleaned, words made whole, with the index of its first row."""
        found: list[tuple[str, int]] = []
        start, text = 0, ""
        for index, row in enumerate(self.rows):
            text += row.text
            if text.endswith("\n"):
                found.append((text.strip(), start))
                start, text = index + 1, ""
        if text:
            found.append((text.strip(), start))
        return tuple(found)

    def split(self, index: int) -> tuple[Block, Block]:
        """Return the rows before `index` and those from it on, as two blocks."""
        return Block(self.rows[:index]), Block(self.rows[index:])


def blocks(transcript: Transcript, widths: Sequence[int], cuts: frozenset[int]) -> list[Block]:
    """Cut a cleaned transcript at its blank lines, and before the lines in `cuts`."""
    marks: dict[int, str] = {}
    for index, page in enumerate(transcript.pages):
        marks[page.line] = marks.get(page.line, "") + page_mark(index)
    found: list[Block] = []
    rows: list[Row] = []
    pending = ""

    def flush() -> None:
        if rows:
            found.append(Block(tuple(rows)))
            rows.clear()

    for number, (line, width) in enumerate(zip(transcript.lines, widths), 1):
        if number in marks:
            pending += marks[number]
        if number in cuts:
            flush()
        if not line:
            continue
        if line == "\n":
            flush()
            continue
        if "\n\n" not in line:
            if not line.isspace():
                rows.append(Row(pending + line, number, width))
                pending = ""
            continue
        pieces = line.split("\n\n")
        for index, piece in enumerate(pieces):
            if index:
                flush()
            if piece.strip():
                whole = piece if index + 1 == len(pieces) else piece + "\n"
                rows.append(Row(pending + whole, number, width if pieces[1:] == [""] else len(piece)))
                pending = ""
    flush()
    return _joined(found, cuts)


def _joined(found: Sequence[Block], cuts: frozenset[int]) -> list[Block]:
    """Join what a blank line parts although a page number must follow: no paragraph ends with “pp.” and leaves its number to the next."""
    joined: list[Block] = []
    for block in found:
        before = joined[-1].plain[-4:] if joined else ""
        if before.endswith(".") and block.line not in cuts and DANGLING.search(before) and LOCATOR.match(block.plain):
            joined[-1] = Block((*joined[-1].rows, *block.rows))
        else:
            joined.append(block)
    return joined
