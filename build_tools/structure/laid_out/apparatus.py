"""What is gathered while the notes are taken out of a text: notes, calls, and the text without them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.structure.laid_out.pieces import Piece


@dataclass(slots=True)
class Note:
    """A note: its label, its pieces without the label, the place of its body in the order of the text; `id` is given when it is set."""

    label: str
    shape: str
    pieces: list[Piece]
    at: int
    place: str = "bottom"
    called: bool = False
    id: str = ""


class Site(NamedTuple):
    """A place that may be a call: row `row` of piece `piece`, characters `start` to `end`."""

    piece: int
    row: int
    start: int
    end: int
    label: str
    shape: str


class Called(NamedTuple):
    """A call in a text: of which note, `None` where that is lost."""

    label: str
    note: Note | None


@dataclass(slots=True)
class Apparatus:
    """The text without its notes; `notes` in their order, each with the number of text pieces before it; `calls` as marked."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    calls: list[Called] = field(default_factory=list)


def closed_up(before: str, behind: str) -> str:
    """Return what stands before a call, without the space that parts it from its word; a call before its word keeps that.

    >>> closed_up("the mill ", ", and"), closed_up("the ", "mill")
    ('the mill', 'the ')
    """
    return before if behind[:1].isalpha() else before.rstrip(" ") or before
