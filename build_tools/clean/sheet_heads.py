"""Running heads without a number: lines at the top or foot of sheets that come back on others, or repeat a heading."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from build_tools.clean.sheet_numbers import LONGEST, Sheet, filled_lines

LETTERS = re.compile(r"[^\W\d_]+")

ENTRY = re.compile(r"(?:[\s.]|^)(?:\d{1,4}|[ivxlc]{1,8})\s*$")
"""The page number behind an entry of a list of contents."""

ENDED = re.compile(r"[.!?][\"”’')\]]*(?:\d{1,3}|[*†‡§]{1,3})?\s*$")
"""The end of a sentence, perhaps with a call behind it."""

LOWER = re.compile(r"[\W_]*[a-zß-ÿа-я]")

ORNAMENT = re.compile(r"[|_=~.•·—–-]{1,80}")
"""What a printer sets beside the number of a page."""

WHOLE = 0.7
"""Share of the sheets between the first and the last head in the same words, above which these are the title of the book."""

SHORT = 0.7
"""Of the usual width: a longer line is of the text."""

SHORTEST = 4
"""Letters from which words are known by them; the number of a chapter stands alone on its line: `III.`, and not `iii, 4.`"""

ENTRIES = 3
"""Headings on one sheet that come back at the tops of others: a list of contents."""

GAP = re.compile(r"\S {2,}\S")


def words_of(line: str) -> str:
    """Return the words of a line, for comparing."""
    return " ".join(line.split()).casefold()


def letters_of(text: str) -> str:
    """Return the letters of a text, for comparing."""
    return "".join(LETTERS.findall(text)).casefold()


def take(lines: Sequence[str], found: Sequence[Sheet]) -> None:
    """Take off the running heads and feet that come back in the same words."""
    for line, index in list(repeated(lines, found)):
        found[index].furniture.add(line)


def repeated(lines: Sequence[str], found: Sequence[Sheet]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of sheets whose words come back in that place on at least two other sheets.

    The heading of a chapter may have the same words as the running heads behind it: the one that stands lower, or in other
    letters, than the others is left alone; so is the first of them, where nothing else is the heading.
    """
    for place in (0, -1):
        groups: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for index, sheet in enumerate(found):
            filled = filled_lines(lines, sheet)
            if not filled:
                continue
            number = filled[place]
            line = lines[number - 1]
            words = words_of(line) if LETTERS.search(line) or (sheet.furniture and ORNAMENT.fullmatch(line.strip())) else ""
            alone = len(filled) == 1 or abs(filled[1 if place == 0 else -2] - number) > 1
            if words and len(line.strip()) <= LONGEST and (alone or sheet.furniture):
                depth = number - sheet.first if place == 0 else 0
                groups[words].append((number, index, f"{depth} {line.strip().isupper()}"))
        large = {words: group for words, group in groups.items() if len(group) >= 3}
        headings = elsewhere(lines, found, {letters_of(words) for words in large}) if large and place == 0 else {}
        for words, group in large.items():
            usual = Counter(shape for _, _, shape in group).most_common(1)[0]
            if usual[1] * 2 <= len(group):
                continue
            alike = [(number, index) for number, index, shape in group if shape == usual[0]]
            parted = GAP.search(lines[alike[0][0] - 1].strip())
            if place == 0 and len(alike) == len(group) and not parted and letters_of(words) not in headings and opens(lines, found, alike):
                del alike[0]
            yield from alike


def opens(lines: Sequence[str], found: Sequence[Sheet], alike: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the first of the lines that are alike at the tops of sheets is a heading: it opens a part of the book, the text
    before it has ended, and below it stands a full line, or more white space than below the others.
    """
    number, index = alike[0]
    if alike[-1][1] - index + 1 > WHOLE * len(found):
        return False
    before = filled_lines(lines, found[index - 1]) if index else []
    below = [one for one in filled_lines(lines, found[index]) if one > number]
    if not below or (before and not ENDED.search(lines[before[-1] - 1])):
        return False
    gaps = [next((one for one in filled_lines(lines, found[sheet]) if one > first), first) - first for first, sheet in alike]
    if gaps[0] > max(gaps[1:]):
        return True
    line = lines[below[0] - 1]
    width = median([len(lines[one - 1].strip()) for one in below])
    return not LOWER.match(line) and len(line.strip()) > SHORT * width and not line.strip().isupper()


def take_echoes(lines: Sequence[str], found: Sequence[Sheet]) -> None:
    """Take off the first lines of sheets that repeat a heading, in a text that has enough of them, or of other running heads.

    A chapter of three pages has its running head once; it may stand above its own heading.
    """
    tops = [sheet for sheet in found if any(number - sheet.first < 3 for number in sheet.furniture)]
    usual = Counter(min(sheet.furniture) - sheet.first for sheet in tops).most_common(1)[0][0] if tops else 0
    offered: dict[int, list[tuple[list[int], str]]] = {}
    for index, sheet in enumerate(found):
        filled = filled_lines(lines, sheet)
        if not filled or filled[0] - sheet.first > usual or any(number < filled[0] for number in sheet.furniture):
            continue
        offered[index] = [
            (filled[:size], letters_of(" ".join(lines[number - 1] for number in filled[:size])))
            for size in (1, 2)
            if len(filled) > size and filled[size] - filled[size - 1] > 1 and filled[size - 1] - filled[0] < size
        ]
    headings = elsewhere(lines, found, {key for heads in offered.values() for _, key in heads if key})
    # A heading may be the first line of its own sheet.
    opened: dict[str, int] = {}
    for index, heads in offered.items():
        for _, key in heads:
            if len(key) >= SHORTEST:
                opened.setdefault(key, index)
    echoes = {
        index: numbers
        for index, heads in offered.items()
        for numbers, key in reversed(heads)
        if key and (opened.get(key, index) < index or any(place <= index for place in headings.get(key, ())))
    }
    if len(tops) + len(echoes) >= max(3, len(found) // 5):
        for index, numbers in echoes.items():
            found[index].furniture.update(numbers)


def elsewhere(lines: Sequence[str], found: Sequence[Sheet], wanted: set[str]) -> dict[str, list[int]]:
    """Return on which sheets some words stand as a heading: on one short line or two that are not the first of the sheet, but not as
    an entry of a list of contents, nor as the end of a sentence.
    """
    if not wanted:
        return {}
    longest = min(LONGEST, 2 * max(map(len, wanted)))
    headings: dict[str, list[int]] = defaultdict(list)
    for index, sheet in enumerate(found):
        here: list[str] = []
        filled = filled_lines(lines, sheet)
        for number, after in zip(filled[1:], [*filled[2:], 0]):
            line, above = lines[number - 1].strip(), lines[number - 2].strip()
            if len(line) > longest or ENTRY.search(line) or GAP.search(line) or (above and not ENDED.search(above)):
                continue
            key = letters_of(line)
            if len(key) < SHORTEST and not (line.isupper() and line.rstrip(".").isalpha()):
                continue
            if key in wanted:
                here.append(key)
            elif after == number + 1 and (both := key + letters_of(lines[after - 1])) in wanted:
                here.append(both)
        if len(set(here)) < ENTRIES:
            for key in here:
                headings[key].append(index)
    return headings
