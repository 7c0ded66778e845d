"""Weaving: stand-off occurrences become elements around their words, without a change to any character."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_tools.annotate.anchor import Run, runs
from build_tools.annotate.kinds import GLOSSARY, Kind
from build_tools.annotate.prose import Resolve
from build_tools.annotate.register import Register
from build_tools.model.document import Document
from build_tools.model.edition import Occurrence
from build_tools.model.finding import EditionError, Finding
from build_tools.model.tree import Element, Node, rebuild

FIRST = "first"
"""`@rend` of the first occurrence of an entry on its printed page, or in its division where the work has no pages."""
CONTINUED = "continued"
"""`@rend` of all parts but the first, where an element such as a page break stands inside an occurrence."""


def kinds_of(registers: Sequence[Register]) -> dict[str, Kind]:
    """Return the kind of every entry by its id."""
    return {entry.id: register.kind for register in registers for entry in register.entries}


def weave(
    document: Document, occurrences: Sequence[Occurrence], kinds: Mapping[str, Kind] | None = None, strings: Sequence[Run] | None = None
) -> Document:
    """Return the document with an element such as `<term ref="#glossary-kulak">` around the words of each occurrence.

    Nothing is woven into headings and inside links, where it would make a link in a link. `kinds` tells the register of each entry;
    without it all are terms of the glossary. `strings` are the `runs` of the document, where they are known already.
    Raises `EditionError` (A014) where an occurrence does not fit the text.
    """
    strings = runs(document) if strings is None else strings
    spans = _spans(strings, occurrences, document.record.id)
    loom = _Loom(iter(strings), spans, kinds)
    return Document(document.record, loom.element(document.text), document.treatments)


def led(name: str, resolve: Resolve) -> str | None:
    """Return the target of a link by the name that its `@n` holds: `left-opposition` is also the form “left opposition”.

    >>> led("left-opposition", {"left opposition": "glossary-left-opposition"}.get)
    'glossary-left-opposition'
    """
    return resolve(name) or resolve(name.replace("-", " "))


def lead(document: Document, resolve: Resolve) -> Document:
    """Return the document with a target for each link `[[kulak]]` that its author set: base TEI knows no registers."""

    def loose(element: Element) -> bool:
        return element.name == "ref" and element.get("type") == "term" and "target" not in element.attributes

    def leading(element: Element) -> Element:
        if not loose(element):
            return element
        target = led(element.get("n"), resolve)
        return element.replace(attributes={**element.attributes, "target": f"#{target}"}) if target else element

    if not any(map(loose, document.text.walk())):
        return document
    return Document(document.record, rebuild(document.text, leading), document.treatments)


def _spans(strings: Sequence[Run], occurrences: Sequence[Occurrence], work: str) -> dict[str, list[Occurrence]]:
    """Return the occurrences of each passage, those that begin first or are longer first."""
    lengths: dict[str, int] = {}
    for run in strings:
        lengths[run.passage] = run.start + len(run.text)
    spans: dict[str, list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        if one.work == work:
            spans[one.passage].append(one)
    findings = [
        Finding("A014", f"“{one.entry}” at characters {one.start} to {one.end} of {passage} is outside its text", work, page=one.page,
                expected=f"0 to {lengths.get(passage, 0)}", hint="recognise the occurrences in the same text into which they are woven")
        for passage, row in spans.items() for one in row
        if not passage or not 0 <= one.start < one.end <= lengths.get(passage, 0)
    ]
    if findings:
        raise EditionError(*findings)
    for row in spans.values():
        row.sort(key=lambda one: (one.start, -one.end, one.entry))
    return spans


class _Loom:
    """The state of one weaving: the strings still to come, and what has been woven."""

    def __init__(self, strings: Iterator[Run], spans: Mapping[str, list[Occurrence]], kinds: Mapping[str, Kind] | None) -> None:
        self._strings = strings
        self._spans = spans
        self._kinds = kinds
        self._begun: set[Occurrence] = set()
        self._seen: set[tuple[str, str]] = set()

    def element(self, element: Element) -> Element:
        children: list[Node] = []
        changed = False
        for child in element.children:
            if isinstance(child, Element):
                woven = self.element(child)
                changed = changed or woven is not child
                children.append(woven)
                continue
            nodes = self._string(next(self._strings))
            changed = changed or len(nodes) != 1 or nodes[0] is not child
            children += nodes
        return element.replace(children=tuple(children)) if changed else element

    def _string(self, run: Run) -> list[Node]:
        row = self._spans.get(run.passage) if run.open else None
        if not row:
            return [run.text]
        end = run.start + len(run.text)
        here = [one for one in row if one.start < end and run.start < one.end]
        return self._weave(run, run.start, end, here) if here else [run.text]

    def _weave(self, run: Run, start: int, end: int, row: list[Occurrence]) -> list[Node]:
        """Return the characters from `start` to `end`; the occurrence that begins first lies outside, others nest or are cut at its end."""
        nodes: list[Node] = []
        position = start
        while row:
            outer = row[0]
            left, right = max(outer.start, position), min(outer.end, end)
            if position < left:
                nodes.append(run.text[position - run.start:left - run.start])
            attributes = self._attributes(outer, run)
            inner = [one for one in row[1:] if one.start < right]
            nodes.append(Element(self._kind(outer).element, attributes, tuple(self._weave(run, left, right, inner))))
            position = right
            row = [one for one in row[1:] if one.end > right]
        if position < end:
            nodes.append(run.text[position - run.start:end - run.start])
        return nodes

    def _kind(self, one: Occurrence) -> Kind:
        return GLOSSARY if self._kinds is None else self._kinds[one.entry]

    def _attributes(self, one: Occurrence, run: Run) -> dict[str, str]:
        kind = self._kind(one)
        attributes = {"type": kind.type} if kind.type else {}
        attributes["ref"] = f"#{kind.target(one.entry)}"
        if one in self._begun:
            attributes["rend"] = CONTINUED
            return attributes
        self._begun.add(one)
        place = (f"page {one.page}" if one.page else f"div {run.group}", one.entry)
        if place not in self._seen:
            self._seen.add(place)
            attributes["rend"] = FIRST
        return attributes
