"""Sources: where a statement of ours rests: pages of a work, one of its passages, or a work of the bibliography."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.annotate.placed import Fault
from build_tools.model.passage import Passage, Register, numbers
from build_tools.read.cites import Cite
from build_tools.read.fields import nearest

_PAGE = r"\d+|[ivxlc]+"
_PAGED = re.compile(  # bettelheim p. 88 · bettelheim pp. 88–89 · bettelheim p. 571, n. 29 · bettelheim glossary · end-of-nep
    rf"(?P<work>[a-z][a-z0-9-]*)"
    rf"(?: p\. (?P<page>{_PAGE})(?:, n\. (?P<note>\d+))?| pp\. (?P<first>\d+)\u2013(?P<last>\d+)|(?P<list> glossary))?"
)
_PASSAGE = re.compile(r"(?P<work>[a-z][a-z0-9-]*)\.[a-z0-9][a-z0-9.-]*")  # end-of-nep.2.1.p3
_CITED = re.compile(r"(?P<key>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:, (?P<locator>\S.*))?")  # carr-davies-foundations, vol. 1, p. 3
EXPECTED = "a work and a printed page, such as “bettelheim p. 88”, or the id of a passage"


class Source(NamedTuple):
    """A place in a work: its pages from `first` to `last` and a note of theirs, or a passage, or nothing but the work.

    `key` is that of a work which the edition only cites, with what stands behind it.
    """

    work: str = ""
    first: str = ""
    last: str = ""
    note: str = ""
    passage: str = ""
    key: str = ""
    locator: str = ""

    @property
    def pages(self) -> tuple[str, ...]:
        """The printed pages that are named."""
        if self.first.isdecimal() and self.last.isdecimal():
            return tuple(str(page) for page in range(int(self.first), int(self.last) + 1))
        return (self.first,) if self.first else ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a source may name: the works with the registers of their passages, and the keys of the bibliography (`None`: any)."""

    works: Mapping[str, Register] = field(default_factory=dict)
    keys: Collection[str] | None = None


def parse(said: str, works: Collection[str] | None = None) -> Source | None:
    """Return what a source names, `None` where it cannot be understood; `works` tell a work of the edition from one that it cites.

    >>> parse("bettelheim pp. 88–89").pages
    ('88', '89')
    >>> parse("bettelheim p. 571, n. 29").note, parse("end-of-nep.2.1.p3").passage, parse("carr-davies-foundations, vol. 1, p. 3").locator
    ('29', 'end-of-nep.2.1.p3', 'vol. 1, p. 3')
    """
    if match := _PAGED.fullmatch(said):
        work, page, glossary = match["work"], match["page"] or match["first"] or "", match["list"]
        if works is None or work in works or page or glossary:
            return Source(work, page, match["last"] or page, match["note"] or "", f"{work}.glossary" if glossary else "")
    if match := _PASSAGE.fullmatch(said):
        return Source(match["work"], passage=said)
    if match := _CITED.fullmatch(said):
        return Source(key=match["key"], locator=match["locator"] or "")
    return None


def cite(said: str) -> Cite:
    """Return a source as a citation.

    >>> cite("bettelheim pp. 88–89"), cite("carr-davies-foundations, vol. 1, p. 3")
    (Cite(key='bettelheim', locator='pp. 88–89'), Cite(key='carr-davies-foundations', locator='vol. 1, p. 3'))
    """
    key, _, locator = said.partition(" ")
    return Cite(key.rstrip(","), locator)


def judge(said: str, line: int, known: Known | None, fault: Fault) -> None:
    """Find a source that says nothing (A009), or names what does not exist (A030); without `known` all exists."""
    source = parse(said, None if known is None else known.works)
    if said and source is None:
        fault("A009", line, f"“{said}” is no source", EXPECTED, "ranges: “pp. 88–89”")
    elif source is not None and known is not None and (lack := missing(source, known)) is not None:
        fault("A030", line, lack[0], EXPECTED, lack[1])


def missing(source: Source, known: Known) -> tuple[str, str] | None:
    """Return what a source names and what does not exist, with a hint; `None` where all is there.

    A work without a register of passages has nothing yet that could be missing.
    """
    if source.key:
        if known.keys is None or source.key in known.keys:
            return None
        return f"“{source.key}” is neither a work of the edition nor in its bibliography", nearest(source.key, {*known.keys, *known.works})
    if source.work not in known.works:
        return f"“{source.work}” is no work of the edition", nearest(source.work, known.works)
    register = known.works[source.work]
    if not register.passages:
        return None
    if source.passage:
        return _missing_passage(source.passage, register)
    pages = register.pages
    for page in source.pages:
        if page not in pages:
            return f"{source.work} has no page {page}", _near_page(page, pages)
    if source.first and source.last and not source.pages:
        return f"the pages {source.first}–{source.last} run backwards", ""
    if source.note and not _notes(register, source.first, source.note):
        found = {row.name.removeprefix("note ") for row in register.passages if row.kind == "note" and _on(row, source.first)}
        others = sorted(found, key=lambda one: (len(one), one))
        return f"{source.work} has no note {source.note} on p. {source.first}", f"its notes are {', '.join(others)}" if others else ""
    return None


def _missing_passage(name: str, register: Register) -> tuple[str, str] | None:
    row = register.by_id.get(name)
    if row is None:
        highest = numbers(register.by_id)
        stem = name.rstrip("0123456789")
        last = f"the last one there is {stem}{highest[stem]}" if stem in highest else nearest(name, register.by_id)
        return f"there is no passage “{name}”", last
    if row.retired:
        return f"the passage “{name}” has been retired", f"its words stand in {', '.join(register.resolve(name))}"
    return None


def _near_page(page: str, pages: Collection[str]) -> str:
    counted = sorted((int(one) for one in pages if one.isdecimal()), key=lambda one: abs(one - int(page)) if page.isdecimal() else one)
    return f"the nearest is p. {counted[0]}" if counted else "the work has no pages: name a passage"


def _notes(register: Register, page: str, note: str) -> tuple[Passage, ...]:
    return tuple(row for row in register.passages if row.kind == "note" and row.name == f"note {note}" and _on(row, page))


def _on(row: Passage, page: str) -> bool:
    first, _, last = row.page.partition("-")
    return page in (first, last) or (page.isdecimal() and first.isdecimal() and last.isdecimal() and int(first) <= int(page) <= int(last))
