"""The plan of a division: what kind of thing each of its blocks is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.structure import lists, quotations, tables
from build_tools.structure.blocks import Block
from build_tools.structure.quotations import Measures


@dataclass(slots=True)
class Item:
    """One thing to be set: `kind` is `p`, `quote`, `item`, `lg`, `table` or `fragment`; `texts` are its lines, one for prose.

    The texts change while calls are marked in them; nothing else does.
    """

    kind: str
    texts: list[str]
    line: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the plan of every division of a work leans on."""

    measure: float
    wrapped: bool
    text: Measures
    notes: Measures
    fragments: frozenset[int]


def plan(blocks: Sequence[Block], ground: Ground, measures: Measures) -> list[Item]:
    """Tell the kinds of the blocks of a division, in reading order."""
    kinds = ["fragment" if block.line in ground.fragments else "p" for block in blocks]
    spans = tables.find(blocks, ground.measure) if ground.wrapped else []
    for first, last in spans:
        kinds[first:last] = ["table"] * (last - first)
    if ground.wrapped:
        kinds = ["lg" if kind == "p" and lists.is_verse(block, ground.measure) else kind for kind, block in zip(kinds, blocks)]
    labels = lists.numbered([block.plain for block in blocks], kinds)
    kinds = ["item" if label else kind for kind, label in zip(kinds, labels)]
    if ground.wrapped:
        quoted = quotations.quoted(blocks, kinds, measures)
        kinds = ["quote" if found else kind for kind, found in zip(kinds, quoted)]
    first_of = dict(spans)
    items: list[Item] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if index in first_of:
            lines = [line for one in blocks[index : first_of[index]] for line, _ in one.logical]
            items.append(Item("table", lines, block.line))
            index = first_of[index]
            continue
        if kinds[index] == "lg":
            items.append(Item("lg", [line for line, _ in block.logical], block.line))
        else:
            items.append(Item(kinds[index], [block.flat], block.line, labels[index]))
        index += 1
    return items
