"""What the annotations state against the texts at hand: each number stands where its entry says that it does, or was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from build_tools.annotate import sums
from build_tools.annotate.cited_sentences import Sentence, paragraphs
from build_tools.annotate.evidence import Evidence, gather
from build_tools.annotate.questions import NAME as QUESTIONS
from build_tools.model.document import Document
from build_tools.model.finding import Finding, Severity
from build_tools.model.tree import Element
from build_tools.pipeline import exceptions
from build_tools.pipeline.project import Project
from build_tools.read.texts import Text

if TYPE_CHECKING:
    from build_tools.pipeline.annotation import Apparatus


def unsupported(project: Project, said: Apparatus, documents: Mapping[str, Document], texts: Mapping[str, Text]) -> list[Finding]:
    """Return an error (A036) for each number that is in none of the named places; `annotations/exceptions.toml` accepts some.

    So do sentences of works of ours, whose places in their files `texts` tell, and the sums in them (A037).
    Raises `EditionError` where the list of accepted ones cannot be read. An entry is judged as far as the texts of its sources are at
    hand, so an accepted number is missed only where all texts are.
    """
    from build_tools.annotate.anchor import runs

    if not documents:
        return []
    folder = project.annotations.name
    evidence = gather({work: runs(document) for work, document in documents.items()})
    path = project.annotations / exceptions.NAME
    name = f"{folder}/{exceptions.NAME}"
    found = [
        *_entries(said, evidence, folder), *_questions(said, evidence, folder), *_notes(said, evidence),
        *_works(documents, evidence, texts),
    ]
    judged = exceptions.judge(found, exceptions.load(path, name), name)
    return [replace(finding, severity=Severity.ERROR) for finding in judged]


def _entries(said: Apparatus, evidence: Evidence, folder: str) -> Iterator[Finding]:
    for register in said.registers:
        for entry in register.entries:
            line = entry.lines.get(register.kind.body, entry.line)
            for number in evidence.unsupported(entry.body, entry.sources):
                yield _finding(number, entry.id, f"{folder}/{register.kind.file}", line, bool(entry.sources))


def _questions(said: Apparatus, evidence: Evidence, folder: str) -> Iterator[Finding]:
    for one in said.questions:
        everything = tuple(source.get("cRef") for position in one.positions for source in position.sources)
        for number in evidence.unsupported(_own(one.background), everything):
            yield _finding(number, one.id, f"{folder}/{QUESTIONS}", one.line, True)
        for position in one.positions:
            named = tuple(source.get("cRef") for source in position.sources)
            for number in evidence.unsupported(_own(position.said), named):
                yield _finding(number, f"{one.id}/{position.work}", f"{folder}/{QUESTIONS}", position.line, bool(position.sources))


def _notes(said: Apparatus, evidence: Evidence) -> Iterator[Finding]:
    """A note of the editors rests on its own passage and on all that it cites."""
    for note in (one for notes in said.notes.values() for one in notes):
        cited = tuple(one.get("cRef") for one in note.body.walk() if one.get("type") == "cite")
        for number in evidence.unsupported(_own(note.body), (note.at, *cited)):
            yield _finding(number, note.id, note.file, note.line, True)


def _works(documents: Mapping[str, Document], evidence: Evidence, texts: Mapping[str, Text]) -> Iterator[Finding]:
    """A sentence of a work of ours rests on what it cites; one that says “computed” shows its sum, which must be right."""
    for work, document in documents.items():
        if not any(one.get("type") == "cite" for one in document.text.walk()):
            continue
        for paragraph in paragraphs(document.text):
            for one in paragraph:
                for told, wrong in sums.unsound(one.words):
                    yield Finding("A037", f"“{told}” {wrong}, in “{_begins(one)}”", *_place(work, one, texts),
                                  expected="a sum that comes to what it says", hint="reckon again", severity=Severity.NOTE)
            for one, number in sums.unsupported(paragraph, evidence):
                yield _finding(number, _begins(one), *_place(work, one, texts), True)


def _begins(sentence: Sentence) -> str:
    return f"{' '.join(sentence.words.split()[:8])} …"


def _place(work: str, sentence: Sentence, texts: Mapping[str, Text]) -> tuple[str, int | None]:
    return texts[work].place(sentence.line) if work in texts and sentence.line else (work, sentence.line or None)


def _own(prose: Element) -> str:
    """Return prose without its citations, whose pages are no statements."""
    return "".join(child if isinstance(child, str) else "" if child.get("type") == "cite" else _own(child) for child in prose.children)


def _finding(number: str, entry: str, file: str, line: int | None, sourced: bool) -> Finding:
    lack = "stands in none of its sources" if sourced else "has no source"
    return Finding(
        "A036", f"“{number}” in “{entry}” {lack}", file, line,
        expected="each number in a place that “sources” names", hint="name the page, or take the number out of the prose",
        severity=Severity.NOTE,
    )
