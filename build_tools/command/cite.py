"""`edition cite`: prints how a work, its pages or a passage is cited."""

from __future__ import annotations

import argparse

from build_tools.command import Usage
from build_tools.command.cite_entry import cited, headwords
from build_tools.command.order import order
from build_tools.command.report import Report
from build_tools.export.bibliographic import cited_bibtex, cited_csl_json, cited_ris
from build_tools.model.citation import Citations, Form, Locator
from build_tools.model.finding import EditionError
from build_tools.pipeline import Cache, citing, register
from build_tools.pipeline.project import imprint, take_stock
from build_tools.pipeline.site_address import site_of
from build_tools.read import citations
from build_tools.read.fields import nearest
from build_tools.render.citation import fill, own, plain

RECORDS = {"bibtex": cited_bibtex, "ris": cited_ris, "csl-json": cited_csl_json}


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Print the forms of one style, or of all, or a record for a reference manager."""
    ordered = order(arguments)
    stock, _ = take_stock(ordered)
    root = ordered.project.root
    sources = {source.record.id: source for source in stock.sources}
    work = arguments.target.partition(".")[0]
    known_entries = headwords(ordered.project) if work not in sources else {}
    if arguments.target in known_entries and not arguments.pages:
        stated = imprint(ordered.project)
        address = site_of(ordered.project).address
        report.answer(cited(known_entries[arguments.target], stated, ordered.project, address, arguments.style, arguments.format))
        return 0
    if arguments.target in known_entries:
        raise Usage(f"“{arguments.target}” is an entry of a register, which has no pages; name it alone")
    if work not in sources:
        raise Usage(f"there is no work “{work}”; {nearest(work, (*sources, *known_entries)) or 'there are ' + ', '.join(sources)}")
    source = sources[work]
    found = citations.load(root / "sources" / work, root)
    faults = citations.stale(source, found, root)
    if found is None or faults:
        raise EditionError(*faults)
    cache = Cache(ordered.project.build / "cache")
    places = citing.places(source, stock, ordered, cache, passages=arguments.target != work)
    at = citing.locate(arguments.target, arguments.pages or "", work, places)
    if arguments.format in RECORDS:
        passage = arguments.target if arguments.target != work else ""
        report.answer(RECORDS[arguments.format](found, at, passage).rstrip("\r\n"))
    else:
        stated = imprint(ordered.project)
        ours = own(source.record, stated.title, stated.version, stated.date, found.status)
        known = register.load(ordered.project, work)
        where = site_of(ordered.project).address + citing.address(arguments.target, at, work, known)
        report.answer(f"{listed(found, ours, at, arguments.style, arguments.format)}\n\nAddress\n  {where}")
    return report.findings(citing.dated(source, root))


def listed(found: Citations, ours: Form, at: Locator, style: str, format: str) -> str:
    """Return the forms of a style, each below its name; `all` gives those of every style."""
    forms = [form for form in (ours, *found.forms) if style in ("all", form.style)]
    rows = []
    for form in forms:
        said = fill(form, at)
        rows.append(f"{form.name}\n  {said if format == 'html' else plain(said)}")
    return "\n\n".join(rows)
