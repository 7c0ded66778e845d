"""The annotations of a project: registers read and checked once, and woven into each document that is at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.document import Document
from build_tools.model.edition import Occurrence, Term
from build_tools.model.finding import EditionError, Finding
from build_tools.model.passage import Register as Passages
from build_tools.pipeline import register as passages
from build_tools.pipeline.cache import Cache, digest, files_digest
from build_tools.pipeline.citable import catalogue, made_from
from build_tools.pipeline.project import Project

if TYPE_CHECKING:
    from build_tools.annotate.catalogue import Catalogue
    from build_tools.annotate.kinds import Kind
    from build_tools.annotate.recognise import Recogniser
    from build_tools.annotate.register import Register
    from build_tools.annotate.rulings import Ruling
    from build_tools.annotate.sources import Known

BIBLIOGRAPHY = "bibliography.bib"
_KEY = re.compile(r"^@\w+\{\s*([^,\s]+)\s*,", re.MULTILINE)  # @book{lenin-cw,

NO_PASSAGES = Passages()


@dataclass(frozen=True, slots=True)
class Apparatus:
    """All that `annotations/` says, ready to be woven. `marks` changes when another word would be marked, and not with a definition."""

    registers: tuple[Register, ...]
    terms: tuple[Term, ...]
    kinds: Mapping[str, Kind]
    rulings: Mapping[str, tuple[Ruling, ...]]
    recogniser: Recogniser
    marks: str
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Woven:
    """A document with its annotations, and where they stand."""

    document: Document
    occurrences: tuple[Occurrence, ...]


def apparatus(project: Project, works: tuple[str, ...], cache: Cache) -> Apparatus:
    """Return the annotations of a project; raises `EditionError` with the findings of all their files at once."""
    folder = project.annotations
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    tables = [path for work in works if (path := passages.path_of(project, work)).is_file()]
    made = digest(files_digest(files, folder), files_digest(tables, project.sources), made_from(project), *works)
    return cache.value("apparatus", made, lambda: _apparatus(project, works, cache))


def known(project: Project, works: tuple[str, ...]) -> Known:
    """Return what a source may name: the works with their passages, and the keys of the bibliography where there is one."""
    from build_tools.annotate.sources import Known

    path = project.annotations / BIBLIOGRAPHY
    keys = frozenset(_KEY.findall(path.read_text(encoding="utf-8", errors="replace"))) if path.is_file() else None
    return Known({work: passages.load(project, work) for work in works}, keys)


def _apparatus(project: Project, works: tuple[str, ...], cache: Cache) -> Apparatus:
    from build_tools.annotate import registers, rulings
    from build_tools.annotate.glossary import terms
    from build_tools.annotate.recognise import Recogniser
    from build_tools.annotate.register import forms
    from build_tools.annotate.weave import kinds_of

    found = registers.load(project.annotations, known(project, works))
    kinds = kinds_of(found)
    ruled: dict[str, tuple[Ruling, ...]] = {}
    findings: list[Finding] = []
    for work in works:
        try:
            ruled[work] = rulings.load(project.annotations, work, kinds)
        except EditionError as error:
            findings.extend(error.findings)
    if findings:
        raise EditionError(*findings)
    marks = digest(repr([register.kind for register in found]), repr(forms(found)))
    recogniser = cache.value("recogniser", marks, lambda: Recogniser(found))
    citable = catalogue(project, cache)
    return Apparatus(found, terms(found, citable), kinds, ruled, recogniser, marks, citable)


def weave(document: Document, key: str, said: Apparatus, cache: Cache, known: Passages = NO_PASSAGES) -> Woven:
    """Return a document with its annotations woven in; `key` names the document. Raises `EditionError` where one has no anchor.

    `known` is the register of its passages: what is said of an id that is no more is said of the passage that has its words now.
    """
    from build_tools.annotate import weave as loom
    from build_tools.annotate.anchor import runs, texts
    from build_tools.annotate.glossary import resolver
    from build_tools.annotate.rulings import led

    work = document.record.id
    ruled = said.rulings.get(work, ())

    def make() -> Woven:
        strings = runs(document)
        placed = led(ruled, known, texts(document)) if ruled else ()
        occurrences = said.recogniser.occurrences(document, placed, strings)
        return Woven(loom.lead(loom.weave(document, occurrences, said.kinds, strings), resolver(said.registers)), occurrences)

    return cache.value(f"woven {work}", digest(key, said.marks, repr(ruled)), make)
