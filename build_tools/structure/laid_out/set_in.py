"""What is set in: rows between two rows at the margin that begin further to the right, and the measure that they fill."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.laid_out.measures import STOP, Measures
from build_tools.structure.laid_out.rows import Row

FLOWING = 0.34
"""Share of rows inside a sentence at their ends, from which rows are those of running text, and no paragraphs of one line each."""

NEARLY = 0.985
"""Of the longest row: a row that comes to less with the next word had had room for it."""


class SetIn:
    """The runs of rows that are set in, each with the width of its longest row; rows are known by their places."""

    def __init__(self, rows: Sequence[Row], learned: Measures) -> None:
        self.rows = rows
        self.full = [0] * len(rows)
        start = 0
        for index in range(len(rows) + 1):
            if index < len(rows) and rows[index].indent >= INSET:
                continue
            run = rows[start:index]
            going = sum(STOP.search(row.text) is None for row in run[:-1])
            if len(run) > 2 and going >= FLOWING * (len(run) - 1):
                self.full[start:index] = [max(learned.type.width(row.text) for row in run)] * len(run)
            start = index + 1

    def opens(self, index: int, row: Row, learned: Measures) -> bool | None:
        """Tell whether row `index` opens a paragraph of what is set in, since its first word had had room on the row before; `None` where
        the rows are no running text.
        """
        if not (self.full[index] and self.full[index - 1]):
            return None
        before = self.rows[index - 1]
        word = row.text.split(" ", 1)[0]
        reach = learned.type.width(before.text) + learned.type.width(" ") + learned.type.width(word)
        return reach <= NEARLY * self.full[index]
