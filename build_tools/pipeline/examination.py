"""The examination of a work whose text is at hand: what an editor should look at, and whether the committed tables are true."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from build_tools.model.finding import Finding, Severity
from build_tools.model.source import Source
from build_tools.pipeline import conversion, exceptions
from build_tools.pipeline.conversion import Stages
from build_tools.pipeline.project import Project
from build_tools.read import contents, damage


def examine(
    source: Source, stages: Stages, project: Project, file: str, more: Iterable[Finding] = (), unjudged: Collection[str] = ()
) -> list[Finding]:
    """Return the findings about a converted text that nobody has accepted; `file` is what findings call the text.

    `more` are findings of another judge that may be accepted in the same list; `unjudged` are the codes of which nothing can be said
    now, so that what was accepted of them is not missed. Raises `EditionError` where the list of accepted findings cannot be read.
    """
    folder = project.sources / source.record.id
    path = folder / exceptions.NAME
    name = path.relative_to(project.root).as_posix()
    accepted = [one for one in exceptions.load(path, name) if one.code not in unjudged]
    return list(exceptions.judge([*suspicious(stages, file), *stale(source, stages, project), *more], accepted, name))


def suspicious(stages: Stages, file: str) -> Iterator[Finding]:
    """Yield a note for each suspicious word of a text that was cleaned (S010)."""
    if stages.cleaned is None:
        return
    from build_tools.clean.suspects import suspects

    for one in suspects(stages.cleaned):
        yield Finding("S010", f"“{one.word}” is suspicious: {one.why}", file, one.line, one.page or None,
                      expected=f"“{one.likely}”?", hint="correct it in corrections.csv, or accept it in exceptions.toml",
                      severity=Severity.NOTE)


def stale(source: Source, stages: Stages, project: Project) -> Iterator[Finding]:
    """Yield an error for each committed table that the text no longer bears out (R031)."""
    made = tables(source, stages)
    for name in (contents.NAME, damage.PAGES, damage.NOTES):
        path = project.sources / source.record.id / name
        # A table that is not there is none of a new work's faults: nothing untrue is shown.
        if path.is_file() and path.read_bytes() != made.get(name, "").encode():
            yield Finding("R031", "the table is not what the text says now", path.relative_to(project.root).as_posix(),
                          expected="contents and damage of the present conversion", hint=f"edition tei {source.record.id} --contents")


def tables(source: Source, stages: Stages) -> dict[str, str]:
    """Return the tables that the open edition shows of a work without its text, by file name; one without rows is left out."""
    report = conversion.accounted(source, stages)
    made = {contents.NAME: contents.dump(contents.contents(stages.document))}
    if report.pages:
        made[damage.PAGES] = damage.dump_pages(report.pages)
    if report.apparatus:
        made[damage.NOTES] = damage.dump_notes(report.apparatus)
    return made
