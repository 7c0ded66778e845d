"""The compositor: outline, plans and calls are set as one tree with ids."""

from __future__ import annotations

from collections import Counter

from build_tools.clean import Cleaned
from build_tools.model.document import Document
from build_tools.model.source import Source
from build_tools.model.tree import Element, Node
from build_tools.structure import apparatus, headings, quotations
from build_tools.structure.blocks import blocks
from build_tools.structure.outline import Division, outline, sides, walk
from build_tools.structure.plan import Ground, plan
from build_tools.structure.scope import Scope
from build_tools.structure.stick import Stick


def structure(cleaned: Cleaned, source: Source) -> Document:
    """Return the document of a cleaned transcript.

    It stops at what the print says: terms, names and works cited are annotations, and stand off.
    """
    return Compositor(cleaned, source).document()


class Compositor:
    """Sets one work. It knows the divisions and how the print sets text and notes; the stick does the setting."""

    def __init__(self, cleaned: Cleaned, source: Source) -> None:
        self.source = source
        self.cleaned = cleaned
        self.stick = Stick(cleaned.transcript.pages, source.habits.blank_pages, bracketed=not cleaned.survey.wrapped)
        self.root, self.ground = self.read_outline()

    def read_outline(self) -> tuple[Division, Ground]:
        """Find the divisions and learn the measures of text and notes."""
        learned = self.cleaned.survey
        habits = self.source.habits
        given = dict(habits.divisions)
        fragments = frozenset(line for first, last in habits.fragments for line in range(first, last + 1))
        edges = (line for first, last in habits.fragments for line in (first, last + 1))
        cuts = frozenset({*given, *edges, *(line for line, _ in habits.page_of)})
        found = blocks(self.cleaned.transcript, learned.widths, cuts)
        print_ = headings.Learned(learned.measure, learned.wrapped)
        steps = headings.find(found, print_)
        numbers = headings.numbers(steps)
        if sum(number is not None for number in numbers) < 3 and learned.wrapped:
            steps = headings.unnumbered(steps, print_)
        root = outline(steps, headings.ranks(numbers), given)
        text = [
            block for division in walk(root) if division.kind not in ("notes", "index", "glossary", "blurb") for block in division.blocks
        ]
        in_notes = [block for division in walk(root) if division.kind == "notes" for block in division.blocks]
        ground = Ground(learned.measure, learned.wrapped, quotations.learn(text), quotations.learn(in_notes), fragments)
        return root, ground

    def document(self) -> Document:
        """Set the whole work."""
        root = self.root
        front, body, back = sides(root.children)
        identifier = self.source.record.id
        taken: Counter[str] = Counter()
        in_front = tuple(self.division(child, identifier, taken) for child in front)
        marked = self.scope(root, identifier) if any(not child.scope for child in body) or root.blocks else None
        in_body: list[Node] = [*self.stick.items(marked.plans[id(root)], identifier)] if marked and root.blocks else []
        in_body.extend(self.division(child, identifier, taken, marked) for child in body)
        in_back = tuple(self.division(child, identifier, taken, marked) for child in back)
        # A text that is nothing but a preface, or an index, has that for its body.
        if not in_body:
            in_body, in_front = [*in_front], ()
        if not in_body:
            in_body, in_back = [*in_back], ()
        parts = [
            Element(name, {}, tuple(held))
            for name, held in (("front", in_front), ("body", in_body), ("back", in_back))
            if held or name == "body"
        ]
        text = Element("text", {}, tuple(parts))
        return Document(self.source.record, text, self.cleaned.treatments)

    def division(self, division: Division, parent: str, taken: Counter[str], scope: Scope | None = None) -> Element:
        """Set a division and all below it."""
        name = self.name(division, parent, taken)
        taken[f"{parent}.{name}"] += 1
        again = taken[f"{parent}.{name}"]
        identifier = f"{parent}.{name}" if again == 1 else f"{parent}.{name}-{again}"
        if division.scope or (scope is None and division.kind not in ("notes",)):
            scope = self.scope(division, identifier)
        if scope is not None:
            self.stick.inline.enter(scope.identifier, scope.bodies)
        attributes = {"type": division.kind, "n": division.n, "xml:id": identifier}
        if not division.n:
            del attributes["n"]
        children: list[Node] = []
        if division.head is not None:
            text = scope.heads.get(id(division), division.head.flat) if scope else division.head.flat
            before, text = self.stick.leading(text)
            children.extend(before)
            children.append(Element("head", {}, self.stick.inline(text), division.line))
        if division.kind == "notes":
            children.extend(apparatus.notes(division, scope or self.scope(division, identifier), self.ground, self.stick))
        elif division.kind == "glossary":
            children.extend(apparatus.glossary(division, identifier, self.stick))
        elif division.kind == "index":
            children.append(apparatus.index(division, identifier, self.stick))
        else:
            planned = scope.plans[id(division)] if scope else plan(division.blocks, self.ground, self.ground.text)
            children.extend(self.stick.items(planned, identifier))
        children.extend(self.division(child, identifier, taken, scope) for child in division.children)
        return Element("div", attributes, tuple(children), division.line)

    def scope(self, top: Division, identifier: str) -> Scope:
        """Open a scope, and find the calls of its notes."""
        return Scope(top, identifier, self.ground, self.stick)

    @staticmethod
    def name(division: Division, parent: str, taken: Counter[str]) -> str:
        """Return the last part of the id of a division: its number, its kind, the word that names it, or its place among its like."""
        if division.value:
            return str(division.value)
        if division.kind != "section" or division.head is None:
            return division.kind
        word = division.head.plain.rstrip(":").casefold()
        if word in headings.NAMED:
            return word
        taken[f"{parent}#"] += 1
        return str(taken[f"{parent}#"])
