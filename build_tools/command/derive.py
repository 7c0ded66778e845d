"""`edition derive`: makes the data that are kept beside the records because a build could not make them without other tools or texts."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from build_tools.command.order import order, project
from build_tools.command.report import Report
from build_tools.model.finding import EditionError, Finding
from build_tools.model.source import Source
from build_tools.pipeline.cache import Cache, write
from build_tools.pipeline.project import Project, imprint, stock
from build_tools.read import entry_citations, occurrences, printed_index, works_cited
from build_tools.read.citations import NAME, STATUS, digest, dump, load, stale
from build_tools.read.source import load_all


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Write `citations.json` for works whose record has changed since (all with `--all`), and the tables of all texts at hand."""
    written = False
    findings: list[Finding] = []
    # Citations want Node and the registries: where these are not at hand, the tables are written all the same.
    for step in (_tables, _citations):
        try:
            for name in step(arguments, report):
                report.say(name)
                written = True
        except EditionError as error:
            findings.extend(error.findings)
    if not written and not findings:
        report.say("Citations are made from their records, tables from the texts at hand: nothing to derive")
    return report.findings(findings)


def _citations(arguments: argparse.Namespace, report: Report) -> Iterator[str]:
    """Write the citations of works, and yield the names of the files."""
    from build_tools.export.bibliographic import bibtex, csl_json, ris
    from build_tools.export.processor import citations

    place = project(arguments)
    sources, faults = load_all(place.sources)
    if faults:
        raise EditionError(*faults)

    def old(name: str) -> bool:
        try:
            return bool(stale(by_id[name], load(place.sources / name, place.root), place.root))
        except EditionError:
            return True

    by_id = {source.record.id: source for source in sources}
    wanted = [source for name, source in by_id.items() if arguments.all or old(name)]
    stated = imprint(place)
    entries = entry_citations.source(stated.title, stated.date)
    if arguments.all or _entries_are_old(entries, place):
        wanted.append(entries)
    if not wanted:
        return
    with report.stage("Formatting citations"):
        made = citations(
            wanted, place.build / "derive",
            {source.record.id: digest(source) for source in wanted},
            {source.record.id: STATUS.get(source.input.reader, source.input.reader) for source in wanted},
        )
    for work, found in made.items():
        if work == entry_citations.ID:
            # In a record the address of an entry is filled in where it is known; it must not hold one that leads nowhere.
            bare = replace(entries.record, url="")
            found = replace(found, status="", bibtex=bibtex(bare), ris=ris(bare), csl_json=csl_json(bare))
        path = entry_citations.path(place.annotations) if work == entry_citations.ID else place.sources / work / NAME
        write(path, dump(found).encode())
        yield path.relative_to(place.root).as_posix()


def _entries_are_old(made_from: Source, place: Project) -> bool:
    try:
        return bool(entry_citations.stale(made_from, load(place.annotations, place.root)))
    except EditionError:
        return True


def _tables(arguments: argparse.Namespace, report: Report) -> Iterator[str]:
    """Write the tables that are not what the texts at hand say, and yield their names."""
    from build_tools.pipeline import conversion, mentions, register
    from build_tools.pipeline import works_cited as cited
    from build_tools.pipeline.annotation import apparatus, weave

    ordered = order(arguments)
    taken = stock(ordered)
    cache = Cache(ordered.project.build / "cache")
    said = apparatus(ordered.project, tuple(source.record.id for source in taken.sources), cache)
    for source in taken.sources:
        work = source.record.id
        text = taken.texts.get(work)
        if text is None:
            continue
        with report.stage(f"Reading {work}"):
            document = conversion.document(source, text, ordered.project, cache)
            known = register.load(ordered.project, work)
            woven = weave(document, conversion.key(source, text, ordered.project), said, cache, known)
        folder = ordered.project.sources / work
        if mentions.stale(ordered.project, text, woven.occurrences):
            write(folder / occurrences.NAME, occurrences.dump(mentions.mentioned(woven.occurrences)).encode())
            yield f"sources/{work}/{occurrences.NAME}"
        if cited.stale(ordered.project, text, woven.citings):
            write(folder / works_cited.NAME, works_cited.dump(woven.citings).encode())
            yield f"sources/{work}/{works_cited.NAME}"
        if cited.stale_index(ordered.project, text, woven.index):
            write(folder / printed_index.NAME, printed_index.dump(woven.index).encode())
            yield f"sources/{work}/{printed_index.NAME}"
