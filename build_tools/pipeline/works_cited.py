"""The works that the texts cite: the bibliography, and what was written down of the texts that are not at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.model.bibliography import Bibliography, Citing
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.printed_index import PrintedIndex
from build_tools.pipeline.project import Project
from build_tools.read import printed_index, works_cited
from build_tools.read.source import load_all
from build_tools.read.texts import READING, Text

if TYPE_CHECKING:
    from build_tools.annotate.rulings import Ruling


def bibliography(project: Project) -> Bibliography:
    """Return the bibliography; raises `EditionError` with all that is wrong with it."""
    from build_tools.annotate.bibliography import load

    sources, _ = load_all(project.sources)
    return load(project.annotations, {source.record.id: source.record.title for source in sources})


def rulings(project: Project, work: str, known: Bibliography) -> tuple[Ruling, ...]:
    """Return what an editor ruled on single citations of a work."""
    from build_tools.annotate.cited import RULINGS
    from build_tools.annotate.rulings import load

    return load(project.annotations, work, known.by_key, RULINGS)


def remembered(project: Project, work: str, known: Bibliography) -> tuple[Citing, ...]:
    """Return what was written down of a work when its text was at hand; rows of entries that are no more cite nothing."""
    return tuple(one for one in works_cited.load(project.sources / work, project.root) if not one.key or one.key in known.by_key)


def stale(project: Project, text: Text, found: Iterable[Citing]) -> list[Finding]:
    """Return a note (B009) where the table of a work is not what its text and the bibliography say now.

    A text that lies in the repository goes with every copy, so nothing has to be remembered of it.
    """
    path = project.sources / text.work / works_cited.NAME
    return _old("B009", project, text, path, works_cited.dump(found), "the citations as they are recognised now")


def stale_index(project: Project, text: Text, found: PrintedIndex) -> list[Finding]:
    """Return a note (B011) where the table of a printed index is not what the text says now; a work without an index has none."""
    path = project.sources / text.work / printed_index.NAME
    if not found.locators and not path.is_file():
        return []
    return _old("B011", project, text, path, printed_index.dump(found), "the passages to which the locators lead now")


def _old(code: str, project: Project, text: Text, path: Path, now: str, expected: str) -> list[Finding]:
    if text.path.parent == path.parent and text.path.name != READING:
        return []
    if path.is_file() and path.read_bytes() == now.encode():
        return []
    said = "the table is not what the text says now" if path.is_file() else "the table is missing"
    return [Finding(code, said, path.relative_to(project.root).as_posix(), expected=expected,
                    hint="“edition derive” writes it, where it finds the text (--texts FOLDER)", severity=Severity.NOTE)]


def all_rulings(project: Project, works: Iterable[str], known: Bibliography) -> tuple[dict[str, tuple[Ruling, ...]], list[Finding]]:
    """Return the rulings of all works, and what is wrong with their tables."""
    ruled: dict[str, tuple[Ruling, ...]] = {}
    findings: list[Finding] = []
    for work in works:
        try:
            ruled[work] = rulings(project, work, known)
        except EditionError as error:
            findings.extend(error.findings)
    return ruled, findings
