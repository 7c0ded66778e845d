"""Spellings: whether two words are one word spelt in two ways, by transliteration, by the custom of a country or by a slip."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SKELETON: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern), plain) for pattern, plain in (
    (r"[\W_]", ""),  # pre-war, prewar
    (r"our(?=s?$)", "or"),  # labour, labor
    (r"mme(?=s?$)", "m"),  # kilogramme, kilogram
    (r"shch", "sch"),  # khozrashchet, khozraschet
    (r"zh", "j"),  # Preobrazhensky, Preobrajensky
    (r"yo", "e"),  # prodrazvyorstka, prodrazverstka
    (r"ck", "k"),  # kopeck, kopek
    (r"kh|ch", "h"),  # Tukhachevsky, Tuchachevsky
    (r"c", "k"),  # Proletcult, Proletkult
    (r"ou|u", "u"),  # koulak, kulak
    (r"tz", "ts"),  # chervonetz, chervonets
    (r"w", "v"),
    (r"z", "s"),  # collectivization, collectivisation
    (r"ie(?!$)|ye(?!$)", "e"),  # uyezd, uezd
    (r"[yj]", "i"),  # bednyak, bedniak
    (r"(.)\1+", r"\1"),  # dessiatina, desiatina
))
"""What is left aside of a word, in this order; each with a pair that it makes equal."""

_ENDINGS = (("man", "men"), ("is", "es"))
"""One of several, in English: Nepman and Nepmen, crisis and crises."""

_SHORTEST = 6
"""Letters of a word in which another letter is rather a slip than another word."""


@lru_cache(1 << 14)
def skeleton(word: str) -> str:
    """Return what is equal for spellings of one word.

    >>> skeleton("Preobrazhenskii") == skeleton("Preobrazhensky"), skeleton("koulak") == skeleton("kulak")
    (True, True)
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    for pattern, left in _SKELETON:
        plain = pattern.sub(left, plain)
    return plain


def otherwise(word: str, other: str) -> bool:
    """Return whether two words that differ are one word in two spellings; an inflection is no spelling.

    >>> otherwise("Kamenov", "Kamenev"), otherwise("bedniak", "bednyak"), otherwise("kulaki", "kulak"), otherwise("Nepmen", "Nepman")
    (True, True, False, False)
    """
    one, two = word.casefold(), other.casefold()
    return one != two and (skeleton(one) == skeleton(two) or _slip(one, two))


def _slip(one: str, two: str) -> bool:
    """Return whether one letter inside a word is another, is missing, is too many, or stands before its neighbour."""
    if min(len(one), len(two)) < _SHORTEST or abs(len(one) - len(two)) > 1:
        return False
    if any({one[-len(end):], two[-len(other):]} == {end, other} for end, other in _ENDINGS):
        return False
    start = next((at for at, (left, right) in enumerate(zip(one, two)) if left != right), min(len(one), len(two)))
    end = next((at for at, (left, right) in enumerate(zip(one[:start - 1:-1], two[:start - 1:-1])) if left != right),
               min(len(one), len(two)) - start)
    middle, instead = one[start:len(one) - end], two[start:len(two) - end]
    return start > 0 < end and (max(len(middle), len(instead)) == 1 or (len(middle) == 2 and middle == instead[::-1]))
