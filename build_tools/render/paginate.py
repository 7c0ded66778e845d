"""Pagination: a text is divided into the pages of the site, one for each chapter or section, none of them too large to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from build_tools.model.tree import Element, Node

# Bytes of text on one page of the site, which make about 80 kB of HTML: a phone on a bad line gets it in a few seconds.
LIMIT = 56_000
# Divisions that are always opened: their chapters have pages of their own.
OPENED = frozenset({"part"})
# Addresses that the site needs for itself.
TAKEN = {"index": "printed-index", "report": "printed-report"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the site: nodes in reading order below `trail`, the divisions that surround it.

    `division` is the division that begins here; a leaf that carries on a division has `part` > 1. `divided` says that the divisions
    below `division` have leaves of their own.
    """

    url: str
    division: Element
    nodes: tuple[Node, ...]
    trail: tuple[Element, ...] = ()
    part: int = 1
    divided: bool = False


def paginate(text: Element, work: str, limit: int = LIMIT) -> list[Leaf]:
    """Divide a text. The divisions `notes` stay where they are: `notes.gather` takes them to the pages of their calls."""
    notes = _note_sizes(text)
    leaves: list[Leaf] = []
    for region in text.elements():
        leaves += _Divider(work, limit, notes).region(region)
    return _with_urls(leaves, work)


def _note_sizes(text: Element) -> dict[str, int]:
    """Return the bytes of every note that is called somewhere; the others are weighed where they stand."""
    called = {element.get("target")[1:] for element in text.walk() if element.get("type") == "noteref"}
    return {
        element.id: len(element.text().encode())
        for division in text.walk() if _kind(division) == "notes"
        for element in division.elements() if element.id in called
    }


@dataclass(frozen=True, slots=True)
class _Divider:
    work: str
    limit: int
    notes: Mapping[str, int]
    weights: dict[int, tuple[Element, int]] = field(default_factory=dict)

    def region(self, region: Element) -> Iterator[Leaf]:
        """Divide `front`, `body` or `back`: words outside every division get a leaf named after the region."""
        for part in _runs(region.children):
            if isinstance(part, Element):
                yield from self.divide(part, ())
            else:
                yield from self.blocks(Element("div", {"type": region.name}, part), ())

    def divide(self, division: Element, trail: tuple[Element, ...]) -> Iterator[Leaf]:
        """Divide at the highest division that fits."""
        inner = [child for child in division.elements() if _is_division(child)]
        if inner and (division.get("type") in OPENED or self.weight(division) > self.limit):
            yield from self._open(division, trail)
        else:
            yield from self.blocks(division, trail)

    def _open(self, division: Element, trail: tuple[Element, ...]) -> Iterator[Leaf]:
        runs = _runs(division.children)
        own = () if isinstance(runs[0], Element) else runs[0]
        for leaf in self.blocks(division.replace(children=own), trail):
            yield replace(leaf, divided=leaf.part == 1)
        number = 1
        for run in runs:
            if run is own:
                continue
            if isinstance(run, Element):
                yield from self.divide(run, (*trail, division))
            else:
                number += 1
                yield self._part(division, list(run), trail, number)

    def blocks(self, division: Element, trail: tuple[Element, ...]) -> Iterator[Leaf]:
        """Divide between paragraphs, into parts of about the same size; one part if it fits."""
        whole = self.weight(division)
        if whole <= self.limit:
            yield Leaf("", division, (division,), trail)
            return
        share = whole / -(-whole // self.limit)
        number, size, held = 1, 0, list[Node]()
        for block in self._pieces(division.children):
            weight = self.weight(block)
            if held and size + weight / 2 > share * number and not _only_marks(held, "pb", "head", "notes"):
                yield self._part(division, held, trail, number)
                held, number = [], number + 1
            held.append(block)
            size += weight
        yield self._part(division, held, trail, number)

    def _part(self, division: Element, nodes: list[Node], trail: tuple[Element, ...], number: int) -> Leaf:
        part = division.replace(children=tuple(nodes)) if number == 1 else _carried_on(division, nodes)
        return Leaf("", division, (part,), trail, number)

    def _pieces(self, nodes: tuple[Node, ...]) -> Iterator[Node]:
        """Yield blocks, a list that is large in itself as lists of some items each."""
        for node in nodes:
            if isinstance(node, str) or node.name != "list" or self.weight(node) <= self.limit // 8:
                yield node
                continue
            held, size, attributes = list[Node](), 0, dict(node.attributes)
            for child in node.children:
                held.append(child)
                size += self.weight(child)
                if size > self.limit // 8 and isinstance(child, Element) and child.name == "item":
                    yield Element(node.name, attributes, tuple(held), node.line)
                    held, size = [], 0
                    attributes.pop("xml:id", None)
            if held:
                yield Element(node.name, attributes, tuple(held), node.line)

    def weight(self, node: Node) -> int:
        """Return the bytes of text of a node; a called note is weighed with its call, not where it stands."""
        if isinstance(node, str):
            return len(node.encode())
        # Every level of divisions asks for the weights of all below it. The table holds the nodes, so that no other gets their number.
        known = self.weights.get(id(node))
        if known is not None and known[0] is node:
            return known[1]
        if node.name == "note" and node.id in self.notes:
            return 0
        if node.get("subtype") == "editorial" or node.name == "corr":
            # What the editors say later must not move the text to other pages of the site.
            return 0
        own = self.notes.get(node.get("target")[1:], 0) if node.get("type") == "noteref" else 0
        weight = own + sum(map(self.weight, node.children))
        self.weights[id(node)] = node, weight
        return weight


def _is_division(node: Node) -> bool:
    return isinstance(node, Element) and node.name == "div" and node.get("type") != "notes"


def _only_marks(nodes: tuple[Node, ...] | list[Node], *marks: str) -> bool:
    """Say whether nodes are nothing but space and the elements named (`notes` is a division of notes)."""
    return all((not node.strip()) if isinstance(node, str) else _kind(node) in marks for node in nodes)


def _kind(element: Element) -> str:
    return "notes" if element.name == "div" and element.get("type") == "notes" else element.name


def _runs(nodes: tuple[Node, ...]) -> list[Element | tuple[Node, ...]]:
    """Return divisions, and the runs of nodes between them.

    Page breaks and notes alone are no run: they go into the division that follows, or at the end into the one before.
    """
    runs: list[Element | tuple[Node, ...]] = []
    held: list[Node] = []
    for node in nodes:
        if not _is_division(node):
            held.append(node)
            continue
        assert isinstance(node, Element)
        if not _only_marks(held, "pb", "notes"):
            runs.append(tuple(held))
        elif any(isinstance(one, Element) for one in held):
            node = node.replace(children=(*held, *node.children))
        runs.append(node)
        held = []
    last = runs[-1] if runs else None
    if not _only_marks(held, "pb", "notes") or (last is None and not _only_marks(held, "notes")):
        runs.append(tuple(held))
    elif isinstance(last, Element) and any(isinstance(one, Element) for one in held):
        runs[-1] = last.replace(children=(*last.children, *held))
    return runs


def _carried_on(division: Element, nodes: tuple[Node, ...] | list[Node]) -> Element:
    """Return the division without its id, which stays on the page where it begins."""
    attributes = {name: value for name, value in division.attributes.items() if name != "xml:id"}
    return Element(division.name, attributes, tuple(nodes), division.line)


def _with_urls(leaves: list[Leaf], work: str) -> list[Leaf]:
    found: list[Leaf] = []
    used: set[str] = set()
    for leaf in leaves:
        kind = leaf.division.get("type", "text")
        name = leaf.division.id.removeprefix(f"{work}.") or ("text" if kind == "body" else kind)
        name = TAKEN.get(name, name)
        if leaf.part > 1:
            name = f"{name}-{leaf.part}"
        number, plain = 1, name
        while name in used:
            number += 1
            name = f"{plain}-{number}"
        used.add(name)
        found.append(replace(leaf, url=f"{work}/{name}.html"))
    return found
