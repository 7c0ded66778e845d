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


MOST = 1000
"""Numbers of notes have three digits."""

LEAP = 6
"""A step of so many means that a whole row of notes is missing, which is less likely than a few that were lost."""

NONE = (-1e9, 0)
"""No run."""


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
        for text, row in block.logical:
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
    # The heaviest run that ends with a number, and with one up to it, as its weight and the place of its last start below zero.
    with_last: dict[int, tuple[float, int]] = {}
    up_to = [NONE] * (MOST + 1)
    for index, start in enumerate(offered):
        score, link = start.weight - (0.0 if start.n < 4 else 0.4), -1
        earlier = [(with_last.get(start.n - step, NONE), 0.6 if step == 1 else 0.0) for step in range(1, LEAP)]
        earlier.append((_heaviest(up_to, start.n - LEAP), -0.6))
        value, place = max((weight + start.weight + worth, place) for (weight, place), worth in earlier)
        if value > score:
            score, link = value, -place
        best.append((score, link))
        with_last[start.n] = max(with_last.get(start.n, NONE), (score, -index))
        _add(up_to, start.n, (score, -index))
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


def _add(up_to: list[tuple[float, int]], n: int, found: tuple[float, int]) -> None:
    """Enter a run that ends with `n`: each place of the list keeps the heaviest of as many numbers as its lowest bit counts."""
    n += 1
    while n <= MOST:
        up_to[n] = max(up_to[n], found)
        n += n & -n


def _heaviest(up_to: Sequence[tuple[float, int]], n: int) -> tuple[float, int]:
    """Return the heaviest run that ends with a number up to `n`."""
    n += 1
    found = NONE
    while n > 0:
        found = max(found, up_to[n])
        n -= n & -n
    return found


def without_number(block: Block) -> Block:
    """Return the first block of a note behind its number; a page mark before the number stays."""
    first = block.rows[0]
    mark = PAGE_MARK.match(first.text)
    lead = mark.group() if mark else ""
    rest = BODY.sub("", first.text[len(lead) :], count=1)
    return Block((first._replace(text=lead + rest), *block.rows[1:]))
