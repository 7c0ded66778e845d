"""Tables: short lines that end in numbers, with the captions and heads above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.model.tree import Element
from build_tools.structure import column_heads
from build_tools.structure.blocks import Block
from build_tools.structure.column_heads import PERIOD
from build_tools.structure.inline import Inline
from build_tools.structure.signs import FIRST_CALL

VALUE = r"(?:[–+−-] ?)?\d[\d,.]*(?:[–-]\d[\d,.]*)?(?: to \d[\d.]*)?%?"
"""A number, a year, a range: `29.4`, `1923–24`, `– 4 to 4.5`, `1,347`."""

CALLED = "[\U00100000-\U0010fffd]*"
"""Marks of note calls (see `inline`)."""

CELLS = re.compile(rf"(?P<label>.*?[^\d\s–+−-]{CALLED})??(?:^|\s+)(?P<values>{VALUE}{CALLED}(?:\s+{VALUE}{CALLED})*)$")
"""A row of a table: a label, perhaps, and values."""

ONE_VALUE = re.compile(VALUE + CALLED)

BEHIND_VALUE = ",.%\n"
"""What may stand behind the last digit of a row."""

FIRST_CALL_MARK = chr(FIRST_CALL)

NARROW = 0.9
"""Of the usual measure: a wider line is prose, unless all the lines about it end in values too."""

FULL = 4
"""Lines that end in values below each other are rows even where a label fills the measure: of prose two or three may."""


class Lines(NamedTuple):
    """The lines of a table, sorted: those of its caption, of its heads and of its body."""

    caption: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    body: tuple[str, ...]


def is_row(line: str) -> bool:
    """Tell whether a line may be a row of a table.

    >>> is_row("Small farms 29.4"), is_row("1921–22 31.7 1923–1924 79.0"), is_row("before the war.")
    (True, True, False)
    """
    # Most lines end with a word: their last sign tells it.
    last = line.rstrip(BEHIND_VALUE)[-1:]
    return (last.isdigit() or last >= FIRST_CALL_MARK) and CELLS.match(line) is not None


def find(blocks: Sequence[Block], measure: float) -> list[tuple[int, int]]:
    """Find the tables among the blocks of a division: for each, its first block and the one behind its last.

    A table has at least two values below each other or beside a period. Its caption and heads are the narrow blocks right above.
    """
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(blocks):
        size = rows_from(blocks, index, measure)
        if not size:
            index += 1
            continue
        above = index
        floor = found[-1][1] if found else 0
        while above > floor and is_caption(blocks[above - 1], measure):
            above -= 1
        lines = [line for block in blocks[above : index + size] for line, _ in block.logical]
        if any(is_body(line) for line in lines):
            found.append((above, index + size))
        index += size
    return found


def rows_from(blocks: Sequence[Block], start: int, measure: float) -> int:
    """Return how many blocks from `start` on hold the body of a table (0: none)."""
    if not holds_rows(blocks[start], measure):
        return 0
    size = 1
    while start + size < len(blocks):
        after = blocks[start + size]
        if holds_rows(after, measure) and (len(after.rows) == 1 or number_of_rows(after) == len(after.rows)):
            size += 1
        else:
            break
    rows = sum(number_of_rows(block) for block in blocks[start : start + size])
    values = sum(len(ONE_VALUE.findall(line)) for block in blocks[start : start + size] for line, _ in block.logical)
    return size if rows >= 2 or values >= 3 else 0


def number_of_rows(block: Block) -> int:
    """Count the lines that may be rows."""
    return sum(is_row(line) for line, _ in block.logical)


def holds_rows(block: Block, measure: float) -> bool:
    """Tell whether most lines of a block are rows, or the last two below a caption; one as wide as prose may only stand among many rows."""
    if block.plain.endswith((".", ",", ";", ":")):
        return False
    lines = block.logical
    if block.widest > NARROW * measure:
        return all(is_row(line) for line, _ in lines[1:]) and number_of_rows(block) >= FULL
    rows = number_of_rows(block)
    below_caption = len(lines) <= 8 and all(is_row(line) for line, _ in lines[-2:])
    return rows * 3 >= len(lines) * 2 or (len(lines) > 2 and rows >= 3) or (rows == 2 and below_caption)


def is_caption(block: Block, measure: float) -> bool:
    """Tell whether a block may belong to the caption or the heads of a table."""
    text = block.plain
    return block.widest <= NARROW * measure and len(block.rows) <= 4 and not text.endswith((".", ":", ";", ",", "”", "?"))


def sort_lines(lines: Sequence[str]) -> Lines:
    """Divide the lines of a table into caption, heads and body.

    The body begins with the first row that has a label or a period beside a value; what stands above it in columns is a head.
    """
    start = next((index for index, line in enumerate(lines) if is_body(line)), 0)
    match = CELLS.match(lines[start])
    values = len(ONE_VALUE.findall(match.group("values"))) if match else 0
    caption, heads = column_heads.divide(lines[:start], values, bool(match and match.group("label")))
    return Lines(caption, heads, tuple(lines[start:]))


def is_body(line: str) -> bool:
    """Tell whether a line is a row with a value, and not a line of periods or a caption that ends in a year."""
    match = CELLS.match(line)
    if match is None:
        return False
    values = ONE_VALUE.findall(match.group("values"))
    periods = sum(PERIOD.fullmatch(value) is not None for value in values)
    if match.group("label"):
        return periods == 0 and not match.group("label").lower().endswith((" in", " of", " for"))
    return 0 < periods < len(values) or periods == 0


def element(lines: Sequence[str], inline: Inline) -> Element:
    """Return the table as TEI, rows as printed; `inline` turns a line into nodes."""
    found = sort_lines(lines)
    children: list[Element] = []
    if found.caption:
        children.append(Element("head", {}, inline(" ".join(found.caption))))
    for heads in found.heads:
        children.append(Element("row", {"role": "label"}, tuple(Element("cell", {"role": "label"}, inline(head)) for head in heads)))
    columns = usual_values(found.body)
    carried = ""
    for index, line in enumerate(found.body):
        text = f"{carried} {line}".strip()
        match = CELLS.match(text)
        if match is None and index + 1 < len(found.body):
            carried = text
            continue
        carried = ""
        children.append(Element("row", {"role": "data"}, tuple(row_cells(text, inline, columns))))
    return Element("table", {}, tuple(children))


def usual_values(lines: Sequence[str]) -> int:
    """Return how many values most rows with a label have."""
    matches = [match for line in lines if (match := CELLS.match(line)) and match.group("label")]
    count = Counter(len(ONE_VALUE.findall(match.group("values"))) for match in matches)
    return count.most_common(1)[0][0] if count else 0


def row_cells(text: str, inline: Inline, columns: int = 0) -> list[Element]:
    """Return the cells of one row: a label where there is one, and the values; periods are labels too.

    A year before as many values as most rows have (`columns`) is the end of a label: `Draft of August 1928 2.27`.
    """
    match = CELLS.match(text)
    if match is None:
        return [Element("cell", {"role": "label"}, inline(text))]
    cells: list[Element] = []
    label, values = match.group("label"), ONE_VALUE.findall(match.group("values"))
    if label and 0 < columns == len(values) - 1 and PERIOD.fullmatch(values[0]):
        label = text[: text.index(values[1], match.start("values"))]
        values = values[1:]
    if label:
        cells.append(Element("cell", {"role": "label"}, inline(label.strip())))
    for value in values:
        role = "label" if PERIOD.fullmatch(value) and not label else "data"
        cells.append(Element("cell", {"role": role}, inline(value)))
    return cells
