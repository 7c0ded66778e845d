"""Foliation: on which printed page each passage begins, and the words by which it is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.model.tree import Element
from build_tools.render.passages import words

# What a reader counts as a paragraph of a page.
PARAGRAPHS = frozenset({"p", "quote", "item", "ab", "lg"})
# What is cited by a name of its own, so that the paragraphs inside it are not counted on the page.
NAMED = {"note": "note", "table": "table", "figure": "figure"}
# An element that is cited by its page alone.
UNCOUNTED = "-"
MOST_WORDS = 6
"""The words of a heading that name a division: a name is no quotation."""


@dataclass(frozen=True, slots=True)
class Foliation:
    """`pages` leads from an id to the printed page (`""` before the first page), `labels` to the citation: “p. 347, ¶ 4”."""

    pages: dict[str, str]
    labels: dict[str, str]


def foliate(text: Element, work: str) -> Foliation:
    """Walk a text once. A paragraph belongs to the page on which its first word stands, and is counted from 1 on that page.

    Where a text has no pages, its paragraphs are counted in their division, by its number or the first words of its heading:
    `2.1, ¶ 4`, `“The sellers”, ¶ 4`.
    """
    walker = _Walker(work, _names(text, work))
    walker.visit(text, "", "")
    walker.settle()
    return Foliation(walker.pages, walker.labels)


def _names(text: Element, work: str) -> dict[str, str]:
    """Return how each division is called, by its id. One heading of several divisions stands behind that of what is around it."""
    found: dict[str, tuple[str, str]] = {}
    _name(text, "", work, found)
    often = Counter(name for name, _ in found.values())
    return {
        one: f"{around}, {name}" if around and often[name] > 1 and name.startswith("“") else name
        for one, (name, around) in found.items()
    }


def _name(element: Element, around: str, work: str, found: dict[str, tuple[str, str]]) -> None:
    for child in element.elements():
        if child.name == "div" and child.id:
            name = child.id.removeprefix(f"{work}.")
            head, own = child.first("head"), around
            if child.get("type") == "notes" and around:
                name, own = around, ""
            elif head is not None and not name.rpartition(".")[2].isdecimal():
                said = words(head).rstrip(":.").split()
                name = f"“{' '.join(said[:MOST_WORDS])}{' …' if len(said) > MOST_WORDS else ''}”"
            found[child.id] = name, own
            _name(child, name, work, found)
        else:
            _name(child, around, work, found)


class _Walker:
    def __init__(self, work: str, names: Mapping[str, str]) -> None:
        self.work = work
        self.names = names
        self.page = ""
        self.division = ""
        self.count = 0
        self.pages: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        # Elements that have begun but whose first word is still to come: a page break may stand between.
        self.waiting: list[tuple[Element, str]] = []

    def visit(self, element: Element, owner: str, division: str) -> None:
        name = element.name
        if name == "pb":
            self.page, self.count = element.get("n"), 0
            if element.id:
                self.pages[element.id] = self.page
                self.labels[element.id] = f"page {self.page}"
            return
        if element.get("subtype") == "editorial" and name in ("ref", "div"):
            # A note of the editors stands where it is called, wherever its words are kept.
            if name == "ref":
                self.called(element.get("target").removeprefix("#"), element.get("n"), division)
            return
        if name == "div":
            division = self.names.get(element.id, division)
            self.waiting.append((element, division))
        elif element.id or name in PARAGRAPHS or name == "list":
            if not owner:
                owner = _name_of(element)
                self.waiting.append((element, owner or ("" if name in PARAGRAPHS else UNCOUNTED)))
                owner = owner or (UNCOUNTED if name in PARAGRAPHS else "")
            else:
                self.waiting.append((element, owner))
        for child in element.children:
            if not isinstance(child, str):
                self.visit(child, owner, division)
            elif self.waiting and not child.isspace() and child:
                self.settle(division)
        if name == "table":
            self.settle(division)

    def called(self, note: str, n: str, division: str) -> None:
        """Give a note of the editors the page of its call."""
        where = f"p. {self.page}" if self.page else division
        self.pages[note] = self.page
        self.labels[note] = f"{where}, editors’ note {n}" if where else f"editors’ note {n}"

    def settle(self, division: str = "") -> None:
        """Give all that waits the present page."""
        if not self.page and division != self.division:
            self.division, self.count = division, 0
        where = f"p. {self.page}" if self.page else self.division
        for element, said in self.waiting:
            if element.name == "div":
                label = f"p. {self.page}" if self.page else said
            elif said == UNCOUNTED:
                label = where
            elif said:
                label = f"{where}, {said}" if where else said
            else:
                self.count += 1
                label = f"{where}, ¶ {self.count}" if where else f"¶ {self.count}"
            if element.id:
                self.pages[element.id] = self.page
                self.labels[element.id] = label
        self.waiting.clear()


def _name_of(element: Element) -> str:
    """Return the name by which an element is cited that is no paragraph of its page."""
    if element.name == "list" and element.get("type") == "index":
        return UNCOUNTED
    if element.name == "ab" and element.get("type") == "fragment":
        return "fragment"
    name = NAMED.get(element.name, "")
    return f"{name} {element.get('n')}".strip()
