"""The outline: headings and blocks become nested divisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.structure.blocks import Block
from build_tools.structure.headings import Cut, Head

FRONT = frozenset({"blurb", "glossary", "preface"})
"""Types that stand in the front matter when nothing of the body stands before them."""

BACK = frozenset({"blurb", "index", "glossary"})
"""Types that stand in the back matter when nothing of the body stands behind them."""

SCOPES = frozenset({"part", "chapter", "preface", "introduction"})
"""Types whose notes are counted from 1 and gathered at their end."""

DEEPEST = 99
"""Any division ends the notes before it."""

TYPE_OF_DEPTH = ("chapter", "section", "subsection")


@dataclass(slots=True)
class Division:
    """A division while the outline is being built: `depth` is 0 for the work itself, `n` the number as printed.

    `scope` tells that its notes are counted from 1; in a work without chapters only the whole work is one.
    """

    kind: str
    depth: int
    n: str = ""
    value: int = 0
    head: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    children: list[Division] = field(default_factory=list)
    scope: bool = False

    @property
    def line(self) -> int:
        """The line of the input where the division begins (0 for an empty one)."""
        firsts = [self.head] if self.head else self.blocks[:1]
        return firsts[0].line if firsts else self.children[0].line if self.children else 0


def outline(cuts: Sequence[Cut], depth_of: dict[str, int], given: dict[int, str]) -> Division:
    """Nest the divisions of a work.

    `depth_of` gives the rank of each style of numbers, `given` the types of divisions that begin at a line without a heading.
    A division of notes goes into the innermost division whose notes are counted from 1.
    """
    root = Division("work", 0)
    stack: list[Division] = [root]
    used = sorted({depth_of[cut.head.number.style] for cut in cuts if cut.head and cut.head.number})
    top = used[0] if used else 1
    chapters = bool(used)
    below_part = [rank for rank in used if rank > depth_of["part"]]
    for cut in cuts:
        kind = given.get(cut.block.line, "")
        if kind and not (cut.head and cut.head.kind == kind):
            open_division(stack, Head(cut.block, None, kind), top, kind, None, chapters)
        if cut.head is None:
            stack[-1].blocks.append(cut.block)
            continue
        number = cut.head.number
        if number is None:
            open_division(stack, cut.head, top, cut.head.kind, cut.block, chapters)
            continue
        rank = depth_of[number.style]
        if number.style == "part":
            name = "part"
        else:
            name = TYPE_OF_DEPTH[min(below_part.index(rank), 2)] if rank in below_part else "section"
        open_division(stack, cut.head, rank, name, cut.block, chapters)
    return root


def open_division(stack: list[Division], head: Head, depth: int, kind: str, block: Block | None, chapters: bool) -> None:
    """Close what the new division ends, and open it."""
    if kind == "notes":
        while len(stack) > 1 and not stack[-1].scope:
            stack.pop()
        depth = DEEPEST
    else:
        while len(stack) > 1 and stack[-1].depth >= depth:
            stack.pop()
    number = head.number
    new = Division(kind, depth, number.printed if number else "", number.value if number else 0, block, scope=chapters and kind in SCOPES)
    stack[-1].children.append(new)
    stack.append(new)


def walk(division: Division) -> Iterator[Division]:
    """Yield a division and all below it."""
    yield division
    for child in division.children:
        yield from walk(child)


def within(top: Division) -> Iterator[Division]:
    """Yield a division and those below it that share its series of notes."""
    yield top
    for child in top.children:
        if not child.scope:
            yield from within(child)


def sides(divisions: Sequence[Division]) -> tuple[list[Division], list[Division], list[Division]]:
    """Divide the highest divisions into front matter, body and back matter."""
    first = next((place for place, division in enumerate(divisions) if division.kind not in FRONT), len(divisions))
    last = len(divisions)
    while last > first and divisions[last - 1].kind in BACK:
        last -= 1
    return list(divisions[:first]), list(divisions[first:last]), list(divisions[last:])
