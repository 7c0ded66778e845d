"""The reader of plain-text extractions: bytes become lines, and nothing else happens to them."""

from __future__ import annotations

import re

from build_tools.model.finding import EditionError, Finding
from build_tools.model.transcript import Transcript
from build_tools.read.utf8 import decoded

LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line with its end, or the last one without."""

LONGEST_LINE = 2_000_000
"""Characters; a longer line is no text that a person wrote, and would make every later stage slow."""


def read(data: bytes, name: str) -> Transcript:
    """Return the lines of a text in UTF-8, each with its line end.

    Only `\\n` ends a line: every other character, a carriage return and a form feed too, stays in its line, where the fixes of the
    clean stage treat it under the ledger. Raises `EditionError` for bytes that are not UTF-8, for an empty and for a binary file.

    >>> read(b"one\\r\\ntwo", "x").lines
    ('one\\r\\n', 'two')
    """
    text = decoded(data, name)
    nul = text.find("\0")
    if nul >= 0:
        raise EditionError(
            Finding(
                "R012",
                "the file is binary: it holds a zero byte",
                name,
                text.count("\n", 0, nul) + 1,
                expected="plain text",
                hint="extract the text first",
            )
        )
    ended = tuple(LINE.findall(text))
    lengths = [*map(len, ended)]
    if max(lengths) > LONGEST_LINE:
        longest = lengths.index(max(lengths))
        raise EditionError(
            Finding(
                "R013",
                f"a line of {len(ended[longest])} characters",
                name,
                longest + 1,
                expected=f"at most {LONGEST_LINE}",
                hint="break the text into lines",
            )
        )
    return Transcript(name, ended)
