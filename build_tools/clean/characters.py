"""Characters that are no part of a text: byte order marks, zero-width and control characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

STRAY = re.compile("[\ufeff\u200b\u2060\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]+")
"""A byte order mark, a zero-width space, or a character that XML forbids."""


PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
"""A character of the planes that stand for nothing outside one font; we mark pages and calls with them."""


def propose(desk: Desk) -> Iterator[Change]:
    """Byte order marks, zero-width characters and control characters were removed; a sign that only a certain font knows became “�”."""
    if desk.text.replace("\n", "").replace("\r", "").isprintable():
        return
    for number, line in enumerate(desk.lines, 1):
        if not line.rstrip("\r\n").isprintable():
            for match in STRAY.finditer(line):
                yield Change(number, match.start(), match.group(), "")
            for match in PRIVATE.finditer(line):
                yield Change(number, match.start(), match.group(), "\ufffd", "a private character")
