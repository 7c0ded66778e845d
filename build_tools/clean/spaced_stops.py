"""Spaces before stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

SPACED_STOP = re.compile(r"(?<=[^\W_]) (?=[.,;](?:\s|$))(?! ?\.\s\.)(?!\.\.)")
"""`production , etc.`; the dots of an ellipsis (`hotchpotch . . .`) keep their spaces."""


def propose(desk: Desk) -> Iterator[Change]:
    """Spaces before commas, semicolons and full stops were removed, but for those of an ellipsis."""
    for number in desk.holding(" ,", " .", " ;"):
        line = desk.lines[number - 1]
        for match in SPACED_STOP.finditer(line):
            if not line.startswith(" . ", match.start()) and line[match.end() : match.end() + 3] not in (". .", "..."):
                yield Change(number, match.start(), " ", "")
