"""A witness: what can be said of a book block by block, in one form for the manuscript that went in and the document that came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Seen(NamedTuple):
    """A block: its kind, its text on one line without calls, and for a heading its level, for an entry its depth."""

    kind: str
    text: str
    level: int = 0


class PageSeen(NamedTuple):
    """A page, its number and the first letters and digits on it."""

    n: str
    words: str


class CallSeen(NamedTuple):
    """A call: its number, the letters before it, and the first letters of its note (empty where the note is lost)."""

    n: int
    before: str
    body: str


class TableSeen(NamedTuple):
    """A table: its caption, and its rows of cells."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


class EntrySeen(NamedTuple):
    """An entry of the index with its locators and its reference to another entry."""

    text: str
    locators: tuple[str, ...]
    see: str


@dataclass(slots=True)
class Witness:
    """All that is compared, in reading order."""

    blocks: list[Seen] = field(default_factory=list)
    pages: list[PageSeen] = field(default_factory=list)
    calls: list[CallSeen] = field(default_factory=list)
    tables: list[TableSeen] = field(default_factory=list)
    entries: list[EntrySeen] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    """Printed pages of a reference inside the work, and the page it leads to."""


AHEAD = 24
"""Letters by which a place is known."""

BEHIND = 8


class Stream:
    """The letters and digits of a work in reading order, so that hyphens and spaces do not hide a place."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        """Append a text."""
        kept = "".join(letter for letter in text if letter.isalnum())
        self.parts.append(kept)
        self.length += len(kept)

    def whole(self) -> str:
        """Return all of it."""
        return "".join(self.parts)


def ahead(stream: str, place: int) -> str:
    """Return what follows a place."""
    return stream[place : place + AHEAD]


def behind(stream: str, place: int) -> str:
    """Return what stands before a place."""
    return stream[max(0, place - BEHIND) : place]
