"""Words that count the divisions of one book alone, learned from it: `AIR I.`, `FABLE II. The miller`, `TALE 3`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from build_tools.structure.laid_out.division_words import RANK, WRITTEN
from build_tools.structure.laid_out.heading_forms import Form, bare_words, value_of
from build_tools.structure.laid_out.measures import Measures
from build_tools.structure.laid_out.pieces import Piece

COUNTED = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ'’]{2,14}) ([IVXLC]{1,8}|\d{1,3})(?:[.:] ?(?:--|[—–])? *|$)(\S.*)?$")
"""`AIR I. A carter at the mill`: a word in capitals and a number, perhaps with a title."""

OF_PICTURES = frozenset("PLATE FIG FIGURE TABLE MAP DIAGRAM NOTE PAGE LINE EXAMPLE ILLUSTRATION CHART ROUTE".split())
"""What is counted and is no division."""

FEWEST, MOST = 4, 0.8
"""Such lines with one word, and the share of them whose number is the next or the first."""

LONGEST = 120
"""Characters of such a line."""


def counted_words(found: Sequence[Piece], learned: Measures) -> dict[int, Form]:
    """Return the forms of the headings that begin with such a word, by their places."""
    by_word: dict[str, list[tuple[int, Form]]] = defaultdict(list)
    for index, piece in enumerate(found):
        if piece.kind or len(piece.rows) > 2 or piece.above <= learned.gap or len(piece.rows[0].text) > LONGEST:
            continue
        match = COUNTED.match(bare_words(piece.plain))
        if match is None or match.group(1) in WRITTEN or match.group(1) in OF_PICTURES or not value_of(match.group(2)):
            continue
        form = Form(RANK["section"], value_of(match.group(2)), match.group(2), "", bool(match.group(3)))
        by_word[match.group(1)].append((index, form))
    return {index: form for row in by_word.values() if in_series([form.value for _, form in row]) for index, form in row}


def in_series(values: Sequence[int]) -> bool:
    """Tell whether numbers count something, perhaps anew in each part.

    >>> in_series([1, 2, 3, 4, 1, 2]), in_series([14, 3, 14, 9])
    (True, False)
    """
    going = sum(there in (here + 1, 1) for here, there in zip(values, values[1:]))
    return len(values) >= FEWEST and going >= MOST * (len(values) - 1)
