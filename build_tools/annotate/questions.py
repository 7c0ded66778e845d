"""The questions on which the works differ: `annotations/questions.yml`, read with the line of every fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from build_tools.annotate.articles import resolver
from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.forms import key
from build_tools.annotate.placed import Fault, Placed, collect, compose, fields, items, string
from build_tools.annotate.prose import Resolve, links, tei
from build_tools.annotate.register import Register
from build_tools.annotate.sources import cite, judge
from build_tools.model.edition import Position, Question
from build_tools.model.finding import EditionError, Finding
from build_tools.model.tree import Element
from build_tools.read.fields import nearest

NAME = "questions.yml"
_NEEDED = ("id", "question", "background", "positions")
_FIELDS = (*_NEEDED, "terms", "figures")
_POSITION = ("work", "position", "sources")
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")  # autumn-1927


def load(
    folder: Path, registers: Sequence[Register], catalogue: Catalogue, figures: Collection[str] | None = None
) -> tuple[Question, ...]:
    """Return the questions in the order of their file, none where there is no file; `figures` are their ids, `None` where they could not
    be read.

    Raises `EditionError` with all findings: A001 (not YAML), A002 (shape), A003 and A004 (fields), A005 (id twice), A006 (links and
    terms), A009 (value), A031 to A033 (sources, and citations in prose), F004 (figures).
    """
    path = folder / NAME
    if not path.exists():
        return ()
    file = f"{folder.name}/{NAME}"
    findings: list[Finding] = []
    root = compose(path.read_bytes(), file)
    if root is None:
        return ()
    reader = _Reader(registers, catalogue, figures, collect(file, findings))
    found = [one for place in items(root, reader.fault, "the file") if (one := reader.question(place)) is not None]
    if findings:
        raise EditionError(*sorted(set(findings), key=lambda one: (one.line or 0, one.code, one.message)))
    return tuple(found)


class _Reader:
    """What all questions are read with."""

    def __init__(self, registers: Sequence[Register], catalogue: Catalogue, figures: Collection[str] | None, fault: Fault) -> None:
        self.catalogue = catalogue
        self.figures = figures
        self.fault = fault
        self.resolve: Resolve = resolver(registers)
        self.entries: Collection[str] = {entry.id for register in registers for entry in register.entries}
        self.spelt = {key(form.text) for register in registers for form in register.forms()}
        self.ids: dict[str, int] = {}

    def question(self, place: Placed) -> Question | None:
        """Return one question, `None` where it is none."""
        found = fields(place, self.fault, "the question")
        if not self._whole(place, found, _FIELDS, _NEEDED, "the question"):
            return None
        name, question, background = (string(found[field], self.fault, f"“{field}”") for field in _NEEDED[:3])
        if name and not _SLUG.fullmatch(name):
            self.fault("A009", found["id"].line, f"“{name}” cannot be an id", "small letters a–z, digits, single hyphens", "")
        if name in self.ids:
            self.fault("A005", found["id"].line, f"the id “{name}” is taken", "an id for each question",
                       f"the first is in line {self.ids[name]}")
        self.ids.setdefault(name, found["id"].line)
        positions = [one for row in items(found["positions"], self.fault, "“positions”") if (one := self._position(row)) is not None]
        works = [one.work for one in positions]
        for work in sorted({one for one in works if works.count(one) > 1}):
            self.fault("A009", found["positions"].line, f"“{work}” has two positions", "one position for each work", "join them")
        terms = self._strings(found, "terms")
        for term, line in terms:
            if term and term not in self.entries:
                self.fault("A006", line, f"“terms” names “{term}”, which is no entry", "the id of an entry", nearest(term, self.entries))
        figures = self._strings(found, "figures")
        for figure, line in figures:
            if figure and self.figures is not None and figure not in self.figures:
                self.fault("F004", line, f"“{figure}” is no figure", "the name of a figure", nearest(figure, self.figures))
        return Question(
            name, question, self._prose(background, found["background"].line), tuple(positions),
            tuple(term for term, _ in terms), tuple(figure for figure, _ in figures), found["background"].line,
        )

    def _position(self, place: Placed) -> Position | None:
        found = fields(place, self.fault, "the position")
        if not self._whole(place, found, _POSITION, _POSITION, "the position"):
            return None
        work, said = (string(found[name], self.fault, f"“{name}”") for name in _POSITION[:2])
        works = self.catalogue.works
        if work not in works:
            self.fault("A009", found["work"].line, f"“{work}” is no work of the edition", f"one of {', '.join(sorted(works))}",
                       nearest(work, works))
        sources = self._strings(found, "sources")
        for one, line in sources:
            judge(one, line, self.catalogue, self.fault)
        cited = tuple(self.catalogue.element(cite(one)) for one, _ in sources if one)
        line = found["position"].line
        return Position(work, self._prose(said, line), cited, line)

    def _whole(self, place: Placed, found: Mapping[str, Placed], allowed: Sequence[str], needed: Sequence[str], what: str) -> bool:
        """Say whether all that is needed is there; what is missing or unknown is told."""
        for name, value in found.items():
            if name not in allowed:
                self.fault("A003", value.line, f"{what} has a field “{name}”", f"one of {', '.join(allowed)}", nearest(name, allowed))
        missing = [name for name in needed if name not in found]
        for name in missing if found else ():
            self.fault("A004", place.line, f"{what} lacks “{name}”", f"{name}: …", f"add a line “{name}: …”")
        return not missing

    def _strings(self, found: Mapping[str, Placed], name: str) -> list[tuple[str, int]]:
        if name not in found:
            return []
        return [(string(one, self.fault, f"a member of “{name}”"), one.line) for one in items(found[name], self.fault, f"“{name}”")]

    def _prose(self, text: str, line: int) -> Element:
        for target in links(text):
            if target not in self.entries and key(target) not in self.spelt:
                self.fault("A006", line, f"the link [[{target}]] leads to no entry", "an id, or a form of an entry",
                           nearest(target, self.entries) or "write [[id|words]] where the words are no form")
        for one in self.catalogue.faults(text, "", line):
            self.fault(one.code, line, one.message, one.expected, one.hint)
        return Element("def", {}, tei(text, self.resolve, self.catalogue))
