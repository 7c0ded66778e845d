"""What search finds: every passage of a page, with the words by which it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from build_tools.model.page import SearchEntry
from build_tools.model.tree import Element, Node

# Elements that are found as a whole; `item` without the lists inside it.
FOUND = frozenset({"p", "quote", "note", "table", "ab", "lg", "item", "figure"})


def words(element: Element, without: frozenset[str] = frozenset()) -> str:
    """Return the words of an element as a reader searches them: no numbers of notes, one space between words.

    >>> words(Element("p", {}, ("a call", Element("ref", {"type": "noteref"}, ("1",)), "\\n here")))
    'a call here'
    """
    parts: list[str] = []
    stack: list[Node] = list(reversed(element.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.name == "choice" and (meant := node.first("corr")) is not None:
            # Who searches looks for the word that is meant.
            stack.append(meant)
        elif node.get("type") != "noteref" and node.name not in without:
            if node.name in ("cell", "row", "head", "label", "l", "p", "quote", "item"):
                stack.append(" ")
            stack.extend(reversed(node.children))
    return " ".join("".join(parts).split())


def _kind(node: Element) -> str:
    if node.name == "note":
        return "editor" if node.get("type") == "editorial" else "note"
    return "table" if node.name == "table" else "text"


def search_entries(nodes: Iterable[Node], work: str, labels: Mapping[str, str], index: bool = False) -> Iterator[SearchEntry]:
    """Yield an entry for every heading and passage that has an id. `work` opens each label; `index` says that a printed index is read."""
    label = ""
    for node in nodes:
        if isinstance(node, str):
            continue
        if node.name == "label":
            label = words(node) + " "
            continue
        if node.name == "div":
            head = node.first("head")
            if head is not None and node.id:
                place = labels.get(node.id, "")
                # Where there are no pages, the place of a heading is the heading.
                where = work if place.endswith("”") else f"{work}, {place}"
                yield SearchEntry(node.id, f"{where}: {words(head)}", "", "heading")
            inside = [child for child in node.elements() if child.get("type") != "notes"]
            yield from search_entries(inside, work, labels, index or node.get("type") == "index")
        elif node.name in FOUND and node.id:
            text = label + words(node, frozenset({"list"}) if node.name == "item" else frozenset())
            label = ""
            if text:
                yield SearchEntry(node.id, f"{work}, {labels.get(node.id, '')}".rstrip(", "), text, "index" if index else _kind(node))
            if node.name == "item":
                yield from search_entries([child for child in node.elements() if child.name == "list"], work, labels, index)
        else:
            yield from search_entries(node.children, work, labels, index)
