"""Form feeds."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change


def propose(desk: Desk) -> Iterator[Change]:
    """Form feeds were removed; where they show pages, the page breaks tell it."""
    for number in desk.holding("\f"):
        line = desk.lines[number - 1]
        column = line.find("\f")
        while column >= 0:
            yield Change(number, column, "\f", "")
            column = line.find("\f", column + 1)
