"""`edition report`: what was changed in a work, what is lost and what is doubtful, for the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from build_tools.command.order import known, no_text, order
from build_tools.command.report import Report as Voice
from build_tools.model.document import Treatment
from build_tools.model.finding import EditionError
from build_tools.model.report import Condition, Place, Report
from build_tools.pipeline import conversion
from build_tools.pipeline.cache import Cache
from build_tools.pipeline.project import take_stock
from build_tools.read import damage
from build_tools.render.report.losses import CERTAINTY, ranges

SHOWN = 8
"""Places of a rule that are named."""


def run(arguments: argparse.Namespace, report: Voice) -> int:
    """Print the report on one work; without its text, what the committed tables say."""
    ordered = order(arguments, works=(arguments.work,))
    place, work = ordered.project, arguments.work
    known(place, (work,))
    stock, faults = take_stock(ordered)
    faults = tuple(one for one in faults if f"sources/{work}/" in one.file or not one.file.startswith("sources/"))
    if faults:
        raise EditionError(*faults)
    text = stock.texts.get(work)
    if text is None:
        found = damage.load(place.sources / work, place.root)
        if found is None:
            raise EditionError(no_text(work))
        show(work, found, {})
        return 0
    source = next(one for one in stock.sources if one.record.id == work)
    cache = Cache(place.build / "cache")
    with report.stage(f"Converting {work}"):
        treatments = {one.rule: one for one in conversion.document(source, text, place, cache).treatments}
        found = conversion.report(source, text, place, cache)
    report.close()
    show(work, found, treatments)
    return 0


def show(work: str, found: Report, treatments: Mapping[str, Treatment]) -> None:
    """Print tables to standard output, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=sys.stdout, highlight=False)
    if found.rules:
        table = Table("Rule", "Places", "What was done", "First", title=f"{work}: what was changed", title_justify="left")
        for rule in found.rules:
            said = treatments.get(rule.name)
            table.add_row(rule.name, f"{rule.count:,}", said.sentence if said else "", ", ".join(map(where, rule.places[:SHOWN])))
        console.print(table)
        mended = next((rule for rule in found.rules if rule.name == "corrections"), None)
        if mended is not None:
            table = Table("Place", "Received", "Corrected", "Reason", title="Corrected by hand", title_justify="left")
            for one in mended.places:
                table.add_row(where(one), one.before, one.after, one.reason)
            console.print(table)
    if found.apparatus:
        table = Table("Division", "Page", "Calls", "Notes", "Paired", "Lost", title="Notes", title_justify="left")
        for row in found.apparatus:
            table.add_row(row.title, row.page, *(f"{figure:,}" for figure in (row.calls, row.notes, row.paired, row.lost)))
        table.add_section()
        table.add_row("All", "", *(f"{figure:,}" for figure in (found.calls, found.notes, found.paired, found.calls - found.paired)))
        console.print(table)
    for line in facts(found):
        console.print(line, markup=False, soft_wrap=True)


def facts(found: Report) -> list[str]:
    """Return what is lost and doubtful, a line each."""
    lines = []
    for behind, words in ((False, "of the text"), (True, "behind the text")):
        if pages := found.lost_pages(behind=behind):
            lines.append(f"Lost pages {words}: {len(pages)} ({ranges(pages)})")
    if blank := [page for page in found.pages if page.condition is Condition.BLANK]:
        lines.append(f"Blank in print: {len(blank)} ({ranges(blank)})")
    if gaps := sum(page.gaps for page in found.pages):
        lines.append(f"Gaps inside the text: {gaps}")
    if found.fragments:
        lines.append(f"Fragments of lost pages: {len(found.fragments)}")
    for cert, words in CERTAINTY.items():
        if count := sum(page.cert == cert for page in found.pages):
            lines.append(f"Page numbers {words}: {count}")
    if found.doubtful_calls:
        lines.append(f"Note calls by their count alone: {', '.join(f'{one.after} (p. {one.page})' for one in found.doubtful_calls)}")
    if found.doubts:
        lines.append(f"Joined at a line end without evidence: {', '.join(f'{one.after} ({where(one)})' for one in found.doubts)}")
    return lines


def where(place: Place) -> str:
    """Return page and line of a place."""
    return f"p. {place.page}, line {place.line}" if place.page else f"line {place.line}"
