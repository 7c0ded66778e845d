"""The survey: what a text tells of its own print before anything is changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from build_tools.clean.sentences import NUMBERED
from build_tools.model.transcript import PageStart

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word with its inner hyphens and apostrophes, as in `worker-peasant`, `kulak’s`."""

GAPS = re.compile(r"(?<=\S)( +)(?=\S)")
"""The spaces between two words of a line."""

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


def survey(lines: tuple[str, ...]) -> Survey:
    """Count words and measure lines of a text as received."""
    widths: list[int] = []
    loose: set[int] = set()
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if "  " in text:
            if is_loose(text):
                loose.add(number)
            text = " ".join(text.split())
        widths.append(len(text))
    full = [width for width in widths if width]
    measure = median(full) if full else 0.0
    ends = share_of_ends(lines, loose, widths, measure)
    return Survey(counted(lines), tuple(widths), measure, frozenset(loose), ends, measure <= UNWRAPPED)


def counted(lines: Iterable[str]) -> Counter[str]:
    r"""Count the words of some lines, in lower case; the two halves of a hyphenated word are never words.

    >>> counted(["The mar-\n", "ket of grain, the\n"])
    Counter({'the': 2, 'of': 1, 'grain': 1})
    """
    # What stands between two spaces is looked into once, however often it occurs: no word crosses a space.
    pieces: list[str] = []
    broken = False
    for line in lines:
        row = line.split()
        breaks = bool(row) and row[-1][-1] == "-"
        if broken or breaks:
            first, last = WORD.findall(row[0]) if row else [], WORD.findall(row[-1]) if row else []
            if first and last and len(row) > 1:
                row[-1:] = last[:-1] if breaks else last
                row[:1] = first[1:] if broken else first
            else:
                row = WORD.findall(line)
                if not row:
                    continue
                row = row[broken:-1] if breaks else row[broken:]
        elif not row:
            continue
        broken = breaks
        pieces += row
    words: Counter[str] = Counter()
    for piece, count in Counter(pieces).items():
        for word in WORD.findall(piece):
            words[word.lower()] += count
    return words


def share_of_ends(lines: Sequence[str], loose: set[int], widths: Sequence[int], measure: float) -> float:
    """Return which share of the loose lines end a block, a note or a page; blocks of narrow lines (an index, a list) are left out."""
    inside = ends = 0
    first = 0
    for index in range(len(widths) + 1):
        if index < len(widths) and widths[index]:
            continue
        block = range(first + 1, index + 1)
        first = index + 1
        if not block or max(widths[number - 1] for number in block) < NARROW_BLOCK * measure:
            continue
        for number in block:
            if number in loose:
                inside += 1
                ends += number == block[-1] or lines[number].startswith(" ") or NUMBERED.match(lines[number]) is not None
    return ends / inside if inside else 0.0
