"""Blank lines that are missing between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from build_tools.clean.desk import Desk
from build_tools.clean.false_blanks import FULL, TRUSTED
from build_tools.clean.pages import opens_chapter
from build_tools.clean.sentences import NUMBERED, breaks_off, ends, must_go_on
from build_tools.model.ledger import Change

VALUE = re.compile(r"[^\W\d].* [–−-]?\d[\d.,]*\s*$")
"""A line with words that ends with a value, as a row of a table does: `Poor peasants 12.4`."""

ROWS = 3
"""Such lines, one below the other, that are a table."""

POINT = re.compile(r"(?:\d{1,2}\.|\([a-z0-9]{1,2}\)) [A-Z“]")
"""The beginning of a point of a list behind a loose line, which may have no stop: `4. Bread`, `(b) Bread`."""

LETTERED = re.compile(r"\([a-z0-9]{1,2}\) [^\W\d_a-z]")
"""The beginning of an item behind the end of a sentence, however full its line: `(b) Bread`."""

SHORT = 0.7
"""Of the usual measure: a narrower line is the last of its block."""


def propose(desk: Desk) -> Iterator[Change]:
    """Blank lines that the extraction had lost between paragraphs were set, where the line before shows that its paragraph ends there."""
    learned = desk.survey
    tops = {start.line for start in learned.starts}
    titles = {line for line in tops if learned.wrapped and opens_chapter(desk.lines, learned.widths, line, learned.measure)}
    lines = desk.lines
    trusted = learned.loose_ends > TRUSTED
    for before, after in pairwise(desk.filled):
        at_top = after in tops
        loose = trusted and before in learned.loose
        narrow = learned.widths[before - 1] < SHORT * learned.measure
        here, there = lines[before - 1], lines[after - 1].strip()
        if learned.wrapped and not (at_top or loose or narrow or there[0] == "("):
            continue
        if not here.endswith("\n") or after - before > 1 and any(lines[before : after - 1]):
            continue
        if not learned.wrapped:
            if not there[0].islower():
                yield Change(before, len(here) - 1, "\n", "\n\n", "each line is a paragraph")
            continue
        if after in titles:
            yield Change(before, len(here) - 1, "\n", "\n\n", "a chapter begins")
            continue
        text = here.strip()
        if text.endswith(":") and at_top and there[0].isupper():
            yield Change(before, len(here) - 1, "\n", "\n\n", "announces what begins the page")
            continue
        if at_top and there[0].isupper() and before > ROWS and all(VALUE.search(line) for line in lines[before - ROWS : before]):
            yield Change(before, len(here) - 1, "\n", "\n\n", "a table ends the page")
            continue
        wide = learned.widths[after - 1] >= FULL * learned.measure
        if at_top and narrow and wide and not there[0].islower() and not breaks_off(text):
            yield Change(before, len(here) - 1, "\n", "\n\n", "a short line ends the page")
            continue
        if loose and POINT.match(there) and not must_go_on(text):
            yield Change(before, len(here) - 1, "\n", "\n\n", "loose last line")
            continue
        if there[0].islower() or not ends(text) or text.endswith(";"):
            continue
        opens = wide or NUMBERED.match(there) is not None or at_top
        if loose or (narrow and opens) or LETTERED.match(there):
            yield Change(before, len(here) - 1, "\n", "\n\n", "loose last line" if loose else "short last line")
