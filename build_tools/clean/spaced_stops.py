"""Spaces before stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

SPACED_STOP = re.compile(r"(?<=[^\W_]) (?=[.,;](?:\s|$)(?!\s*\.))")
"""`production , etc.`; the dots of an ellipsis (`hotchpotch . . .`) keep their spaces."""


def propose(desk: Desk) -> Iterator[Change]:
    """Spaces before commas, semicolons and full stops were removed, but for those of an ellipsis."""
    lines = desk.lines
    for number in desk.holding(" ,", " .", " ;"):
        line = lines[number - 1]
        for match in SPACED_STOP.finditer(line):
            # An ellipsis may go on in the next line.
            ended = not line[match.end() + 1 :].strip() and number < len(lines)
            if not ended or not lines[number].lstrip().startswith("."):
                yield Change(number, match.start(), " ", "")
