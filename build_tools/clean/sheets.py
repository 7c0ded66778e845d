"""Sheets: the pages of a text with form feeds, with what the printer put around the words of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from build_tools.clean import sheet_heads, sheet_numbers
from build_tools.clean.sheet_numbers import ROMAN, Sheet, filled_lines, roman, to_roman
from build_tools.model.source import Habits
from build_tools.model.transcript import PageStart


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
    votes = sheet_numbers.take(lines, found)
    # A running head may have two lines.
    for _ in range(2):
        sheet_heads.take(lines, found)
        sheet_numbers.take_below(lines, found, votes)
    sheet_heads.take_echoes(lines, found)
    return found


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
