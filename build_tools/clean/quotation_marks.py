"""Closing quotation marks that were set as two apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

DOUBLE_APOSTROPHE = re.compile("’’|‘‘|``|''")
"""Two single marks for one double mark; a printer's ’” of a quotation in a quotation is left alone."""

MEANT = {"’’": "”", "‘‘": "“", "``": "“", "''": '"'}


def propose(desk: Desk) -> Iterator[Change]:
    """Quotation marks that had come as two single marks were made one double mark."""
    for number in desk.holding(*MEANT):
        for match in DOUBLE_APOSTROPHE.finditer(desk.lines[number - 1]):
            yield Change(number, match.start(), match.group(), MEANT[match.group()])
