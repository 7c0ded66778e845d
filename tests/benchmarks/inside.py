"""What is measured inside one process: converting texts, and rebuilding the site after one changed definition."""

from __future__ import annotations

import gc
import re
import sys
import time
from pathlib import Path

from build_tools.__main__ import SELDOM

DEFINITION = re.compile(r"(?<=\n  definition: >-\n    )")  # before the first word of a definition


def convert(project: Path, texts: Path) -> float:
    """Return megabytes of text a second of processor time, over all works whose text is at hand; imports are not counted."""
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
    start = time.process_time()
    for source, text in pairs:
        conversion.convert(source, text, order.project)
    return sum(len(text.data) for _, text in pairs) / 1e6 / (time.process_time() - start)


def rebuild(project: Path, texts: Path, site: Path) -> float:
    """Return the seconds from a changed definition to the finished site, in a process that has built it before."""
    from build_tools.command.build import by_one as build
    from build_tools.command.report import Report
    from build_tools.model.memory import Memory
    from build_tools.pipeline import Cache, Order, Project

    order = Order(Project(project), (texts,))
    cache = Cache(order.project.build / "cache", Memory())
    report = Report(quiet=True)
    build(order, cache, site, report)
    change(project)
    start = time.perf_counter()
    build(order, cache, site, report)
    return time.perf_counter() - start


def preview(project: Path, texts: Path) -> float:
    """Return the seconds from a changed definition to the page that `edition serve` shows, without the wait for the next look."""
    from build_tools.command.report import Report
    from build_tools.command.serve import Workshop
    from build_tools.pipeline import Order, Project

    workshop = Workshop(Order(Project(project), (texts,)), Report(quiet=True))
    assert workshop.make(whole=True)
    change(project)
    start = time.perf_counter()
    assert workshop.make(whole=False)
    return time.perf_counter() - start


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
    print({"convert": convert, "rebuild": rebuild, "preview": preview}[what](*folders))  # type: ignore[operator]
