"""All citations of a document: by title, by author and date, by a bare number, and what an editor ruled, woven in as references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_tools.annotate.anchor import Run, runs
from build_tools.annotate.author_date import AuthorDate
from build_tools.annotate.citations import Passage, Titles
from build_tools.annotate.locators import locator
from build_tools.annotate.rulings import Ruling, places
from build_tools.model.bibliography import Bibliography, Citing, How
from build_tools.model.document import Document
from build_tools.model.finding import EditionError, Finding
from build_tools.model.tree import Element, Node

RULINGS = "citations.csv"
PREFIX = "bib-"
"""`@target` of a citation is `#bib-` and the key of the work."""

_NUMBER = re.compile(r"\[(\d+)\] ?(\d*)")  # [2] 75
_LISTLESS = "the list of works to which the number leads is not in the received text"


@dataclass(frozen=True, slots=True)
class Cited:
    """A document with its citations woven in, and where they stand."""

    document: Document
    citings: tuple[Citing, ...]


class Citations:
    """The bibliography, ready to be recognised."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._titles = Titles(bibliography)
        self._labels = AuthorDate(bibliography)

    def cite(self, document: Document, rulings: Sequence[Ruling] = ()) -> Cited:
        """Return a document with its citations; raises `EditionError` (A013) where a ruling has no effect."""
        citings = self.find(document, rulings)
        return Cited(weave(document, citings, runs(document)), citings)

    def find(self, document: Document, rulings: Sequence[Ruling] = ()) -> tuple[Citing, ...]:
        """Return the citations of a document in reading order; raises `EditionError` as `cite` does.

        What an editor has emended is no print any more: citations are found in the document as it was printed.
        """
        strings = runs(document)
        index = frozenset(one.id for one in document.text.walk() if one.name == "div" and one.get("type") == "index")
        loose = _loose(document.text)
        found = self._titles.passages(strings, index, loose)
        work = document.record.id
        labelled = self._labels.citations(work, document.record.authors, found)
        # A work that says its own title cites nothing.
        citings = [one for one in _merged(self._titles.citations(work, found), labelled) if one.key != work]
        citings += _numbered(work, strings, loose)
        citings, findings = _ruled(citings, rulings, {one.id: one for one in found}, work)
        if findings:
            raise EditionError(*findings)
        order = {one.id: place for place, one in enumerate(found)}
        citings.sort(key=lambda one: (order.get(one.passage, len(order)), one.start))
        return tuple(citings)


def _merged(titled: Sequence[Citing], labelled: Sequence[Citing]) -> list[Citing]:
    """Return citations of both kinds; where they overlap, a year is that of the author, and the title is only named."""
    taken: dict[str, list[Citing]] = {}
    for one in labelled:
        taken.setdefault(one.passage, []).append(one)
    merged = list(labelled)
    for one in titled:
        over = [other for other in taken.get(one.passage, ()) if other.start < one.end and one.start < other.end]
        if not over:
            merged.append(one)
        elif over[0].start > one.start:
            # What is left are the words of the title, without the bracket before the year.
            merged.append(replace(one, end=over[0].start - 2, locator="", how=How.NAMED))
    return merged


def _loose(text: Element) -> frozenset[int]:
    """Return the places (in reading order, from 0) of the strings inside references to works that have no target."""
    found: set[int] = set()
    at = 0

    def walk(element: Element, inside: bool) -> None:
        nonlocal at
        inside = inside or (element.name == "ref" and element.get("type") in ("work", "bibl") and not element.get("target"))
        for child in element.children:
            if isinstance(child, Element):
                walk(child, inside)
                continue
            if inside:
                found.add(at)
            at += 1

    walk(text, False)
    return frozenset(found)


def _numbered(work: str, strings: Sequence[Run], loose: frozenset[int]) -> list[Citing]:
    """Return the citations by a number whose list of works is lost."""
    return [
        Citing(work, run.passage, run.page, run.start, run.start + len(run.text), "",
               match[2] and f"p. {match[2]}", How.TITLE, "", f"[{match[1]}]: {_LISTLESS}")
        for place, run in enumerate(strings) if place in loose and run.passage and (match := _NUMBER.fullmatch(run.text))
    ]


def _ruled(
    citings: list[Citing], rulings: Sequence[Ruling], texts: Mapping[str, Passage], work: str
) -> tuple[list[Citing], list[Finding]]:
    """Return the citations after the rulings of an editor, and a finding for each that changes nothing."""
    findings: list[Finding] = []
    for ruling in rulings:
        passage = texts.get(ruling.passage)
        spans = places(ruling, passage.text) if passage else []
        touched = [
            one for one in citings
            if one.passage == ruling.passage and any(one.start < end and start < one.end for start, end in spans)
        ]
        same = [one for one in touched if one.key == ruling.entry]
        if not spans or passage is None or (not ruling.yes and not same) or (ruling.yes and touched and len(same) == len(touched)):
            message = f"the ruling on “{ruling.surface}” in {ruling.passage} changes nothing"
            findings.append(Finding("A013", message, ruling.file, ruling.line,
                                    expected="words of the passage that are cited otherwise", hint="take the row out, or mend it"))
            continue
        citings = [one for one in citings if one not in (touched if ruling.yes else same)]
        if ruling.yes:
            for start, end in spans:
                at = locator(passage.text, end)
                citings.append(Citing(work, ruling.passage, passage.page(start), start, max(at.end, end), ruling.entry, at.words()))
    return citings, findings


def weave(document: Document, citings: Sequence[Citing], strings: Sequence[Run]) -> Document:
    """Return the document with `<ref type="bibl" target="#bib-…">` around each citation whose work is known.

    A reference that stands there already (to another volume, or by number) gets the target instead. `@n` says the place in the work,
    `@rend` how the print cites it; what an element such as a page break cuts off goes on with `@rend="continued"`.
    """
    spans: dict[str, list[Citing]] = {}
    for one in citings:
        if one.key:
            spans.setdefault(one.passage, []).append(one)
    if not spans:
        return document
    return Document(document.record, _Loom(strings, spans).element(document.text), document.treatments)


class _Loom:
    """The state of one weaving: which string comes next, and which citations have begun."""

    def __init__(self, strings: Sequence[Run], spans: Mapping[str, Sequence[Citing]]) -> None:
        self._strings = strings
        self._spans = spans
        self._at = 0
        self._begun: set[Citing] = set()

    def element(self, element: Element) -> Element:
        if element.name == "ref":
            return self._reference(element)
        children: list[Node] = []
        changed = False
        for child in element.children:
            if isinstance(child, Element):
                woven: list[Node] = [self.element(child)]
            else:
                woven = list(self._string(self._strings[self._at]))
                self._at += 1
            changed = changed or len(woven) != 1 or woven[0] is not child
            children += woven
        return element.replace(children=tuple(children)) if changed else element

    def _reference(self, element: Element) -> Element:
        first = self._strings[self._at] if self._at < len(self._strings) else None
        self._at += sum(isinstance(node, str) for one in element.walk() for node in one.children)
        if first is None or element.get("target") or element.get("type") not in ("work", "bibl"):
            return element
        one = next((one for one in self._spans.get(first.passage, ()) if one.start <= first.start < one.end), None)
        return element if one is None else element.replace(attributes={**element.attributes, "target": f"#{PREFIX}{one.key}"})

    def _string(self, run: Run) -> Iterator[Node]:
        row = self._spans.get(run.passage) if run.open else None
        at, end = run.start, run.start + len(run.text)
        for one in sorted(row or (), key=lambda one: one.start):
            left, right = max(one.start, at), min(one.end, end)
            if left >= right:
                continue
            if at < left:
                yield run.text[at - run.start:left - run.start]
            yield Element("ref", self._attributes(one), (run.text[left - run.start:right - run.start],))
            at = right
        if at < end or not run.text:
            yield run.text[at - run.start:]

    def _attributes(self, one: Citing) -> dict[str, str]:
        attributes = {"type": "bibl", "target": f"#{PREFIX}{one.key}"}
        if one in self._begun:
            return {**attributes, "rend": "continued"}
        self._begun.add(one)
        if one.how in (How.IBID, How.INHERITED):
            attributes |= {"n": one.locator, "rend": one.how.value} if one.locator else {"rend": one.how.value}
        return attributes
