"""Signs: one private character stands for a page start or a call while a text is being read, so that both move with its words."""

from __future__ import annotations

from build_tools.model.finding import EditionError, Finding

FIRST_MARK = 0xF0000
"""Page marks are characters of the private plane 15: that of page start `i` is `page_mark(i)`."""

FIRST_CALL = 0x100000
"""Call marks are those of plane 16: that of call `i` of a work is `call_mark(i)`."""

MOST = 0xFFFE
"""Characters of a private plane."""


def page_mark(index: int) -> str:
    """Return the sign of a page start, by its place among those of the work; raises `EditionError` (S020) for the 65,535th."""
    return _sign(FIRST_MARK, index, "pages")


def call_mark(index: int) -> str:
    """Return the sign of a call, by its place among those of the work; raises `EditionError` (S020) for the 65,535th."""
    return _sign(FIRST_CALL, index, "calls of notes")


def _sign(first: int, index: int, of: str) -> str:
    if index >= MOST:
        raise EditionError(Finding("S020", f"the text has more than {MOST:,} {of}", "", expected="one work",
                                   hint="divide a collection into its works"))
    return chr(first + index)
