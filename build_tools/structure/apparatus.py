"""The apparatus of a work as printed: end-notes with the gaps between them, lists of terms, the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.model.tree import Element, Node
from build_tools.structure import index as printed_index
from build_tools.structure import lists
from build_tools.structure import notes as end_notes
from build_tools.structure.outline import Division
from build_tools.structure.plan import Ground, plan
from build_tools.structure.scope import Scope
from build_tools.structure.stick import Stick


def notes(division: Division, scope: Scope, ground: Ground, stick: Stick) -> Iterator[Node]:
    """Set the notes of a scope, with a gap wherever some are lost."""
    expected = 1
    called = max((n for n, _ in scope.called), default=0)
    count: Counter[str] = Counter()
    prefix = scope.identifier
    for note in end_notes.parse(division.blocks):
        if note.n == 0:
            for item in plan(note.blocks, ground, ground.notes):
                before, text = stick.leading(item.texts[0])
                yield from before
                count["f"] += 1
                yield Element(
                    "ab",
                    {"type": "fragment", "xml:id": f"{prefix}.notes.f{count['f']}"},
                    stick.inline(" ".join([text, *item.texts[1:]])),
                    item.line,
                )
            continue
        if note.n > expected:
            yield lost_notes(note.n - expected)
        expected = note.n + 1
        yield from set_note(note, f"{prefix}.n{note.n}", ground, stick)
    if called >= expected:
        yield lost_notes(called - expected + 1)


def set_note(note: end_notes.Note, identifier: str, ground: Ground, stick: Stick) -> Iterator[Node]:
    """Set one note: its first paragraph stands directly in it, what follows is set as in a division; fragments stand behind it."""
    first = end_notes.without_number(note.blocks[0])
    before, text = stick.leading(first.flat)
    planned = plan([first, *note.blocks[1:]], ground, ground.notes)
    rest = [item for item in planned[1:] if item.kind != "fragment"]
    orphans = [item for item in planned[1:] if item.kind == "fragment"]
    content = (*stick.inline(text), *stick.items(rest, identifier))
    yield from before
    yield Element("note", {"place": "end", "n": str(note.n), "xml:id": identifier}, content, first.line)
    yield from stick.items(orphans, identifier)


def glossary(division: Division, identifier: str, stick: Stick) -> Iterator[Node]:
    """Set a printed list of terms."""
    held: list[Node] = []
    for number, row in enumerate(lists.glosses(division.blocks), 1):
        before, term = stick.leading(row.term)
        held.extend(before)
        held.append(Element("label", {}, stick.inline(term), row.line))
        held.append(Element("item", {"xml:id": f"{identifier}.i{number}"}, stick.inline(row.gloss), row.line))
    yield Element("list", {"type": "gloss", "xml:id": f"{identifier}.l1"}, tuple(held))


def index(division: Division, identifier: str, stick: Stick) -> Element:
    """Set a printed index."""
    return numbered_items(printed_index.element(printed_index.entries(division.blocks), stick.inline), identifier)


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
