"""Cutting a text into its printed pages, each a tree of its own."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.tree import Element, Node


def pages(text: Element) -> dict[str, Element]:
    """Return the text of every printed page by its number, inside all the elements in which it stands; what comes before is left out.

    An element that a page break divides is on both, each time with its attributes.

    >>> page = Element("pb", {"n": "2"})
    >>> [one.text() for one in pages(Element("text", {}, (Element("p", {}, ("before ", page, "after")),))).values()]
    ['after']
    """
    cutter = _Cutter()
    found: dict[str, Element] = {}
    for number, part in cutter.cut(text):
        if number and number not in found:
            found[number] = part
    return found


class _Cutter:
    """The state of one walk: the page that it stands on."""

    def __init__(self) -> None:
        self.page = ""

    def cut(self, element: Element) -> Iterator[tuple[str, Element]]:
        """Yield the parts of an element, each with its page."""
        if element.name == "pb":
            self.page = element.get("n") or self.page
            yield self.page, element
            return
        parts: list[tuple[str, list[Node]]] = [(self.page, [])]
        for child in element.children:
            pieces = ((self.page, child),) if isinstance(child, str) else self.cut(child)
            for number, node in pieces:
                if parts[-1][0] != number:
                    parts.append((number, []))
                parts[-1][1].append(node)
        for number, nodes in parts:
            if nodes or len(parts) == 1:
                yield number, element.replace(children=tuple(nodes))
