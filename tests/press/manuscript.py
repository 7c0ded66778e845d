"""The manuscript: a whole book as its author hands it in, without lines and pages, of which print and truth are both made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FIRST_CALL = 0xE000
"""The call of note `n` is the character `chr(FIRST_CALL + n)`, set right behind what it belongs to."""

REFERENCE_START, REFERENCE_END = "\uf8f0", "\uf8f1"
"""Around the pages of a reference inside the work: `(see below, p. 57)` without `see below, `."""

MARKS = re.compile("[\ue000-\uf8f1]")
"""Everything in a text that is no letter of it."""


def call(n: int) -> str:
    """Return the mark of a call."""
    return chr(FIRST_CALL + n)


def bare(text: str) -> str:
    """Return a text without its marks.

    >>> bare("of grain" + call(3) + " and")
    'of grain and'
    """
    return MARKS.sub("", text)


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` is `p`, `quote`, `item` (with its `label`) or `lg` (lines of a stanza, parted by line ends)."""

    kind: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of the caption (the last may be a unit in parentheses), names of the columns, rows of cells."""

    caption: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wrapped: tuple[int, ...] = ()
    """Rows whose label runs over two lines."""


@dataclass(frozen=True, slots=True)
class Note:
    """An end-note; `stop` tells whether a full stop stands behind its number in print, `lost` that its page is missing."""

    n: int
    blocks: tuple[Block, ...]
    stop: bool = True
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the index: `see` is `See Grain` or `See also Grain`, set behind the locators."""

    text: str
    locators: tuple[str, ...] = ()
    subs: tuple[Entry, ...] = ()
    see: str = ""


@dataclass(slots=True)
class Division:
    """A division; `number` is what stands before the title (`Part 1`, `2.`, `II.`, `(a)`), `kind` the TEI type.

    `lost_pages` are missing right before it.
    """

    kind: str
    title: str
    number: str = ""
    blocks: list[Block | Table] = field(default_factory=list)
    children: list[Division] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    glosses: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    title_call: str = ""
    lost_pages: int = 0

    @property
    def heading(self) -> str:
        """Number and title, with the call of a note behind the title."""
        return f"{self.number} {self.title}".strip() + self.title_call


@dataclass(frozen=True, slots=True)
class Book:
    """A work: `author` and `title` stand in the running heads."""

    author: str
    title: str
    first_page: int
    divisions: tuple[Division, ...]
