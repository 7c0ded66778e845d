"""The report on a work: what was changed on the way from its text to the edition, what is lost, what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Condition(Enum):
    """What is left of a printed page. A page is DAMAGED where notes that it calls, lines or letters are lost: what was mended is not."""

    INTACT = "intact"
    DAMAGED = "damaged"
    LOST = "lost"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the print, with counts of what befell it; `part` is the child of `text` where it stands: front, body or back.

    `cert` is that of its number (empty where it is printed or was given). `calls` are the note calls on the page, `lost_notes` those
    without a note; `gaps` are losses marked inside the text; `corrections` are places mended by hand.
    """

    n: str
    part: str = "body"
    condition: Condition = Condition.INTACT
    cert: str = ""
    calls: int = 0
    lost_notes: int = 0
    gaps: int = 0
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The notes of one division: `paired` counts the calls that lead to a note; `uncalled` the notes to which no call leads."""

    division: str
    title: str
    page: str
    calls: int
    notes: int
    paired: int
    uncalled: int = 0

    @property
    def lost(self) -> int:
        """The calls whose note is lost."""
        return self.calls - self.paired


@dataclass(frozen=True, slots=True)
class Place:
    """Where one thing was done or is doubtful: `line` of the input, printed `page`, id of the `passage` (each may be unknown)."""

    line: int
    page: str = ""
    passage: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule did: `count` places, of which `places` are the first; `pages` are all printed pages with their numbers of places."""

    name: str
    count: int
    places: tuple[Place, ...] = ()
    pages: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. A report made from committed tables alone has pages and apparatus, and no rules, doubts and fragments.

    `doubts` are words joined at line ends without evidence; `doubtful_calls` are numbers that only their place in the count makes calls.
    """

    pages: tuple[PrintedPage, ...] = ()
    apparatus: tuple[Apparatus, ...] = ()
    rules: tuple[Rule, ...] = ()
    doubts: tuple[Place, ...] = ()
    doubtful_calls: tuple[Place, ...] = ()
    gaps: tuple[Place, ...] = ()
    fragments: tuple[Place, ...] = ()

    def lost_pages(self, *, behind: bool = False) -> tuple[PrintedPage, ...]:
        """Return the lost pages of the text, or those behind it (`back`): bibliographies and indexes are lost more often."""
        return tuple(page for page in self.pages if page.condition is Condition.LOST and (page.part == "back") is behind)

    @property
    def calls(self) -> int:
        """All note calls."""
        return sum(row.calls for row in self.apparatus)

    @property
    def notes(self) -> int:
        """All notes that survive."""
        return sum(row.notes for row in self.apparatus)

    @property
    def paired(self) -> int:
        """The calls that lead to a note."""
        return sum(row.paired for row in self.apparatus)
