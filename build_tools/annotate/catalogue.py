"""The catalogue of what prose of ours may cite: the works with their printed pages and passages, and the keys of the bibliography."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.model.finding import Finding
from build_tools.model.passage import Register, numbers, printed
from build_tools.model.record import Record
from build_tools.model.tree import Element, Node
from build_tools.read.cites import Cite, Unreadable, bare, bracketed, pages, parse
from build_tools.read.fields import nearest
from build_tools.read.marks import Mark, Sort, scan

GLOSSARY = "glossary"
"""The locator of the printed list of terms, which stands before the first page."""

LOCATORS = "“p. 88”, “pp. 88–89”, “p. 571, n. 29” or “glossary”"


class Fault(NamedTuple):
    """What is wrong with a citation: the code of a finding and its words."""

    code: str
    message: str
    expected: str
    hint: str


Judge = Callable[[str], Fault | None]
"""Says what is wrong with a name, or `None`."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A work in the catalogue: its record, and all its passages by id. `notes` are the numbers of the notes on each printed page."""

    record: Record
    register: Register
    notes: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[str]] = {}
        for row in self.register.passages:
            if row.kind == "note":
                for page in {row.page: None, **dict.fromkeys(printed(row.page))}:
                    found.setdefault(page, []).append(row.name.removeprefix("note "))
        object.__setattr__(self, "notes", {page: tuple(numbers) for page, numbers in found.items()})

    def notes_on(self, page: str) -> tuple[str, ...]:
        """Return the numbers of the notes that stand on a printed page, or go on there."""
        return self.notes.get(page, ())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`works` are those of the edition by id; `keys` leads from a key of the bibliography to the short title of its work."""

    works: Mapping[str, Shelf] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def shelf(self, cite: Cite) -> Shelf | None:
        """Return the work that a citation names, or of which it names a passage."""
        return self.works.get(cite.key.partition(".")[0])

    def element(self, cite: Cite) -> Element:
        """Return a citation as TEI: `@cRef` says what is cited for programs, the words say it for readers.

        >>> Catalogue().element(Cite("a", "p. 1")).attributes
        {'type': 'cite', 'cRef': 'a p. 1'}
        """
        shelf = self.shelf(cite)
        if self.fault(cite) is not None:
            return bare(cite)
        if shelf is None:
            said = ", ".join(filter(None, (self.keys[cite.key], cite.locator)))
            return Element("ref", {"type": "cite", "cRef": ", ".join(filter(None, cite))}, (said,))
        if "." in cite.key:
            said = shelf.register.by_id[cite.key].label
            return Element("ref", {"type": "cite", "cRef": cite.key}, (", ".join(filter(None, (shelf.record.name, said))),))
        locator = cite.locator if cite.locator in ("", GLOSSARY) else str(pages(cite.locator))
        said = ", ".join(filter(None, (shelf.record.name, locator)))
        return Element("ref", {"type": "cite", "cRef": " ".join(filter(None, (cite.key, locator)))}, (said,))

    def bracketed(self, inside: str) -> tuple[Node, ...]:
        """Return the citations between two brackets as TEI, in round brackets."""
        return bracketed(inside, self.element)

    def fault(self, cite: Cite) -> Fault | None:
        """Return what is wrong with a citation: A033 (cannot be read), A031 (unknown work or key), A032 (unknown page or passage)."""
        shelf = self.shelf(cite)
        if shelf is None:
            return None if cite.key in self.keys else Fault(
                "A031", f"“{cite.key}” is neither a work nor in the bibliography",
                "the id of a work, the id of a passage, or a key of bibliography.bib",
                nearest(cite.key, (*self.works, *self.keys)) or f"works: {', '.join(sorted(self.works))}",
            )
        if "." in cite.key:
            return _passage_fault(cite, shelf)
        if cite.locator == GLOSSARY:
            known = f"{cite.key}.{GLOSSARY}" in shelf.register.by_id
            return None if known else Fault("A032", f"“{cite.key}” has no glossary of its own", "a printed page, or a passage", "")
        return _page_fault(cite, shelf) if cite.locator else None

    def faults(
        self, text: str, file: str, line: int = 1, link: Judge | None = None, figure: Judge | None = None
    ) -> Iterator[Finding]:
        """Yield what is wrong with the marks of a text that begins in line `line`.

        `link` judges what is named in `[[…]]`, `figure` what is named in `![[figure:…]]`.
        """
        for mark in scan(text, line):
            for code, message, expected, hint in self._marked(mark, link, figure):
                yield Finding(code, message, file, mark.line, expected=expected, hint=hint)

    def _marked(self, mark: Mark, link: Judge | None, figure: Judge | None) -> Iterator[Fault]:
        if mark.sort is Sort.OPEN:
            yield Fault("A033", f"a bracket “{mark.inside}” has no end", "[@work, p. 88] or [[entry]]",
                        "close it, or put a backslash before a bracket that is meant as such")
        elif mark.sort in (Sort.LINK, Sort.FIGURE):
            judge = link if mark.sort is Sort.LINK else figure
            fault = judge(mark.inside) if judge else None
            if fault:
                yield fault
        else:
            try:
                cites: Sequence[Cite] = parse(mark.inside)
            except Unreadable as error:
                yield Fault("A033", str(error), "[@work, p. 88], several with “; ” between them", "each begins with @ and the id of a work")
                return
            yield from filter(None, map(self.fault, cites))


def _page_fault(cite: Cite, shelf: Shelf) -> Fault | None:
    try:
        found = pages(cite.locator)
    except Unreadable as error:
        return Fault("A033", str(error), LOCATORS, "several pages are several citations: [@work, p. 88; @work, p. 93]")
    known = shelf.register.pages
    if not known:
        passage = next((row.id for row in shelf.register.passages), f"{cite.key}.p1")
        return Fault("A032", f"“{cite.key}” has no printed pages", f"a passage such as “{passage}”",
                     f"a new work is registered by “edition register {cite.key}”")
    for page in (found.first, found.last):
        if page not in known:
            return Fault("A032", f"“{cite.key}” has no page {page}", "a page that is at hand", _nearest_pages(page, known))
    notes = shelf.notes_on(found.first) if found.note else ()
    if found.note and found.note not in notes:
        return Fault("A032", f"page {found.first} of “{cite.key}” has no note {found.note}", "a note that stands on that page",
                     f"its notes: {', '.join(notes)}" if notes else "")
    return None


def _nearest_pages(page: str, known: Collection[str]) -> str:
    if not page.isdecimal():
        return nearest(page, known)
    numbers = sorted(int(one) for one in known if one.isdecimal())
    before = [str(one) for one in numbers if one < int(page)][-1:]
    after = [str(one) for one in numbers if one > int(page)][:1]
    return f"the nearest: {' and '.join(before + after)}" if before or after else ""


def _passage_fault(cite: Cite, shelf: Shelf) -> Fault | None:
    if not shelf.register.resolve(cite.key):
        living = [row.id for row in shelf.register.passages if not row.retired]
        highest, stem = numbers(living), cite.key.rstrip("0123456789")
        return Fault("A032", f"there is no passage “{cite.key}”", f"an id of sources/{shelf.record.id}/passages.tsv",
                     f"the last one there is {stem}{highest[stem]}" if stem in highest else nearest(cite.key, living))
    if cite.locator:
        return Fault("A033", f"“{cite.key}” is a passage, and has “{cite.locator}” behind it", "the id of the passage alone", "")
    return None
