"""What is set in: rows between two rows at the margin that begin further to the right, and the measure that they fill."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.measures import STARTS_UPPER, Measures, is_stopped
from build_tools.structure.laid_out.rows import Row

FLOWING = 0.34
"""Share of rows inside a sentence at their ends, from which rows are those of running text, and no paragraphs of one line each."""

ROOM, MOST = 0.93, 0.7
"""Of the longest row: to how much the rows inside a sentence come with the next word, and the share of them that must."""

VERSE = 0.8
"""Share of rows that begin with a capital, above which they are verse."""

NEARLY = 0.985
"""Of the longest row: a row that comes to less with the next word had had room for it."""


class SetIn:
    """The runs of rows that are set in, each with the width of its longest row and its end; rows are known by their places."""

    def __init__(self, rows: Sequence[Row], learned: Measures) -> None:
        self.rows = rows
        self.full = [0] * len(rows)
        self.ends = [0] * len(rows)
        start = 0
        for index in range(len(rows) + 1):
            if index < len(rows) and rows[index].indent >= INSET:
                continue
            self.full[start:index] = [filled(rows[start:index], learned)] * (index - start)
            self.ends[start:index] = [index] * (index - start)
            start = index + 1

    def opens(self, index: int, row: Row, learned: Measures) -> bool | None:
        """Tell whether row `index` opens a paragraph of what is set in, since its first word had had room on the row before; `None` where
        the rows are no running text.
        """
        if not (self.full[index] and self.full[index - 1]):
            return None
        return reach(self.rows[index - 1], row, learned) <= NEARLY * self.full[index]


def filled(run: Sequence[Row], learned: Measures) -> int:
    """Return the width that some rows fill, 0 where they are verse, or paragraphs of one line each."""
    going = [(row, after) for row, after in zip(run, run[1:]) if not is_stopped(row.text)]
    capitals = sum(STARTS_UPPER.match(row.text) is not None for row in run)
    if len(run) < 3 or len(going) < FLOWING * (len(run) - 1) or capitals > VERSE * len(run):
        return 0
    full = max(learned.type.width(row.text) for row in run)
    return full if sum(reach(row, after, learned) > ROOM * full for row, after in going) >= MOST * len(going) else 0


def reach(row: Row, after: Row, learned: Measures) -> int:
    """Return how wide a row would be with the first word of the next."""
    return learned.type.width(row.text) + learned.type.width(" ") + learned.type.width(after.text.split(" ", 1)[0])
