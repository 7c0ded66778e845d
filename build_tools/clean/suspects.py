"""Suspicious words: those that neither the work nor a word list supports, and that stand one letter away from a word both know well."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from build_tools.clean.lexicon import FAMILIAR, FREQUENT, KNOWN, is_foreign, zipf
from build_tools.model.transcript import Transcript

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
"""A word without its hyphens, which part it here: `worker-peasant` is two words."""

HOUSE = 3
"""Times that a word stands in the work before the work itself speaks for it."""

SHORTEST = 4
"""Letters; shorter words are abbreviations, variables and names of languages more often than damage."""

PIECE = 3
"""Letters of the longest piece that may have been broken off a word: `Sovie t`."""

RARE = 3.0
"""On the Zipf scale: a word above it needs no second witness."""

RATIO = 2.0
"""On the Zipf scale: a likely reading is a hundred times as frequent as a word that the list has, since it has misspellings too."""

LONG = 8
"""Letters from which on a word of the list may be a misspelling (`enviroment`); shorter ones are rare words: halve, oust, wrest."""

NEARER = 0.5
"""On the Zipf scale: at the beginning of a line, where letters are lost, the likely reading need be only three times as frequent."""

STRANGE = 2
"""Unknown words beside a word, from which on it is taken to stand in another language or in a title."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"

WHOLE = frozenset({"a", "i", "o", "s", "t", "d", "ll", "re", "ve", "m"})
"""What stands alone, or behind an apostrophe, and is no piece of a broken word."""


class Suspect(NamedTuple):
    """A word that may be damaged: the line of the input and the printed page where it stands, and the reading that is likely."""

    line: int
    page: str
    word: str
    likely: str
    why: str


class _Token(NamedTuple):
    start: int
    word: str
    folded: str


def suspects(transcript: Transcript) -> Iterator[Suspect]:
    """Yield the suspicious words of a cleaned text in reading order.

    It stops at words with a capital (names), at words that come back, at words of other languages, and at real words in a wrong
    place, which only a reader finds.
    """
    text = transcript.text
    starts = [0, *accumulate(map(len, transcript.lines))]
    lines = [start.line for start in transcript.pages]
    tokens = [_Token(match.start(), match.group(), folded(match.group())) for match in WORD.finditer(text)]
    counts = Counter(token.folded for token in tokens)
    for index, token in enumerate(tokens):
        found = _judge(tokens, index, counts, text)
        if found is None:
            continue
        line = bisect_right(starts, token.start)
        place = bisect_right(lines, line) - 1
        page = transcript.pages[place].n if place >= 0 else ""
        yield Suspect(line, page, *found)


def folded(word: str) -> str:
    """Return a word in lower case and without its possessive ending.

    >>> folded("Kulak’s")
    'kulak'
    """
    return word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")


def _judge(tokens: Sequence[_Token], index: int, counts: Counter[str], text: str) -> tuple[str, str, str] | None:
    """Return the word, its likely reading and the reason, or `None` where nothing is suspicious."""
    token = tokens[index]
    word = token.folded
    broken = _broken(tokens, index, counts, text)
    if broken or not token.word.islower():
        return broken  # names, titles and acronyms: no list has them all
    beheaded = _beheaded(token, counts, text)
    if beheaded:
        return beheaded
    if len(word) < SHORTEST or counts[word] > 1 or zipf(word) >= RARE:
        return None
    near = likely(word, counts)
    listed = known(word, counts)
    if not near or (listed and (len(word) < LONG or zipf(near) < zipf(word) + RATIO)):
        return None
    if is_foreign(word) or _strange(tokens, index, counts) >= STRANGE:
        return None
    return token.word, near, "the likely word is a hundred times as frequent" if listed else "neither the work nor the word list has it"


def _broken(tokens: Sequence[_Token], index: int, counts: Counter[str], text: str) -> tuple[str, str, str] | None:
    """Return a word of two pieces, of which one at least is no word, that make a word which the work has."""
    if index + 1 >= len(tokens):
        return None
    one, two = tokens[index], tokens[index + 1]
    between = text[one.start + len(one.word) : two.start]
    if between != " " or not two.word.islower() or min(len(one.folded), len(two.folded)) > PIECE:
        return None
    whole = one.folded + two.folded
    pieces = [piece for piece in (one.folded, two.folded) if not known(piece, counts) and piece not in WHOLE]
    if pieces and (counts[whole] >= HOUSE or zipf(whole) >= FREQUENT) and len(whole) > SHORTEST and not is_foreign(pieces[0]):
        return f"{one.word} {two.word}", whole, "two pieces of one word"
    return None


def _beheaded(token: _Token, counts: Counter[str], text: str) -> tuple[str, str, str] | None:
    """Return the first word of a line, a word that the work has once, where a letter before it makes one that the work uses.

    Letters are lost at the beginning of lines more than anywhere else, and what remains may be a word: a “est tube”.
    """
    word = token.folded
    if token.start and text[token.start - 1] != "\n" or counts[word] > 1 or len(word) < 2:
        return None
    best = max((letter + word for letter in LETTERS), key=lambda one: (counts[one], zipf(one)))
    if counts[best] < max(counts[word] + 1, 1) or zipf(best) < zipf(word) + NEARER:
        return None
    return token.word, best, "a line begins with it, and one letter before it makes a word of the work"


def known(word: str, counts: Counter[str]) -> bool:
    """Tell whether a word list or the work knows a word, also as an inflection or a compound of words that they know."""
    if zipf(word) >= KNOWN or counts[word] >= HOUSE:
        return True
    for ending in ("s", "es", "ed", "d", "ing", "ly", "ness", "ism", "ist", "ists", "ization", "izing", "ized", "er", "ers", "al", "ally"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST and any(
            counts[form] > 1 or zipf(form) >= FAMILIAR for form in (stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
        ):
            return True
    for start in ("un", "re", "non", "over", "under", "pre", "inter", "counter", "sub", "super", "anti", "semi", "mis", "co", "dis", "de"):
        stem = word.removeprefix(start)
        if stem != word and len(stem) >= SHORTEST and (counts[stem] > 1 or zipf(stem) >= FAMILIAR):
            return True
    return False


def likely(word: str, counts: Counter[str]) -> str:
    """Return the word one letter away that the work uses most, or failing that the word list; `""` where neither knows one.

    >>> likely("revious", Counter())
    'previous'
    >>> likely("stregthen", Counter({"strengthen": 5}))
    'strengthen'
    """
    near = {one for one in _edits(word) if len(one) >= SHORTEST}
    best = max(near, key=lambda one: (counts[one], zipf(one), one), default="")
    if counts[best] >= HOUSE or (counts[best] and zipf(best) >= FAMILIAR):
        return best
    best = max(near, key=lambda one: (zipf(one), one), default="")
    return best if zipf(best) >= FREQUENT else ""


def _edits(word: str) -> Iterator[str]:
    """Yield all words one letter lost, added, changed, or exchanged with its neighbour away."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in LETTERS:
            yield before + letter + after
            if after and letter != after[0]:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]


def _strange(tokens: Sequence[_Token], index: int, counts: Counter[str]) -> int:
    """Count the unknown words among the four beside a word."""
    beside = (*tokens[max(0, index - 2) : index], *tokens[index + 1 : index + 3])
    return sum(len(one.word) > 2 and not known(one.folded, counts) for one in beside)
