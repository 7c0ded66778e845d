"""Anchors: gives every character of a document the passage, the offset and the printed page that stand-off annotations point at."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from build_tools.model.document import Document
from build_tools.model.tree import Element

PASSAGES = frozenset({"p", "note", "quote", "item", "table", "lg", "ab"})
"""Elements that are passages when they have an `xml:id`; the `head` of a `div` is the passage named by the id of that `div`."""
BLOCKS = PASSAGES | {"div", "head", "row", "cell", "l", "list", "label", "cit"}
"""Elements at whose edges a word ends, although no space stands there."""
TAKEN = frozenset({"ref", "ptr", "term", "persName", "orgName", "placeName", "name", "date", "choice"})
"""Elements that are links already, or will be: nothing is woven inside them."""


class Run(NamedTuple):
    """A string of the tree with its place: characters `start` to `start + len(text)` of the text of `passage`.

    `passage` is empty where the string belongs to none (the number of a note call, a label outside any passage). Runs of one
    `block` follow each other without an edge that ends a word. `group` is the division, for works without pages. `open` says that
    annotations may be woven here: not in a heading, not inside a link.
    """

    text: str
    passage: str
    start: int
    page: str
    block: int
    group: str
    open: bool


def runs(document: Document) -> list[Run]:
    """Return every string of the document's tree in reading order, with its place.

    The text of a passage is thereby the characters of its runs: those of a passage inside it belong to the inner one, and the
    numbers of note calls and our own citations to none.
    """
    walk = _Walk()
    walk.enter(document.text, "", "", True)
    return walk.runs


def texts(document: Document) -> dict[str, str]:
    """Return the text of every passage by its id, in reading order of their first words."""
    parts: dict[str, list[str]] = defaultdict(list)
    for run in runs(document):
        if run.passage:
            parts[run.passage].append(run.text)
    return {passage: "".join(part) for passage, part in parts.items()}


class _Walk:
    """The state of one walk: what has been read so far."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.page = ""
        self.block = 0
        self.lengths: dict[str, int] = defaultdict(int)

    def enter(self, element: Element, passage: str, group: str, free: bool) -> None:
        name = element.name
        if name == "pb":
            self.page = element.get("n")
        elif name == "div":
            passage, group = "", element.id or group
        elif name in PASSAGES and element.id:
            passage = element.id
        elif name in TAKEN:
            free = False
            if name == "ref" and element.get("type") in ("noteref", "cite"):
                # “(Bettelheim, p. 88)” names a page, and no person in the story.
                passage = ""
        elif name == "corr":
            # An emended word is no word of the print.
            passage = ""
        edge = name in BLOCKS
        self.block += edge
        for child in element.children:
            if isinstance(child, Element):
                if child.name == "head":
                    self.enter(child, element.id if name == "div" else passage, group, False)
                else:
                    self.enter(child, passage, group, free)
                continue
            start = self.lengths[passage]
            self.runs.append(Run(child, passage, start, self.page, self.block, group, free and bool(passage)))
            self.lengths[passage] = start + len(child)
        self.block += edge
