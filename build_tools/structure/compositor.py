"""The compositor: outline, plans and calls are set as one tree with ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from build_tools.clean import Cleaned
from build_tools.model.document import Document
from build_tools.model.source import Source
from build_tools.model.transcript import PageStart
from build_tools.model.tree import Element, Node
from build_tools.structure import calls, headings, index, lists, quotations, tables
from build_tools.structure import notes as end_notes
from build_tools.structure.blocks import FIRST_MARK, PAGE_MARK, blocks
from build_tools.structure.inline import FIRST_CALL, Inline
from build_tools.structure.outline import BACK, FRONT, SCOPES, Division, outline
from build_tools.structure.plan import Ground, Item, plan

LEADING_MARKS = re.compile("(?:[\U000f0000-\U000ffffd] ?)+")
"""Page marks before the first word of a block."""

LETTERS = {"p": "p", "quote": "q", "table": "t", "lg": "lg", "item": "i", "fragment": "f"}
"""What the ids of the kinds of items count with: `bettelheim.2.1.3.p14`."""


def structure(cleaned: Cleaned, source: Source) -> Document:
    """Return the document of a cleaned transcript.

    It stops at what the print says: terms, names and works cited are annotations, and stand off.
    """
    return Compositor(cleaned, source).document()


class Compositor:
    """Sets one work. Its state is what a compositor has at hand: the pages passed, the calls met, the ids given."""

    def __init__(self, cleaned: Cleaned, source: Source) -> None:
        self.source = source
        self.cleaned = cleaned
        self.pages: tuple[PageStart, ...] = cleaned.transcript.pages
        self.calls: list[tuple[int, str]] = []
        self.inline = Inline(self.pages, self.calls, bracketed=not cleaned.survey.wrapped)
        self.root, self.ground = self.read_outline()

    # -------------------------------------------------------------- reading

    def read_outline(self) -> tuple[Division, Ground]:
        """Find the divisions and learn the measures of text and notes."""
        learned = self.cleaned.survey
        habits = self.source.habits
        given = dict(habits.divisions)
        fragments = frozenset(line for first, last in habits.fragments for line in range(first, last + 1))
        cuts = frozenset({*given, *fragments, *(last + 1 for _, last in habits.fragments), *(line for line, _ in habits.page_of)})
        found = blocks(self.cleaned.transcript, learned.widths, cuts)
        print_ = headings.Learned(learned.measure, learned.wrapped)
        steps = headings.find(found, print_)
        numbers = [step.head.number for step in steps if step.head and step.head.number]
        if len(numbers) < 3 and learned.wrapped:
            steps = headings.unnumbered(steps, print_)
        root = outline(steps, headings.ranks(numbers), given)
        text = [
            block for division in walk(root) if division.kind not in ("notes", "index", "glossary", "blurb") for block in division.blocks
        ]
        in_notes = [block for division in walk(root) if division.kind == "notes" for block in division.blocks]
        ground = Ground(learned.measure, learned.wrapped, quotations.learn(text), quotations.learn(in_notes), fragments)
        return root, ground

    # -------------------------------------------------------------- setting

    def document(self) -> Document:
        """Set the whole work."""
        root = self.root
        front, body, back = sides(root.children)
        identifier = self.source.record.id
        taken: Counter[str] = Counter()
        in_front = tuple(self.division(child, identifier, taken) for child in front)
        marked = Scope(self, root, identifier) if any(child.kind not in SCOPES for child in body) or root.blocks else None
        in_body: list[Node] = [*self.items(marked.plans[id(root)], identifier)] if marked and root.blocks else []
        in_body.extend(self.division(child, identifier, taken, marked) for child in body)
        in_back = tuple(self.division(child, identifier, taken, marked) for child in back)
        parts = [
            Element(name, {}, tuple(held))
            for name, held in (("front", in_front), ("body", in_body), ("back", in_back))
            if held or name == "body"
        ]
        text = Element("text", {"xml:lang": self.source.record.language}, tuple(parts))
        return Document(self.source.record, text, self.cleaned.treatments)

    def division(self, division: Division, parent: str, taken: Counter[str], scope: Scope | None = None) -> Element:
        """Set a division and all below it."""
        name = self.name(division, parent, taken)
        taken[f"{parent}.{name}"] += 1
        again = taken[f"{parent}.{name}"]
        identifier = f"{parent}.{name}" if again == 1 else f"{parent}.{name}-{again}"
        if division.kind in SCOPES or (scope is None and division.kind not in ("notes",)):
            scope = Scope(self, division, identifier)
        attributes = {"type": division.kind, "n": division.n, "xml:id": identifier}
        if not division.n:
            del attributes["n"]
        children: list[Node] = []
        if division.head is not None:
            text = scope.heads.get(id(division), division.head.flat) if scope else division.head.flat
            before, text = self.leading(text)
            children.extend(before)
            children.append(Element("head", {}, self.inline(text), division.line))
        if division.kind == "notes":
            children.extend(self.notes(division, scope))
        elif division.kind == "glossary":
            children.extend(self.glossary(division, identifier))
        elif division.kind == "index":
            listed = index.element(index.entries(division.blocks), self.inline)
            children.append(numbered_items(listed, identifier))
        else:
            planned = scope.plans[id(division)] if scope else plan(division.blocks, self.ground, self.ground.text)
            children.extend(self.items(planned, identifier))
        below: Counter[str] = taken
        children.extend(self.division(child, identifier, below, scope) for child in division.children)
        return Element("div", attributes, tuple(children), division.line)

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

    def items(self, planned: Sequence[Item], parent: str, skip_first: bool = False) -> Iterator[Node]:
        """Set the items of a division; neighbouring list items become one list, neighbouring quotations point back."""
        count: Counter[str] = Counter()
        held: list[Node] = []
        quotation = ""
        for item in planned:
            before, text = self.leading(item.texts[0])
            texts = [text, *item.texts[1:]]
            if item.kind != "item" and held:
                yield self.listed(held, parent, count)
                held = []
            count[item.kind] += 1
            identifier = f"{parent}.{LETTERS[item.kind]}{count[item.kind]}"
            if item.kind == "item":
                text = PAGE_MARK.sub("", text[: len(item.label) + 2])[len(item.label) :].lstrip() + text[len(item.label) + 2 :]
                held.extend(
                    [*before, Element("label", {}, (item.label,)), Element("item", {"xml:id": identifier}, self.inline(text), item.line)]
                )
                quotation = ""
                continue
            yield from before
            if item.kind == "quote":
                attributes = {"xml:id": identifier, "prev": f"#{quotation}"} if quotation else {"xml:id": identifier}
                yield Element("quote", attributes, self.inline(texts[0]), item.line)
                quotation = identifier
                continue
            quotation = ""
            if item.kind == "table":
                table = tables.element(texts, self.inline)
                yield Element("table", {"xml:id": identifier}, table.children, item.line)
            elif item.kind == "lg":
                yield Element("lg", {"xml:id": identifier}, tuple(Element("l", {}, self.inline(line)) for line in texts), item.line)
            elif item.kind == "fragment":
                yield Element("ab", {"type": "fragment", "xml:id": identifier}, self.inline(texts[0]), item.line)
            else:
                yield Element("p", {"xml:id": identifier}, self.inline(texts[0]), item.line)
        if held:
            yield self.listed(held, parent, count)

    @staticmethod
    def listed(held: Sequence[Node], parent: str, count: Counter[str]) -> Element:
        """Return a numbered list of labels and items."""
        count["list"] += 1
        return Element("list", {"type": "numbered", "xml:id": f"{parent}.l{count['list']}"}, tuple(held))

    def leading(self, text: str) -> tuple[list[Node], str]:
        """Take the page marks off the beginning of a text and return them as elements, with a gap before a page that lost ones precede."""
        match = LEADING_MARKS.match(text)
        if match is None:
            return [], text
        found: list[Node] = []
        for mark in PAGE_MARK.findall(match.group()):
            place = ord(mark) - FIRST_MARK
            lost = self.lost_before(place)
            if lost:
                found.append(Element("gap", {"reason": "lost", "unit": "page", "extent": str(lost)}))
            found.append(self.inline.page_break(place))
        return found, text[match.end() :]

    def lost_before(self, place: int) -> int:
        """Return how many printed pages are missing before page start `place`; blank pages are not missing."""
        if not place or not (self.pages[place].n.isdigit() and self.pages[place - 1].n.isdigit()):
            return 0
        between = range(int(self.pages[place - 1].n) + 1, int(self.pages[place].n))
        return sum(str(number) not in self.source.habits.blank_pages for number in between)

    # ---------------------------------------------------- notes and glossary

    def notes(self, division: Division, scope: Scope | None) -> Iterator[Node]:
        """Set the notes of a scope, with a gap wherever some are lost."""
        expected = 1
        called = max((n for n, _ in scope.called), default=0) if scope else 0
        count: Counter[str] = Counter()
        prefix = scope.identifier if scope else self.source.record.id
        for note in end_notes.parse(division.blocks):
            if note.n == 0:
                for item in plan(note.blocks, self.ground, self.ground.notes):
                    before, text = self.leading(item.texts[0])
                    yield from before
                    count["f"] += 1
                    yield Element(
                        "ab",
                        {"type": "fragment", "xml:id": f"{prefix}.notes.f{count['f']}"},
                        self.inline(" ".join([text, *item.texts[1:]])),
                        item.line,
                    )
                continue
            if note.n > expected:
                yield lost_notes(note.n - expected)
            expected = note.n + 1
            yield from self.note(note, f"{prefix}.n{note.n}")
        if called >= expected:
            yield lost_notes(called - expected + 1)

    def note(self, note: end_notes.Note, identifier: str) -> Iterator[Node]:
        """Set one note: its first paragraph stands directly in it, what follows is set as in a division; fragments stand behind it."""
        first = end_notes.without_number(note.blocks[0])
        before, text = self.leading(first.flat)
        planned = plan([first, *note.blocks[1:]], self.ground, self.ground.notes)
        rest = [item for item in planned[1:] if item.kind != "fragment"]
        orphans = [item for item in planned[1:] if item.kind == "fragment"]
        content = (*self.inline(text), *self.items(rest, identifier))
        yield from before
        yield Element("note", {"place": "end", "n": str(note.n), "xml:id": identifier}, content, first.line)
        yield from self.items(orphans, identifier)

    def glossary(self, division: Division, identifier: str) -> Iterator[Node]:
        """Set a printed list of terms."""
        held: list[Node] = []
        for number, row in enumerate(lists.glosses(division.blocks), 1):
            before, term = self.leading(row.term)
            held.extend(before)
            held.append(Element("label", {}, self.inline(term), row.line))
            held.append(Element("item", {"xml:id": f"{identifier}.i{number}"}, self.inline(row.gloss), row.line))
        yield Element("list", {"type": "gloss", "xml:id": f"{identifier}.l1"}, tuple(held))


class Scope:
    """A division whose notes are counted from 1: the plans of all divisions in it, with the calls of its notes marked."""

    def __init__(self, compositor: Compositor, top: Division, identifier: str) -> None:
        self.identifier = identifier
        self.plans: dict[int, list[Item]] = {}
        self.heads: dict[int, str] = {}
        inside = list(within(top))
        bodies = frozenset(note.n for division in inside if division.kind == "notes" for note in end_notes.parse(division.blocks) if note.n)
        segments: list[tuple[list[str], int, bool]] = []
        heads: list[tuple[Division, list[str]]] = []
        for division in inside:
            if division.kind in ("notes", "index", "glossary"):
                continue
            if division.head is not None:
                held = [division.head.flat]
                heads.append((division, held))
                segments.append((held, 0, False))
            planned = plan(division.blocks, compositor.ground, compositor.ground.text)
            self.plans[id(division)] = planned
            for item in planned:
                segments.extend((item.texts, place, item.kind == "table") for place in range(len(item.texts)))
        offered = [
            one
            for number, (held, place, table) in enumerate(segments)
            for one in calls.candidates(number, without_label(held[place]), table)
        ]
        run = calls.longest_run(offered, bodies) if compositor.ground.wrapped else []
        self.called = [(call.n, f"{identifier}.n{call.n}" if call.n in bodies else "") for call in run]
        first = len(compositor.calls)
        compositor.calls.extend(self.called)
        for number, call in reversed(list(enumerate(run, first))):
            held, place, _ = segments[call.segment]
            text = held[place]
            held[place] = text[: call.start].rstrip(" ") + chr(FIRST_CALL + number) + text[call.end :]
        for division, held in heads:
            self.heads[id(division)] = held[0]


def without_label(text: str) -> str:
    """Return a text with the digits of its own number made letters, so that `(1)` and `3.` at its beginning are never calls."""
    match = re.match("[\U000f0000-\U000ffffd]*(?:\\(?\\w{1,3}[.)] |Part \\d+)", text)
    return re.sub(r"\d", "x", match.group()) + text[match.end() :] if match else text


def walk(division: Division) -> Iterator[Division]:
    """Yield a division and all below it."""
    yield division
    for child in division.children:
        yield from walk(child)


def within(top: Division) -> Iterator[Division]:
    """Yield a division and those below it that share its series of notes."""
    yield top
    for child in top.children:
        if child.kind not in SCOPES:
            yield from within(child)


def sides(divisions: Sequence[Division]) -> tuple[list[Division], list[Division], list[Division]]:
    """Divide the highest divisions into front matter, body and back matter."""
    first = next((place for place, division in enumerate(divisions) if division.kind not in FRONT), len(divisions))
    last = len(divisions)
    while last > first and divisions[last - 1].kind in BACK:
        last -= 1
    return list(divisions[:first]), list(divisions[first:last]), list(divisions[last:])


def lost_notes(extent: int) -> Element:
    """Return the mark of notes whose calls survive and whose bodies do not."""
    return Element("gap", {"reason": "lost", "unit": "note", "extent": str(extent)})


def numbered_items(listed: Element, parent: str) -> Element:
    """Give ids to the items of an index, in reading order."""
    counter = iter(range(1, 10**6))

    def name(element: Element) -> Element:
        attributes = {**element.attributes, "xml:id": f"{parent}.i{next(counter)}"} if element.name == "item" else element.attributes
        return Element(
            element.name,
            attributes,
            tuple(name(child) if isinstance(child, Element) else child for child in element.children),
            element.line,
        )

    return name(listed)
