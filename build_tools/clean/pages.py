"""Where printed pages begin: running heads are learned from the text, and the pages between them are counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from statistics import median

from build_tools.model.source import Habits
from build_tools.model.transcript import PageStart

HEAD_LEFT = re.compile(r"(\d{1,4})\s{2,}(\S.*)")
"""`152    Charles Bettelheim`: a left-hand page."""

HEAD_RIGHT = re.compile(r"(\S.*?)\s{2,}(\d{1,4})")
"""`Class Struggles in the USSR   117`: a right-hand page."""

INLINE = re.compile(r"\[(?:p|pg|page)\.? ?(\d{1,4}|[ivxlc]+)\]", re.IGNORECASE)
"""`[p. 23]`: a page mark that a transcriber set into the text."""

SHORTEST_PAGE = 0.66
"""Of the usual number of lines of a page: a leading space that comes sooner is a cut inside a page. In Bettelheim the usual page has
39 lines that are not blank, and the shortest that begins with a leading space has 27."""

SHORTEST_FIRST_PAGE = 0.55
"""The same for a page with a chapter title, which takes room: 22 lines in Bettelheim."""

TITLE = re.compile(r"(?:Part|PART|Book|BOOK|Chapter|CHAPTER) (?:[IVXLC]+|\d{1,2})\b|\d{1,2}\. +[^\W\d_a-z]")
"""The beginning of a chapter: `Part 2`, `3. The villages`."""

NAMED_TITLE = re.compile(
    r"(?:Preface|Foreword|Introduction|Glossary|Abbreviations|Bibliography|Appendix|Conclusions?|Index)(?: to .{1,60})?", re.IGNORECASE
)
"""A title that begins a page by itself: `Preface`, `Introduction to the “second period”`."""

TITLE_ROWS = 6
"""Lines of the longest title in Bettelheim."""

TITLE_MEASURE = 0.85
"""Of the usual measure: the lines of a title are shorter."""


Span = tuple[int, int]


def find(lines: Sequence[str], habits: Habits) -> tuple[tuple[PageStart, ...], tuple[Span, ...]]:
    """Return the page starts in order, and the running heads as spans of lines (first, last) with the blank lines around them."""
    heads = running_heads(lines) if habits.pages in ("leading-space", "form-feed") else {}
    known = {**{line: str(number) for line, number in habits.page_of}, **{span[1] + 1: n for span, n in heads.items()}}
    if habits.pages == "leading-space":
        starts = leading_spaces(lines, known, heads, habits.cuts)
    elif habits.pages == "form-feed":
        starts = [number for number, line in enumerate(lines, 1) if line.startswith("\f")]
    else:
        starts = []
    return count(sorted({*starts, *known}), known), tuple(sorted(heads))


def running_heads(lines: Sequence[str]) -> dict[Span, str]:
    """Return the running heads and their page numbers.

    A running head stands alone between blank lines, has a number at one end and no sentence, and either its words come back on
    other pages with rising numbers, or at least two blank lines (the top of a page) stand before it. Where its words are known
    from other pages and it is spaced as there, it need not stand alone.
    """
    blank = [not line.strip() for line in lines]
    groups: dict[str, list[tuple[Span, int, int]]] = defaultdict(list)
    for index, (before, here, behind) in enumerate(zip([True, *blank], blank, [*blank[1:], True])):
        if here or not before or not behind or len(lines[index]) > 120:
            continue
        parts = head_parts(lines[index].strip())
        if parts is None:
            continue
        number, words = parts
        first, last = index, index
        while first > 0 and blank[first - 1]:
            first -= 1
        while last + 1 < len(lines) and blank[last + 1]:
            last += 1
        groups[words].append(((first + 1, last + 1), number, index - first))
    found: dict[Span, str] = {}
    for group in groups.values():
        numbers = [number for _, number, _ in group]
        rising = len(group) > 1 and all(a < b for a, b in zip(numbers, numbers[1:]))
        for span, number, above in group:
            if rising or above >= 2:
                found[span] = str(number)
    known = {words for words, group in groups.items() if len(group) > 1 and any(span in found for span, _, _ in group)}
    taken = {number for first, last in found for number in range(first, last + 1)}
    for index, line in enumerate(lines):
        if "   " in line and len(line) <= 120 and index + 1 not in taken:
            parts = head_parts(line.strip())
            if parts is not None and parts[1] in known:
                found[index + 1, index + 1] = str(parts[0])
    return found


def head_parts(text: str) -> tuple[int, str] | None:
    """Return the page number and the folded words of a line that may be a running head."""
    if not (text[:1].isdigit() or text[-1:].isdigit()):
        return None
    left = HEAD_LEFT.fullmatch(text)
    right = None if left else HEAD_RIGHT.fullmatch(text)
    match = left or right
    if match is None:
        return None
    number, words = (match.group(1), match.group(2)) if left else (match.group(2), match.group(1))
    if words[-1] in ".,;:!?" or not any(letter.isalpha() for letter in words) or len(words.split()) > 12:
        return None
    return int(number), " ".join(words.split()).casefold()


def leading_spaces(lines: Sequence[str], known: dict[int, str], heads: dict[Span, str], cuts: Sequence[Span]) -> list[int]:
    """Return the lines whose leading space marks the start of a page.

    The line before is not blank, and enough lines lie behind the last page start; what is enough is learned from the text. A chapter
    begins a page wherever the one before it ended.
    """
    inside = {number for first, last in heads for number in range(first, last + 1)}
    cut = {number for first, last in cuts for number in range(first, last + 1)}
    candidates = [
        number
        for number, line in enumerate(lines, 1)
        if line.startswith(" ")
        and line.strip()
        and number not in cut
        and number not in inside
        and (number == 1 or lines[number - 2].strip())
    ]
    filled = [0, *accumulate(number not in inside and line.strip() != "" for number, line in enumerate(lines, 1))]
    marks = sorted({*candidates, *known})
    gaps = [filled[b - 1] - filled[a - 1] for a, b in zip(marks, marks[1:])]
    usual = median(gap for gap in gaps if gap > 10) if any(gap > 10 for gap in gaps) else 0
    tops = {span[1] + 1 for span in heads}
    chapters = set(known.keys() - tops)
    widths = [len(" ".join(line.split()) if "  " in line else line.strip()) for line in lines]
    measure = median([width for width in widths if width] or [0])
    starts: list[int] = []
    last = -(10**6)
    for number in marks:
        behind = filled[number - 1] - (filled[last - 1] if last > 0 else last)
        titled = number not in known and opens_chapter(lines, widths, number, measure)
        if titled:
            chapters.add(number)
        if titled or number in known or behind >= (SHORTEST_FIRST_PAGE if last in chapters else SHORTEST_PAGE) * usual:
            starts.append(number)
            last = number
    return starts


def opens_chapter(lines: Sequence[str], widths: Sequence[int], number: int, measure: float) -> bool:
    """Tell whether the title of a chapter begins at a line: short lines without a stop, a blank line, and a full line or two."""
    text = " ".join(lines[number - 1].split())
    if NAMED_TITLE.fullmatch(text):
        return True
    if widths[number - 1] > TITLE_MEASURE * measure or not TITLE.match(text):
        return False
    end = number
    while end < len(lines) and widths[end]:
        end += 1
    if end - number >= TITLE_ROWS or " ".join(lines[end - 1].split()).endswith((".", ",", ";", ":", "-")):
        return False
    if any(lines[index].rstrip().endswith(".") and len(lines[index].split()) > 2 for index in range(number - 1, end - 1)):
        return False  # short notes, one below the other; only `Part 2.` stands before its title
    after = next((index for index in range(end, min(end + 4, len(lines))) if widths[index]), len(lines))
    full = max(widths[after : after + 2], default=0) >= TITLE_MEASURE * measure
    return full and max(widths[number - 1 : end]) <= TITLE_MEASURE * measure


def count(starts: Sequence[int], known: dict[int, str]) -> tuple[PageStart, ...]:
    """Number the page starts: known numbers stand, the others are counted from the last known one.

    A count that ends exactly at the next known number is certain (`high`); where it falls short, pages are missing, most likely
    the last ones (`medium`); where it overshoots, some start is false (`low`).
    """
    pages: list[PageStart] = []
    anchors = [index for index, line in enumerate(starts) if line in known and known[line].isdigit()]
    for index, line in enumerate(starts):
        if line in known:
            pages.append(PageStart(line, known[line], "", "known"))
            continue
        before = max((anchor for anchor in anchors if anchor < index), default=None)
        after = min((anchor for anchor in anchors if anchor > index), default=None)
        if before is not None:
            number = int(known[starts[before]]) + index - before
            cert, evidence = "medium", f"counted from p. {known[starts[before]]}"
            if after is not None:
                reached = int(known[starts[before]]) + after - before
                expected = int(known[starts[after]])
                cert = "high" if reached == expected else "medium" if reached < expected else "low"
                evidence += f" to p. {expected}"
        elif after is not None:
            number = int(known[starts[after]]) - (after - index)
            cert, evidence = "medium", f"counted back from p. {known[starts[after]]}"
        else:
            number, cert, evidence = index + 1, "low", "counted from the beginning of the text"
        pages.append(PageStart(line, str(number), cert, evidence))
    return tuple(pages)
