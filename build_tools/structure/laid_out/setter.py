"""The setter: the sections of a text whose layout is kept become a document with ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.clean import Cleaned
from build_tools.model.document import Document, Treatment
from build_tools.model.source import Source
from build_tools.model.tree import Element, Node
from build_tools.structure import lists
from build_tools.structure.blocks import PAGE_MARK, unmarked
from build_tools.structure.laid_out import columns, headings, kinds, notes, speeches
from build_tools.structure.laid_out.apparatus import Apparatus, Note
from build_tools.structure.laid_out.asides import asides
from build_tools.structure.laid_out.editorial_decl import SENTENCES
from build_tools.structure.laid_out.end_notes import gather
from build_tools.structure.laid_out.entries import entries
from build_tools.structure.laid_out.line import Line, carried
from build_tools.structure.laid_out.margins import set_margins
from build_tools.structure.laid_out.measures import Measures, measure
from build_tools.structure.laid_out.parts_of_pieces import captions, split_items
from build_tools.structure.laid_out.pieces import Piece, pieces
from build_tools.structure.laid_out.rows import Sheaf, rows
from build_tools.structure.laid_out.run_in import run_in
from build_tools.structure.laid_out.sections import Section, nest, plates, sides
from build_tools.structure.signs import FIRST_MARK

LEADING = re.compile("(?:[\U000f0000-\U000ffffd] ?)+")

LETTERS = {"p": "p", "speaker": "s", "side": "p", "quote": "q", "table": "t", "lg": "lg", "item": "i", "figure": "g"}
"""What the ids count with."""

CAPTION = re.compile(r"\[[A-Za-z]+(?: [IVXLC\d.]+)?\s*[:.]?\s*(.*?)\s*\]?$", re.DOTALL)
"""`[Illustration: The mill]`."""


def structure(cleaned: Cleaned, source: Source) -> Document:
    """Return the document of a cleaned text whose layout can be trusted."""
    paged = any(page.evidence != "known" for page in cleaned.transcript.pages)
    sheaf = rows(cleaned.transcript, paged)
    sheaf = replace(sheaf, rows=tuple(set_margins(sheaf.rows)))
    learned = measure(sheaf.rows, paged)
    found = asides(pieces(sheaf.rows, learned))
    kinds.marks(found)
    found = speeches.tell(found, learned)
    taken = notes.take(found, sheaf.zones)
    root = nest(run_in(headings.find(taken.pieces, learned)), learned)
    gather(root, taken)
    return Setter(cleaned, source, sheaf, learned, taken).document(root)


class Setter:
    """Sets one work."""

    def __init__(self, cleaned: Cleaned, source: Source, sheaf: Sheaf, learned: Measures, taken: Apparatus) -> None:
        self.cleaned = cleaned
        self.source = source
        self.sheaf = sheaf
        self.learned = learned
        self.taken = taken
        self.line = Line((), ())
        self.count: Counter[str] = Counter()

    def document(self, root: Section) -> Document:
        """Give ids to all divisions and notes, then set them."""
        work = self.source.record.id
        plates(root)
        self.name(root, work, Counter())
        self.name_notes(root)
        self.line = Line(self.sheaf.pages, self.taken.calls)
        front, body, back = sides(root.sections)
        if root.pieces or root.heading:
            # What stands before the first heading is of the body, and so is all behind it.
            front, body = [], [*front, *body]
        held: list[Node] = list(self.head(root)) if root.heading else []
        held.extend(speeches.grouped(self.items(root.pieces, work)))
        held.extend(self.division(section) for section in body)
        if root.gathered:
            held.append(self.apparatus(root, work))
        # A text that is nothing but a preface, or an index, has that for its body.
        if not held:
            held, front = [self.division(section) for section in front], []
        if not held:
            held, back = [self.division(section) for section in back], []
        parts = [Element("front", {}, tuple(self.division(section) for section in front))] if front else []
        parts.append(Element("body", {}, tuple(held)))
        if back:
            parts.append(Element("back", {}, tuple(self.division(section) for section in back)))
        return Document(self.source.record, Element("text", {}, tuple(parts)), (*self.cleaned.treatments, *self.treatments()))

    def treatments(self) -> Iterator[Treatment]:
        """Tell what the structure made of marks that were typed."""
        told = self.line.count + self.count
        told["page"] = self.sheaf.framed
        told["foot"] = sum(note.shape == "foot" for note in self.taken.notes)
        told["note"] = len(self.taken.notes) - told["foot"]
        told["close"] = self.count["p"] if self.learned.close else 0
        for rule, sentence in SENTENCES.items():
            if told[rule]:
                yield Treatment(f"typed-{rule}", "segmentation", sentence, told[rule])

    # ----------------------------------------------------------------- names

    def name(self, section: Section, identifier: str, taken: Counter[str]) -> None:
        """Give a division and those below it their ids: their number, their kind, or their place among their like."""
        section.id = identifier
        unnumbered: Counter[str] = Counter()
        for below in section.sections:
            last = str(below.value) if below.value else below.kind
            if below.kind in ("section", "subsection", "chapter", "part") and not below.value:
                unnumbered["u"] += 1
                last = f"u{unnumbered['u']}"
            name = f"{identifier}.{last}"
            taken[name] += 1
            self.name(below, name if taken[name] == 1 else f"{name}-{taken[name]}", taken)

    def name_notes(self, root: Section) -> None:
        """Give the notes their ids, with the division that calls them."""
        taken: Counter[str] = Counter()
        for section in root.walk():
            for note in section.gathered:
                around = section
                while section.kind == "notes" and around.above is not None and around.kind == "notes":
                    around = around.above
                label = note.label.replace(":", "-").replace(".", "-")
                named = label.replace("-", "").isalnum()
                last = label if named else str(1 + sum(taken[key] for key in [f"{around.id}#"]))
                if not named:
                    taken[f"{around.id}#"] += 1
                    last = f"s{last}"
                name = f"{around.id}.n{last}"
                taken[name] += 1
                note.id = name if taken[name] == 1 else f"{name}-{taken[name]}"

    # ------------------------------------------------------------- divisions

    def division(self, section: Section) -> Element:
        """Set a division and all below it."""
        attributes = {"type": section.kind, "n": section.n, "xml:id": section.id}
        if not section.n:
            del attributes["n"]
        children: list[Node] = list(self.head(section)) if section.heading else []
        if section.kind == "notes":
            if section.pieces and not section.gathered:
                section.kind = attributes["type"] = "section"
                children.extend(self.items(section.pieces, section.id))
            else:
                children.extend(self.note(note) for note in section.gathered)
            return Element("div", attributes, tuple(children), section.line)
        if section.kind in ("contents", "index"):
            children.extend(self.listed(section))
        else:
            children.extend(speeches.grouped(self.items(section.pieces, section.id)))
        children.extend(self.division(below) for below in section.sections)
        if section.gathered:
            children.append(self.apparatus(section, section.id))
        return Element("div", attributes, tuple(children), section.line)

    def head(self, section: Section) -> Iterator[Node]:
        """Set a heading, page breaks before it."""
        assert section.heading is not None
        before, text = self.leading(section.heading.text)
        yield from before
        yield Element("head", {}, self.line(text), section.line)

    def leading(self, text: str) -> tuple[list[Node], str]:
        """Take the page marks off the beginning of a text and return them as elements."""
        match = LEADING.match(text)
        if match is None:
            return [], text
        marks = PAGE_MARK.findall(match.group())
        return [self.line.inline.page_break(ord(mark) - FIRST_MARK) for mark in marks], text[match.end() :]

    def listed(self, section: Section) -> Iterator[Node]:
        """Set a list of contents or an index, each entry an item."""
        held: list[Node] = []
        number = 0
        for entry in entries(section, self.learned):
            before, text = self.leading(" ".join(entry.split()))
            held.extend(before)
            if text:
                number += 1
                held.append(Element("item", {"xml:id": f"{section.id}.i{number}"}, self.line(text)))
        first = next((place for place, node in enumerate(held) if isinstance(node, Element) and node.name == "item"), len(held))
        yield from held[:first]
        if held[first:]:
            kind = "index" if section.kind == "index" else "bulleted"
            yield Element("list", {"type": kind, "xml:id": f"{section.id}.l1"}, tuple(held[first:]))

    def apparatus(self, section: Section, identifier: str) -> Element:
        """Set the notes of a division at its end."""
        own = f"{identifier}.notes"
        name = f"{own}-2" if any(below.id == own for below in section.sections) else own
        return Element("div", {"type": "notes", "xml:id": name}, tuple(self.note(note) for note in section.gathered))

    def note(self, note: Note) -> Element:
        """Set one note: its first paragraph stands directly in it."""
        first, *rest = note.pieces
        kinds.tell(rest, self.learned)
        for piece in rest:
            piece.kind = piece.kind if piece.kind in ("p", "lg", "quote") else "p"
        content = (*self.line(first.flat), *self.items(rest, note.id))
        return Element("note", {"place": note.place, "n": note.label, "xml:id": note.id}, content, first.line)

    # ---------------------------------------------------------------- blocks

    def items(self, found: Sequence[Piece], parent: str) -> Iterator[Node]:
        """Set the pieces of a division."""
        held = list(split_items(found))
        kinds.tell(held, self.learned)
        captions(held)
        labels = lists.numbered([line_by_line(piece) for piece in held], ["p" if piece.kind == "p" else "x" for piece in held])
        count: Counter[str] = Counter()
        run: list[Node] = []
        quotation = ""
        index = 0
        while index < len(held):
            piece, label = held[index], labels[index]
            kind = "item" if label else piece.kind
            index += 1
            if kind == "caption":
                continue
            if kind != "item" and run:
                yield numbered(run, parent, count)
                run = []
            before, text = self.leading(piece.flat)
            if kind == "scene":
                self.count["scene"] += 1
                yield from before
                yield Element("milestone", {"unit": "scene", "rend": text.replace(" ", "")[:3] or "***"}, (), piece.line)
                quotation = ""
                continue
            count[LETTERS[kind]] += 1
            self.count["p"] += kind == "p"
            identifier = f"{parent}.{LETTERS[kind]}{count[LETTERS[kind]]}"
            if kind == "item":
                run.extend([*before, Element("label", {}, (label,))])
                run.append(Element("item", {"xml:id": identifier}, self.line(text[len(label) :].lstrip()), piece.line))
                quotation = ""
                continue
            if kind != "table":
                yield from before
            if kind == "quote":
                attributes = {"xml:id": identifier, **({"prev": f"#{quotation}"} if quotation else {})}
                yield Element("quote", attributes, self.line(text), piece.line)
                quotation = identifier
                continue
            quotation = ""
            if kind == "table":
                group = [piece]
                while index < len(held) and held[index].kind == "table" and not held[index].label and held[index].above < 2:
                    group.append(held[index])
                    index += 1
                yield columns.element(group, piece.label, identifier, self.line)
            elif kind == "lg":
                yield self.stanza(piece, identifier)
            elif kind == "figure":
                yield self.figure(text, identifier, piece.line)
            else:
                yield Element(kind if kind == "speaker" else "p", {"xml:id": identifier}, self.line(text), piece.line)
        if run:
            yield numbered(run, parent, count)

    def stanza(self, piece: Piece, identifier: str) -> Element:
        """Set verse line by line."""
        texts = [LEADING.sub("", row.text) if place == 0 else row.text for place, row in enumerate(piece.rows)]
        lines = tuple(Element("l", {}, self.line(" ".join(text.split()))) for text in carried(texts))
        return Element("lg", {"xml:id": identifier}, lines, piece.line)

    def figure(self, text: str, identifier: str, line: int) -> Element:
        """Set a picture: the caption as its heading; the picture itself did not come with the text."""
        match = CAPTION.match(text)
        caption = match.group(1) if match else text
        inside = Element("head", {}, self.line(caption)) if caption else Element("gap", {"reason": "lost", "unit": "figure"})
        return Element("figure", {"xml:id": identifier}, (inside,), line)


def numbered(run: Sequence[Node], parent: str, count: Counter[str]) -> Element:
    """Return a list of labels and items."""
    count["list"] += 1
    return Element("list", {"type": "numbered", "xml:id": f"{parent}.l{count['list']}"}, tuple(run))


def line_by_line(piece: Piece) -> str:
    """Return the words of a piece with a space between all its lines, for the rules of lists."""
    return unmarked(" ".join([row.text for row in piece.rows]).strip())
