"""The manner of a text: how far its layout can be trusted, learned from the text before anything is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.clean.survey import UNWRAPPED
from build_tools.model.source import Habits

EXTRACTION, TRANSCRIPTION, LAYOUT = "extraction", "transcription", "layout"
"""The manners: a damaged extraction; a text typed by a person, as Project Gutenberg's are; a page image in characters."""

SPOKEN = re.compile(
    r"\*\*\* ?START OF (?:THE|THIS) PROJECT|\*END\*THE SMALL PRINT|^End of (?:the )?Project Gutenberg|\[Footnote(?: [A-Z0-9*†‡]{1,4})?:"
    r"|\[Illustration(?::|\])|\[Transcriber.s [Nn]ote|^(?: *\*){5} *$"
)
"""Words and marks that only a transcriber types: `[Footnote 12:`, `* * * * *`."""

BROKEN = 0.04
"""Share of lines that end in a hyphen, above which lines are those of a print. Transcribers rejoin words: the eight Gutenberg books
that were measured have 0.000 to 0.006, the four extractions 0.075 to 0.16."""

FALSE = 0.05
"""Share of blank lines that stand inside a sentence, above which blank lines cannot be trusted: 0.045 to 0.15 in the extractions."""

LONGEST_PAGE = 250
"""Lines of the longest page: a text that has a form feed here and there was not made page by page."""

INSET = 2
"""Spaces from which the beginning of a line is an indentation."""

INDENTED = 0.08
"""Share of indented lines from which indentation is a habit of the text."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What was decided once, for cleaning and structure: the `kind`, and whether lines at their ends still break words as printed."""

    kind: str = EXTRACTION
    hyphenated: bool = True

    @property
    def laid_out(self) -> bool:
        """Whether blank lines, indentation and columns mean what they show."""
        return self.kind != EXTRACTION


def learn(lines: Sequence[str], habits: Habits) -> Manner:
    """Return the manner of a text.

    Page starts known as leading spaces, and breaks that editors set, are of an extraction. Form feeds show a page image, marks of a
    transcriber a transcription; else line ends, blank lines and indentation decide.
    """
    filled = [number for number, line in enumerate(lines) if line.strip()]
    ends = [lines[number].rstrip()[-1] for number in filled]
    broken = sum(end in "-\xad¬" for end in ends) / max(1, len(filled))
    if habits.manner in (EXTRACTION, TRANSCRIPTION, LAYOUT):
        return Manner(habits.manner, habits.manner == EXTRACTION or broken > BROKEN / 2)
    if habits.pages == "leading-space" or habits.breaks:
        return Manner()
    feeds = sum("\f" in line for line in lines)
    if habits.pages == "form-feed" or (feeds and feeds * LONGEST_PAGE >= len(lines)):
        return Manner(LAYOUT)
    if any(SPOKEN.search(lines[number][:2000]) for number in filled):
        return Manner(TRANSCRIPTION, broken > BROKEN / 2)
    widths = sorted(len(lines[number]) for number in filled)
    if not widths or widths[len(widths) // 2] > UNWRAPPED:
        return Manner()
    pairs = [(here, there) for here, there in zip(filled, filled[1:]) if there > here + 1]
    false = sum(lines[there].lstrip()[0].islower() and lines[here].rstrip()[-1].isalnum() for here, there in pairs)
    inset = sum(lines[number].startswith(" " * INSET) for number in filled) / len(filled)
    if broken > BROKEN:
        return Manner(LAYOUT) if inset > INDENTED else Manner()
    if pairs and false > FALSE * len(pairs) and false > 1:
        return Manner(LAYOUT, broken > BROKEN / 2) if inset > INDENTED else Manner()
    return Manner(TRANSCRIPTION, broken > BROKEN / 2)
