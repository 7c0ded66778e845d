"""The marks of page starts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

LEADING = re.compile(r"[ \f]+(?=\S)")
"""The space or form feed before the first word of a page."""


def propose(desk: Desk) -> Iterator[Change]:
    """Spaces at the beginning of lines, which mark page starts and cuts in the extraction, were removed once the pages had been counted."""
    if desk.habits.pages not in ("leading-space", "form-feed"):
        return
    for number, line in enumerate(desk.lines, 1):
        if line.startswith((" ", "\f")) and (match := LEADING.match(line)):
            yield Change(number, 0, match.group(), "")
