"""Doubled spaces and spaces at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change

DOUBLED = re.compile(r" (?<!  )(?:(?<=\S )( +)(?=\S)|(?<=^ ) *(?=\S)| *(?=\n))", re.MULTILINE)
"""Two or more spaces between words, which alone have a group, any at the beginning or the end of a line. Each way begins with the same
space, which is searched for three times as fast as four ways would be, and a row of spaces is looked at from its first alone."""


def propose(desk: Desk) -> Iterator[Change]:
    """Doubled spaces and spaces at the ends of lines were removed."""
    for number, line in enumerate(desk.lines, 1):
        if "  " in line or " \n" in line or line.startswith(" "):
            for match in DOUBLED.finditer(line):
                yield Change(number, match.start(), match.group(), " " if match.lastindex else "")
