"""How a line ends and begins: the signs by which a reader knows whether a sentence goes on."""

from __future__ import annotations

import re

TERMINAL = re.compile(r"[.!?:;…][\"”’)\]]*(?: ?\d{1,3})?$|[”\"](?: ?\d{1,3})?$|\.\)$")
"""The end of a sentence, perhaps with a note call: `power.12`, `economy.” 23`."""

CITED = re.compile(r"\b(?:pp?|vols?|nos?|nn?|pts?|chs?|Arts?)\. ?\d{1,3}$")
"""The end of a line inside a citation: `p. 152`."""

UNENDED = re.compile(r"(?<![\d–-])\d{1,3}\.\d{1,3}$|,[”’\"] ?\d{0,3}$")
"""The end of a line that only looks like the end of a sentence: a decimal (`1923–24.32` is none), or a comma inside a quotation mark."""

WEAK = re.compile(r"[^.!?:;…\s][”\"’)\]](?: ?\d{1,3})?$")
"""A closing mark without a stop before it: the sentence may end here or go on."""

OPEN = re.compile(
    r"(?:[,(—]|\b(?:[Nn]os?|[Vv]ols?|pp?)\.|\b(?i:the|of|and|in|to|a|an|by|for|with|that|which|who|his|their|its|was|were|is|are|had|has|on|at|from|as|or|be|what|when|where|if|than|more|very|into|upon|between|not|no|this|these|those|such|but|also|only|can|could|should|would|must|will|may|might|been|being|do|does|did|it|he|they|we))\d{0,3}$"
)
"""The end of a line after which a sentence must go on: a word such as `of` or `In`, or `No.` before its number."""

BROKEN_WORD = re.compile(r"[^\W\d_]-$")
"""A hyphen behind a letter at the end of a line."""

BROKEN_RANGE = re.compile(r"\d[-–]$")
"""A dash behind a digit at the end of a line: `1926–`."""

NUMBERED = re.compile(r"(?:\d{1,3}|[IVXLC]{1,5})\. [A-Z“]|\([a-z0-9]{1,2}\) ")
"""The beginning of a numbered heading, paragraph or note."""


TAIL = 16
"""Characters at the end of a line that are enough for all of these; a search through whole lines took a fifth of the cleaning."""


def ends(line: str) -> bool:
    """Tell whether a sentence may end with this line.

    >>> ends("is of importance.12"), ends("price.” 23"), ends("and with")
    (True, True, False)
    """
    tail = line[-TAIL:]
    return TERMINAL.search(tail) is not None and CITED.search(tail) is None and UNENDED.search(tail) is None


def may_go_on(line: str) -> bool:
    """Tell whether a line ends with a closing mark that has no stop before it."""
    return WEAK.search(line[-TAIL:]) is not None


def must_go_on(line: str) -> bool:
    """Tell whether the sentence cannot end here."""
    return OPEN.search(line[-TAIL:]) is not None


def breaks_off(line: str) -> bool:
    """Tell whether the line ends inside a word or a range."""
    tail = line[-3:]
    return BROKEN_WORD.search(tail) is not None or BROKEN_RANGE.search(tail) is not None
