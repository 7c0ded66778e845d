"""The codes of findings: each with its title, why it matters, how to mend it, and an example; the texts stand in `codes.toml`."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STAGES = {
    "R": "reading and source.toml",
    "C": "cleaning and corrections",
    "S": "structure",
    "T": "TEI and validation",
    "A": "annotation",
    "B": "the bibliography",
    "F": "figures",
    "L": "links",
    "P": "build and publication",
}
"""What the letter of a code says."""

_TABLE = Path(__file__).with_name("codes.toml")


@dataclass(frozen=True, slots=True)
class Code:
    """What `edition explain` says of one code."""

    code: str
    title: str
    why: str
    mend: str
    example: str = ""


@cache
def codes() -> dict[str, Code]:
    """Return all codes in their order: by stage, then by number."""
    with _TABLE.open("rb") as file:
        table = tomllib.load(file)
    return {code: Code(code, **table[code]) for code in sorted(table, key=order)}


def order(code: str) -> tuple[int, str]:
    """Return where a code stands among all: the stages in the order of the pipeline."""
    return ("".join(STAGES).find(code[:1]), code)


def nearest(code: str) -> str:
    """Return the code that is most like a misspelt one, or `""`; a letter O among the digits is a nought.

    >>> nearest("r-oo1")
    'R001'
    """
    wanted = "".join(letter for letter in code.upper() if letter.isalnum())
    wanted = wanted[:1] + wanted[1:].replace("O", "0")
    close = difflib.get_close_matches(wanted, codes(), n=1, cutoff=0.5)
    return close[0] if close else ""
