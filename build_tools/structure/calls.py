"""Note calls: superscript numbers that the extraction set into the line, found as the longest ordered run of a chapter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

DIGITS = re.compile(r"\d\d*")
"""`1928`; a search is faster where a pattern begins with one sign."""

YEAR = re.compile(r"(?:1[6-9]|20)\d\d")

PLAIN_NUMBER = re.compile(
    r"(?:\b(?:in|of|to|from|about|than|over|by|only|and|or|between|nearly|some|least|most|Articles?|[Cc]hapters?|pages?|Parts?|note|Circular"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|\b(?:vols?|nos?|pp?|n|No)\.?|[-–−+=×÷¶§]|\d,|\d) $"
)
"""What stands before a number that is no call: `April 13`, `vol. 6`, `from 12`, `¶ 5`."""

COUNTED = re.compile(
    r" ?(?:percent|per cent|%|million|thousand|hundred|billion|roubles?|kopecks?|tons?|metric|kilograms?|poods?"
    r"|years?|months?|days?|hours?|points?|times|,? ?[¶§]|[-–]\d|\.\d|,\d{3}(?!\d)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
"""What stands behind a number that is no call: `43 percent`, `5,611`, `2, ¶ 1`."""

ENDED_YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:[–-]\d\d)?\.$")
"""A year or economic year at the end of a sentence, before a call: `in 1924–25.`"""

ENDED_DECIMAL = re.compile(r"(?:\d\.\d+|\d,\d{3})\.$")
"""A figure at the end of a sentence behind which no decimals can stand: `12.4.`, or hardly, `242,000.`"""

CALLED_PERIOD = re.compile(r"(?:1[6-9]|20)\d\d(?:[–-](?:\d\d){1,2})? $")
"""A year or economic year before a number, which may be a call: `Prices in 1926–27 6`."""

UNLIKELY = -0.7
"""The weight of a number that is almost surely none: it joins a run only where nothing else fills the place."""

DOUBTFUL = 0.5
"""The weight below which a call stands by its place in the run rather than by its own signs: an editor should look at it."""

SKIPPED = -1.6
"""For each number that a run leaves out."""


class Call(NamedTuple):
    """Characters `start` to `end` of segment `segment` call note `n`."""

    segment: int
    start: int
    end: int
    n: int


class Candidate(NamedTuple):
    """A call that may be one, with the weight of the signs for it."""

    call: Call
    weight: float


def candidates(segment: int, text: str, table: bool = False) -> list[Candidate]:
    """Return every number of a text that may be a note call.

    >>> [(one.call.n, one.weight) for one in candidates(0, "on the market.12 In 1926 it rose by 13 percent")]
    [(12, 3.0), (13, -0.7)]
    """
    found: list[Candidate] = []
    for match in DIGITS.finditer(text):
        digits = match.group()
        start, end = match.span()
        before = text[start - 1] if start else ""
        behind = text[end : end + 12]
        if behind[:1].isalpha() or digits[0] == "0" or not before:
            continue
        if 4 < len(digits) <= 7 and YEAR.match(digits) and digits[4] != "0":
            found.append(Candidate(Call(segment, start + 4, end, int(digits[4:])), 0.6))
            continue
        if len(digits) > 3:
            continue
        n = int(digits)
        earlier = text[start - 2] if start > 1 else ""
        if before == " ":
            if table:
                # A cell is a call only where the run needs it.
                weight = UNLIKELY if COUNTED.match(behind) else -0.2
            elif not COUNTED.match(behind) and CALLED_PERIOD.search(text, max(0, start - 11), start):
                weight = 0.4 if behind else 0.9
            elif COUNTED.match(behind) or PLAIN_NUMBER.search(text, max(0, start - 14), start):
                weight = UNLIKELY
            elif earlier in "”’" or (earlier in ".!?:;)]" and behind.startswith((" ", ",")) is not False):
                weight = 2.2
            elif earlier in ",;:)]":
                weight = 1.2
            else:
                weight = 0.7 if not behind.strip() or not behind.startswith(" ") or earlier.isalpha() else 0.2
        elif before.isalpha():
            weight = 2.6 if not before.isupper() or earlier.isupper() else 1.5
        elif before in ".,;:!?)]”’\"'—–…":
            weight = 3.0
            if before in ".," and earlier.isdigit():
                weight = (UNLIKELY if table else -0.3) if before == "." or len(digits) == 3 else 0.9
                if before == "." and ENDED_DECIMAL.search(text, max(0, start - 12), start):
                    weight = 2.2
                elif before == "." and ENDED_YEAR.search(text, max(0, start - 8), start):
                    weight = 1.2
            elif before in "–—" and earlier.isdigit():
                weight = UNLIKELY
        else:
            continue
        if COUNTED.match(behind) and before != " ":
            weight = min(weight, 0.4)
        if behind[:1] in ("–", "-", "/") and behind[1:2].isdigit():
            weight = min(weight, UNLIKELY)
        found.append(Candidate(Call(segment, start, end, n), weight))
    return found


def longest_run(offered: Sequence[Candidate], bodies: frozenset[int] = frozenset()) -> list[Call]:
    """Return the best ordered run 1, 2, 3 … among the candidates of a chapter, which are given in reading order.

    A run gains the weights of its members and loses for each number left out. `bodies` are the numbers of the notes that survive:
    a run that leaves one of them out loses twice.
    """
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    links: list[int] = []
    for index, candidate in enumerate(offered):
        n = candidate.call.n
        choice: tuple[float, int] | None = None
        for previous in range(max(0, n - 4), n):
            if previous in best:
                lost = sum([SKIPPED * (2 if missing in bodies else 1) for missing in range(previous + 1, n)])
                score = best[previous][0] + lost + candidate.weight
                if choice is None or score > choice[0]:
                    choice = (score, best[previous][1])
        links.append(choice[1] if choice else -2)
        if choice and (n not in best or choice[0] > best[n][0]):
            best[n] = (choice[0], index)
    # A note behind the end of the run is left out like one inside it.
    ranked = sorted(bodies)
    index = max((score + 2 * SKIPPED * (len(ranked) - bisect_right(ranked, n)), index) for n, (score, index) in best.items())[1]
    run: list[Call] = []
    while index >= 0:
        run.append(offered[index].call)
        index = links[index]
    return run[::-1]
