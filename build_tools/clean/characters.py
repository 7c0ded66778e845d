"""Characters that are no part of a text: byte order marks, zero-width and control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

STRAY = re.compile("[\ufeff\u200b\u2060\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]+")
"""A byte order mark, a zero-width space, or a character that XML forbids."""


def propose(desk: Desk) -> Iterator[Change]:
    """Byte order marks, zero-width characters and control characters were removed."""
    for number, line in enumerate(desk.lines, 1):
        if not line.rstrip("\n").isprintable():
            for match in STRAY.finditer(line):
                yield Change(number, match.start(), match.group(), "")
