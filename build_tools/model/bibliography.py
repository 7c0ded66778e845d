"""The bibliography: the works that the readings cite, and each place where they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from build_tools.model.record import Name


class Shelf(Enum):
    """Where a work stands in the bibliography."""

    EDITION = "edition"
    SOURCE = "source"
    NEWSPAPER = "newspaper"
    STUDY = "study"


class How(Enum):
    """How a reading cites a work: by its title, by “ibid.”, by a number whose work is inherited, or by naming it without a place."""

    TITLE = "title"
    IBID = "ibid"
    INHERITED = "inherited"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Publication:
    """One entry of the bibliography. `fields` are the other fields as written, `supplied` names those that no reading states.

    `cited_as` are the words by which the readings cite it; `others` says that further persons are not named.
    """

    key: str
    kind: str
    shelf: Shelf
    title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    others: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    cited_as: tuple[str, ...] = ()
    supplied: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def label(self) -> str:
        """Return the words by which a reader knows it: “Stalin, Works”.

        >>> Publication("w", "book", Shelf.SOURCE, "Capital: A Critique", (Name("Marx", "Karl"),)).label
        'Marx, Capital'
        """
        names = self.authors or self.editors
        said = " and ".join(name.family for name in names[:2]) if len(names) < 3 and not self.others else f"{names[0].family} et al."
        title = self.title.partition(":")[0] or self.fields.get("year", "")
        return f"{said}, {title}" if names else title


@dataclass(frozen=True, slots=True)
class Citing:
    """A place where a work is cited: characters `start` to `end` of the text of `passage`, which stands on the printed `page`.

    `key` is empty where the citation could not be resolved; `reason` then says why. `locator` is the place in the cited work, what
    “ibid.” leaves out filled in. `quoted_in` is the key of the work from which the reading quotes the cited one.
    """

    work: str
    passage: str
    page: str
    start: int
    end: int
    key: str
    locator: str = ""
    how: How = How.TITLE
    quoted_in: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All works that are cited, in the order of their file."""

    publications: tuple[Publication, ...] = ()
    by_key: Mapping[str, Publication] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {one.key: one for one in self.publications})
