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

    Lines are those of the input, from 1.

    - `pages`: how a page start shows: `"leading-space"`, `"form-feed"`, `"inline"` (such as `[p. 23]`), or `""` for a text without pages.
    - `page_of`: the printed page that begins at a line, where that is known from outside the text.
    - `cuts`: from the first to the last of these lines a leading space marks a cut in the text and no page start.
    - `divisions`: the type of a division that begins at a line without a heading of its own (`blurb`, `glossary`, `index`, `notes`).
    - `breaks`: a paragraph begins at this column of this line; for a text that came without paragraphs. Columns count from 0.
    - `blank_pages`: printed pages without text, which are not lost though no text begins there.
    - `manner`: `"extraction"` (layout is damaged), `"transcription"` (typed by a person) or `"layout"` (a page image in characters),
      where the text itself is misread.
    - `fragments`: lines (first, last) that survive of lost pages and belong to no paragraph.
    """

    pages: str = ""
    page_of: tuple[tuple[int, str], ...] = ()
    cuts: tuple[tuple[int, int], ...] = ()
    divisions: tuple[tuple[int, str], ...] = ()
    breaks: tuple[tuple[int, int], ...] = ()
    fragments: tuple[tuple[int, int], ...] = ()
    blank_pages: tuple[str, ...] = ()
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A folder below `sources/`."""

    record: Record
    input: Input
    habits: Habits
    folder: str
