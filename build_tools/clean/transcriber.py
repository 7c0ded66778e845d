"""Notes in which a transcriber speaks to the reader of the received file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

BEGINNING = re.compile(
    r"\s*(?:\[?_?(?:Transcriber(?:.s|s.?)? ?notes?|Transcriber.s Corrections?|Note of (?:the )?transcriber|This e-text (?:includes|uses)|"
    r"Typographical errors corrected)|\[_?(?:Redactor|Proofreader|Digiti[sz]er|E-?text editor).s notes?)\b", re.I
)
"""`[Transcriber's Note: …`; books had redactors too, so that such a one must speak in brackets."""

FRAME = re.compile(r"\s*\+[-=]{8,}\+\s*$")
"""`+--------+`: the first and the last line of a frame."""

LONGEST = 400
"""Lines of the longest such note: one that nothing closes by then was no note."""


def propose(desk: Desk) -> Iterator[Change]:
    """Notes that the transcriber of the received text had added for its readers were removed, since the print does not have them."""
    lines = desk.lines
    number = 1
    while number <= len(lines):
        line = lines[number - 1]
        if line.lstrip().startswith("+--") and (last := framed(lines, number)):
            for removed in range(number, last + 1):
                yield Change(removed, 0, lines[removed - 1], "")
            number = last + 1
            continue
        start = line[:40].lower()
        opens = "note" in start or "e-text" in start or "typo" in start or "correction" in start
        if not opens or not BEGINNING.match(line) or (number > 1 and lines[number - 2].strip()):
            number += 1
            continue
        last = closing(lines, number)
        for removed in range(number, last + 1):
            if lines[removed - 1]:
                yield Change(removed, 0, lines[removed - 1], "")
        number = last + 1


def closing(lines: Sequence[str], first: int) -> int:
    """Return the last line of the note that begins at `first`: where its bracket closes, else the end of its block."""
    depth = 0
    bracketed = lines[first - 1].lstrip().startswith("[")
    for number in range(first, min(first + LONGEST, len(lines)) + 1):
        line = lines[number - 1]
        if bracketed:
            depth += line.count("[") - line.count("]")
            if depth <= 0:
                return number
        elif not line.strip():
            return number - 1
    number = first
    while number < len(lines) and lines[number].strip():
        number += 1
    return number


def framed(lines: Sequence[str], first: int) -> int:
    """Return the last line of a frame that begins at `first`, 0 where it closes nowhere or no such note stands in it."""
    if not FRAME.match(lines[first - 1]):
        return 0
    speaks = False
    for number in range(first + 1, min(first + LONGEST, len(lines)) + 1):
        line = lines[number - 1].strip()
        if FRAME.match(line):
            return number if speaks else 0
        if not line.startswith("|"):
            return 0
        speaks = speaks or BEGINNING.match(line.strip("| ")) is not None
    return 0
