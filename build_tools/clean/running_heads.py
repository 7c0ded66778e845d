"""Running heads stand at the top of a page and are no part of the text."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change


def propose(desk: Desk) -> Iterator[Change]:
    """Running heads and the blank lines around them were removed; their page numbers are kept in the page breaks."""
    for first, last in desk.survey.heads:
        # One blank line stays where a paragraph may end: the rules of paragraphs decide, from the lines before and after.
        for number in range(first, last + 1):
            line = desk.lines[number - 1]
            if number == last and not line.strip():
                if line != "\n":
                    yield Change(number, 0, line, "\n")
            elif line:
                yield Change(number, 0, line, "")
