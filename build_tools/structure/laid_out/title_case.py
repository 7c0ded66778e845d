"""Title case: whether a short text with a stop is written as titles are."""

from __future__ import annotations

import re

CAPPED = re.compile(r"[\"“‘(]?[A-ZÀ-Þ]")

MOST_TITLED = 16
"""Longer words of a title, at most."""

SMALL = frozenset("with from into upon over under that than this their which between among before after through during against".split())
"""Words of four letters and more that have no capital in a title."""

SIGNED = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z]|.*,? 1[5-9]\d\d\.?$|(?:BY|FOR|TO) ")
"""`J.S. SHEDLOCK.`, `LONDON, 1895.`: below a preface."""


def is_title_case(text: str) -> bool:
    """Tell whether a short text with a stop is written as titles are, all its longer words with a capital.

    >>> is_title_case("The Mill At Night."), is_title_case("He had no lamp."), is_title_case("Prices."), is_title_case("No. 4, I.")
    (True, False, True, False)
    """
    return text.rstrip("\"”’'").endswith(".") and is_capped(text) and not SIGNED.match(text)


def is_capped(text: str) -> bool:
    """Tell whether all longer words of a short text have a capital."""
    words = [word for word in re.findall(r"[^\s,;:.—-]+", text) if len(word) > 3 and word not in SMALL]
    return 0 < len(words) < MOST_TITLED and all(CAPPED.match(word) for word in words)
