"""What is measured inside one process: converting texts, and rebuilding the site after one changed definition."""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from build_tools.__main__ import SELDOM

DEFINITION = re.compile(r"(?<=\n  definition: >-\n    )")  # before the first word of a definition


class Spent(NamedTuple):
    """Seconds, and seconds of processor time."""

    seconds: float
    worked: float


def spent(work: Callable[[], object]) -> Spent:
    """Return what it takes to do something."""
    begun, worked = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - begun, time.process_time() - worked)


def convert(project: Path, texts: Path) -> tuple[float, float]:
    """Return megabytes of text a second of processor time, of plain texts and of Markdown; imports are not counted.

    Markdown goes through markdown-it-py, and its citations are looked up in the bibliography, which is read for it.
    """
    import msgpack  # noqa: F401  # the packages below are loaded where they are first needed
    import pybtex.database.input.bibtex
    import pybtex.richtext  # noqa: F401

    import build_tools.annotate.bibliography
    import build_tools.clean
    import build_tools.read.extraction
    import build_tools.read.markdown
    import build_tools.structure
    import build_tools.tei.serialize
    import build_tools.tei.validate  # noqa: F401
    from build_tools.pipeline import Order, Project, conversion
    from build_tools.pipeline.project import stock

    order = Order(Project(project), (texts,))
    taken = stock(order)
    pairs = [(source, taken.texts[source.record.id]) for source in taken.sources if source.record.id in taken.texts]

    def rate(reader: str) -> float:
        of = [(source, text) for source, text in pairs if source.input.reader == reader]
        took = spent(lambda: [conversion.convert(source, text, order.project) for source, text in of])
        return sum(len(text.data) for _, text in of) / 1e6 / took.worked

    return rate("extraction"), rate("markdown")


def rebuild(project: Path, texts: Path, site: Path) -> Spent:
    """Return what it takes from a changed definition to the finished site, in a process that has built it before."""
    from build_tools.command.build import by_one as build
    from build_tools.command.report import Report
    from build_tools.pipeline import Order, Project, warm

    order = Order(Project(project), (texts,))
    cache = warm(order.project.build / "cache")
    report = Report(quiet=True)
    build(order, cache, site, report)
    change(project)
    return spent(lambda: build(order, cache, site, report))


def preview(project: Path, texts: Path) -> Spent:
    """Return what it takes from a changed definition to the page that `edition serve` shows, without the wait for the next look."""
    from build_tools.command.report import Report
    from build_tools.command.serve import Workshop
    from build_tools.pipeline import Order, Project

    workshop = Workshop(Order(Project(project), (texts,)), Report(quiet=True))
    assert workshop.make(whole=True)
    change(project)
    took = spent(lambda: workshop.make(whole=False))
    assert workshop.stale, "the whole site was made"
    return took


def change(project: Path) -> None:
    """Add a word to the first definition of the glossary."""
    glossary = project / "annotations" / "glossary.yaml"
    before = glossary.read_text(encoding="utf-8")
    after = DEFINITION.sub("Changed. ", before, count=1)
    assert after != before, "the glossary has no definition to change"
    glossary.write_text(after, encoding="utf-8")


if __name__ == "__main__":
    gc.set_threshold(*SELDOM)  # as the command does
    what, *paths = sys.argv[1:]
    folders = [Path(one) for one in paths]
    print(*{"convert": convert, "rebuild": rebuild, "preview": preview}[what](*folders))  # type: ignore[operator]
