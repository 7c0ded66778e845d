"""Numbers of pages: at the top or foot of a sheet, alone or on the line of a running head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

PAGE = r"(?:(?:[Pp]age|PAGE|[Pp]g?\.) ?)?"
"""What stands before a number to say what it is."""

ALONE = re.compile(
    rf"\s*{PAGE}[-–—~\[({{|<]{{0,2}} ?{PAGE}(\d{{1,4}}|[ivxlc]{{1,8}}|[IVXLC]{{1,8}})"
    r" ?[-–—~\])}|>]{0,2}(?: ?(?:of|/) ?\d{1,4})?[.\])]?\s*$"
)
"""A page number alone on its line: `12`, `- 12 -`, `xiv`, `Page 3 of 40`, `[Page 12]`."""

AT_LEFT = re.compile(rf"\s*[\[|]?{PAGE}(\d{{1,4}}|[ivxlc]{{1,8}})(?:[\]|]?\s{{2,}}| ?[|/•·—–] ?)(\S.*?)\s*$")
"""`12        THE BOOK`, `12 | THE BOOK`."""

AT_RIGHT = re.compile(
    rf"\s*(\S.{{0,110}}?)(?:\s{{2,}}[\[|]?| ?[|/•·—–] ?){PAGE}(\d{{1,4}}|[ivxlc]{{1,8}})(?: ?(?:/|of) ?\d{{1,4}})?[\]|]?\s*$"
)
"""`THE CHAPTER        13`, `THE CHAPTER | 13`, `Arden        [Page 13]`, `a mill.txt        13/40`."""

CLOSE = re.compile(r"\s*(\S.{0,110}?) (\d{1,4})\s*$")
"""`THE CHAPTER 13`: the head had no more room."""

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

SHORT = 0.9
"""Of the usual width: a line of a long running head is narrower."""

LINES_OF_HEAD = 3

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
    def series(self) -> Series:
        """What the numbers of one series have in common: their style, how far they are from the count of sheets, and their place."""
        return self.style, self.value - self.sheet, self.top


Series = tuple[str, int, bool]


def least(found: Sequence[Sheet]) -> int:
    """Return how many sheets a series of numbers needs."""
    return 3 if len(found) > 4 else 2


def take(lines: Sequence[str], found: Sequence[Sheet]) -> Counter[Series]:
    """Give each sheet its number, and return how many numbers each series has."""
    offers = [offer for index, sheet in enumerate(found) for offer in numbers(lines, index, sheet)]
    votes = Counter(offer.series for offer in offers)
    for offer in sorted(offers, key=lambda one: -votes[one.series]):
        sheet = found[offer.sheet]
        if votes[offer.series] >= least(found) and sheet.n in ("", offer.printed):
            sheet.n = offer.printed
            sheet.furniture.add(offer.line)
    return votes


def take_below(lines: Sequence[str], found: Sequence[Sheet], votes: Counter[Series]) -> None:
    """Give the sheets that have no number yet one that stands behind the last words of a running head of two lines or three."""
    many = max(least(found), len(found) // 5)
    for index, sheet in enumerate(found):
        filled = filled_lines(lines, sheet) if not sheet.n else []
        if len(filled) < LINES_OF_HEAD + 2:
            continue
        width = SHORT * median([len(lines[number - 1].strip()) for number in filled])
        for size, number in enumerate(filled[:LINES_OF_HEAD], 1):
            line = lines[number - 1]
            if len(line.strip()) > width or number - filled[0] >= size:
                break
            match = AT_RIGHT.match(line) or CLOSE.match(line)
            for offer in offered(index, number, match.group(2), True) if match else ():
                if votes[offer.series] >= many and (size > 1 or sheet.furniture) and not sheet.n:
                    sheet.n = offer.printed
                    sheet.furniture.update(filled[:size])


def filled_lines(lines: Sequence[str], sheet: Sheet) -> list[int]:
    """Return the lines of a sheet that hold something and are not furniture yet."""
    return [number for number in range(sheet.first, sheet.last + 1) if lines[number - 1].strip() and number not in sheet.furniture]


def numbers(lines: Sequence[str], index: int, sheet: Sheet) -> Iterator[Offer]:
    """Yield the numbers at the top and foot of a sheet."""
    filled = filled_lines(lines, sheet)
    for number in dict.fromkeys([*filled[:2], *filled[-2:]]):
        line = lines[number - 1]
        if len(line.strip()) > LONGEST and len(" ".join(line.split())) > LONGEST:
            continue
        outer = number in (filled[0], filled[-1])
        # A sheet that holds nothing else has its head neither at the top nor at the foot.
        places = (True, False) if len(filled) == 1 else (number - sheet.first < sheet.last - number,)
        match = ALONE.match(line)
        printed = match.group(1) if match else ""
        if outer and not match:
            if match := AT_LEFT.match(line):
                printed = match.group(1)
            elif match := AT_RIGHT.match(line) or (CLOSE.match(line) if line.isupper() else None):
                printed = match.group(2)
        for top in places if printed else ():
            yield from offered(index, number, printed, top)


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
