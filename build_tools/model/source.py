"""A source: the record of a work, how its text is recognised, and the habits of its print."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.record import Record


@dataclass(frozen=True, slots=True)
class Input:
    """Where the text comes from. `sha256` is that of the bytes; `sketch` is a MinHash of the normalised words."""

    reader: str
    file: str = ""
    sha256: str = ""
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Habits:
    """What an editor knows of a print that its text does not say by itself; everything else is learned from the text.

    `pages`: how a page start shows, `"leading-space"`, `"form-feed"`, `"inline"`, or `""` where the text has no pages.
    `page_of`: printed page of a line of the input (`{"105": "11"}`), for page starts that are known from outside the text.
    `numbering`: the kinds of division in the order of their depth.
    """

    pages: str = ""
    page_of: tuple[tuple[int, str], ...] = ()
    numbering: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A folder below `sources/`."""

    record: Record
    input: Input
    habits: Habits
    folder: str
