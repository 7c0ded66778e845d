"""The reader of Markdown: headings, paragraphs, quotations, lists, tables and notes become a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from build_tools.model.document import Document
from build_tools.model.finding import EditionError, Finding
from build_tools.model.record import Record
from build_tools.model.tree import Element, Node, merged
from build_tools.read.cites import Cite, bare
from build_tools.read.markdown_links import Links
from build_tools.read.markdown_notes import Label, Notes
from build_tools.read.markdown_syntax import CAPTION, NAMED, TooDeep, figure_page, front_matter, line, parser, split_name, tree, uncommented
from build_tools.read.utf8 import decoded
from build_tools.read.wordless import without

KINDS = {"foreword": "preface", "abbreviations": "glossary", **{kind: kind for kind in ("preface", "introduction", "glossary", "index")}}
"""Headings that say what follows."""

TYPES = ("chapter", "section", "subsection")


@dataclass(slots=True)
class Division:
    """A division while the text is read."""

    level: int
    id: str
    kind: str
    head: Element | None
    blocks: list[Node] = field(default_factory=list)
    below: list[Division] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    notes: list[Label] = field(default_factory=list)


def read(
    data: bytes, name: str, record: Record, parts: Sequence[int] = (1,), cite: Callable[[Cite], Element] = bare
) -> Document:
    """Return the document of a Markdown text.

    A first heading of the first level that stands alone is the title, which the record has, and opens no division. `parts` are the lines
    with which the files of a text begin; each has its own labels of notes. `cite` sets citations. Raises `EditionError` with R010 (not
    UTF-8), R011 (empty), R037 (too deep) and, all of them at once, R035 (notes without a body) and R036 (links to a name that nothing has).
    """
    text = decoded(data, name).removeprefix("\ufeff")
    try:
        reader = Reader(text, record, parts, Links(cite))
        document = reader.document()
    except TooDeep as deep:
        raise EditionError(deep.finding(name)) from None
    if not document.text.text().strip():
        raise EditionError(Finding("R011", "the text has no words", name, expected="at least one word", hint="only marks stand in it"))
    if findings := [*reader.notes.unpaired(name), *reader.links.lost(name)]:
        raise EditionError(*findings)
    return document


class Reader:
    """Reads one text. Its state is what a reader keeps in mind: the division it is in, the ids given, the notes called."""

    def __init__(self, text: str, record: Record, parts: Sequence[int], links: Links) -> None:
        self.record = record
        self.links = links
        self.taken: set[str] = {record.id}
        self.times: Counter[str] = Counter()
        self.parser = parser()
        lines = front_matter(text.replace("\r\n", "\n").split("\n"))
        self.notes = Notes(lines, parts)
        self.tree = tree(self.parser, "\n".join(self.notes.rest))
        self.pages: set[str] = set()
        self.root = Division(0, record.id, "work", None)
        self.stack = [self.root]

    def document(self) -> Document:
        """Read the whole text."""
        nodes = list(self.tree.children)
        highest = [node for node in nodes if node.type == "heading" and node.tag == "h1"]
        title = highest[0] if len(highest) == 1 and nodes[0] is highest[0] and len(nodes) > 1 else None
        levels = sorted({int(node.tag[1]) for node in nodes if node.type == "heading" and node is not title})
        index = 0
        while index < len(nodes):
            node = nodes[index]
            index += 1
            self.links.line = self.notes.line = line(node) or self.notes.line
            if node is title:
                self.root.head = Element("head", {}, self.inline(node.children[0], self.root), line(node))
            elif node.type == "heading":
                self.open(node, levels.index(int(node.tag[1])) + 1)
            else:
                after = nodes[index] if index < len(nodes) else None
                index += self.block(node, after, self.stack[-1])
        return Document(self.record, without(Element("text", {}, (self.links.settled(self.body()),))))

    def body(self) -> Element:
        """Return the body; the notes of what stands before the first division are set at its end."""
        root = self.root
        held: list[Node] = [root.head] if root.head is not None else []
        held.extend(root.blocks)
        held.extend(self.set(division) for division in root.below)
        held.extend(self.apparatus(root))
        return Element("body", {}, tuple(held))

    def open(self, node: SyntaxTreeNode, level: int) -> None:
        """Open the division of a heading."""
        while len(self.stack) > 1 and self.stack[-1].level >= level:
            self.stack.pop()
        above = self.stack[-1]
        words, wanted = split_name(node.children[0].content)
        above.count["div"] += 1
        identifier = self.links.name(wanted, self.unique(f"{above.id}.{wanted or above.count['div']}"))
        new = Division(level, identifier, KINDS.get(words.casefold().rstrip(".:"), TYPES[min(level, 3) - 1]), None)
        above.below.append(new)
        self.stack.append(new)
        new.head = Element("head", {}, self.inline(node.children[0], new), line(node))

    def unique(self, identifier: str) -> str:
        """Return an id that was not given yet."""
        name = identifier
        while name in self.taken:
            # A name that was given stays given: the numbers tried before need not be tried again.
            self.times[identifier] += 1
            name = f"{identifier}-{self.times[identifier] + 1}"
        self.taken.add(name)
        return name

    # ---------------------------------------------------------------- blocks

    def block(self, node: SyntaxTreeNode, after: SyntaxTreeNode | None, where: Division) -> int:
        """Set a block into a division; the answer is 1 where it took the block behind it too (a table its caption)."""
        if node.type == "paragraph" and after is not None and after.type == "table" and CAPTION.match(node.children[0].content):
            where.blocks.append(self.table(after, where, node))
            return 1
        if node.type == "table":
            follows = after is not None and after.type == "paragraph" and after.children[0].content.startswith(": ")
            where.blocks.append(self.table(node, where, after if follows else None))
            return int(follows)
        where.blocks.extend(self.set_block(node, where, where.id, where.count))
        return 0

    def set_block(self, node: SyntaxTreeNode, where: Division, parent: str, count: Counter[str]) -> Iterator[Node]:
        """Yield the elements of a block."""
        if node.type == "paragraph" and (page := figure_page(node.children[0].content)):
            yield Element("figure", {"xml:id": self.name(parent, "g", count), "corresp": page}, (), line(node))
        elif node.type == "paragraph":
            _, wanted = split_name(node.children[0].content)
            yield Element("p", {"xml:id": self.name(parent, "p", count, wanted)}, self.inline(node.children[0], where), line(node))
        elif node.type == "blockquote":
            before = ""
            for child in node.children:
                if child.type != "paragraph":
                    yield from self.set_block(child, where, parent, count)
                    continue
                identifier = self.name(parent, "q", count)
                attributes = {"xml:id": identifier, **({"prev": f"#{before}"} if before else {})}
                yield Element("quote", attributes, self.inline(child.children[0], where), line(child))
                before = identifier
        elif node.type in ("bullet_list", "ordered_list"):
            yield self.listed(node, where, parent, count)
        elif node.type == "table":
            yield self.table(node, where, None)
        elif node.type == "hr":
            yield Element("milestone", {"unit": "scene", "rend": node.markup[:3]}, (), line(node))
        elif node.type in ("fence", "code_block"):
            rows = tuple(Element("l", {}, (text,)) for text in node.content.rstrip("\n").split("\n") if text.strip())
            if rows:
                yield Element("lg", {"xml:id": self.name(parent, "lg", count)}, rows, line(node))
        elif node.type == "html_block":
            if words := uncommented(node.content):
                yield Element("p", {"xml:id": self.name(parent, "p", count)}, (words,), line(node))
        elif node.type == "heading":
            yield Element("p", {"xml:id": self.name(parent, "p", count)}, self.inline(node.children[0], where), line(node))

    def name(self, parent: str, letter: str, count: Counter[str], wanted: str = "") -> str:
        """Return the id of a block: the one that the text gives it, or its place among its like."""
        count[letter] += 1
        return self.links.name(wanted, self.unique(f"{parent}.{wanted or letter + str(count[letter])}"))

    def listed(self, node: SyntaxTreeNode, where: Division, parent: str, count: Counter[str]) -> Element:
        """Set a list; what stands behind the first paragraph of an item is set in it."""
        ordered = node.type == "ordered_list"
        number = int(node.attrs.get("start", 1)) if ordered else 0
        children: list[Node] = []
        identifier = self.name(parent, "l", count)
        for item in node.children:
            if ordered:
                children.append(Element("label", {}, (f"{number}{item.markup or '.'}",)))
                number += 1
            own = self.name(parent, "i", count)
            inside: list[Node] = []
            for place, child in enumerate(item.children):
                if place == 0 and child.type == "paragraph":
                    inside.extend(self.inline(child.children[0], where))
                else:
                    inside.extend(self.set_block(child, where, own, Counter()))
            children.append(Element("item", {"xml:id": own}, tuple(inside), line(item)))
        return Element("list", {"type": "numbered" if ordered else "bulleted", "xml:id": identifier}, tuple(children), line(node))

    def table(self, node: SyntaxTreeNode, where: Division, caption: SyntaxTreeNode | None) -> Element:
        """Set a table; the first column of its body are labels."""
        children: list[Node] = []
        wanted = ""
        if caption is not None:
            words, wanted = split_name(caption.children[0].content)
            prefix = CAPTION.match(words)
            shown = words if words.startswith(("Table ", "TABLE ")) or prefix is None else words[prefix.end() :]
            children.append(Element("head", {}, self.text(shown, where), line(caption)))
        for part in node.children:
            for row in part.children:
                cells = tuple(
                    Element(
                        "cell",
                        {"role": "label" if part.type == "thead" or place == 0 else "data"},
                        self.inline(cell.children[0], where) if cell.children else (),
                    )
                    for place, cell in enumerate(row.children)
                )
                children.append(Element("row", {"role": "label" if part.type == "thead" else "data"}, cells, line(row)))
        return Element("table", {"xml:id": self.name(where.id, "t", where.count, wanted)}, tuple(children), line(node))

    def text(self, words: str, where: Division) -> tuple[Node, ...]:
        """Set a text that stands by itself."""
        inline = SyntaxTreeNode(self.parser.parseInline(words)).children[0]
        return self.inline(inline, where)

    def inline(self, node: SyntaxTreeNode, where: Division) -> tuple[Node, ...]:
        """Set the inside of a block."""
        nodes = [one for child in node.children for one in self.phrase(child, where)]
        joined = list(merged(nodes))
        if joined and isinstance(joined[-1], str):
            joined[-1] = NAMED.sub("", joined[-1])
        return tuple(one for one in joined if one != "")

    def phrase(self, node: SyntaxTreeNode, where: Division) -> Iterator[Node]:
        """Yield the nodes of one token in the line."""
        if node.type in ("text", "code_inline", "html_inline", "image"):
            yield node.content
        elif node.type in ("softbreak", "hardbreak"):
            yield " "
        elif node.type in ("em", "strong"):
            yield Element("hi", {"rend": "italic" if node.type == "em" else "bold"}, self.inline(node, where))
        elif node.type == "link":
            yield self.links.link(str(node.attrs.get("href", "")), self.inline(node, where))
        elif node.type == "note_call":
            yield self.call(node.content, where)
        elif node.type == "citation":
            yield from self.links.citation(node.content)
        elif node.type == "term":
            yield self.links.term(node.content, node.meta.get("second"))
        elif node.type == "page":
            if node.content in self.pages:
                yield f"[p. {node.content}]"
            else:
                self.pages.add(node.content)
                yield Element("pb", {"n": node.content, "xml:id": f"pb-{node.content}"})

    def call(self, label: str, where: Division) -> Element:
        """Set the call of a note; the note is set with the division of the highest level that calls it first."""
        scope = self.stack[1] if len(self.stack) > 1 else where
        return self.notes.call(label, lambda end: self.unique(f"{scope.id}.n{end}"), scope.notes)

    def set(self, division: Division) -> Element:
        """Return a division and all below it."""
        children: list[Node] = [division.head] if division.head is not None else []
        children.extend(division.blocks)
        children.extend(self.set(one) for one in division.below)
        children.extend(self.apparatus(division))
        return Element("div", {"type": division.kind, "xml:id": division.id}, tuple(children), division.head.line if division.head else 0)

    def apparatus(self, division: Division) -> Iterator[Element]:
        """Yield the notes that a division calls; a note may call another, which then follows it. Those that nothing calls stand last."""
        if division is self.root:
            division.notes.extend(self.notes.uncalled)
        if not division.notes:
            return
        identifier = self.unique(f"{division.id}.notes")
        found: list[Node] = []
        for known in division.notes:
            own = self.notes.identify(known, lambda end: self.unique(f"{division.id}.n{end}"))
            found.append(self.note(known, own, division))
        yield Element("div", {"type": "notes", "xml:id": identifier}, tuple(found))

    def note(self, known: Label, identifier: str, division: Division) -> Element:
        """Return a note: its first paragraph stands directly in it."""
        number, body = self.notes.bodies[known]
        self.links.line = self.notes.line = number
        nodes = tree(self.parser, body, number).children
        inside: list[Node] = []
        count: Counter[str] = Counter({"p": 1})
        for place, node in enumerate(nodes):
            if place == 0 and node.type == "paragraph":
                inside.extend(self.inline(node.children[0], division))
            else:
                inside.extend(self.set_block(node, division, identifier, count))
        return Element("note", {"place": "end", "n": known[1], "xml:id": identifier}, tuple(inside), number)
