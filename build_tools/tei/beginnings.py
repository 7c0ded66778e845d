"""Divisions and lists found again in a new conversion: by their headings, and by how they begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_tools.model.passage import Passage
from build_tools.tei.fingerprint import Cell, heading

ALIKE = 0.34
"""The share of a beginning that must be found; half of it under the same id."""

NAMED = 0.5
"""What an id that names a division by its kind (`w.1.notes`) is worth: a printed number may be given to another, a name is not."""

HEADED = 0.6
"""What the same heading is worth: more than any beginning without it is likely to reach."""

NEAR = 4
"""How many passages away a heading is looked for that has been taken for a part of one."""


def pairs(rows: Sequence[Passage], free: Mapping[int, Cell]) -> Iterator[tuple[Passage, int]]:
    """Yield old divisions (or lists) with the places where they stand now, the likeliest first; each row and each place once."""
    offers: list[tuple[float, bool, int, int, int]] = []
    places = list(free.items())
    # Only what has a number, a heading or its id in common can be alike.
    sharing: dict[object, list[int]] = {}
    for order, (_, cell) in enumerate(places):
        for sign in {cell.id, *cell.sketch}:
            sharing.setdefault(sign, []).append(order)
    for number, row in enumerate(rows):
        for order in {one for sign in (row.id, *row.sketch) for one in sharing.get(sign, ())}:
            place, cell = places[order]
            same = cell.id == row.id
            share = _alike(row, cell) + (NAMED if same and not row.id[-1].isdigit() else 0.0)
            if share >= (ALIKE / 2 if same else ALIKE):
                offers.append((-share, not same, abs(number - order), number, place))
    done: set[int] = set()
    taken: set[int] = set()
    for _, _, _, number, place in sorted(offers):
        if number not in done and place not in taken:
            done.add(number)
            taken.add(place)
            yield rows[number], place


def of_heading(row: Passage, places: tuple[int, ...], cells: Sequence[Cell]) -> tuple[int, ...]:
    """Return where the words of a heading are that begins nothing any more; `places` hold what stood below it.

    They stand whole in one passage, or in parts at the end of the passages before.
    """
    for place in sorted(range(max(0, places[0] - NEAR), min(len(cells), places[0] + NEAR)), key=lambda place: abs(place - places[0])):
        ones = cells[place].ones
        if any(heading(ones[at:at + row.words]) == row.sketch[0] for at in range(len(ones) - row.words + 1)):
            return (place,)
    before: list[int] = []
    words = 0
    for place in range(places[0] - 1, max(-1, places[0] - 1 - NEAR), -1):
        if words < row.words and cells[place].kind not in ("list", "pb"):
            before.append(place)
            words += cells[place].words
    return (*reversed(before), *places)


def content(row: Passage) -> tuple[int, ...]:
    """Return the numbers of a fingerprint that stand for three words each: all but that of the heading."""
    return row.sketch[1:] if row.kind == "div" else row.sketch


def _alike(row: Passage, cell: Cell) -> float:
    """Return how alike two beginnings are."""
    own = 1 if cell.kind == "div" else 0
    share = len(set(row.sketch[own:]).intersection(cell.sketch[own:])) / max(1, len(row.sketch) - own)
    return share + (HEADED if own and row.sketch[:1] == cell.sketch[:1] != (0,) else 0.0)
