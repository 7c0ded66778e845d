"""Block quotations that nothing indents: what the measure of a block, the words before it and the source at its end say together."""

from __future__ import annotations

import pytest

from build_tools.structure.blocks import Block, Row
from build_tools.structure.quotations import Measures, quoted

MEASURES = Measures(60.0, 66.0, 3.0)


def block(end: str, *widths: int) -> Block:
    """Return a block of lines of some widths, the last of them short, which ends with some words."""
    return Block(tuple(Row("rye and oats\n", 1, width) for width in widths) + (Row(f"{end}\n", 1, 30),))


TEXT = (60, 60, 60)
SET = (66, 66, 66)
DOUBTFUL = (62, 62, 63)
"""Lines that are rather those of the text."""

SAID = block("he wrote:", *TEXT)
OPEN = block("the rye was sold. . . .", *SET)
CLOSED = block("the rye was sold.”12", *SET)


@pytest.mark.parametrize(("blocks", "expected"), [
    pytest.param([SAID, CLOSED, block("We go on.", *TEXT)], "tqt", id="its source ends it"),
    pytest.param([SAID, OPEN, block("We go on.", *TEXT)], "tqt", id="it ends open where the measure says so"),
    pytest.param([SAID, OPEN, block("the oats too. . . .", *DOUBTFUL), block("and all else.”13", *DOUBTFUL)], "tqqq",
                 id="it goes on to its source through lines that are as wide as text"),
    pytest.param([SAID, OPEN, block("the oats too.", *DOUBTFUL), block("and all else.", *DOUBTFUL)], "tqtt",
                 id="without a source nothing speaks for more of it"),
    pytest.param([SAID, OPEN, block("the oats too.", *TEXT), block("and all else.13", *TEXT)], "tqtt",
                 id="a source far off is no reason against the measure"),
    pytest.param([SAID, CLOSED, block("the oats too.13", *DOUBTFUL)], "tqt", id="what has named its source has ended"),
])
def test_where_a_quotation_ends(blocks: list[Block], expected: str) -> None:
    found = quoted(blocks, ["p"] * len(blocks), MEASURES)
    assert "".join("q" if one else "t" for one in found) == expected


def test_a_list_does_not_close_what_is_open() -> None:
    blocks = [SAID, OPEN, block("1. rye.", *TEXT), block("We go on.13", *DOUBTFUL)]
    assert quoted(blocks, ["p", "p", "item", "p"], MEASURES) == [False, True, False, False]
