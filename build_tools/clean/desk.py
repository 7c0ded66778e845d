"""The desk: a text while it is being cleaned, with what was learned from it before the first change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from build_tools.clean.manner import Manner
from build_tools.clean.survey import Survey
from build_tools.model.ledger import Change
from build_tools.model.source import Habits

DENSE = 8
"""Lines on one of which a sign may stand that is leapt from one to the next; one that stands on more is looked for line by line."""


@dataclass(frozen=True)
class Desk:
    """`lines` are the lines as they stand now; `survey` is of the lines as they came in."""

    name: str
    lines: Sequence[str]
    survey: Survey
    habits: Habits
    manner: Manner = Manner()

    @cached_property
    def text(self) -> str:
        """The lines as one text: what stands nowhere in it is not looked for in each line."""
        return "".join(self.lines)

    @cached_property
    def filled(self) -> Sequence[int]:
        """The numbers of the lines that are not blank."""
        return [number for number, line in enumerate(self.lines, 1) if line and not line.isspace()]

    @cached_property
    def _beginnings(self) -> Sequence[int]:
        return list(accumulate(map(len, self.lines), initial=0))

    def holding(self, *signs: str) -> Sequence[int]:
        """Return the numbers of the lines that hold one of some signs; now and then of one that holds a sign with the next line.

        >>> from build_tools.clean.survey import survey
        >>> Desk("w", ["Bread ,\\n", "\\n", "and salt .\\n"], survey(()), Habits()).holding(" ,", " .")
        [1, 3]
        """
        found: set[int] = set()
        for sign in signs:
            held: list[int] = []
            at = self.text.find(sign)
            while at >= 0 and len(held) * DENSE <= len(self.lines):
                number = bisect_right(self._beginnings, at)
                held.append(number)
                at = self.text.find(sign, self._beginnings[number])
            found.update(held if at < 0 else [number for number, line in enumerate(self.lines, 1) if sign in line])
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Fix:
    """One kind of repair. The docstring of `propose` is the sentence that the `editorialDecl` of an edited work carries.

    `kind` is the child of `editorialDecl` where that sentence stands.
    """

    name: str
    kind: str
    propose: Callable[[Desk], Iterable[Change]]

    @property
    def sentence(self) -> str:
        """The first paragraph of the docstring, on one line."""
        return " ".join((self.propose.__doc__ or "").split("\n\n")[0].split())
