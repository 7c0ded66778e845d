"""The citation trees of a work, by passage and by printed page, as its register of passages knows them, with or without its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.model.edition import Volume

PAGE = "page"
"""The name of the second tree; the first is the default, which has none."""

KINDS: Mapping[str, str] = {
    "div": "division", "p": "paragraph", "quote": "quotation", "item": "entry", "table": "table", "figure": "figure", "lg": "verse",
    "note": "note", "ab": "fragment",
}
"""What a unit is called whose element has this name. A `list` is none: its items are."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What can be cited. `parent` is the id of the unit around it, or `""`; `level` counts from 1. A division has the title of its head."""

    id: str
    kind: str
    level: int = 1
    parent: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of units, and those that stand in units of that kind."""

    name: str
    inner: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """A citation tree: its units in reading order, each before those inside it."""

    name: str
    units: tuple[Unit, ...]

    @property
    def whole(self) -> str:
        """Return the range over all units, as it stands in an address; there is one of the default tree only."""
        return "" if self.name else f"{self.units[0].id}/{self.units[-1].id}"

    def below(self) -> dict[str, tuple[Unit, ...]]:
        """Return by the id of each unit that unit and all inside it."""
        inside: dict[str, list[Unit]] = {}
        by_id = {unit.id: unit for unit in self.units}
        for unit in self.units:
            around: Unit | None = unit
            while around is not None:
                inside.setdefault(around.id, []).append(unit)
                around = by_id.get(around.parent)
        return {name: tuple(units) for name, units in inside.items()}

    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds that occur at each level; one that is reached on two paths stands on both."""
        by_id = {unit.id: unit for unit in self.units}
        paths: dict[tuple[str, ...], None] = {}
        for unit in self.units:
            path = [unit.kind]
            around = by_id.get(unit.parent)
            while around is not None:
                path.append(around.kind)
                around = by_id.get(around.parent)
            paths[tuple(reversed(path))] = None
        return _nested(paths)


def trees(volume: Volume) -> tuple[Tree, ...]:
    """Return the trees of a work: none where nothing of it is registered, one where it has no printed pages.

    An id says where its passage stands, so that no text is needed: the parent is the unit whose id it continues.
    """
    work = volume.record.id
    titles = {heading.id: heading.title for heading in volume.contents}
    units: dict[str, Unit] = {}
    pages: dict[str, Unit] = {}
    for row in volume.register.passages:
        if row.retired:
            continue
        if row.kind == "pb":
            pages.setdefault(row.page, Unit(row.page, PAGE))
        elif row.kind in KINDS:
            parent = _parent(row.id, work, units)
            level = units[parent].level + 1 if parent else 1
            units[row.id] = Unit(row.id, KINDS[row.kind], level, parent, titles.get(row.id, ""))
    found = (Tree("", tuple(units.values())), Tree(PAGE, tuple(pages.values())))
    return tuple(tree for tree in found if tree.units) if units else ()


def _parent(name: str, work: str, units: Mapping[str, Unit]) -> str:
    above = name.rpartition(".")[0]
    while above and above != work and above not in units:
        above = above.rpartition(".")[0]
    return above if above in units else ""


def _nested(paths: Iterable[tuple[str, ...]]) -> tuple[Kind, ...]:
    below: dict[str, list[tuple[str, ...]]] = {}
    for path in paths:
        below.setdefault(path[0], []).extend([path[1:]] if len(path) > 1 else [])
    return tuple(Kind(name, _nested(rest)) for name, rest in below.items())
