"""`python -m tests.benchmarks.press`: how fast books of the press are converted, and that ten times the text takes ten times as long."""

from __future__ import annotations

import sys
from statistics import median
from time import process_time

from rich.console import Console
from rich.table import Table

from build_tools.clean import clean
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.source import Habits, Input, Source
from build_tools.read.extraction import read
from build_tools.structure import structure
from build_tools.tei.serialize import write
from tests.press import press

SEEDS = range(10)
COPIES = 10
ROUNDS = 3
LEAST_MB_A_SECOND = 1.0
MOST_A_COPY = 1.2


def convert(data: bytes, habits: Habits) -> int:
    """Convert a text from its bytes to TEI and return the length of the file."""
    source = Source(Record("press", Kind.BOOK, "Press", Rights("CC-BY-4.0", True, "")), Input("extraction"), habits, "press")
    return len(write(structure(clean(read(data, "press"), habits), source)))


def seconds(data: bytes, habits: Habits) -> float:
    """Return the processor time of one conversion, the middle of some rounds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        begun = process_time()
        convert(data, habits)
        times.append(process_time() - begun)
    return median(times)


def main() -> int:
    """Print the table; return 1 where a figure is not reached."""
    # One long book of several, and ten of it in a row: the page numbers of the copies begin anew, as those of volumes do.
    prints = [press(seed) for seed in SEEDS]
    data = b"".join(print_.data for print_ in prints)
    page_of: list[tuple[int, str]] = []
    line = 0
    for print_ in prints:
        page_of += [(line + number, page) for number, page in print_.habits.page_of]
        line += print_.data.count(b"\n")
    many = tuple((line * copy + number, page) for copy in range(COPIES) for number, page in page_of)
    convert(prints[0].data, prints[0].habits)  # loads the word list
    one = seconds(data, Habits(pages="leading-space", page_of=tuple(page_of)))
    ten = seconds(data * COPIES, Habits(pages="leading-space", page_of=many))
    rate, share = len(data) / 1e6 / one, ten / COPIES / one
    table = Table("what", "measured", "wanted", "", title=f"The press: {len(data) / 1e6:.2f} MB")
    fast, linear = rate >= LEAST_MB_A_SECOND, share <= MOST_A_COPY
    table.add_row("Text to TEI, one core", f"{rate:.2f} MB/s", f"at least {LEAST_MB_A_SECOND}", "yes" if fast else "no")
    table.add_row(f"{COPIES} copies, a copy", f"{share:.2f} of one", f"at most {MOST_A_COPY}", "yes" if linear else "no")
    Console().print(table)
    return 0 if fast and linear else 1


if __name__ == "__main__":
    sys.exit(main())
