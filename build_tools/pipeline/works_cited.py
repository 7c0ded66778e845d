"""The works that the texts cite: the bibliography, and what was written down of the texts that are not at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from build_tools.model.bibliography import Bibliography, Citing
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.pipeline.project import Project
from build_tools.read import works_cited
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
    if text.path.parent == path.parent and text.path.name != READING:
        return []
    if path.is_file() and path.read_bytes() == works_cited.dump(found).encode():
        return []
    name = path.relative_to(project.root).as_posix()
    said = "the citations are not those of the text and the bibliography now" if path.is_file() else "the table of works cited is missing"
    return [Finding("B009", said, name, expected="the citations as they are recognised now",
                    hint="“edition derive --texts FOLDER” writes them", severity=Severity.NOTE)]


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
