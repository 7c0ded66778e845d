"""Running heads and page numbers of a text that shows its pages."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change


def propose(desk: Desk) -> Iterator[Change]:
    """Running heads and page numbers at the top or foot of a page were removed; the numbers are kept in the page breaks."""
    for number, _ in desk.survey.heads:
        if desk.lines[number - 1]:
            yield Change(number, 0, desk.lines[number - 1], "")
