"""Series of numbers: which number of a heading goes on with those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.structure.laid_out.heading_forms import ARABIC_RANK, ROMAN_RANK, Form, form_of
from build_tools.structure.laid_out.pieces import Piece

LONG = 6
"""Numbers alone on their lines, one after the other, that are a series wherever it begins."""

SHORTEST = 20
"""Characters that a number alone has at most, with marks of pages and calls."""


@dataclass(slots=True)
class Series:
    """The last number of each rank, the numbers that stood alone in the space of a chapter, the last through all parts, by rank, and
    the places where a series begins late."""

    last: dict[int, int] = field(default_factory=dict)
    chapters: dict[int, int] = field(default_factory=dict)
    whole: dict[int, int] = field(default_factory=dict)
    starts: frozenset[int] = frozenset()

    def goes_on(self, form: Form, apart: bool) -> bool:
        """Tell whether a number is the next of its rank, or the first, or leaves one out.

        A number alone, with the space of a chapter around it (`apart`), may also go on with the chapters before it, whose series
        the sections of a chapter broke off; and numbers alone may run through all parts of a book.
        """
        expected = self.last.get(form.rank, 0) + 1
        if form.value in (expected, 1) or (form.value == expected + 1 and form.rank in self.last):
            return True
        if form.titled:
            return False
        return (apart and form.value == self.chapters.get(form.rank, 0) + 1) or form.value == self.whole.get(form.rank, 0) + 1

    def take(self, form: Form, apart: bool) -> None:
        """Take a heading into its series; those below it begin anew."""
        self.last[form.rank] = self.whole[form.rank] = form.value
        if apart and not form.titled and form.value in (1, self.chapters.get(form.rank, 0) + 1):
            self.chapters[form.rank] = form.value
        for held in (self.last, self.chapters):
            for deeper in [rank for rank in held if rank > form.rank]:
                del held[deeper]


def late_starts(found: Sequence[Piece]) -> frozenset[int]:
    """Return the places where a series of numbers alone begins with another than 1, as the letters of a second volume do."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    size: dict[int, int] = {}
    starts: set[int] = set()
    for index, piece in enumerate(found):
        if len(piece.rows) > 1 or len(piece.rows[0].text) > SHORTEST:
            continue
        form = form_of(piece.plain)
        if form is None or form.titled or form.rank not in (ROMAN_RANK, ARABIC_RANK):
            continue
        rank = form.rank
        if form.value - last.get(rank, -9) not in (1, 2):
            first[rank], size[rank] = index, 0
        last[rank] = form.value
        size[rank] += 1
        if size[rank] == LONG:
            starts.add(first[rank])
    return frozenset(starts)
