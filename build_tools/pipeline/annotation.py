"""The annotations of a project: registers read and checked once, and woven into each document that is at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from build_tools.model.bibliography import Bibliography, Citing
from build_tools.model.document import Document
from build_tools.model.edition import Article, Mention, Occurrence, Question
from build_tools.model.editorial import EditorsNote, Emendation
from build_tools.model.figure import Figures
from build_tools.model.finding import EditionError, Finding
from build_tools.model.passage import Register as Passages
from build_tools.model.printed_index import PrintedIndex
from build_tools.pipeline import works_cited
from build_tools.pipeline.cache import Cache, digest, files_digest
from build_tools.pipeline.citable import catalogue, made_from
from build_tools.pipeline.mentions import mentioned
from build_tools.pipeline.project import Project

if TYPE_CHECKING:
    from build_tools.annotate.articles import Resolver
    from build_tools.annotate.catalogue import Catalogue
    from build_tools.annotate.kinds import Kind
    from build_tools.annotate.recognise import Recogniser
    from build_tools.annotate.register import Register
    from build_tools.annotate.rulings import Ruling

NO_PASSAGES = Passages()


@dataclass(frozen=True, slots=True)
class Apparatus:
    """All that `annotations/` says, ready to be woven.

    `marks` changes when another word would be marked, and not with a definition; `figured` changes with the figures, `titles` with the
    bibliography.
    """

    registers: tuple[Register, ...]
    articles: tuple[Article, ...]
    questions: tuple[Question, ...]
    kinds: Mapping[str, Kind]
    rulings: Mapping[str, tuple[Ruling, ...]]
    resolve: Resolver
    recogniser: Recogniser
    marks: str
    catalogue: Catalogue
    figures: Figures
    figured: str
    bibliography: Bibliography
    titles: str
    ruled_citations: Mapping[str, tuple[Ruling, ...]]
    notes: Mapping[str, tuple[EditorsNote, ...]]
    emendations: Mapping[str, tuple[Emendation, ...]]


@dataclass(frozen=True, slots=True)
class Woven:
    """A document with its annotations, and where they stand; `mentions` are what is known of its `occurrences` without the text."""

    document: Document
    occurrences: tuple[Occurrence, ...]
    mentions: tuple[Mention, ...] = ()
    citings: tuple[Citing, ...] = ()
    index: PrintedIndex = PrintedIndex()


def apparatus(project: Project, works: tuple[str, ...], cache: Cache) -> Apparatus:
    """Return the annotations of a project; raises `EditionError` with the findings of all their files at once."""
    folder = project.annotations
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    made = digest(files_digest(files, folder), made_from(project), *works)
    return cache.value("apparatus", made, lambda: _apparatus(project, works, cache))


def _apparatus(project: Project, works: tuple[str, ...], cache: Cache) -> Apparatus:
    from build_tools.annotate import editors_notes, emendations, figures, questions, registers, rulings
    from build_tools.annotate.articles import articles, resolver
    from build_tools.annotate.kinds import MEASURES
    from build_tools.annotate.prose import tei
    from build_tools.annotate.recognise import Recogniser
    from build_tools.annotate.register import forms
    from build_tools.annotate.weave import kinds_of

    citable = catalogue(project, cache)
    found = registers.load(project.annotations, citable)
    kinds = kinds_of(found)
    resolve = resolver(found)
    ruled: dict[str, tuple[Ruling, ...]] = {}
    notes: dict[str, tuple[EditorsNote, ...]] = {}
    emended: dict[str, tuple[Emendation, ...]] = {}
    findings: list[Finding] = []
    for work in works:
        register = citable.works[work].register if work in citable.works else NO_PASSAGES
        with collected(findings):
            ruled[work] = rulings.load(project.annotations, work, kinds)
        with collected(findings):
            notes[work] = editors_notes.load(project.annotations, work, register, resolve, citable)
        with collected(findings):
            emended[work] = emendations.load(project.annotations, work, register)
    folder = project.annotations / figures.FOLDER
    figured = files_digest((path for path in folder.glob("*") if path.is_file()), folder)
    drawn: Collection[str] | None = None
    with collected(findings):
        measures = {entry.id: entry for register in found if register.kind == MEASURES for entry in register.entries}
        named = digest(figured, made_from(project), repr(measures))
        series = cache.value("figures", named, lambda: figures.load(project.annotations, citable, measures))
        drawn = series.by_id
        said = {text: tei(text, resolve, citable) for _, _, text in series.sentences() if text}
        series = replace(series, prose=said, state=figured)
    with collected(findings):
        asked = questions.load(project.annotations, found, citable, drawn)
    with collected(findings):
        cited = works_cited.bibliography(project)
        ruled_citations, faults = works_cited.all_rulings(project, works, cited)
        findings.extend(faults)
    if findings:
        raise EditionError(*findings)
    # Not the kinds themselves: the order of a set is another in each process.
    marks = digest(repr([register.kind.name for register in found]), repr(forms(found)))
    recogniser = cache.value("recogniser", marks, lambda: Recogniser(found))
    return Apparatus(
        found, articles(found, resolve, citable), asked, kinds, ruled, resolve, recogniser, marks, citable, series, figured, cited,
        digest(repr(cited)), ruled_citations, notes, emended,
    )


@contextmanager
def collected(findings: list[Finding]) -> Iterator[None]:
    """Add the findings of what is done meanwhile to a list, and go on."""
    try:
        yield
    except EditionError as error:
        findings.extend(error.findings)


def weave(document: Document, key: str, said: Apparatus, cache: Cache, known: Passages = NO_PASSAGES) -> Woven:
    """Return a document with its annotations woven in; `key` names the document. Raises `EditionError` where one has no anchor, or
    where a figure has a value that its passage does not print.

    `known` is the register of its passages: what is said of an id that is no more is said of the passage that has its words now.
    """
    from build_tools.annotate import cited, printed_index
    from build_tools.annotate import weave as loom
    from build_tools.annotate.anchor import runs, texts
    from build_tools.annotate.cited import Citations
    from build_tools.annotate.figures import unprinted
    from build_tools.annotate.rulings import led
    from build_tools.annotate.stitch import bound, stitched

    work = document.record.id
    ruled, notes, emended = said.rulings.get(work, ()), said.notes.get(work, ()), said.emendations.get(work, ())
    ruled_citations = said.ruled_citations.get(work, ())

    def make() -> Woven:
        said_of = texts(document) if ruled or ruled_citations else {}
        # Notes and emendations are placed in the print as it stands; what is woven later goes around them.
        sewn = stitched(document, notes, emended, said.catalogue.works[work].register if notes or emended else NO_PASSAGES)
        # Citations first: a link stands in no other, and what is named inside a title is not marked.
        citings = Citations(said.bibliography).find(document, led(ruled_citations, known, said_of))
        index = printed_index.printed_index(document)
        referring = printed_index.weave(cited.weave(sewn, citings, runs(sewn)), index)
        strings = runs(referring)
        astray = tuple(unprinted(said.figures, work, runs(document)))
        if astray:
            raise EditionError(*astray)
        occurrences = said.recogniser.occurrences(referring, led(ruled, known, said_of), strings)
        woven = loom.lead(loom.weave(referring, occurrences, said.kinds, strings), said.resolve)
        return Woven(bound(woven, notes), occurrences, mentioned(occurrences), citings, index)

    name = digest(key, said.marks, said.figured, repr((ruled, notes, emended)), said.titles, repr(ruled_citations))
    return cache.value(f"woven {work}", name, make)
