"""The word list that is asked when a work does not know a word itself: English by frequency, from the package wordfreq."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

FREQUENT = 3.5
"""On the Zipf scale (log10 of occurrences per 10^9 words): a word that every reader knows, such as `peasant` (3.9)."""

FAMILIAR = 2.8
"""On the Zipf scale: a word of five letters or more that most readers know, such as `equivalents` (3.3)."""

KNOWN = 1.8
"""On the Zipf scale: a word that a large dictionary has; what lies below is mostly misspellings and names."""


COMMON = round((9 - KNOWN) * 100) + 1
"""Rows of the table in which the words stand that are `KNOWN`: a row holds the words of one hundredth of the scale, from 9.00 down."""


READ = 1 << 16
"""Bytes of the table that are read at a time: what lies behind the last row that is asked for is not unpacked."""


@cache
def _common() -> list[tuple[float, list[str]]]:
    return _rows(0, COMMON)


@cache
def _at_least(least: float) -> frozenset[str]:
    return frozenset(chain.from_iterable(words for frequency, words in _common() if frequency >= least))


@cache
def _frequencies() -> dict[str, float]:
    return {word: frequency for frequency, words in (*_common(), *_rows(COMMON, None)) for word in words}


def _rows(first: int, last: int | None) -> list[tuple[float, list[str]]]:
    # wordfreq's own look-up tokenizes each word, which costs twenty times as much as its table does; and with the package come the
    # names of all languages, which take longer to load than its table and are not asked for. Two thirds of the table are words below
    # `KNOWN`, for which no conversion asks.
    import gzip

    import msgpack

    package = find_spec("wordfreq")
    assert package is not None and package.origin is not None, "wordfreq is installed with this package"
    with gzip.open(Path(package.origin).parent / "data" / "large_en.msgpack.gz") as packed:
        table = msgpack.Unpacker(packed, read_size=READ)
        rows = table.read_array_header() - 1
        assert table.unpack() == {"format": "cB", "version": 1}, "the table is of another format than this was written for"
        for _ in range(first):
            table.skip()
        places = range(first, rows if last is None else min(last, rows))
        return [(max(0.0, round(9 - place / 100, 2)), table.unpack()) for place in places]


def known(word: str, least: float = KNOWN) -> bool:
    """Tell whether a word is at least as frequent as `least` on the Zipf scale, which is `KNOWN` or more.

    >>> known("peasant"), known("peasant", 5.0), known("xqz")
    (True, False, False)
    """
    return _listed(word) in _at_least(least)


@cache
def zipf(word: str) -> float:
    """Return the frequency of a word on the Zipf scale, 0 where the list does not have it.

    >>> zipf("peasant") > zipf("xqz") == 0
    True
    """
    return _frequencies().get(_listed(word), 0.0)


def _listed(word: str) -> str:
    """Return the form of a word that the list has."""
    return word.lower().replace("’", "'").removesuffix("'s")


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
