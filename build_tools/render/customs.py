"""Customs: words that British and American books spell in two ways, among the words of the texts; search takes the one for the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CUSTOMS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern), instead) for pattern, instead in (
    (r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|able|ations?|ational)$)", "iz"),  # collectivisation, collectivization
    (r"(?<=[a-z]{2})our(?=(?:s|ed|ers?|ing|abl[ey]|ites?|less|ful)?$)", "or"),  # labourers, laborers
    (r"(?<=[a-z]{2}[bt])re(?=s?$)", "er"),  # centre, center
    (r"(?<=[a-z]{2})ll(?=(?:ed|ers?|ing)$)", "l"),  # travelled, traveled
    (r"(?<=[a-z]{2}en)c(?=es?$)", "s"),  # defence, defense; licences, licenses
    (r"(?<=gram)me(?=s?$)", ""),  # programme, program
))
"""What the one writes and the other writes instead, with enough letters before it that no other word comes of it (prise, prize)."""


def customs(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the folded words that are one word but for the custom of a country; a word that stands alone is left out.

    >>> customs(["labour", "labor", "rise", "prise", "prize", "centre", "centers", "four", "for"])
    [('labor', 'labour')]
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        plain = word
        for custom, instead in _CUSTOMS:
            plain = custom.sub(instead, plain)
        groups.setdefault(plain, []).append(word)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
