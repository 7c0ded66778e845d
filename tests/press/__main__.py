"""`python -m tests.press`: prints many books, converts them, and shows the table of figures; with `-v` the faults by weight."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from time import perf_counter

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.press import FIGURES, Count, press, prove
from tests.press.proof import Fault
from tests.press.work import work

WANTED = {"characters": 0.002, "boundaries": 0.98, "pages": 1.0, "notes": 1.0}
"""The first is the most that may be wrong, the others the least that must be right."""


def reached(figure: str, count: Count) -> bool:
    """Tell whether a figure is what is wanted."""
    wanted = WANTED.get(figure)
    return wanted is None or (count.share <= wanted if figure == "characters" else count.share >= wanted)


def main() -> int:
    """Print the table; return 1 where a figure is not reached."""
    parser = argparse.ArgumentParser(prog="python -m tests.press", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many books to print")
    parser.add_argument("--first", type=int, default=0, help="begin with this seed instead of 0: books that no rule was written by")
    parser.add_argument("--work", metavar="WORK", help="print this work of ours, such as companion, instead of books that the press writes")
    parser.add_argument("--seed", type=int, help="print the book of this seed only")
    parser.add_argument("--show", action="store_true", help="write the extraction of --seed to the screen")
    parser.add_argument("-v", "--verbose", type=int, nargs="?", const=12, default=0, help="show so many faults of each figure")
    parser.add_argument("--figure", choices=FIGURES, help="show the faults of this figure only")
    given = parser.parse_args()
    console = Console(width=200, highlight=False)
    write = work(given.work).book if given.work else None
    if given.show:
        sys.stdout.write(press(given.seed or 0, write=write).data.decode())
        return 0
    seeds = range(given.first, given.first + given.seeds) if given.seed is None else [given.seed]
    total = {figure: Count(0, 0) for figure in FIGURES}
    faults: dict[str, list[tuple[int, Fault, str]]] = defaultdict(list)
    size, printing, reading = 0, 0.0, 0.0
    for seed in seeds:
        begun = perf_counter()
        print_ = press(seed, write=write)
        printed = perf_counter()
        proof = prove(print_)
        reading += perf_counter() - printed
        printing += printed - begun
        size += len(print_.data)
        for figure, count in proof.figures.items():
            total[figure] += count
        text = print_.data.decode() if given.verbose else ""
        for fault in proof.faults:
            faults[fault.figure].append((seed, fault, text))
    table = Table("figure", "good", "of", "share", "wanted", "", title=f"The press: {len(seeds)} books, {size / 1e6:.1f} MB")
    for figure, count in total.items():
        name = "character error rate" if figure == "characters" else figure
        wanted = WANTED.get(figure)
        sign = "" if wanted is None else "yes" if reached(figure, count) else "no"
        table.add_row(name, str(count.good), str(count.all), f"{count.share:.5f}", "" if wanted is None else str(wanted), sign)
    console.print(table)
    console.print(f"printed in {printing:.1f} s, converted and proved in {reading:.1f} s")
    for figure in (given.figure,) if given.figure else FIGURES:
        worst = sorted(faults[figure], key=lambda one: -one[1].weight)[: given.verbose]
        for seed, fault, text in worst:
            place = line_of(text, fault.expected)
            where = f"seed {seed}{f', line {place}' if place else ''}"
            console.print(f"{figure} ({fault.weight}) {where}\n   expected {escape(fault.expected)}\n   found    {escape(fault.found)}")
    return 0 if all(reached(figure, count) for figure, count in total.items()) else 1


def line_of(text: str, expected: str) -> int:
    """Return the line of an extraction where some words of an expectation stand, 0 where none do."""
    squeezed = [" ".join(line.split()) for line in text.split("\n")]
    words = expected.strip("()'").split()
    for start in range(max(1, len(words) - 2)):
        probe = " ".join(words[start : start + 3])
        if len(probe) > 11:
            for number, line in enumerate(squeezed, 1):
                if probe in line:
                    return number
    return 0


if __name__ == "__main__":
    sys.exit(main())
