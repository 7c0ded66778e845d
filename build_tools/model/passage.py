"""A registered passage: an id that is promised for ever, and what is known of its words without keeping them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

LONGEST = 1000
"""Printed pages of the longest passage: a table that lists them by hand may hold a slip."""


class State(Enum):
    """What became of an id: LIVE stands as registered; SPLIT stands, and goes on in other passages; the others lead elsewhere."""

    LIVE = ""
    SPLIT = "split"
    JOINED = "joined"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the register of a work. `kind` is the name of its TEI element, `page` the printed page or range (`138-139`).

    `name` is what a citation says behind the page (`¶ 4`, `note 12`); `words` and `sketch` are the fingerprint. `places` are the pages
    of the site on which the id has been published (`2.1` for `<work>/2.1.html`), the present one last. `targets` are ids: those in
    which a split passage goes on, or those to which a retired id leads.
    """

    id: str
    kind: str
    page: str = ""
    name: str = ""
    words: int = 0
    sketch: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    state: State = State.LIVE
    targets: tuple[str, ...] = ()

    @property
    def retired(self) -> bool:
        """Say whether the id no longer names a passage of its own."""
        return self.state in (State.JOINED, State.MOVED)

    def stands_on(self, page: str) -> bool:
        """Say whether a printed page is the passage's own, or one of its range; a work without pages has the page `""`.

        >>> [Passage("w.p1", "p", "138-140").stands_on(page) for page in ("137", "139", "140")], Passage("w.p1", "p").stands_on("")
        ([False, True, True], True)
        """
        return page == self.page or page in printed(self.page)

    @property
    def label(self) -> str:
        """Return the words that cite the passage: `p. 138, ¶ 4`.

        >>> Passage("w.1.p4", "p", "138-139", "¶ 4").label, Passage("w.1", "div", "7").label, Passage("w.p1", "p", "", "¶ 1").label
        ('p. 138, ¶ 4', 'p. 7', '¶ 1')
        """
        page = f"p. {self.page.partition('-')[0]}" if self.page else ""
        return ", ".join(filter(None, (page, self.name)))


@dataclass(frozen=True, slots=True)
class Register:
    """All ids that a work has ever published, those that live in reading order, the retired ones behind them.

    `pages` are all printed pages on which a passage stands.
    """

    passages: tuple[Passage, ...] = ()
    by_id: Mapping[str, Passage] = field(init=False, repr=False, compare=False)
    pages: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {one.id: one for one in self.passages})
        said = {one.page for one in self.passages}
        object.__setattr__(self, "pages", frozenset(page for span in said for page in printed(span)))

    def resolve(self, identifier: str) -> tuple[str, ...]:
        """Return the living passages that hold the words of an id: itself, where it was split also the rest; `()` for an unknown id.

        >>> kept = Passage("w.p1", "p", state=State.SPLIT, targets=("w.p3",))
        >>> Register((kept, Passage("w.p3", "p"), Passage("w.p2", "p", state=State.JOINED, targets=("w.p1",)))).resolve("w.p2")
        ('w.p1', 'w.p3')
        """
        found: list[str] = []
        seen: set[str] = set()
        stack = [identifier]
        while stack:
            one = self.by_id.get(stack.pop())
            if one is None or one.id in seen:
                continue
            seen.add(one.id)
            if not one.retired:
                found.append(one.id)
            stack.extend(reversed(one.targets))
        return tuple(found)


def printed(span: str) -> tuple[str, ...]:
    """Return the printed pages of a passage; of a range whose ends are no figures, or that no passage fills, only its ends.

    >>> printed("138-140"), printed("138"), printed("xi-xiv"), printed("1-1000000"), printed("")
    (('138', '139', '140'), ('138',), ('xi', 'xiv'), ('1', '1000000'), ())
    """
    first, _, last = span.partition("-")
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < LONGEST:
        return tuple(map(str, range(int(first), int(last) + 1)))
    return tuple(dict.fromkeys(filter(None, (first, last))))


def fragment(identifier: str, work: str) -> str:
    """Return the `xml:id` of a registered id, which is also its fragment on a page of the site; pages do without the name of the work.

    >>> fragment("bettelheim.pb-138", "bettelheim"), fragment("bettelheim.2.1.p4", "bettelheim")
    ('pb-138', 'bettelheim.2.1.p4')
    """
    rest = identifier.removeprefix(f"{work}.")
    return rest if rest.startswith("pb-") else identifier


def registered(xml_id: str, work: str) -> str:
    """Return the id in the register of an `xml:id`.

    >>> registered("pb-138", "bettelheim"), registered("bettelheim.2.1.p4", "bettelheim")
    ('bettelheim.pb-138', 'bettelheim.2.1.p4')
    """
    return f"{work}.{xml_id}" if xml_id.startswith("pb-") else xml_id


def numbers(ids: Iterable[str]) -> dict[str, int]:
    """Return the highest number that ids end in, by what stands before it.

    >>> numbers(["w.1.p4", "w.1.p12", "w.1.notes"])
    {'w.1.p': 12}
    """
    highest: dict[str, int] = {}
    for one in ids:
        stem = one.rstrip("0123456789")
        if stem != one:
            highest[stem] = max(highest.get(stem, 0), int(one[len(stem):]))
    return highest
