"""The reader of the press: what the converter made of a print, as a witness."""

from __future__ import annotations

from build_tools.clean import clean
from build_tools.model.document import Document
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.source import Input, Source
from build_tools.model.tree import Element
from build_tools.read.extraction import read
from build_tools.structure import structure
from tests.press.printer import Print
from tests.press.witness import CallSeen, EntrySeen, PageSeen, Seen, Stream, TableSeen, Witness, ahead, behind

BLOCKS = frozenset(("p", "quote", "lg", "item", "note", "table", "list", "div", "ab"))
"""Elements inside a block that are blocks themselves."""


def convert(print_: Print) -> Document:
    """Convert a print as the pipeline does."""
    record = Record("press", Kind.BOOK, print_.book.title, Rights("CC-BY-4.0", True, ""))
    source = Source(record, Input("extraction"), print_.habits, "press")
    return structure(clean(read(print_.data, "press"), print_.habits), source)


def witness(document: Document) -> Witness:
    """Return what stands in a document."""
    return Reader(document).seen


class Reader:
    """Walks through one document."""

    def __init__(self, document: Document) -> None:
        self.seen = Witness()
        self.stream = Stream()
        self.calls: list[tuple[int, int, str]] = []
        self.places: list[tuple[str, int]] = []
        self.bodies: dict[str, int] = {}
        self.label = ""
        self.walk(document.text, 0, "")
        whole = self.stream.whole()
        self.seen.pages = [PageSeen(n, ahead(whole, place)) for n, place in self.places]
        for n, place, target in self.calls:
            body = self.bodies.get(target.removeprefix("#"))
            self.seen.calls.append(CallSeen(n, behind(whole, place), "" if body is None else ahead(whole, body)))

    def walk(self, element: Element, level: int, listed: str) -> None:
        """Read an element that holds blocks."""
        for child in element.elements():
            name = child.name
            if name == "div":
                self.walk(child, level + 1, "")
            elif name in ("front", "body", "back"):
                self.walk(child, level, "")
            elif name == "list":
                self.walk(child, level, child.get("type"))
            elif name == "pb":
                self.places.append((child.get("n"), self.stream.length))
            elif name == "label":
                self.label = self.inside(child)
            elif name == "table":
                self.table(child)
            elif name == "item" and listed == "index":
                self.entry(child)
            elif name in ("p", "quote", "ab", "head", "note", "item", "lg"):
                self.block(child, {"ab": "fragment", "item": "gloss" if listed == "gloss" else "item"}.get(name, name), level)

    def block(self, element: Element, kind: str, level: int) -> None:
        """Read a block, and then the blocks in it."""
        if kind == "note":
            self.bodies[element.id] = self.stream.length
        slot = len(self.seen.blocks)
        self.seen.blocks.append(Seen(kind, ""))
        children = element.children
        own = next((place for place, child in enumerate(children) if isinstance(child, Element) and child.name in BLOCKS), len(children))
        text = self.inside(Element("own", {}, children[:own]))
        if self.label:
            text, self.label = f"{self.label} {text}", ""
        if kind == "lg":
            text = " ".join(" ".join(child.text().split()) for child in element.elements() if child.name == "l")
        self.seen.blocks[slot] = Seen(kind, " ".join(text.split()), level if kind == "head" else 0)
        if kind != "lg":
            self.walk(Element("inner", {}, children[own:]), level, "")

    def inside(self, element: Element) -> str:
        """Return the words of an element that are its own, and note the pages, calls and references among them."""
        parts: list[str] = []
        for child in element.children:
            if isinstance(child, str):
                parts.append(child)
                self.stream.add(child)
            elif child.name == "pb":
                self.places.append((child.get("n"), self.stream.length))
            elif child.name == "ref" and child.get("type") == "noteref":
                self.calls.append((int(child.get("n")), self.stream.length, child.get("target")))
            elif child.name not in BLOCKS:
                if child.name == "ref" and child.get("type") == "page" and child.get("target"):
                    self.seen.references.append((child.text(), child.get("target").removeprefix("#pb-")))
                parts.append(self.inside(child))
        return "".join(parts)

    def table(self, element: Element) -> None:
        """Read a table cell by cell."""
        caption = ""
        rows: list[tuple[str, ...]] = []
        for child in element.elements():
            if child.name == "head":
                caption = " ".join(self.inside(child).split())
            elif child.name == "pb":
                self.places.append((child.get("n"), self.stream.length))
            else:
                rows.append(tuple(" ".join(self.inside(cell).split()) for cell in child.elements()))
        self.seen.tables.append(TableSeen(caption, tuple(rows)))
        self.seen.blocks.append(Seen("table", " ".join(" ".join((caption, *(cell for row in rows for cell in row))).split())))

    def entry(self, element: Element, depth: int = 0) -> None:
        """Read an entry of the index, and its sub-entries."""
        own = Element("item", {}, tuple(child for child in element.children if isinstance(child, str) or child.name != "list"))
        locators = tuple(ref.text() for ref in own.elements() if ref.name == "ref" and ref.get("type") == "page")
        see = next((ref.text() for ref in own.elements() if ref.name == "ref" and ref.get("type") == "see"), "")
        before = len(self.seen.references)
        text = " ".join(self.inside(own).split())
        del self.seen.references[before:]
        head = text.removesuffix(see).rstrip(". ") if see else text
        for locator in reversed(locators):
            head = head.removesuffix(locator).rstrip(", ")
        self.seen.blocks.append(Seen("entry", text, depth))
        self.seen.entries.append(EntrySeen(head, locators, see))
        for below in element.elements():
            if below.name == "list":
                for item in below.elements():
                    if item.name == "pb":
                        self.places.append((item.get("n"), self.stream.length))
                    else:
                        self.entry(item, depth + 1)
