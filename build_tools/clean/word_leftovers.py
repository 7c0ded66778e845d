"""What a word processor leaves in a text when it is saved without its format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

LEFTOVER = re.compile(r"\[bookmark: _[A-Za-z]+\d*\]|\bError! (?:Bookmark|Reference source) not (?:defined|found)\.")
"""For instance `[bookmark: _Hlk175179267]`."""


def propose(desk: Desk) -> Iterator[Change]:
    """Marks that a word processor had left in the text, such as the names of bookmarks, were removed."""
    for number in desk.holding("bookmark: _", "Error! "):
        for match in LEFTOVER.finditer(desk.lines[number - 1]):
            yield Change(number, match.start(), match.group(), "")
