"""What Project Gutenberg prints around a book: header, credits, licence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

START = re.compile(
    r"\s*\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG|\s*\*END\*? ?THE SMALL PRINT|\s*\*END THE SMALL PRINT|\s*\*\*\*START\*\*", re.I
)
"""`*** START OF THE PROJECT GUTENBERG EBOOK … ***`, and the end of the older small print, which stood at the beginning."""

SMALL_PRINT = re.compile(r"\s*\*\*\* ?START\*\*THE SMALL PRINT|.*START\*\*THE SMALL PRINT", re.I)
"""The beginning of the small print, which is no beginning of the text."""

END = re.compile(
    r"\s*\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG|\s*\*{0,3} ?END OF (?:THE |THIS )?PROJECT GUTENBERG.{0,3} ?(?:S )?|"
    r"\s*\*{3} ?START: FULL LICENSE", re.I
)
"""`*** END OF THE PROJECT GUTENBERG EBOOK …`, `End of the Project Gutenberg EBook of …`, `End of Project Gutenberg's …`."""

CREDIT = re.compile(
    r"\s*(?:\[?e-?text (?:was )?(?:prepared|produced|created)|produced by|transcribed (?:by|from)|prepared by|"
    r"this e-?(?:text|book) (?:was )?(?:prepared|produced|transcribed)|"
    r"html version|note: project gutenberg|scanned (?:and proofed )?by|updated:)", re.I
)
"""The first words of the paragraph that names who typed the text: `Produced by …`."""

HEADER = 400
"""Lines at each end of the text in which the marks are looked for first."""


def bounds(lines: Sequence[str]) -> tuple[int, int]:
    """Return the numbers of the first and the last line of the book itself, where marks show them; else those of the whole text.

    >>> bounds(["*** START OF THE PROJECT GUTENBERG EBOOK A ***\\n", "\\n", "Words.\\n", "*** END OF THE PROJECT GUTENBERG EBOOK A ***\\n"])
    (2, 3)
    """
    first, last = 1, len(lines)
    for number in range(1, min(HEADER, len(lines)) + 1):
        line = lines[number - 1]
        if ("*" in line or "E-text" in line) and START.match(line) and not SMALL_PRINT.match(line):
            first = number + 1
            # The mark may run over lines: it ends with the asterisks that close it.
            closing = line.split("***", 2)
            while len(closing) == 2 and first <= min(number + 4, len(lines)) and lines[first - 1].strip():
                first += 1
                if "***" in lines[first - 2]:
                    break
    found_end = False
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if ("nd of" in line or "ND O" in line or "FULL LICENSE" in line) and END.match(line):
            last, found_end = number - 1, True
            break
    if first == 1 and not found_end:
        return 1, len(lines)
    number = first
    while number <= last:
        while number <= last and not lines[number - 1].strip():
            number += 1
        if number > last or not CREDIT.match(lines[number - 1]):
            break
        while number <= last and lines[number - 1].strip():
            number += 1
        first = number
    return first, last


def propose(desk: Desk) -> Iterator[Change]:
    """The header and the licence of Project Gutenberg, and the names of those who typed the text, were removed from its two ends."""
    first, last = bounds(desk.lines)
    for number, line in enumerate(desk.lines, 1):
        if line and not first <= number <= last:
            yield Change(number, 0, line, "")
