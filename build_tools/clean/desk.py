"""The desk: a text while it is being cleaned, with what was learned from it before the first change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from build_tools.clean.manner import Manner
from build_tools.clean.survey import Survey
from build_tools.model.ledger import Change
from build_tools.model.source import Habits


@dataclass(frozen=True, slots=True)
class Desk:
    """`lines` are the lines as they stand now; `survey` is of the lines as they came in."""

    name: str
    lines: list[str]
    survey: Survey
    habits: Habits
    manner: Manner = Manner()


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
