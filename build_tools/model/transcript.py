"""The transcript: a rough text as lines, each known by the number that it has in the input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class PageStart(NamedTuple):
    """A printed page begins at the beginning of `line` (from 1).

    `n` is the number as printed. `cert` is empty where the number stands in the input (a running head), `"high"` where it was
    counted between two such numbers, `"medium"` or `"low"` where one end of the count is missing. `evidence` says how it is known.
    """

    line: int
    n: str
    cert: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text on its way from the input to its structure.

    `lines[i]` is line `i + 1` of the input, with its own line end; a line that was removed is `""`, and a line without an end runs
    on into the next. `"".join(lines)` is thus always the whole text. In a cleaned transcript a blank line ends a block, and
    nothing else does.
    """

    name: str
    lines: tuple[str, ...]
    pages: tuple[PageStart, ...] = field(default=())

    @property
    def text(self) -> str:
        """The whole text as it stands now."""
        return "".join(self.lines)
