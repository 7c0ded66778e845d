"""`edition check`: all that is wrong with sources, texts and annotations, in one list, without building anything."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace

from build_tools.command.order import order
from build_tools.command.report import Report
from build_tools.model.document import Document
from build_tools.model.finding import Finding
from build_tools.model.passage import Register
from build_tools.model.source import Source
from build_tools.pipeline import Cache, conversion, evidence, leaks, mentions, names, prose, published, works_cited
from build_tools.pipeline import register as registers
from build_tools.pipeline.annotation import Apparatus, apparatus, collected, weave
from build_tools.pipeline.conversion import Stages
from build_tools.pipeline.examination import examine
from build_tools.pipeline.project import Project, Stock, imprint, take_stock
from build_tools.pipeline.site_address import astray, site_of
from build_tools.read import citations, contents, damage, entry_citations, occurrences, printed_index
from build_tools.read import works_cited as works_cited_table
from build_tools.read.source import nameless, namesakes
from build_tools.read.texts import Text


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Convert every text at hand anew, replay its ledger, weave the annotations, and hold the repository to the law."""
    ordered = order(arguments)
    findings: list[Finding] = []
    stock, faults = take_stock(ordered)
    findings.extend(faults)
    findings.extend(nameless(ordered.project.sources))
    findings.extend(namesakes(stock.sources))
    works = tuple(source.record.id for source in stock.sources)
    cache = Cache(None)
    with collected(findings):
        findings.extend(astray(site_of(ordered.project), works))
    with collected(findings):
        stated = imprint(ordered.project)
        of_entries = citations.load(ordered.project.annotations, ordered.project.root)
        findings.extend(entry_citations.stale(entry_citations.source(stated.title, stated.date), of_entries))
    said = None
    with collected(findings):
        with report.stage("Reading the annotations"):
            # While a record is broken its work is unknown, and every annotation that names it would be a finding too.
            said = None if faults else apparatus(ordered.project, works, cache)
            if said is not None:
                findings.extend(prose.faults(ordered.project, stock, said))
    documents: dict[str, Document] = {}
    for source in stock.sources:
        folder, root = ordered.project.sources / source.record.id, ordered.project.root
        for tables in (contents, damage, occurrences, works_cited_table, printed_index):
            with collected(findings):
                tables.load(folder, root)
        with collected(findings):
            findings.extend(citations.stale(source, citations.load(folder, root), root))
        text = stock.texts.get(source.record.id)
        with collected(findings), report.stage(f"Checking {source.record.id}"):
            register = registers.load(ordered.project, source.record.id)
            if text is not None:
                stages = conversion.convert(source, text, ordered.project)
                findings.extend(_converted(source, text, stages, stock, said, register, ordered.project))
                if said is not None:
                    documents[source.record.id] = stages.document
                    woven = weave(stages.document, source.record.id, said, cache, register)
                    findings.extend(mentions.stale(ordered.project, text, woven.occurrences))
                    findings.extend(works_cited.stale(ordered.project, text, woven.citings))
                    findings.extend(works_cited.stale_index(ordered.project, text, woven.index))
    if said is not None:
        findings.extend(evidence.unsupported(ordered.project, said, documents, stock.texts))
    findings.extend(registers.against_published(ordered.project))
    findings.extend(published.withdrawn_notes(ordered.project))
    with report.stage("Looking for sentences that must not be here"):
        held, _ = take_stock(replace(ordered, public=True))
        findings.extend(leaks.in_repository(held, ordered.project))
    status = report.findings(findings)
    if status == 0:
        left = f"nothing that stops a build, {len(set(findings))} to look at" if findings else "nothing to mend"
        report.say(f"{len(works)} works, {len(stock.texts)} with their text: {left}")
    return status


def _converted(
    source: Source, text: Text, stages: Stages, stock: Stock, said: Apparatus | None, register: Register, project: Project
) -> Iterator[Finding]:
    """Yield what is to be said of a converted text; raises `EditionError` where the gate is shut."""
    yield from conversion.replayed(stages, text)
    told = conversion.gate(stages, source, text)
    yield from registers.against_conversion(stages.document, register)[1]
    strange = () if said is None else names.strange(stages.document, text, said, stock, register)
    yield from examine(source, stages, project, text.name, (*told, *strange), names.CODES if said is None else ())
