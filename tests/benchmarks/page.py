"""`python -m tests.benchmarks.page [SITE …]`: how long the longest page is held up on a slow CPU."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from tests.benchmarks.__main__ import texts
from tests.benchmarks.run import run
from tests.browser import chromium
from tests.browser.conftest import FLAGS
from tests.browser.server import served
from tests.working_copy import ROOT, working_copy

SLOWED = 4
ROUNDS = 5
WIDTHS = (1440, 360)
SETTLED = 2500
"""Milliseconds after the page is loaded, in which scripts may still do what they put off."""

LONG = 50.0
"""A task is long when it takes more milliseconds than this; what is above it is blocked (as Lighthouse counts)."""

MOST_BLOCKED = 200.0
MOST_A_TASK = 150.0

WATCH = """
window.seen = { tasks: [], shift: 0 }
new PerformanceObserver(list => list.getEntries().forEach(one => seen.tasks.push([one.startTime, one.duration])))
  .observe({ type: "longtask", buffered: true })
new PerformanceObserver(list => list.getEntries().forEach(one => { seen.shift += one.hadRecentInput ? 0 : one.value }))
  .observe({ type: "layout-shift", buffered: true })
"""
TOLD = "({ ...seen, paint: performance.getEntriesByName('first-contentful-paint')[0].startTime })"


class Seen(NamedTuple):
    """Milliseconds: the first paint, what is blocked after it, the longest task after it; and how far things moved."""

    paint: float
    blocked: float
    longest: float
    shift: float


def longest(site: Path) -> str:
    """Return the address of the page of a work with the most words, lists of addresses and indexes apart."""
    pages = [page for page in site.glob("*/*.html") if b'<p id="' in page.read_bytes()]
    return max(pages, key=lambda page: len(page.read_bytes().split())).relative_to(site).as_posix()


def look(browser: Browser, address: str, width: int) -> Seen:
    """Open a page once on the slowed CPU and return what was seen."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLED)
    said = page.evaluate(TOLD)
    context.close()
    paint = said["paint"]
    late = [min(length, start + length - paint) for start, length in said["tasks"] if start + length > paint]
    return Seen(paint, sum(max(0.0, one - LONG) for one in late), max(late, default=0.0), said["shift"])


def main() -> int:
    """Print the table; return 1 where the page of the first site is held up longer than wanted. Further sites are only compared."""
    found = chromium.find()
    if found is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="smychka-bench-") as name:
        sites = [Path(one).resolve() for one in sys.argv[1:]] or [build(Path(name))]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(found), args=FLAGS)
            return measure(browser, sites)


def build(folder: Path) -> Path:
    """Build the full edition, or the open one where no readings are at hand."""
    project, site = working_copy(folder / "project"), folder / "site"
    readings = ["--texts", str(one)] if (one := texts()) else []
    run([sys.executable, "-m", "build_tools", "build", "--quiet", "--project", str(project), *readings, "--site", str(site)], ROOT)
    return site


def measure(browser: Browser, sites: list[Path]) -> int:
    """Look at the longest page of the first site, in all sites in turn, and print the middle of the rounds."""
    name = longest(sites[0])
    table = Table("width", "site", "first paint", "blocked after", "longest task", "moved", "", title=f"{name}, CPU slowed {SLOWED} times")
    missed = False
    with ExitStack() as stack:
        addresses = {str(site): stack.enter_context(served(site)) + name for site in sites}
        for width in WIDTHS:
            seen: dict[str, list[Seen]] = {site: [] for site in addresses}
            for _ in range(ROUNDS):
                for site, address in addresses.items():
                    seen[site].append(look(browser, address, width))
            for site, looks in seen.items():
                middle = Seen(*(median(values) for values in zip(*looks)))
                good = middle.blocked <= MOST_BLOCKED and middle.longest <= MOST_A_TASK and middle.shift == 0
                missed = missed or (site == str(sites[0]) and not good)
                times = [f"{one:.0f} ms" for one in middle[:3]]
                table.add_row(str(width), site, *times, f"{middle.shift:.3f}", "yes" if good else "no")
    Console().print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
