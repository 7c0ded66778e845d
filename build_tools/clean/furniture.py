"""Form feeds, running heads and page numbers of a text that shows its pages."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change


def propose(desk: Desk) -> Iterator[Change]:
    """Running heads and page numbers at the top or foot of a page, and the form feeds between pages, were removed; the numbers are
    kept in the page breaks.
    """
    removed = {first for first, _ in desk.survey.heads}
    for number, line in enumerate(desk.lines, 1):
        if number in removed:
            yield Change(number, 0, line, "")
            continue
        column = line.find("\f")
        while column >= 0:
            yield Change(number, column, "\f", "")
            column = line.find("\f", column + 1)
