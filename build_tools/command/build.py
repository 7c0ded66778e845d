"""`edition build`: the site is built and checked beside the last good one, and takes its place only when nothing is wrong."""

from __future__ import annotations

import argparse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import pipeline
from build_tools.command.order import order
from build_tools.command.report import Report
from build_tools.command.staging import staged
from build_tools.model.finding import EditionError, Finding
from build_tools.pipeline import Cache, Order, leaks
from build_tools.pipeline.cache import write
from build_tools.pipeline.project import stock

if TYPE_CHECKING:
    from build_tools.render.pages import RenderedSite

NAME = "smychka"
ARCHIVE = f"downloads/{NAME}.zip"
"""Where the site as one file is put inside the site."""


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Build the site, or the plain pages, or both."""
    ordered = order(arguments)
    cache = Cache(ordered.project.build / "cache")
    if arguments.plain is not None:
        plain(ordered, cache, arguments.plain, report)
    if arguments.plain is None or arguments.site is not None:
        site(ordered, cache, arguments.site or ordered.project.root / "site", report)
    return 0


def site(ordered: Order, cache: Cache, target: Path, report: Report) -> None:
    """Build the site with MkDocs into `target`; raises `EditionError`, and leaves `target` as it was, where anything is wrong."""
    from build_tools.command.generator import generate
    from build_tools.export.offline_zip import pack
    from build_tools.render.links import check_site

    made = pipeline.site(ordered, cache, report.stage, ARCHIVE)
    with staged(target, ordered.project) as folder:
        with report.stage("Building the site"):
            generate(made, ordered.project, folder)
        with report.stage("Packing and checking the links"), ThreadPoolExecutor(1) as beside:
            year, month, day = map(int, made.date.split("-"))
            # The place is taken first: pages link to the archive, which appears only when it is whole.
            archive = folder / ARCHIVE
            archive.parent.mkdir(parents=True, exist_ok=True)
            archive.touch()
            # Packing is done in C and leaves the interpreter free, so that both take hardly longer than one.
            packed = beside.submit(pack, folder, archive, NAME, (year, month, day))
            findings = check_site(folder)
            packed.result()
        refuse(ordered, folder, findings, report)
    _done(made, target, report)


def plain(ordered: Order, cache: Cache, target: Path, report: Report) -> None:
    """Write the same pages as bare HTML, which proves that the generator can change."""
    from build_tools.render.links import check_site
    from build_tools.render.plain import plain as bare

    made = pipeline.site(ordered, cache, report.stage)
    with staged(target, ordered.project) as folder:
        with report.stage("Writing plain pages"):
            for file in bare(made, ordered.project.root / "docs"):
                path = folder / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                write(path, file.content)
        refuse(ordered, folder, check_site(folder), report)
    _done(made, target, report)


def refuse(ordered: Order, folder: Path, findings: list[Finding], report: Report) -> None:
    """Raise `EditionError` where links are broken, or where a public build gives out what it must not."""
    if ordered.public:
        with report.stage("Looking for sentences that may not be given out"):
            findings = [*findings, *leaks.in_public(folder, stock(ordered), ordered.project)]
    if findings:
        raise EditionError(*findings)


def _done(made: RenderedSite, target: Path, report: Report) -> None:
    report.say(f"{len(made.pages)} pages, {len(made.files)} downloads: {target}")
