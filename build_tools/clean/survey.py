"""The survey: what a text tells of its own print before anything is changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from build_tools.clean.sentences import NUMBERED
from build_tools.model.transcript import PageStart

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word with its inner hyphens and apostrophes, as in `worker-peasant`, `kulak’s`."""

GAPS = re.compile(r"(?<=\S)( +)(?=\S)")
"""The spaces between two words of a line."""

AROUND = ".,;:!?()[]—–‘“”\""
"""What often stands before and behind words, and in none."""

BROKEN = re.compile(r"-[^\S\n]*(?:\n|\Z)")
"""A hyphen at the end of a line."""

NARROW_BLOCK = 0.7
"""Of the usual measure: where no line is wider, a block is no paragraph."""

UNWRAPPED = 150
"""Characters: where the median line is longer, a line is a paragraph and no line of print."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was learned.

    - `words`: how often each word, in lower case, stands whole inside a line; compounds (`worker-peasant`) count as one word.
    - `widths`: width of each line in characters, spaces single; `measure` is the median of the lines that are not blank.
    - `loose`: numbers of the lines whose words are set apart by doubled spaces, as the last line of a paragraph is in some extractions.
    - `loose_ends`: the share of the loose lines that a blank line follows; near 1 where looseness marks the end of a paragraph.
    - `wrapped`: false where each line is a whole paragraph.
    """

    words: Counter[str]
    widths: tuple[int, ...]
    measure: float
    loose: frozenset[int]
    loose_ends: float
    wrapped: bool
    starts: tuple[PageStart, ...] = ()
    heads: tuple[tuple[int, int], ...] = ()

    def with_pages(self, starts: tuple[PageStart, ...], heads: tuple[tuple[int, int], ...]) -> Survey:
        """Return the survey with the page starts and the running heads (first and last line, blank lines around them included)."""
        return replace(self, starts=starts, heads=heads)


def is_loose(line: str) -> bool:
    """Tell whether at least half of the gaps of a line are doubled.

    >>> is_loose("state  of  the  market."), is_loose("state of the  market of grain")
    (True, False)
    """
    gaps = GAPS.findall(line)
    return bool(gaps) and gaps.count(" ") * 2 <= len(gaps)


def survey(lines: Sequence[str]) -> Survey:
    """Count words and measure lines of a text as received."""
    widths = [len(line.strip()) for line in lines]
    loose: set[int] = set()
    for number, line in enumerate(lines, 1):
        if "  " in line and "  " in (text := line.strip()):
            widths[number - 1] = len(" ".join(text.split()))
            if is_loose(text):
                loose.add(number)
    full = [width for width in widths if width]
    measure = median(full) if full else 0.0
    ends = share_of_ends(lines, loose, widths, measure)
    return Survey(counted(lines), tuple(widths), measure, frozenset(loose), ends, measure <= UNWRAPPED)


def counted(lines: Iterable[str]) -> Counter[str]:
    r"""Count the words of some lines, in lower case; the two halves of a hyphenated word are never words.

    >>> counted(["The mar-\n", "ket of grain, the\n"])
    Counter({'the': 2, 'of': 1, 'grain': 1})
    """
    text = apart = "".join(lines)
    for sign in AROUND:
        apart = apart.replace(sign, " ")
    words: dict[str, int] = {}
    # What stands between two spaces is looked into once, however often it occurs: no word crosses a space or one of these signs.
    for piece, count in Counter(apart.split()).items():
        for word in (piece,) if piece.isalpha() else WORD.findall(piece):
            word = word.lower()
            words[word] = words.get(word, 0) + count
    for half in halves(text):
        words[half] -= 1
    return Counter({word: count for word, count in words.items() if count})


def halves(text: str) -> Iterator[str]:
    r"""Yield the halves of words that are broken at line ends, in lower case.

    >>> list(halves("the mar-\nket of grain, co-\n\noper-\native"))
    ['mar', 'ket', 'co', 'oper', 'ative']
    """
    second = -1
    for match in BROKEN.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        last = max(line, text.rfind(" ", line, match.start()))
        before = [*WORD.finditer(text, last, match.start())] or [*WORD.finditer(text, line, last)]
        if not before:
            continue
        if before[-1].start() != second:
            yield before[-1].group().lower()
        if after := WORD.search(text, match.end()):
            second = after.start()
            yield after.group().lower()


def share_of_ends(lines: Sequence[str], loose: set[int], widths: Sequence[int], measure: float) -> float:
    """Return which share of the loose lines end a block, a note or a page; blocks of narrow lines (an index, a list) are left out."""
    inside = ends = last = 0
    wide = False
    for number in sorted(loose):
        if number > last:
            first = last = number
            while first > 1 and widths[first - 2]:
                first -= 1
            while last < len(widths) and widths[last]:
                last += 1
            wide = max(widths[first - 1 : last]) >= NARROW_BLOCK * measure
        if wide:
            inside += 1
            ends += number == last or lines[number].startswith(" ") or NUMBERED.match(lines[number]) is not None
    return ends / inside if inside else 0.0
