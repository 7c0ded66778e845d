"""From a text to its TEI file and its document: the stages read, clean, structure, write, validate, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from build_tools.model.document import Document
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.ledger import Ledger, replay
from build_tools.model.report import Report
from build_tools.model.source import Source
from build_tools.model.transcript import Transcript
from build_tools.pipeline import account
from build_tools.pipeline.cache import Cache, code_digest, digest, files_digest
from build_tools.pipeline.citable import catalogue, made_from
from build_tools.pipeline.project import Project
from build_tools.read import contents, damage, occurrences, printed_index, works_cited
from build_tools.read.fields import nearest
from build_tools.read.texts import READING, Text

PACKAGES = ("model", "read", "clean", "structure", "tei")
"""The code that a TEI file depends on; of what else is installed only `wordfreq` bears on the words."""

BESIDE = frozenset({
    READING, contents.NAME, damage.PAGES, damage.NOTES, occurrences.NAME, works_cited.NAME, printed_index.NAME, "exceptions.toml",
})
"""What lies in the folder of a work and has no part in its conversion: it is made from it, or judges it."""

READERS = ("extraction", "markdown", "tei")
"""What `reader` in source.toml may be: a plain text or a Markdown file that is converted, or a TEI file that is taken as it is."""


@dataclass(frozen=True, slots=True)
class Stages:
    """A work on its way: what `--keep-stages` shows. A work that came as TEI has no transcripts and no ledger."""

    document: Document
    tei: bytes
    transcript: Transcript | None = None
    cleaned: Transcript | None = None
    ledger: Ledger = ()


def convert(source: Source, text: Text, project: Project) -> Stages:
    """Take one text through all stages but the gate, without a cache; raises `EditionError` at the first that cannot go on."""
    from build_tools.pipeline import register

    if source.input.reader == "tei":
        from build_tools.tei.adopt import adopt

        return Stages(*adopt(text.data, text.name, source.record, register.load(project, source.record.id)))
    _known_reader(source, project)
    from build_tools.tei.register import relabel

    if source.input.reader == "markdown":
        from build_tools.read.markdown import read as read_markdown
        from build_tools.tei.serialize import write as write_tei

        citable = catalogue(project)
        try:
            read_ = read_markdown(text.data, text.name, source.record, [part.line for part in text.parts], citable.element)
            if findings := list(citable.faults(text.data.decode("utf-8-sig"), text.name)):
                raise EditionError(*findings)
        except EditionError as error:
            raise EditionError(*(placed(finding, text) for finding in error.findings)) from error
        made = relabel(read_, register.load(project, source.record.id))
        return Stages(made, write_tei(made))
    from build_tools.clean import clean
    from build_tools.clean.corrections import load as corrections
    from build_tools.read.extraction import read
    from build_tools.structure import structure
    from build_tools.tei.serialize import write

    table = corrections_of(source, project)
    transcript = read(text.data, text.name)
    cleaned = clean(transcript, source.habits, corrections(table, table.relative_to(project.root).as_posix()))
    document = relabel(structure(cleaned, source), register.load(project, source.record.id))
    return Stages(document, write(document), transcript, cleaned.transcript, cleaned.ledger)


def placed(finding: Finding, text: Text) -> Finding:
    """Return a finding with its place in the file of a text, where the text is in several."""
    if finding.file != text.name or finding.line is None:
        return finding
    file, line = text.place(finding.line)
    return replace(finding, file=file, line=line)


def tei(source: Source, text: Text, project: Project, cache: Cache) -> bytes:
    """Return the TEI file of a work, from the cache where nothing that it is made from has changed."""

    name = key(source, text, project)

    def make() -> bytes:
        made = convert(source, text, project)
        gate(made, source, text)
        # The ledger is at hand only now; whoever asks for the report later shall not have to convert again.
        cache.data(f"{source.record.id}.json", _reported(name), lambda: account.dump(accounted(source, made)))
        return made.tei

    return cache.data(f"{source.record.id}.xml", name, make)


def report(source: Source, text: Text, project: Project, cache: Cache) -> Report:
    """Return the report on the conversion of a work, from the cache where nothing that it is made from has changed."""
    name = _reported(key(source, text, project))

    def make() -> Report:
        data = cache.data(f"{source.record.id}.json", name, lambda: account.dump(accounted(source, convert(source, text, project))))
        return account.load(data)

    return cache.value(f"report {source.record.id}", name, make)


def accounted(source: Source, stages: Stages) -> Report:
    """Return the report on a work on its way."""
    return account.account(stages.document, stages.ledger, stages.cleaned, source.habits.blank_pages)


def _reported(name: str) -> str:
    return digest(name, code_digest("pipeline"))


def document(source: Source, text: Text, project: Project, cache: Cache) -> Document:
    """Return the document that the validated TEI file of a work says."""

    def make() -> Document:
        from build_tools.tei.parse import read

        # These bytes have passed the gate: the cache gives back only what was made, with this code, and is whole.
        return read(tei(source, text, project, cache), file_of(source, text))

    return cache.value(f"document {source.record.id}", key(source, text, project), make)


def key(source: Source, text: Text, project: Project) -> str:
    """Return one name for all that the TEI file of a work is made from: text, record and tables of the work, and our own code."""
    folder = Path(source.folder)
    beside = [path for path in folder.rglob("*") if path.is_file() and path != text.path and path.name not in BESIDE]
    table = corrections_of(source, project)
    return digest(
        text.data,
        text.name,
        files_digest(beside, folder),
        table.read_bytes() if table.is_file() else "",
        digest(made_from(project), code_digest("annotate")) if source.input.reader == "markdown" else "",
        code_digest(*PACKAGES),
        _word_list(),
    )


@lru_cache(1)
def _word_list() -> str:
    return version("wordfreq")


def file_of(source: Source, text: Text) -> str:
    """Return how findings call the TEI file of a work: the one that came in, or the one that is made."""
    return text.name if source.input.reader == "tei" else f"{source.record.id}.xml"


def gate(stages: Stages, source: Source, text: Text) -> tuple[Finding, ...]:
    """Return what an editor may want to know of the TEI file that was made; raises `EditionError` where it may not be published.

    What the edition made itself is valid against its own schema and rules, without exception. Of a file that others made only that
    stops the build which makes it useless.
    """
    name = file_of(source, text)
    if source.input.reader == "tei":
        from build_tools.tei.adopt import faults

        found = faults(stages.tei, name, stages.document)
    else:
        from build_tools.tei.validate import validate

        found = validate(stages.tei, name)
    if errors := [finding for finding in found if finding.severity is Severity.ERROR]:
        raise EditionError(*errors)
    return tuple(found)


def replayed(stages: Stages, text: Text) -> Iterator[Finding]:
    """Hold the ledger to its law: replayed backwards it gives the input, byte for byte (P005)."""
    if stages.cleaned is None:
        return
    try:
        back = "".join(replay(stages.cleaned.lines, stages.ledger))
    except ValueError as error:
        back, why = "", str(error)
    else:
        why = "the text that comes back is another"
    if back.encode() != text.data:
        yield Finding("P005", f"the ledger cannot be replayed: {why}", text.name, expected="the input, byte for byte",
                      hint="a fix in build_tools/clean made a change that it did not report")


def corrections_of(source: Source, project: Project) -> Path:
    """Return where the corrections of a work stand."""
    return project.annotations / source.record.id / "corrections.csv"


def _known_reader(source: Source, project: Project) -> None:
    if source.input.reader not in READERS:
        from build_tools.read.source import NAME, line_of
        from build_tools.read.utf8 import written

        path = Path(source.folder) / NAME
        line = line_of(written(path.read_bytes(), path.name), ("input", "reader"))
        raise EditionError(Finding("R008", f"there is no reader “{source.input.reader}”", path.relative_to(project.root).as_posix(), line,
                                   expected=f"one of {', '.join(READERS)}", hint=nearest(source.input.reader, READERS)))
