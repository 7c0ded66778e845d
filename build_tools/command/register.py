"""`edition register`: takes a conversion into the registers of passages, so that every id in it is promised for ever."""

from __future__ import annotations

import argparse

from build_tools.command.order import known, no_text, order
from build_tools.command.report import Report
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.passage import Register
from build_tools.model.source import Source
from build_tools.pipeline import conversion
from build_tools.pipeline import register as registers
from build_tools.pipeline.cache import Cache, write
from build_tools.pipeline.project import Project, take_stock
from build_tools.read import passages
from build_tools.read.texts import Text


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Write `sources/<work>/passages.tsv` for each work named, or for all whose text is at hand; a register never loses an id."""
    ordered = order(arguments, works=tuple(arguments.works))
    place = ordered.project
    known(place, arguments.works)
    stock, faults = take_stock(ordered)
    findings = [*faults, *registers.against_published(place)]
    cache = Cache(place.build / "cache")
    for source in stock.sources if not findings else ():
        work = source.record.id
        if arguments.works and work not in arguments.works:
            continue
        text = stock.texts.get(work)
        if text is None:
            if arguments.works:
                findings.append(no_text(work))
            continue
        try:
            with report.stage(f"Registering {work}"):
                report.say(register(source, text, place, cache))
        except EditionError as error:
            findings.extend(error.findings)
    return report.findings(findings)


def register(source: Source, text: Text, project: Project, cache: Cache) -> str:
    """Bring the register of one work up to date, and say what changed; raises `EditionError` where an id would lead nowhere."""
    from build_tools.render.addresses import addressed
    from build_tools.render.text_page import compose

    work = source.record.id
    document = conversion.document(source, text, project, cache)
    before = registers.load(project, work)
    now, faults = registers.against_conversion(document, before)
    lost = [one for one in faults if one.code == "R025"]
    if now.ids:
        # A conversion has been given its registered ids; a text that came as TEI has those of its file.
        name, other = next(iter(now.ids.items()))
        lost.append(Finding("R042", f"{len(now.ids)} passages have ids that cannot be promised, such as {name}", text.name,
                            expected=f"{other} in its place",
                            hint="change them in the TEI file, or take all ids of passages out of it: the edition then gives its own"))
    if lost:
        raise EditionError(*lost)
    after = addressed(now.register, compose(document))
    table = passages.dump(after)
    path = registers.path_of(project, work)
    if not path.is_file() or path.read_text(encoding="utf-8") != table:
        write(path, table.encode())
    return f"{work}: {_told(before, after)}" + "".join(
        f"\n  {one.message}" for one in faults if one.severity is Severity.ERROR
    )


def _told(before: Register, after: Register) -> str:
    living = [row.id for row in after.passages if not row.retired]
    new = sum(row.id not in before.by_id for row in after.passages)
    led = sum(row.retired and not before.by_id[row.id].retired for row in after.passages if row.id in before.by_id)
    return f"{len(living)} passages, {new} of them new; {led} ids lead elsewhere now, {len(after.passages) - len(living)} in all"
