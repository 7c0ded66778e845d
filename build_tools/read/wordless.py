"""Blocks without words: Markdown allows an empty item or heading, a text has none."""

from __future__ import annotations

from build_tools.model.tree import Element, Node

BLOCKS = frozenset({"div", "head", "p", "quote", "item", "list", "lg", "l", "table", "row", "sp", "speaker"})
"""What is left out where nothing stands in it. A cell may be empty: it keeps its column."""

MARKS = frozenset({"pb", "gap", "figure", "milestone"})
"""What stands for itself without words."""


def without(element: Element) -> Element:
    """Return an element without the blocks in it that say nothing; the label of an item goes with it.

    >>> item = Element("item", {}, ())
    >>> without(Element("body", {}, (Element("list", {}, (Element("label", {}, ("1.",)), item)), Element("p", {}, ("a",))))).children
    (Element(name='p', attributes={}, children=('a',), line=0),)
    """
    kept: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            kept.append(child)
            continue
        inside = without(child)
        if inside.name not in BLOCKS or says(inside):
            kept.append(inside)
        elif inside.name == "item" and kept and isinstance(kept[-1], Element) and kept[-1].name == "label":
            kept.pop()
    return element.replace(children=tuple(kept)) if tuple(kept) != element.children else element


def says(element: Element) -> bool:
    """Say whether anything can be read in an element, or is marked in it."""
    return bool(element.text().strip()) or any(one.name in MARKS for one in element.walk())
