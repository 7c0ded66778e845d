"""Block quotations that nothing indents: the measure of their lines and the words before them tell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from statistics import mean, median, pstdev
from typing import NamedTuple

from build_tools.structure.blocks import Block

LEAD_IN = re.compile(r"[:—–][”\"’)]?(?: ?\d{1,3})?$")
"""The end of a paragraph that announces a quotation."""

UNFINISHED = re.compile(r"(?:[^.!?:;”’\")\]\d\s]|[^.!?:;”’\")\]\s]\d{1,3})$")
"""The end of a paragraph whose sentence goes on in the quotation."""

LABELLED = re.compile(r"(?:\d{1,2}\.|\([a-z0-9]{1,2}\)) ")
"""The beginning of an item of a list."""

PRIOR = {"lead-in": 2.2, "unfinished": 3.0, "after a quotation": -0.4, "none": -4.5}
"""Log odds of being a quotation, by what stands before; set by reading the blocks of Bettelheim and Marquit around 60 lead-ins."""

LEAST_DIFFERENCE = 1.2
"""Characters between the mean measures of text and quotations below which the measure tells nothing."""


class Measures(NamedTuple):
    """Mean width of full lines in text and in quotations, and the deviation of one line; `text == quotation` where they do not differ."""

    text: float
    quotation: float
    deviation: float


def learn(blocks: Sequence[Block]) -> Measures:
    """Measure the blocks behind a lead-in against all others."""
    full = [block for block in blocks if len(block.rows) > 3]
    if len(full) < 5:
        return Measures(0, 0, 1)
    text = median(block.measure for block in full)
    deviation = max(1.0, median(pstdev([row.width for row in block.rows[:-1]]) for block in full))
    led = [
        after.measure
        for before, after in zip(blocks, blocks[1:])
        if len(after.rows) > 3 and LEAD_IN.search(before.plain) and not LABELLED.match(after.plain) and after.measure > 0.7 * text
    ]
    apart = [width for width in led if abs(width - text) >= LEAST_DIFFERENCE]
    if len(apart) < 2:
        return Measures(text, text, deviation)
    side = 1 if sum(width > text for width in apart) * 2 >= len(apart) else -1
    quotation = mean(width for width in apart if (width - text) * side > 0)
    if abs(quotation - text) < LEAST_DIFFERENCE:
        return Measures(text, text, deviation)
    return Measures(text, quotation, deviation)


def quoted(blocks: Sequence[Block], kinds: Sequence[str], measures: Measures) -> list[bool]:
    """Tell which blocks are block quotations. `kinds` is `"p"` for prose and anything else for lists, tables and the like."""
    found: list[bool] = []
    for index, block in enumerate(blocks):
        if kinds[index] != "p":
            found.append(False)
            continue
        before = blocks[index - 1].plain if index else ""
        if index and kinds[index - 1] == "p" and LEAD_IN.search(before) and not (found[-1] and before.endswith("—")):
            prior = "lead-in"
        elif index and kinds[index - 1] == "p" and UNFINISHED.search(before):
            prior = "unfinished"
        elif index and found[-1]:
            prior = "after a quotation"
        else:
            prior = "none"
        found.append(PRIOR[prior] + evidence(block, measures) > 0)
    return found


def evidence(block: Block, measures: Measures) -> float:
    """Return the log likelihood ratio of the measure of a block: above 0 for a quotation."""
    if measures.text == measures.quotation:
        return 0.0
    lines = len(block.rows) - 1
    # A block of one line says something only when the line is wider than text can be.
    widths = [row.width for row in block.rows[:-1]]
    if lines == 0:
        width = block.rows[0].width
        return 2.0 if measures.quotation > measures.text and width > measures.text + 2.5 * measures.deviation else 0.0
    side = math.copysign(1, measures.quotation - measures.text)
    if max(abs(width - measures.text) for width in widths) > 12 * measures.deviation and side > 0:
        return 0.0
    middle = (measures.text + measures.quotation) / 2
    gap = measures.quotation - measures.text
    # Lines of one block hang together, so that twelve lines do not count as twelve witnesses.
    return float((mean(widths) - middle) * gap / measures.deviation**2 * lines**0.7)
