"""End-notes: where each numbered note of a chapter begins, and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.structure.blocks import PAGE_MARK, Block

BODY = re.compile(r"(\d{1,3})(\.?) +(?=\S)")
"""`12. Ibid.`, and `11 In his foreword` where the stop was lost."""

ENDED = re.compile(r"[.!?:)\]”’]\d{0,3}$")
"""The end of the line before a note."""


class Note(NamedTuple):
    """A note: its number, and its blocks, of which the first begins behind the number. `n` is 0 for what stands before the first."""

    n: int
    blocks: tuple[Block, ...]


class Start(NamedTuple):
    """A place where a note may begin: row `row` of block `block`."""

    block: int
    row: int
    n: int
    weight: float


def parse(blocks: Sequence[Block]) -> list[Note]:
    """Cut the blocks of a division of notes into notes: the best run of rising numbers at beginnings of lines.

    A number at the beginning of a line may also be the end of a citation (“… pp. 330–/331.”), so that each start is weighed by
    its stop, by what follows, by the end of the line before, and by how well it continues the series.
    """
    starts = run(candidates(blocks))
    rows_of: dict[int, dict[int, int]] = {}
    for start in starts:
        rows_of.setdefault(start.block, {})[start.row] = start.n
    notes: list[tuple[int, list[Block]]] = []
    for index, block in enumerate(blocks):
        at = 0
        cuts = rows_of.get(index, {})
        for row, after in zip([*cuts, len(block.rows)], [*[*cuts][1:], len(block.rows)]):
            if at == 0 and row > 0:
                piece = Block(block.rows[:row])
                if notes:
                    notes[-1][1].append(piece)
                else:
                    notes.append((0, [piece]))
            if row in cuts:
                notes.append((cuts[row], [Block(block.rows[row:after])]))
            at = after
    return [Note(n, tuple(held)) for n, held in notes]


def candidates(blocks: Sequence[Block]) -> list[Start]:
    """Return every line that may begin a note."""
    found: list[Start] = []
    before = ""
    for index, block in enumerate(blocks):
        for text, row in block.logical():
            plain = PAGE_MARK.sub("", text)
            match = BODY.match(plain)
            if match:
                head = plain[match.end() : match.end() + 1]
                weight = 2.0 if match.group(2) else 0.5
                weight += 0.5 if row == 0 else 0.0
                weight += 0.5 if ENDED.search(before) or not before else -1.5
                weight -= 2.5 if head.islower() or head.isdigit() else 0.0
                found.append(Start(index, row, int(match.group(1)), weight))
            before = plain
    return found


def run(offered: Sequence[Start]) -> list[Start]:
    """Return the heaviest run of rising numbers; a step of one is worth more than a leap."""
    best: list[tuple[float, int]] = []
    for index, start in enumerate(offered):
        score, link = start.weight - (0.0 if start.n < 4 else 0.4), -1
        for earlier in range(index):
            step = start.n - offered[earlier].n
            if step < 1:
                continue
            value = best[earlier][0] + start.weight + (0.6 if step == 1 else 0.0 if step < 6 else -0.6)
            if value > score:
                score, link = value, earlier
        best.append((score, link))
    if not best:
        return []
    index = max(range(len(best)), key=lambda one: best[one][0])
    if best[index][0] <= 0:
        return []
    chain: list[Start] = []
    while index >= 0:
        chain.append(offered[index])
        index = best[index][1]
    return chain[::-1]


def without_number(block: Block) -> Block:
    """Return the first block of a note behind its number; a page mark before the number stays."""
    first = block.rows[0]
    mark = PAGE_MARK.match(first.text)
    lead = mark.group() if mark else ""
    rest = BODY.sub("", first.text[len(lead) :], count=1)
    return Block((first._replace(text=lead + rest), *block.rows[1:]))
