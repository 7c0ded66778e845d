"""The word list that is asked when a work does not know a word itself: English by frequency, from the package wordfreq."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

FREQUENT = 3.5
"""On the Zipf scale (log10 of occurrences per 10^9 words): a word that every reader knows, such as `peasant` (3.9)."""

FAMILIAR = 2.8
"""On the Zipf scale: a word of five letters or more that most readers know, such as `equivalents` (3.3)."""

KNOWN = 1.8
"""On the Zipf scale: a word that a large dictionary has; what lies below is mostly misspellings and names."""


@cache
def _frequencies() -> dict[str, float]:
    # wordfreq's own look-up tokenizes each word, which costs twenty times as much as its table does; and with the package come the
    # names of all languages, which take longer to load than its table and are not asked for. The table: words by centibels.
    import gzip

    import msgpack

    package = find_spec("wordfreq")
    assert package is not None and package.origin is not None, "wordfreq is installed with this package"
    packed = (Path(package.origin).parent / "data" / "large_en.msgpack.gz").read_bytes()
    header, *rows = msgpack.unpackb(gzip.decompress(packed))
    assert header == {"format": "cB", "version": 1}, "the table is of another format than this was written for"
    return {word: frequency for place, words in enumerate(rows) if (frequency := 10 ** (-place / 100)) for word in words}


@cache
def zipf(word: str) -> float:
    """Return the frequency of a word on the Zipf scale, 0 where the list does not have it.

    >>> zipf("peasant") > zipf("xqz") == 0
    True
    """
    from math import log10

    frequency = _frequencies().get(word.lower().replace("’", "'").removesuffix("'s"), 0.0)
    return max(0.0, round(log10(frequency) + 9, 2)) if frequency else 0.0


FOREIGN = 2.5
"""On the Zipf scale of another language: a word that a reader of that language knows."""


@cache
def _languages() -> tuple[dict[str, float], ...]:
    from wordfreq import get_frequency_dict

    return tuple(get_frequency_dict(language, wordlist="best") for language in ("fr", "de"))


def is_foreign(word: str) -> bool:
    """Tell whether a word is French or German rather than English; for the few words of a work that no English list knows.

    >>> is_foreign("wirtschaft"), is_foreign("peasantry")
    (True, False)
    """
    from math import log10

    here = zipf(word)
    return any(log10(table[word]) + 9 > max(FOREIGN, here) for table in _languages() if word in table)
