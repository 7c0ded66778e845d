"""What the editors say of a text: notes of their own, and emendations of the print, each at its passage."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.model.tree import Element

KINDS = {
    "gloss": "what is meant", "inconsistency": "the print contradicts itself or another work", "identification": "who or what it is",
    "loss": "what the print or the received file has lost", "context": "what one needs to know",
}
"""What a note of the editors may be, and what that says to a reader."""


@dataclass(frozen=True, slots=True)
class EditorsNote:
    """A note of the editors: `body` is TEI (a `note`), called behind the words `quote` of the passage `at`.

    `target` is the passage that its author named, which may have been retired since; `n` is the letter of the note in its work.
    """

    id: str
    work: str
    target: str
    at: str
    n: str
    quote: str
    kind: str
    body: Element
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Emendation:
    """An emendation of the print: in the passage `at` the words `sic` are printed, and `corr` is meant. `which` counts `sic` from 1."""

    id: str
    work: str
    target: str
    at: str
    sic: str
    corr: str
    reason: str
    which: int = 0
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


def letters(number: int) -> str:
    """Return the letters that count the notes of the editors, from 1.

    >>> letters(1), letters(26), letters(27), letters(53)
    ('a', 'z', 'aa', 'ba')
    """
    said = ""
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("a") + rest) + said
    return said
