"""The registered ids put in the place of those that were counted: in the document, and in all that points at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from build_tools.model.document import Document
from build_tools.model.passage import Passage, Register, State, numbers, registered
from build_tools.model.tree import Element
from build_tools.read.passages import KINDS
from build_tools.tei.fingerprint import Cell, cells
from build_tools.tei.match import Matching, match

POINTERS = ("target", "prev", "next", "corresp", "ref", "sameAs")
"""The attributes of a conversion that may point at an id."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The ids of a conversion: `given` are those that its elements shall have, in reading order.

    `ids` leads from the counted ids to the new ones, where they differ. `register` is the register as it is after this conversion, still
    without places and names; `lost` are ids whose words are nowhere.
    """

    given: tuple[str, ...]
    ids: Mapping[str, str]
    register: Register
    lost: tuple[str, ...] = ()


def relabel(document: Document, register: Register) -> Document:
    """Return the document with the ids that its register promises; the same document where nothing differs."""
    if not register.passages:
        return document
    found, given, _ = _given(cells(document.text, pages=False), register, document.record.id)
    return renamed(document, given, _differing(found, given))


def renamed(document: Document, given: Sequence[str], ids: Mapping[str, str]) -> Document:
    """Return the document with other ids, in reading order, and with pointers that follow them.

    The order counts and not the old id: a conversion that went wrong may have given one twice.
    """
    if not ids:
        return document
    names = iter(given)

    def change(element: Element) -> Element:
        if element.name == "ref" and element.get("type") == "noteref":
            return element.replace(attributes=_pointing(element.attributes, ids))
        attributes = _pointing(element.attributes, ids)
        if element.id and element.name in KINDS:
            attributes = {**attributes, "xml:id": next(names)}
        children = tuple(change(child) if isinstance(child, Element) else child for child in element.children)
        return element.replace(attributes=attributes, children=children)

    return replace(document, text=change(document.text))


def _pointing(attributes: Mapping[str, str], ids: Mapping[str, str]) -> Mapping[str, str]:
    """Return attributes whose pointers follow the ids."""
    found = {
        name: " ".join(f"#{ids.get(one[1:], one[1:])}" if one[0] == "#" else one for one in value.split())
        for name in POINTERS if "#" in (value := attributes.get(name, ""))
    }
    return {**attributes, **found} if found else attributes


def naming(text: Element, register: Register, work: str) -> Naming:
    """Match a conversion to its register and give every passage its id: the old one, or one that was never used.

    A passage keeps its id only while that begins with the id of the division around it: who reads an id reads where it stands, and
    the citation trees of the TEI file are built on it (T022). Elsewhere the old id leads to the new one.
    """
    found, given, matching = _given(cells(text), register, work)
    return Naming(tuple(given), _differing(found, given), _renewed(register, found, given, matching, work), tuple(matching.lost))


def _given(found: list[Cell], register: Register, work: str) -> tuple[list[Cell], list[str], Matching]:
    matching = match([row for row in register.passages if not row.retired], found, work)
    return found, _Names(register, work).give(found, matching), matching


def _differing(found: Sequence[Cell], given: Sequence[str]) -> dict[str, str]:
    return {cell.id: name for cell, name in zip(found, given) if cell.id != name}


class _Names:
    """Hands out ids, none of them twice."""

    def __init__(self, register: Register, work: str) -> None:
        self.work = work
        self.used = set(register.by_id)
        self.highest = numbers(self.used)

    def give(self, found: Sequence[Cell], matching: Matching) -> list[str]:
        """Return the id of every cell. A kept id that no longer begins with that of its division becomes one that leads."""
        given: list[str] = []
        final: dict[str, str] = {self.work: self.work}
        for place, cell in enumerate(found):
            around = given[cell.division] if cell.division >= 0 else self.work
            name = matching.kept.get(place, "")
            if cell.kind == "pb":
                name = cell.id
            elif name and not name.startswith(f"{around}."):
                matching.leads[name] = (State.MOVED, (place, *matching.split.pop(name, ())))
                name = ""
            if not name:
                stem, _, last = cell.id.rpartition(".")
                stem = final.get(stem, stem)
                # Under an old name the division may now stand elsewhere.
                name = self.fresh(f"{stem if f'{stem}.'.startswith(f'{around}.') else around}.{last}")
            final[cell.id] = name
            given.append(name)
        return given

    def fresh(self, wanted: str) -> str:
        """Return an id that no passage has or ever had: the one wanted, or the next number after all of its kind."""
        if wanted in self.used:
            stem = wanted.rstrip("0123456789")
            if stem == wanted:
                stem = f"{wanted}-"
            wanted = f"{stem}{self.highest.get(stem, 1) + 1}"
        self.used.add(wanted)
        for stem, number in numbers([wanted]).items():
            self.highest[stem] = max(self.highest.get(stem, 0), number)
        return wanted


def _renewed(register: Register, found: Sequence[Cell], given: Sequence[str], matching: Matching, work: str) -> Register:
    """Return the register after this conversion: what lives in reading order, what leads elsewhere behind it."""
    rows: list[Passage] = []
    name_at = [registered(name, work) for name in given]
    living = set(name_at)
    for cell, name in zip(found, name_at):
        before = register.by_id.get(name)
        page = cell.page if cell.page == cell.last else f"{cell.page}-{cell.last}"
        rows.append(Passage(name, cell.kind, page, "", cell.words, cell.sketch, before.places if before else ()))
    new = {row.id: row for row in rows}
    for row in register.passages:
        # What was cut before stays cut: the rest may since have moved on, or come back, which makes a circle.
        rest = row.targets if row.state is State.SPLIT else ()
        if row.id in matching.leads and row.id not in living:
            state, places = matching.leads[row.id]
            targets = _ids(places, name_at, row.id, rest)
            new[row.id] = replace(row, state=state if len(targets) == 1 else State.MOVED, targets=targets)
        elif row.id in living:
            targets = _ids(matching.split.get(row.id, ()), name_at, row.id, rest)
            if targets:
                new[row.id] = replace(new[row.id], state=State.SPLIT, targets=targets)
        elif row.id not in new:
            new[row.id] = row
    return _without_circles(Register(tuple(new.values())))


def _ids(places: Sequence[int], name_at: Sequence[str], own: str, more: Sequence[str]) -> tuple[str, ...]:
    found = (*(name_at[place] for place in places), *more)
    return tuple(dict.fromkeys(name for name in found if name != own))


def _without_circles(register: Register) -> Register:
    """Return the register without the rest of a cut passage that leads back to it: it was put together again, or exchanged words."""
    leads = {row.id: row.targets for row in register.passages}

    def reaches(start: str, end: str) -> bool:
        seen: set[str] = set()
        stack = [start]
        while stack:
            one = stack.pop()
            if one == end:
                return True
            if one not in seen:
                seen.add(one)
                stack.extend(leads.get(one, ()))
        return False

    for row in register.passages:
        if row.state is State.SPLIT or len(row.targets) > 1:
            leads[row.id] = tuple(target for target in row.targets if not reaches(target, row.id))
    return Register(tuple(
        row if leads[row.id] == row.targets else replace(row, targets=leads[row.id], state=row.state if leads[row.id] else State.LIVE)
        for row in register.passages
    ))
