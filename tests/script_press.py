"""A press for typed books that a script cuts into pages, with a number on each."""

from __future__ import annotations

import random
import re

from tests.habits_press import WIDTH, Block, gutenberg

NUMBERED = ("{n}", "- {n} -", "[{n}]", "[Page {n}]", "Page {n} of 300", "-- {n} --", "p. {n}")
"""How a script writes the number of a page."""

HEADED = (
    "A DRY YEAR | {n}", "{n} | A DRY YEAR", "{n}          A DRY YEAR", "a/dry/year.txt                    {n}/300",
    "N. N.          [Page {n}]",
)
"""The same beside other words."""


def cut(book: list[tuple[str, list[Block]]], seed: int) -> str:
    """Cut a typed book into pages as a script does, by lines: through paragraphs and notes, but not through what is set in."""
    chance = random.Random(seed)
    # Marks of the pages of a print have numbers of their own, and a script that counts pages would tell others.
    lines = re.sub(r"\[(?:Pg|p\.)\s\d+\]", "", gutenberg(book, seed)).split("\n")
    height, first, beside = chance.randint(33, 46), chance.choice((1, 1, 9, 57)), chance.random() < 0.4
    form = chance.choice(HEADED if beside else NUMBERED)
    top, feed = chance.random() < 0.5, chance.choice(("\n\f", "\n\f\n"))
    side = chance.choice((str.center, str.rjust, str.ljust))
    pages: list[str] = []
    at = 0
    while at < len(lines):
        end = at + height
        while end < len(lines) and end > at + 4 and any(line.startswith("    ") for line in lines[end - 2 : end + 2]):
            end -= 1
        number = side(form.format(n=first + len(pages)), WIDTH).rstrip()
        held = lines[at:end]
        pages.append("\n".join([number, "", *held] if top else [*held, "", number]))
        at = end
    return feed.join(pages) + "\n"
