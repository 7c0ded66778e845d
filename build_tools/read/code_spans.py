"""Code and comments in Markdown: where what begins at a place ends, told in one walk through the text however much is left open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate

_TICKS = re.compile(r"`+")
_BLANK = re.compile(r"\n(?=[ \t]*\n)")
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)  # ``` python


class Code:
    """The code of one text. Each question asks for the end of what is open at a place, and is answered by -1 where nothing closes it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs: defaultdict[int, list[int]] = defaultdict(list)
        for match in _TICKS.finditer(text):
            self.runs[len(match.group())].append(match.start())
        self.blanks = [match.start() for match in _BLANK.finditer(text)] if self.runs else []
        self.last_comment = text.rfind("-->")
        fenced = [(match.group(1), match.start(), match.end()) for match in _FENCED.finditer(text)]
        self.fences = {sign: [(len(fence), start, end) for fence, start, end in fenced if fence[0] == sign] for sign in "`~"}
        # The size of the longest fence from each on.
        self.longest = {
            sign: list(accumulate((size for size, _, _ in reversed(held)), max))[::-1] for sign, held in self.fences.items()
        }

    def fence_end(self, fence: str, end: int) -> int:
        """Return the end of a block that a fence opened in a line that ends at `end`: behind the next as long, or as long as one is."""
        behind = self.fences[fence[0]]
        first = bisect_left(behind, end, key=lambda one: one[1])
        if first == len(behind):
            return -1
        size = min(len(fence), self.longest[fence[0]][first])
        return next(behind[place][2] for place in range(first, len(behind)) if behind[place][0] >= size)

    def tick_end(self, size: int, end: int) -> int:
        """Return the end of a span of code behind `size` ticks that end at `end`: as many ticks, before the paragraph is over."""
        starts = self.runs[size]
        place = bisect_left(starts, end)
        blank = bisect_left(self.blanks, end)
        if place == len(starts) or (blank < len(self.blanks) and self.blanks[blank] < starts[place]):
            return -1
        return starts[place] + size

    def comment_end(self, end: int) -> int:
        """Return the end of a comment whose first sign ends at `end`."""
        return self.text.index("-->", end) + 3 if self.last_comment >= end else -1
