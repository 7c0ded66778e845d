"""`edition build`: the site is built and checked beside the last good one, and takes its place only when nothing is wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.command.partner import Talk, may_part, partner
from build_tools.command.report import Report
from build_tools.model.finding import EditionError, Finding
from build_tools.model.memory import remembering

if TYPE_CHECKING:
    from build_tools.pipeline import Cache, Order
    from build_tools.pipeline.charts import Drawn
    from build_tools.render.figures.chart_rows import Spec
    from build_tools.render.links import Scans
    from build_tools.render.pages import RenderedSite


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Build the site, or the plain pages, or both."""
    if arguments.plain is None and may_part():
        by_two(arguments, report)
        return 0
    from build_tools.command.order import order
    from build_tools.pipeline import keep, warm

    ordered = order(arguments)
    cache = warm(ordered.project.build / "cache")
    if arguments.plain is not None:
        plain(ordered, cache, arguments.plain, report)
    if arguments.plain is None or arguments.site is not None:
        by_one(ordered, cache, arguments.site or ordered.project.root / "site", report)
    keep(cache)
    return 0


def by_one(ordered: Order, cache: Cache, target: Path, report: Report) -> None:
    """Build the site with MkDocs into `target`; raises `EditionError`, and leaves `target` as it was, where anything is wrong."""
    from build_tools import pipeline
    from build_tools.command.generator import generate
    from build_tools.command.staging import staged

    made = pipeline.site(ordered, cache, report.stage, packed=True)
    with staged(target, ordered.project) as folder:
        with report.stage("Building the site"):
            written: list[Path] = []
            with remembering(cache.memory):
                generate(lambda: made, ordered.project, folder, in_order(folder, written.append))
        with report.stage("Packing and checking the links"):
            findings = finish(made, folder, written, scans(cache))
        refuse(ordered, folder, findings, report)
    _done(made, target, report)


def by_two(arguments: argparse.Namespace, report: Report) -> None:
    """Do the same with two processes, each of which has something to do at any time; the site is the same to the byte.

    They part before the stages are loaded, which this one needs later, if at all.
    """

    def beside(talk: Talk) -> None:
        from build_tools import pipeline
        from build_tools.command.order import order
        from build_tools.render.words import frames, words

        ordered = order(arguments)
        cache = pipeline.warm(ordered.project.build / "cache")
        with ExitStack() as stack:
            site = pipeline.site(ordered, cache, packed=True, draw=partial(elsewhere, stack))
        # The frames first: MkDocs has enough to do with them until the words are there.
        talk.tell(frames(site))
        with remembering(cache.memory):
            talk.tell(words(site, ordered.project.root / "docs"))
        folder: Path = talk.hear()
        written = iter(talk.hear, None)
        # MkDocs empties the folder before it writes: until then nothing may be put there.
        first = next(written, None)
        talk.tell(finish(site, folder, () if first is None else chain((first,), written), scans(cache)))
        # The other side puts the site in its place meanwhile.
        pipeline.keep(cache)

    with partner(beside) as other:
        from build_tools.command.generator import generate
        from build_tools.command.order import order
        from build_tools.command.staging import staged

        ordered = order(arguments)
        target = arguments.site or ordered.project.root / "site"
        made: list[RenderedSite] = []

        def hear() -> RenderedSite:
            made.append(other.hear())
            return made[0]

        with staged(target, ordered.project) as folder:
            other.tell(folder)
            with report.stage("Reading the works and setting their pages"):
                generate(hear, ordered.project, folder, in_order(folder, other.tell), lambda site, docs: other.hear())
            with report.stage("Packing and checking the links"):
                other.tell(None)
                findings: list[Finding] = other.hear()
            refuse(ordered, folder, findings, report)
    _done(made[0], target, report)


def elsewhere(stack: ExitStack, specs: Mapping[str, Spec]) -> Drawn:
    """Let a process of its own draw charts, until the stack is closed: it takes as long as to read the works, and 150 MB."""
    from build_tools.pipeline.charts import here

    def drawing(talk: Talk) -> None:
        talk.tell(here(talk.hear())())

    if not specs:
        return dict
    other = stack.enter_context(partner(drawing))
    other.tell(specs)
    return other.hear


def in_order(folder: Path, tell: Callable[[Path], None]) -> Callable[[Path], None]:
    """Return a function that is told of each page when it is written, and tells so: before the first, of all files that lie there."""
    begun = False

    def written(page: Path) -> None:
        nonlocal begun
        if not begun:
            begun = True
            for file in sorted(path for path in folder.rglob("*") if path.is_file() and path != page):
                tell(file)
        tell(page)

    return written


def scans(cache: Cache) -> Scans:
    """Return what was found in the pages of the site, when they were as they are now, or before."""
    from build_tools.render.links import Scans

    return cache.value("scans", "", Scans)


def finish(made: RenderedSite, folder: Path, written: Iterable[Path], known: Scans) -> list[Finding]:
    """Pack and check a site while it is written: `written` yields files, and ends when all are there."""
    from build_tools.export.offline_zip import pack
    from build_tools.render.links import check_site

    def looked_at() -> Iterator[Path]:
        for path in written:
            if path.suffix == ".html":
                known.scan(path.relative_to(folder).as_posix(), path.read_bytes())
            yield path

    year, month, day = map(int, made.date.split("-"))
    # Pages link to the archive: it is there before they are checked.
    archive = folder / made.archive
    pack(folder, archive, archive.stem, (year, month, day), looked_at())
    return check_site(folder, known)


def plain(ordered: Order, cache: Cache, target: Path, report: Report) -> None:
    """Write the same pages as bare HTML, which proves that the generator can change."""
    from build_tools import pipeline
    from build_tools.command.staging import staged
    from build_tools.pipeline.cache import write
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
        from build_tools.pipeline import leaks
        from build_tools.pipeline.project import stock

        with report.stage("Looking for sentences that may not be given out"):
            findings = [*findings, *leaks.in_public(folder, stock(ordered), ordered.project)]
    if findings:
        raise EditionError(*findings)


def _done(made: RenderedSite, target: Path, report: Report) -> None:
    from build_tools.render.library import libraries

    report.findings(libraries()[1])
    report.say(f"{len(made.pages)} pages, {len(made.files)} downloads: {target}")
