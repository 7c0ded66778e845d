"""Which of some passages are matched, and the nearest of those before and behind one; where passages of one or two words stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from build_tools.model.passage import Passage
from build_tools.tei.fingerprint import Cell, short


class Neighbours:
    """A row of old passages with one byte for each, in which the nearest that is matched is found in one look.

    >>> row = Neighbours([Passage(f"w.p{number}", "p") for number in range(1, 5)], {"w.p1"})
    >>> row.settle("w.p3")
    >>> row.before("w.p2").id, row.behind("w.p2").id, row.behind("w.p4")
    ('w.p1', 'w.p3', None)
    """

    def __init__(self, rows: Sequence[Passage], settled: Container[str]) -> None:
        self.rows = rows
        self.number = {row.id: number for number, row in enumerate(rows)}
        self.matched = bytearray(row.id in settled for row in rows)

    def settle(self, identifier: str) -> None:
        """Take in that a passage is matched."""
        if identifier in self.number:
            self.matched[self.number[identifier]] = True

    def before(self, identifier: str) -> Passage | None:
        """Return the passage itself if it is matched, else the nearest before it that is."""
        found = self.matched.rfind(1, 0, self.number[identifier] + 1)
        return self.rows[found] if found >= 0 else None

    def behind(self, identifier: str) -> Passage | None:
        """The same behind it."""
        found = self.matched.find(1, self.number[identifier])
        return self.rows[found] if found >= 0 else None


def brief_places(cells: Sequence[Cell], places: Sequence[int]) -> Mapping[tuple[int, tuple[int, ...]], Sequence[int]]:
    """Return in which of some cells each row of one or two words stands, by their number and sketch."""
    found: defaultdict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for place in places:
        for words, numbers in ((1, cells[place].ones), (2, cells[place].twos)):
            for sketch in {short(numbers[at:at + 1]) for at in range(len(numbers))}:
                found[words, sketch].append(place)
    return found
