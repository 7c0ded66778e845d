"""Ligatures that came as one character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

LIGATURE = re.compile("[ﬀ-ﬆ]")
"""`ﬁ` in `ofﬁce`."""


def propose(desk: Desk) -> Iterator[Change]:
    """Ligatures (fi, fl, ff, ffi, ffl) that had come as one character were written as their letters."""
    for number in desk.holding(*LETTERS):
        for match in LIGATURE.finditer(desk.lines[number - 1]):
            yield Change(number, match.start(), match.group(), LETTERS[match.group()])
