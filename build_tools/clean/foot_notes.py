"""Notes at the foot of pages: where they begin on each page, so that the text can flow on over them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.model.transcript import PageStart

BODY = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]?|([*†‡§]{1,3}))(?=\s+\S|[^\W\d_“‘\"'(\[])\s*")
"""The beginning of a note: `12 See`, `12. See`, `[12] See`, `* See`, `12See`."""

RULE = re.compile(r"\s*[-_—]{5,}\s*$")
"""The line between text and notes, where the print has one."""

WIDE = 2
"""Lines from the last of the text to the first of the notes, where a page shows that they are apart."""

MOST_LOST = 3
"""Numbers from one note to the next that is found, at most."""

NEAR = 15
"""Lines at the foot of a page whose call may have its note on the next."""

FURTHEST = 8
"""Lines between the notes of one page and the first of the next: more, and a page stands between."""

ENDED = re.compile(r"[.!?][\"”’')\]]*$")
"""The end of a sentence."""

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Zone(NamedTuple):
    """The lines of the notes of a page; `rule` is the line above them (0: there is none)."""

    first: int
    last: int
    labels: tuple[str, ...]
    rule: int = 0


def label(line: str) -> str:
    """Return the label with which a note begins in a line, or `""`.

    >>> label("  12. See above."), label("* See."), label("1926 was dry.")
    ('12', '*', '')
    """
    text = line.translate(SUPERSCRIPT)
    match = BODY.match(text)
    return next((group for group in match.groups() if group), "") if match else ""


def call_of(name: str) -> re.Pattern[str]:
    """Return how a note is called in a line: its label behind a word or a stop, or in brackets."""
    if name.isdigit():
        stop = "[.,;:!?)\\]”’\"'»]"
        fused = rf"(?<=[^\W\d_]){name}(?![\w.,]\w)|(?<={stop}){name}(?!\w)|(?:(?<=\w )|(?<={stop} )){name}(?=\s|$|[.,;:])"
        return re.compile(rf"\[{name}\]|\({name}\)|{fused}")
    return re.compile(rf"(?<=\S){re.escape(name)}(?!{re.escape(name[0])})")


def zones(lines: Sequence[str], starts: Sequence[PageStart]) -> list[Zone]:
    """Return the notes at the foot of each page: the last lines of the page, from the first label on whose number goes on to the
    last, where the text above on that page calls the first of them.

    A note may stand on the page behind its call, and may run over to the next: what goes on there is of the notes, too.
    """
    found: list[Zone] = []
    last = 0
    earlier: list[int] = []
    for page, after in zip(starts, [*(one.line for one in starts[1:]), len(lines) + 1]):
        filled = [number for number in range(page.line, after) if lines[number - 1].strip()]
        zone = zone_of(lines, filled, last, earlier)
        if found and found[-1].last > page.line - FURTHEST:
            zone = carried(lines, filled, zone, found[-1], last) or zone
        if zone is not None:
            found.append(zone)
            numbers = [name for name in zone.labels if name.isdigit()]
            last = int(numbers[-1]) if numbers else last
        earlier = [number for number in filled if zone is None or number < zone.first][-NEAR:]
    return found


def carried(lines: Sequence[str], filled: Sequence[int], zone: Zone | None, before: Zone, last: int) -> Zone | None:
    """Return the zone of a page with the end of a note that began on the page before: below the last white space, where that note has
    no stop yet, or where the next note begins further below.
    """
    rows = [number for number in filled if zone is None or number < zone.first]
    gaps = [place for place in range(1, len(rows)) if rows[place] - rows[place - 1] > 1]
    if not gaps:
        return None
    block = rows[gaps[-1] :]
    first, foot = block[0], zone.last if zone else filled[-1]
    if zone is None:
        names = [name for number in block[1:] if (name := label(lines[number - 1]))]
        start = next((place for place, name in enumerate(names) if is_next(name, last)), None)
        if start is not None:
            return Zone(first, foot, series(names[start:], names[start]))
    end = lines[before.last - 1].rstrip()
    wide = first - rows[gaps[-1] - 1] > WIDE
    broken = end[-1] in "-‐\xad" or lines[first - 1].lstrip()[0].islower()
    if ENDED.search(end) or not (wide or broken) or not (broken or zone is not None):
        return None
    return Zone(first, foot, zone.labels if zone else (), zone.rule if zone else 0)


def is_next(name: str, last: int) -> bool:
    """Tell whether a label goes on from the number of the last note, of which some may be lost or stand behind it."""
    return name.isdigit() and last < int(name) <= last + MOST_LOST


def zone_of(lines: Sequence[str], filled: Sequence[int], last: int, earlier: Sequence[int]) -> Zone | None:
    """Return the notes at the foot of one page, given its lines; `last` is the number of the last note before it, `earlier` are
    the last lines of text on the page before, where its first note may be called.
    """
    labelled = [(place, name) for place, number in enumerate(filled) if place and (name := label(lines[number - 1]))]
    if not labelled:
        return None
    above = [lines[number - 1].translate(SUPERSCRIPT) for number in filled]
    for start, (place, name) in enumerate(labelled):
        ruled = RULE.match(lines[filled[place - 1] - 1]) is not None
        opened = ruled or filled[place] - filled[place - 1] > 1 or deeper(lines, filled, place)
        if not opened:
            continue
        names = series([other for _, other in labelled[start:]], name)
        # Whoever reads the page sees the call above the note: without one it is a list.
        called = [one for one in names if any(calls(above[:place], one))]
        if len(called) < len(names):
            late_ones = [lines[number - 1].translate(SUPERSCRIPT) for number in earlier]
            called += [one for one in names if one not in called and any(calls(late_ones, one))]
        late = is_next(name, last) and last > 0 and (int(name) > 3 or filled[place] - filled[place - 1] > WIDE)
        if len(called) * 2 > len(names) or (ruled and called) or late:
            return Zone(filled[place], filled[-1], names, filled[place - 1] if ruled else 0)
    return None


def deeper(lines: Sequence[str], filled: Sequence[int], place: int) -> bool:
    """Tell whether the lines from `place` on begin at another column than the text above."""
    here = [indent(lines[number - 1]) for number in filled[place:]]
    over = [indent(lines[number - 1]) for number in filled[:place]]
    return bool(over) and min(here) > min(over)


def indent(line: str) -> int:
    """Return the spaces before the first word."""
    return len(line) - len(line.lstrip())


def series(names: Sequence[str], first: str) -> tuple[str, ...]:
    """Return the labels that go on from the first: 4, 5, 6, or *, †, ‡; others are numbers at the beginning of a line.

    >>> series(["4", "1926", "5", "9"], "4")
    ('4', '5')
    """
    found = [first]
    for name in names[1:]:
        if first.isdigit():
            if name.isdigit() and int(name) == int(found[-1]) + 1:
                found.append(name)
        elif not name.isdigit() and name not in found:
            found.append(name)
    return tuple(found)


def calls(above: Sequence[str], name: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a label may be called: the line (from 0), and the characters there."""
    pattern = call_of(name)
    for place, line in enumerate(above):
        if name in line:
            for match in pattern.finditer(line):
                if match.start() > indent(line) or place:
                    yield place, match.start(), match.end()


def flow(lines: Sequence[str], starts: Sequence[PageStart]) -> Iterator[tuple[int, int]]:
    """Yield each line with the next line of the same text: over the foot of a page into the next one, past the notes between.

    A blank line ends a flow, but at the foot of a page.
    """
    found = zones(lines, starts)
    noted = {number for zone in found for number in range(zone.rule or zone.first, zone.last + 1)}
    firsts = [page.line for page in starts]
    before: dict[bool, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        in_note = number in noted
        last = before.get(in_note, 0)
        if last:
            crossed = bisect_right(firsts, number) != bisect_right(firsts, last)
            blank = any(lines[between - 1] and not lines[between - 1].strip() for between in range(last + 1, number))
            if (crossed and not in_note) or (not crossed and not blank):
                yield last, number
        before[in_note] = number
