"""Notes at the foot of pages: where they begin on each page, so that the text can flow on over them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.clean.foot_labels import ALONE, calls, form, indent, is_next, label, lowered, series
from build_tools.model.transcript import PageStart

RULE = re.compile(r"\s*[-_—]{5,}\s*$")
"""The line between text and notes, where the print has one."""

WIDE = 2
"""Lines from the last of the text to the first of the notes, where a page shows that they are apart."""

NEAR = 15
"""Lines at the foot of a page whose call may have its note on the next."""

NUMBERED = re.compile(r"\d{1,2}\.\d{1,2}\.? +\S")
"""`2.1 Carts`: a heading, as that above it is."""

ANNOUNCED = re.compile(r"\s*(?:NOTES|FOOTNOTES|ENDNOTES|Notes|Footnotes|Endnotes)(?: (?:TO|to) \S.{0,60})?[.:]?\s*$")
"""`NOTES`, `FOOTNOTES:`: what stands below is a list of notes at the end of a chapter or a book."""

SERIES = 3
"""Pages with notes from which the usual way to set labels is known."""

LONGEST_PAGE = 250
"""Lines of the longest page: what is longer was not printed on one, and has no foot."""

SHORT = 0.7
"""Of the line below: a heading is shorter."""

FURTHEST = 8
"""Lines between the notes of one page and the first of the next: more, and a page stands between."""

ENDED = re.compile(r"(?:[.!?][\"”’')\]]*|:|--|—)$")
"""The end of a sentence, or of what leads to a quotation."""


CLOSED = re.compile(r"[.!?][\"”’')\]]*(?:[\[({]?\d{1,3}[\])}]?|[*†‡§]{1,3})?\s*$")
"""The end of a sentence of the text, perhaps with a call behind it."""


class Zone(NamedTuple):
    """The lines of the notes of a page; `rule` is the line above them (0: there is none)."""

    first: int
    last: int
    labels: tuple[str, ...]
    rule: int = 0


def zones(lines: Sequence[str], starts: Sequence[PageStart]) -> list[Zone]:
    """Return the notes at the foot of each page: the last lines of the page, from the first label on whose number goes on to the
    last, where the text above on that page calls the first of them.

    A note may stand on the page behind its call, and may run over to the next: what goes on there is of the notes, too. How most
    of the labels are set tells which numbers at the beginning of a line are none. Where text goes on behind most of the notes, they
    stand among the paragraphs that call them, and not at the feet of the pages.
    """
    pages = filled_of(lines, starts)
    found = found_zones(lines, pages, starts, "")
    if sum(runs_out(lines, zone) for zone in found) * 2 > len(found):
        return []
    forms = Counter(form(lines[zone.first - 1]) for zone in found if zone.labels)
    usual, count = forms.most_common(1)[0] if forms else ("", 0)
    if count < SERIES or not usual:
        return found
    return found_zones(lines, pages, starts, usual)


def runs_out(lines: Sequence[str], zone: Zone) -> bool:
    """Tell whether text begins behind the notes of a page: a paragraph without a label, no deeper than the notes."""
    rows = lines[zone.first - 1 : zone.last]
    return any(
        row.strip() and not above.strip() and indent(row) <= indent(rows[0]) and not label(row) and row.lstrip("“\"'‘(_ ")[:1].isupper()
        for above, row in zip(rows, rows[1:])
    )


def filled_of(lines: Sequence[str], starts: Sequence[PageStart]) -> list[list[int]]:
    """Return the numbers of the lines of each page that hold something."""
    ends = [*(one.line for one in starts[1:]), len(lines) + 1]
    return [[number for number in range(page.line, after) if lines[number - 1].strip()] for page, after in zip(starts, ends)]


def found_zones(lines: Sequence[str], pages: Sequence[Sequence[int]], starts: Sequence[PageStart], usual: str) -> list[Zone]:
    """Return the notes at the foot of each page; `usual` is how their labels are set, where that is known."""
    found: list[Zone] = []
    last = listed = 0
    earlier: list[int] = []
    for page, filled in zip(starts, pages):
        listed = last_listed(lines, filled, listed)
        if listed:
            earlier = []
            continue
        zone = zone_of(lines, filled, last, earlier, usual)
        if found and found[-1].last > page.line - FURTHEST:
            if over := run_over(lines, filled, found[-1], earlier):
                found.append(over)
                filled = [number for number in filled if number > over.last]
                zone = zone_of(lines, filled, last, earlier, usual)
            zone = carried(lines, filled, zone, found[-1], last) or zone
        if zone is not None:
            found.append(zone)
            numbers = [name for name in zone.labels if name.isdigit()]
            last = int(numbers[-1]) if numbers else last
        earlier = [number for number in filled if zone is None or number < zone.first][-NEAR:]
    return found


def last_listed(lines: Sequence[str], filled: Sequence[int], last: int) -> int:
    """Return the last number of a list of notes that a heading announces on a page, or that goes on there behind number `last`; 0 where
    there is none.
    """
    top = next((place for place, number in enumerate(filled) if ANNOUNCED.match(lines[number - 1])), -1)
    if top < 0 and not last:
        return 0
    names = [int(name) for number in filled[top + 1 :] if (name := label(lines[number - 1])).isdigit()]
    if top < 0 and not (names and is_next(str(names[0]), last)):
        return 0
    number = names[0] if names else 0
    for one in names:
        number = one if one == number + 1 else number
    return number


def run_over(lines: Sequence[str], filled: Sequence[int], before: Zone, earlier: Sequence[int]) -> Zone | None:
    """Return the rows at the top of a page where a note goes on that a script cut with its page: it has no stop yet, the text has."""
    if not filled or not earlier or not lines[filled[0] - 1].lstrip()[0].islower() or ENDED.search(lines[before.last - 1].rstrip()):
        return None
    if not CLOSED.search(lines[earlier[-1] - 1]):
        return None
    last = next((here for here, there in zip(filled, filled[1:]) if there > here + 1), filled[-1])
    return Zone(filled[0], last, ()) if last < filled[-1] else None


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
    # What fills the page is its text.
    if zone is None and not wide and len(block) * 2 > len(filled):
        return None
    # What calls the notes of this page is its text.
    if zone is not None and any(any(calls([lines[number - 1] for number in block], name)) for name in zone.labels):
        return None
    return Zone(first, foot, zone.labels if zone else (), zone.rule if zone else 0)


def zone_of(lines: Sequence[str], filled: Sequence[int], last: int, earlier: Sequence[int], usual: str) -> Zone | None:
    """Return the notes at the foot of one page, given its lines; `last` is the number of the last note before it, `earlier` are
    the last lines of text on the page before, where its first note may be called, `usual` is how labels are set.
    """
    labelled = labels_of(lines, filled) if len(filled) <= LONGEST_PAGE else []
    if not labelled:
        return None
    above = [lowered(lines[number - 1]) for number in filled]
    best: Zone | None = None
    most: tuple[bool, bool, int] = (False, False, 0)
    for start, (place, name) in enumerate(labelled):
        shape = form(lines[filled[place] - 1])
        if usual and shape != usual:
            continue
        # A note in brackets right behind the one before it is of a list, unless the list begins with that at the foot.
        if start and shape in ("[", "(") and name.isdigit() and labelled[start - 1][1] == str(int(name) - 1):
            continue
        ruled = RULE.match(lines[filled[place - 1] - 1]) is not None
        opened = ruled or filled[place] - filled[place - 1] > 1 or deeper(lines, filled, place)
        # A print may set its notes right below the text: the number goes on, or is set as others are, and the text above calls it.
        close = is_next(name, last) or usual not in ("", "1")
        if opens_text(lines, filled, place) or not (opened or (close and any(calls(above[:place], name)))):
            continue
        names = series([other for _, other in labelled[start:]], name)
        # Whoever reads the page sees the call above the note: without one it is a list.
        called = [one for one in names if any(calls(above[:place], one))]
        if len(called) < len(names):
            late_ones = [lowered(lines[number - 1]) for number in earlier]
            called += [one for one in names if one not in called and any(calls(late_ones, one))]
        late = is_next(name, last) and last > 0 and (int(name) > 3 or filled[place] - filled[place - 1] > WIDE)
        if len(called) * 2 > len(names) or (ruled and called) or late:
            sure = (bool(shape), opened, len(called))
            if best is None or sure > most:
                best, most = Zone(filled[place], foot_of(lines, filled, place), names, filled[place - 1] if ruled else 0), sure
    return best


def foot_of(lines: Sequence[str], filled: Sequence[int], place: int) -> int:
    """Return the last line of the notes that begin at a place: what stands without a label behind the space of a chapter is text again."""
    for here, there in zip(filled[place:], filled[place + 1 :]):
        if there - here > WIDE + 1 and not label(lines[there - 1]):
            return here
    return filled[-1]


def labels_of(lines: Sequence[str], filled: Sequence[int]) -> list[tuple[int, str]]:
    """Return the places of the labels on a page, and the labels; one that is raised may stand alone above its note."""
    found: list[tuple[int, str]] = []
    for place, number in enumerate(filled[1:], 1):
        name = label(lines[number - 1])
        if not name and place + 1 < len(filled) and filled[place + 1] == number + 1 and (match := ALONE.match(lines[number - 1])):
            name = match.group(1)
        if name:
            found.append((place, name))
    return found


def opens_text(lines: Sequence[str], filled: Sequence[int], place: int) -> bool:
    """Tell whether a line with a label is a numbered heading: it stops short, and a line without a label begins anew below it."""
    if place + 1 >= len(filled):
        return False
    line, below = lines[filled[place] - 1].strip(), lines[filled[place + 1] - 1].strip()
    begins = below.lstrip("“\"'‘(_")[:1].isupper() and not label(below)
    return (len(line) < SHORT * len(below) and begins) or NUMBERED.match(below) is not None


def deeper(lines: Sequence[str], filled: Sequence[int], place: int) -> bool:
    """Tell whether the lines from `place` on begin at another column than the text above."""
    here = [indent(lines[number - 1]) for number in filled[place:]]
    over = [indent(lines[number - 1]) for number in filled[:place]]
    return bool(over) and min(here) > min(over)


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
            blank = last + 1 < number and any(lines[between - 1] and not lines[between - 1].strip() for between in range(last + 1, number))
            if (crossed and not in_note) or (not crossed and not blank):
                yield last, number
        before[in_note] = number
