"""Calls of the notes at the feet of pages: one behind the other, on the page of the note or not far before."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.clean.foot_labels import call_of, figures_before, lowered
from build_tools.structure.laid_out.apparatus import Note, Site
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import Row

LATE = 0.3
"""How much less sure a call is with each page between it and its note."""

BEHIND_FIGURES, ALONE = 1.0, 0.6
"""How sure a call is right behind the figures of a year or a sum (`100,00036`), and at the beginning of a line."""

Link = tuple[Site, Note, "Link | None"]


class Best(NamedTuple):
    """The surest calls up to a place of the text: where they end, how sure they are together, and the last of them with those before."""

    place: tuple[int, int, int]
    weight: float
    link: Link | None


def certainty(text: str, start: int) -> float:
    """Return how surely a number is a call: in brackets, behind a word, behind a figure (`74.2`), or alone."""
    if text[start] in "[({":
        return 3.0
    before = text[max(0, start - 2) : start]
    if before.endswith(" "):
        return 0.2
    return 0.5 if before[:1].isdigit() and before[-1:] in ".,:" else 2.0


def foot_calls(found: Sequence[Piece], feet: Sequence[Note]) -> Iterator[tuple[Site, Note]]:
    """Find the calls of the notes at the feet of pages: of all ways to have them one behind the other, the surest."""
    by_page: dict[int, list[tuple[int, int, Row]]] = defaultdict(list)
    for index, piece in enumerate(found):
        for number, row in enumerate(piece.rows):
            by_page[row.page].append((index, number, row))
    best = [Best((-1, -1, -1), 0.0, None)]
    for note in feet:
        new: list[Best] = []
        for site, weight in offered(note, by_page):
            before = best[bisect_left(best, site[:3], key=lambda one: one.place) - 1]
            new.append(Best(site[:3], before.weight + weight, (site, note, before.link)))
        for one in new:
            settle(best, one)
    link = best[-1].link
    chain: list[tuple[Site, Note]] = []
    while link is not None:
        chain.append(link[:2])
        link = link[2]
    yield from reversed(chain)


def settle(best: list[Best], one: Best) -> None:
    """Put a way into the row of the best, where each is surer than those that end before it."""
    index = bisect_left(best, one.place, key=lambda other: other.place)
    if best[index - 1].weight >= one.weight:
        return
    after = index
    while after < len(best) and best[after].weight <= one.weight:
        after += 1
    best[index:after] = [one]


def offered(note: Note, by_page: dict[int, list[tuple[int, int, Row]]]) -> Iterator[tuple[Site, float]]:
    """Yield the places where a note may be called, with how sure each is."""
    page = note.pieces[0].rows[0].page
    pattern = call_of(note.label)
    sums = figures_before(note.label)
    last = 2 if note.label.isdigit() else 1
    for index, number, row in (place for back in range(last, -1, -1) for place in by_page.get(page - back, ())):
        text = lowered(row.text)
        if note.label not in text:
            continue
        for match in pattern.finditer(text):
            site = Site(index, number, match.start(), match.end(), note.label, "foot")
            yield site, certainty(text, match.start()) * LATE ** (page - row.page)
        for match in sums.finditer(text):
            yield Site(index, number, match.start(), match.end(), note.label, "foot"), BEHIND_FIGURES * LATE ** (page - row.page)
        if number and note.label.isdigit() and text.startswith(f"{note.label} "):
            yield Site(index, number, 0, len(note.label), note.label, "foot"), ALONE * LATE ** (page - row.page)
