"""Line ends of other systems."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.ledger import Change


def propose(desk: Desk) -> Iterator[Change]:
    """Carriage returns at line ends were removed, and a last line without an end was given one."""
    for number in desk.holding("\r\n"):
        yield Change(number, len(desk.lines[number - 1]) - 2, "\r", "")
    if desk.lines and not desk.lines[-1].endswith("\n"):
        yield Change(len(desk.lines), len(desk.lines[-1]), "", "\n")
