"""Rows: the lines of a text whose layout is kept, each with its indentation, the blank lines above it, and its page."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.clean.foot_labels import ALONE, indent
from build_tools.clean.foot_notes import Zone, zones
from build_tools.model.transcript import PageStart, Transcript
from build_tools.structure.signs import page_mark

TOP = 9
"""Blank lines that the top of a page counts for."""

FRAMED = re.compile(r"\[(?:p|pg|page)[.:]? ?(\d{1,4}|[ivxlc]{1,8})\]|(?<!\^)\{(\d{1,4}|[ivxlc]{1,8})\}", re.IGNORECASE)
"""`[Pg 23]`, `[p. 23]`, `[Page: 23]`, `{23}`: a page mark that a transcriber set into the text."""

OPENED = ("[p.", "[pg", "[page", "[p", "[pg.", "[note")
"""How a line ends on which a mark in brackets begins."""

REST = re.compile(r"\s*(\d{1,4}\]|[ivxlc]{1,8}\]) ?")
"""What stands on the next line where a line end divides such a mark."""

WIDE_GAP = re.compile(r"\S {3,}\S")
"""A gap inside a row, as between the cells of a table."""

FULL_LINE = 30
"""Characters: a shorter line is none of a paragraph."""

TAB = 8
"""Columns that a tab leads to."""


class Row(NamedTuple):
    """A line: `text` without its indentation, with page marks; `indent` from the margin of its page; `above` blank lines before it.

    `glued` rows run on into the next without a space. `zone` is the notes of a page foot that it stands in, -1 for text. `page`
    counts the page starts passed; `top` rows are the first of a page.
    """

    text: str
    number: int
    indent: int
    above: int
    glued: bool
    page: int
    top: bool
    zone: int = -1

    @property
    def edge(self) -> int:
        """The column behind its last character."""
        return self.indent + len(self.text)


@dataclass(frozen=True, slots=True)
class Sheaf:
    """All rows of a text, the page starts with those found in the line, and the notes at page feet."""

    rows: tuple[Row, ...]
    pages: tuple[PageStart, ...]
    zones: tuple[Zone, ...]
    framed: int


def rows(transcript: Transcript, notes: bool) -> Sheaf:
    """Return the rows of a cleaned transcript. `notes`: look for notes at the feet of its pages."""
    found_zones = zones(transcript.lines, transcript.pages) if notes else []
    zone_at = {number: index for index, zone in enumerate(found_zones) for number in range(zone.first, zone.last + 1)}
    ruled = {zone.rule for zone in found_zones}
    pages = list(transcript.pages)
    taken = {page.n for page in pages}
    begins = {page.line: index for index, page in enumerate(transcript.pages)}
    lines = with_whole_marks(transcript.lines)
    if notes:
        labels = {name for zone in found_zones for name in zone.labels}
        lines = with_calls_in_line(lines, {*zone_at, *begins}, labels)
    marks = framed_marks(lines)
    found: list[Row] = []
    pending, blanks, passed, top = "", 0, 0, False
    for number, line in enumerate(lines, 1):
        if number in begins:
            pending += page_mark(begins[number])
            passed, top = begins[number] + 1, True
        if number in ruled or not line:
            continue
        if line.isspace():
            blanks += 1
            continue
        # A line that was joined to the one before it may hold several of its own, where an editor set a break.
        pieces = line.expandtabs(TAB).rstrip("\n").split("\n")
        for place, piece in enumerate(pieces):
            text = piece.strip()
            if not text:
                blanks += 1
                continue
            if number in marks:
                text, new = mark_pages(text, number, pages, taken, marks[number])
                passed += new
                if not strip_marks(text):
                    pending += text
                    continue
            glued = place + 1 == len(pieces) and not line.endswith("\n")
            indent = len(piece) - len(piece.lstrip())
            above = TOP if top and not found else max(blanks, TOP) if top else blanks
            found.append(Row(pending + text, number, indent, above, glued, passed, top, zone_at.get(number, -1)))
            pending, blanks, top = "", 0, False
    if pending and found:
        found[-1] = found[-1]._replace(text=found[-1].text + pending)
    return Sheaf(tuple(found), tuple(pages), tuple(found_zones), len(marks))


def strip_marks(text: str) -> str:
    """Return a text without page marks and spaces around it."""
    return "".join(letter for letter in text if not 0xF0000 <= ord(letter) <= 0xFFFFD).strip()


def with_whole_marks(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines with each page mark or call that runs over a line end on one line: `[Pg` and `23]`, `[Note` and `5]`."""
    ends = [index for index, line in enumerate(lines[:-1]) if "[" in line and line.rstrip()[-5:].lower().endswith(OPENED)]
    if not ends:
        return lines
    found = list(lines)
    for index in ends:
        match = REST.match(found[index + 1])
        if match:
            found[index] = found[index].rstrip() + " " + match.group(1) + found[index][len(found[index].rstrip()) :]
            found[index + 1] = found[index + 1][match.end() :] or "\n"
    return found


def with_calls_in_line(lines: Sequence[str], other: Container[int], labels: Container[str]) -> Sequence[str]:
    """Return the lines with each call that stands alone on a line, since it is raised so far or had no more room, at the end of the line
    before it. `other` are lines where a number is no call, `labels` are those of the notes.
    """
    alone = [index for index, line in enumerate(lines[1:-1], 1) if len(line) < 80 and len(line.split()) == 1 and ALONE.match(line)]
    if not alone:
        return lines
    found = list(lines)
    for index in alone:
        before, after = lines[index - 1], lines[index + 1]
        last = not after.strip()
        if len(before.strip()) < FULL_LINE or index + 1 in other or (last and lines[index].strip() not in labels):
            continue
        if not last and index + 2 in other:
            continue
        found[index - 1] = before.rstrip() + lines[index].strip() + before[len(before.rstrip()) :]
        found[index] = ""
        # The call began the line, if the words stand right behind it.
        if not last and indent(after) <= len(lines[index].rstrip()) + 2:
            found[index + 1] = lines[index][: indent(lines[index])] + after.lstrip(" ")
    return found


def framed_marks(lines: Sequence[str]) -> dict[int, bool]:
    """Return the lines with page marks, where their numbers rise through the text as those of pages do, and whether those in braces
    are such marks.
    """
    offered: dict[bool, list[tuple[int, int]]] = {False: [], True: []}
    for number, line in enumerate(lines, 1):
        if "[" in line or "{" in line:
            for match in FRAMED.finditer(line):
                braced = match.group(2) is not None
                printed = match.group(2) or match.group(1)
                offered[braced].append((number, int(printed) if printed.isdigit() else 0))
    found: dict[int, bool] = {}
    for braced, row in offered.items():
        values = [value for _, value in row if value]
        rising = sum(there - here in (1, 2) for here, there in zip(values, values[1:]))
        # A number in braces that stands there twice is the call of a note and its body.
        once = len(set(values)) * 5 >= len(values) * 4
        if row and (not braced or (once and len(values) > 2 and rising * 2 >= len(values))):
            found.update((number, braced) for number, _ in row)
    return found


def mark_pages(text: str, number: int, pages: list[PageStart], taken: set[str], braced: bool) -> tuple[str, int]:
    """Return a text with its page marks as characters, and their count; the pages are added to `pages`, their numbers to `taken`."""
    parts: list[str] = []
    at = count = 0
    for match in FRAMED.finditer(text):
        n = match.group(1) or match.group(2)
        if n in taken or (match.group(2) and not braced):
            continue
        taken.add(n)
        pages.append(PageStart(number, n, "", "in the line"))
        before, behind = text[at : match.start()], text[match.end() :]
        spaced = before.endswith(" ") and behind.startswith(" ")
        parts.append((before[:-1] if spaced else before) + (" " if spaced else "") + page_mark(len(pages) - 1))
        at = match.end() + (1 if spaced else 0)
        count += 1
    return "".join(parts) + text[at:], count


def in_columns(held: Sequence[Row]) -> bool:
    """Tell whether most rows have a wide gap inside, as rows of a table do."""
    return len(held) > 1 and sum(["   " in row.text and WIDE_GAP.search(row.text) is not None for row in held]) * 3 >= len(held) * 2


def unfilled(rows: Sequence[Row], edge: int) -> float:
    """Return the share of rows but the last behind which the next word had had room."""
    right = max(edge, *(row.edge for row in rows))
    stopped = sum(here.edge + 1 + len(there.text.split(" ", 1)[0]) <= right for here, there in zip(rows, rows[1:]))
    return stopped / (len(rows) - 1)
