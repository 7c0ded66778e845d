"""Sheets: the pages of a text with form feeds, with what the printer put around the words of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from build_tools.model.source import Habits
from build_tools.model.transcript import PageStart

ALONE = re.compile(r"\s*(?:[Pp]age |p\. ?)?[-–—\[(]{0,2} ?(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8}) ?[-–—\])]{0,2}(?: ?(?:of|/) ?\d{1,4})?\s*$")
"""A page number alone on its line: `12`, `- 12 -`, `xiv`, `Page 3 of 40`."""

AT_LEFT = re.compile(r"\s*[\[|]?(\d{1,4}|[ivxlc]{1,8})[\]|]?\s{2,}(\S.*?)\s*$")
"""`12        THE BOOK`."""

AT_RIGHT = re.compile(r"\s*(\S.{0,110}?)\s{2,}[\[|]?(\d{1,4}|[ivxlc]{1,8})[\]|]?\s*$")
"""`THE CHAPTER        13`."""

CLOSE = re.compile(r"\s*(\S.{0,110}?) (\d{1,4})\s*$")
"""`THE CHAPTER 13`: the head had no more room."""

LETTERS = re.compile(r"[^\W\d_]+")

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

LONGEST = 120
"""Characters of the longest running head."""


@dataclass(slots=True)
class Sheet:
    """A page from line `first` to line `last`; `numbers` are the lines of its furniture, `n` is its number as printed."""

    first: int
    last: int
    n: str = ""
    furniture: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Offer:
    """A number that may be that of a sheet: the line where it stands, its `value` and style, and whether it stands at the top."""

    sheet: int
    line: int
    style: str
    value: int
    printed: str
    top: bool

    @property
    def series(self) -> tuple[str, int, bool]:
        """What the numbers of one series have in common: their style, how far they are from the count of sheets, and their place."""
        return self.style, self.value - self.sheet, self.top


def find(lines: Sequence[str], habits: Habits, paged: bool = True) -> tuple[tuple[PageStart, ...], tuple[tuple[int, int], ...]]:
    """Return the page starts, and the running heads and page numbers as spans of one line; without form feeds only the pages that
    an editor knows. `paged`: the form feeds of the text are those of its pages.
    """
    if not paged or not any("\f" in line for line in lines):
        return tuple(PageStart(line, n, "", "known") for line, n in habits.page_of), ()
    found = sheets(lines)
    removed = sorted(number for sheet in found for number in sheet.furniture)
    return page_starts(lines, found, habits.page_of), tuple((number, number) for number in removed)


def sheets(lines: Sequence[str]) -> list[Sheet]:
    """Divide a text at its form feeds, and take off what stands at the top or foot of a page with a number that rises from page to
    page, or comes back on other pages in the same words.
    """
    found = divide(lines)
    if len(found) < 2:
        return found
    offers = [offer for index, sheet in enumerate(found) for offer in numbers(lines, index, sheet)]
    votes = Counter(offer.series for offer in offers)
    least = 3 if len(found) > 4 else 2
    for offer in sorted(offers, key=lambda one: -votes[one.series]):
        sheet = found[offer.sheet]
        if votes[offer.series] >= least and not sheet.n:
            sheet.n = offer.printed
            sheet.furniture.add(offer.line)
    # A running head may have two lines.
    for line, index in chain(repeated(lines, found), repeated(lines, found)):
        found[index].furniture.add(line)
    for line, index in echoed(lines, found):
        found[index].furniture.add(line)
    return found


def echoed(lines: Sequence[str], found: Sequence[Sheet]) -> list[tuple[int, int]]:
    """Return the first lines of sheets that repeat a heading which the text had before, in a text whose sheets have running heads.

    A chapter of three pages has its running head once.
    """
    tops = [sheet for sheet in found if any(number - sheet.first < 3 for number in sheet.furniture)]
    if len(tops) < max(3, len(found) // 5):
        return []
    depths = Counter(min(sheet.furniture) - sheet.first for sheet in tops)
    usual = depths.most_common(1)[0][0]
    seen: set[str] = set()
    echoes: list[tuple[int, int]] = []
    for index, sheet in enumerate(found):
        filled = filled_lines(lines, sheet)
        first = filled[0] if filled else 0
        if first and first - sheet.first == usual and not any(number < first for number in sheet.furniture):
            words = " ".join(lines[first - 1].split()).casefold()
            if words in seen and len(words) <= LONGEST and len(filled) > 1 and filled[1] - first > 1:
                echoes.append((first, index))
        seen.update(" ".join(lines[number - 1].split()).casefold() for number in filled)
    return echoes


def divide(lines: Sequence[str]) -> list[Sheet]:
    """Return the sheets; a form feed at the very end of the text begins none."""
    starts = [number for number, line in enumerate(lines, 1) if "\f" in line]
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    if not starts or not filled:
        return [Sheet(1, len(lines))] if filled else []
    firsts = sorted({1, *starts})
    found = [Sheet(first, after - 1) for first, after in zip(firsts, [*firsts[1:], len(lines) + 1])]
    held = set(filled)
    return [sheet for sheet in found if any(number in held for number in range(sheet.first, sheet.last + 1))]


def filled_lines(lines: Sequence[str], sheet: Sheet) -> list[int]:
    """Return the lines of a sheet that hold something and are not furniture yet."""
    return [number for number in range(sheet.first, sheet.last + 1) if lines[number - 1].strip() and number not in sheet.furniture]


def numbers(lines: Sequence[str], index: int, sheet: Sheet) -> Iterator[Offer]:
    """Yield the numbers at the top and foot of a sheet."""
    filled = filled_lines(lines, sheet)
    for number in dict.fromkeys([*filled[:2], *filled[-2:]]):
        line = lines[number - 1]
        if len(line.strip()) > LONGEST:
            continue
        outer = number in (filled[0], filled[-1])
        top = number - sheet.first < sheet.last - number
        match = ALONE.match(line)
        if match:
            yield from offered(index, number, match.group(1), top)
        elif outer and (match := AT_LEFT.match(line)):
            yield from offered(index, number, match.group(1), top)
        elif outer and (match := AT_RIGHT.match(line) or (CLOSE.match(line) if line.isupper() else None)):
            yield from offered(index, number, match.group(2), top)


def offered(index: int, line: int, printed: str, top: bool) -> Iterator[Offer]:
    """Yield the number as an offer, unless it is no Roman number at all."""
    if printed.isdigit():
        yield Offer(index, line, "arabic", int(printed), printed, top)
        return
    value = roman(printed.lower())
    if value:
        yield Offer(index, line, "roman", value, printed, top)


def roman(printed: str) -> int:
    """Return the value of a Roman number in small letters, 0 where it is none.

    >>> roman("xiv"), roman("iiii"), roman("")
    (14, 0, 0)
    """
    values = [ROMAN[letter] for letter in printed]
    total = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0]))
    return total if to_roman(total) == printed else 0


def to_roman(number: int) -> str:
    """Return a number in small Roman letters."""
    parts = []
    for value, letters in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)


def repeated(lines: Sequence[str], found: Sequence[Sheet]) -> Iterator[tuple[int, int]]:
    """Yield the first and last lines of sheets whose words come back in that place on at least two other sheets.

    The heading of a chapter may have the same words as the running heads behind it: the one that stands lower, or in other
    letters, than the others is left alone.
    """
    for place in (0, -1):
        groups: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for index, sheet in enumerate(found):
            filled = filled_lines(lines, sheet)
            if not filled:
                continue
            number = filled[place]
            line = lines[number - 1]
            words = " ".join(line.split()).casefold() if LETTERS.search(line) else ""
            alone = len(filled) == 1 or abs(filled[1 if place == 0 else -2] - number) > 1
            if words and len(line.strip()) <= LONGEST and (alone or sheet.furniture):
                depth = number - sheet.first if place == 0 else 0
                groups[words].append((number, index, f"{depth} {line.strip().isupper()}"))
        for group in groups.values():
            usual = Counter(shape for _, _, shape in group).most_common(1)[0]
            if len(group) >= 3 and usual[1] * 2 > len(group):
                yield from ((number, index) for number, index, shape in group if shape == usual[0])


def page_starts(lines: Sequence[str], found: Sequence[Sheet], page_of: Sequence[tuple[int, str]] = ()) -> tuple[PageStart, ...]:
    """Number the sheets: those with a number have it, those between are counted; what cannot be counted keeps the place of its sheet.

    `page_of` are the pages that an editor knows: the page that begins at a line.
    """
    for line, n in page_of:
        for sheet in found:
            if sheet.first <= line <= sheet.last:
                sheet.n = n
    known = [(index, int(sheet.n)) for index, sheet in enumerate(found) if sheet.n.isdigit()]
    small = [(index, roman(sheet.n.lower())) for index, sheet in enumerate(found) if sheet.n and ROMAN.keys() >= set(sheet.n.lower())]
    pages: list[PageStart] = []
    taken = {sheet.n for sheet in found if sheet.n}
    seen: set[str] = set()
    for index, sheet in enumerate(found):
        first = next(iter(filled_lines(lines, sheet)), sheet.first)
        if sheet.n:
            n, cert, evidence = sheet.n, "", "printed"
        else:
            n, cert, evidence = counted(index, known, small, taken)
        name = n
        while name in seen:
            name += "a"
        seen.add(name)
        pages.append(PageStart(first, name, cert if name == n else "low", evidence))
    return tuple(pages)


Known = tuple[int, int]
"""The place of a sheet and its number."""


def around(index: int, known: Sequence[Known]) -> tuple[Known | None, Known | None]:
    """Return the last sheet with a number before a place, and the first behind it."""
    place = bisect_left(known, (index, 0))
    behind = place + (place < len(known) and known[place][0] == index)
    return known[place - 1] if place else None, known[behind] if behind < len(known) else None


def counted(
    index: int, known: Sequence[tuple[int, int]], small: Sequence[tuple[int, int]], taken: set[str]
) -> tuple[str, str, str]:
    """Return number, certainty and evidence of a sheet without a number."""
    before, after = around(index, known)
    if before is not None:
        number = before[1] + index - before[0]
        exact = after is not None and after[1] - number == after[0] - index
        cert = "high" if exact else "medium" if after is None or number < after[1] else "low"
        return str(number), cert, f"counted from p. {before[1]}" + (f" to p. {after[1]}" if after else "")
    for row, written in ((small, to_roman), (known, str)):
        last, following = around(index, row)
        near = following or last
        if near is not None and near[1] + index - near[0] > 0 and written(near[1] + index - near[0]) not in taken:
            return written(near[1] + index - near[0]), "medium", f"counted from p. {written(near[1])}"
    return (f"s{index + 1}", "low", "the sheet has no number") if known or small else (str(index + 1), "low", "the sheets were counted")
