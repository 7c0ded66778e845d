"""Block quotations that nothing indents: the measure of their lines and the words before them tell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from statistics import fmean, median
from typing import NamedTuple

from build_tools.structure.blocks import Block

LEAD_IN = re.compile(r"[:—–][”\"’)]?(?: ?\d{1,3})?$")
"""The end of a paragraph that announces a quotation."""

UNFINISHED = re.compile(r"(?:[^.!?:;”’\")\]\d\s]|[^.!?:;”’\")\]\d\s]\d{1,3})$")
"""The end of a paragraph whose sentence goes on in the quotation."""

LABELLED = re.compile(r"(?:\d{1,2}\.|[a-h]\.|\([a-z0-9]{1,2}\)) ")
"""The beginning of an item of a list."""

CLOSED = re.compile(r"(?:\)\.?|[.!?”’\]] ?\d{1,3})$")
"""The end of a quotation that names its source, by a note call or in parentheses; one that does not goes on in the next paragraph."""

TAIL = 8
"""Characters at the end of a paragraph that are enough for these: a search through whole paragraphs takes ten times as long."""

PRIOR = {"lead-in": 2.2, "unfinished": 3.0, "after an open quotation": 0.6, "after a closed quotation": -4.0, "none": -4.5}
"""Log odds of being a quotation, by what stands before; set by reading the blocks of Bettelheim and Marquit around 60 lead-ins."""

LEFT_OPEN = -1.0
"""Added where a quotation ends that has not named its source: most of several paragraphs do in the last."""

UNMEASURED = -2.0
"""Added for a second paragraph of a quotation in a print whose measure does not show it."""

IMPOSSIBLE = -1e9

LEAST_DIFFERENCE = 1.2
"""Characters between the mean measures of text and quotations below which the measure tells nothing."""

RAGGED = 2.0
"""Times the usual deviation: the lines of such a block were not filled by a compositor."""


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
    deviation = max(1.0, median(deviation_of([row.width for row in block.rows[:-1]]) for block in full))
    led = [
        after.measure
        for before, after in zip(blocks, blocks[1:])
        if len(after.rows) > 3
        and at_end(LEAD_IN, before.plain)
        and not LABELLED.match(after.plain)
        and after.measure > 0.7 * text
        and deviation_of([row.width for row in after.rows[:-1]]) < RAGGED * deviation  # verse is no measure
    ]
    apart = [width for width in led if abs(width - text) >= LEAST_DIFFERENCE]
    if len(apart) < 2:
        return Measures(text, text, deviation)
    side = 1 if sum(width > text for width in apart) * 2 >= len(apart) else -1
    found = [width for width in apart if (width - text) * side > 0]
    quotation = fmean(found)
    # In a print without a measure of its own for quotations, chance sets some of them apart, but not most of them.
    if abs(quotation - text) < LEAST_DIFFERENCE or len(found) * 2 < sum(width < 1.25 * text for width in led):
        return Measures(text, text, deviation)
    return Measures(text, quotation, deviation)


def deviation_of(widths: Sequence[int]) -> float:
    """Return the standard deviation of some widths."""
    middle = fmean(widths)
    return math.sqrt(sum((width - middle) ** 2 for width in widths) / len(widths))


def quoted(blocks: Sequence[Block], kinds: Sequence[str], measures: Measures) -> list[bool]:
    """Tell which blocks are block quotations. `kinds` is `"p"` for prose and anything else for lists, tables and the like.

    The blocks are judged together, as the likeliest row of text and quotations, since a long second paragraph of a quotation
    tells what a short first one is.
    """
    # For each block, the best score of a row that ends with it as text and as a quotation, and what the block before it was there.
    rows: list[tuple[tuple[float, bool], tuple[float, bool]]] = []
    as_text, as_quotation = 0.0, IMPOSSIBLE
    left = as_quotation
    for index, block in enumerate(blocks):
        best = max(as_text, left), left > as_text
        if kinds[index] == "p":
            before = blocks[index - 1].plain if index > 0 and kinds[index - 1] in ("p", "item") else ""
            after_text = as_text + prior(before, False)
            after_quotation = as_quotation + prior(before, True)
            if measures.text == measures.quotation:
                after_quotation += UNMEASURED
            found = max(after_text, after_quotation) + evidence(block, measures), after_quotation > after_text
        else:
            found = IMPOSSIBLE, False
        rows.append((best, found))
        as_text, as_quotation = best[0], found[0]
        left = as_quotation if at_end(CLOSED, block.plain) else as_quotation + LEFT_OPEN
    verdicts: list[bool] = []
    now = left > as_text
    for row in reversed(rows):
        verdicts.append(now)
        now = row[now][1]
    return verdicts[::-1]


def prior(before: str, in_quotation: bool) -> float:
    """Return the log odds of a quotation behind the text `before`, which is a quotation itself or is not."""
    if in_quotation:
        return PRIOR["after a closed quotation" if at_end(CLOSED, before) else "after an open quotation"]
    if at_end(LEAD_IN, before):
        return PRIOR["lead-in"]
    return PRIOR["unfinished"] if at_end(UNFINISHED, before) else PRIOR["none"]


def at_end(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a text ends as a pattern says.

    >>> at_end(LEAD_IN, "As the report of that year has it: 12"), at_end(LEAD_IN, "")
    (True, False)
    """
    return pattern.search(text, max(0, len(text) - TAIL)) is not None


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
    if not 0.75 < fmean(widths) / measures.text < 1.25:
        return 0.0  # too far from both: an address, a line of figures
    middle = (measures.text + measures.quotation) / 2
    gap = measures.quotation - measures.text
    # Lines of one block hang together, so that twelve lines do not count as twelve witnesses.
    return float((fmean(widths) - middle) * gap / measures.deviation**2 * lines**0.7)
