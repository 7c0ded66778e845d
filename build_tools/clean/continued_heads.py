"""Heads of index entries that come back at the top of a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

CONTINUED = re.compile(r"[^\W\d_].{0,50} \(cont(?:\.|inued)\)\s*")
"""`Private sector (cont.)`"""


def propose(desk: Desk) -> Iterator[Change]:
    """The heads of index entries that were set again at the top of a column, with “(cont.)”, were removed."""
    for number in desk.holding("(cont"):
        if CONTINUED.fullmatch(desk.lines[number - 1]):
            yield Change(number, 0, desk.lines[number - 1], "")
