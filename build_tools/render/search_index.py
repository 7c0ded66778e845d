"""The index of search: every passage with its words, and where each word stands, made once so that no browser has to.

Two scripts, since a page that was opened from disk can load nothing else. One holds the passages, the other the index of MiniSearch,
written closer than its own JSON: terms by what they share with the one before, places as differences. `search.js` opens both.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from build_tools.model.memory import remembered
from build_tools.model.page import File, Page
from build_tools.render.beside.desk import SIDE_BY_SIDE
from build_tools.render.customs import customs

TEXTS = "search/texts.js"
INDEX = "search/index.js"
ENTRIES = "search/entries.js"
CALLED = "editionSearch"
"""The function of `search.js` that both scripts call."""

KINDS = ("text", "heading", "note", "editor", "table", "entry", "work", "about", "index")
"""Kinds of passages, by the numbers that stand for them."""

WORD = re.compile(r"[^\W_]+")  # "co-operative, 1927" → co, operative, 1927
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Passage(NamedTuple):
    """A passage: the number of its page of the site, its id there, its label, the number of its kind, its words."""

    page: int
    fragment: str
    label: str
    kind: int
    text: str


@dataclass(frozen=True, slots=True)
class Postings:
    """Where words stand: for each term the passages that have it and how often, and how many different terms each passage has."""

    terms: dict[str, dict[int, int]]
    lengths: tuple[int, ...]

    @property
    def average(self) -> float:
        """The mean of the lengths, as MiniSearch keeps it while it adds one passage after another."""
        mean = 0.0
        for number, length in enumerate(self.lengths):
            mean = (mean * number + length) / (number + 1)
        return mean


class _Accents(dict[int, int | None]):
    """What becomes of a sign: nothing of an accent. Each is looked up when it is met first, for a site has a million signs."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_ACCENTS = _Accents()


def fold(text: str) -> str:
    """Return a text as it is compared: small letters without accents.

    >>> fold("Ästhetik und Kommunikation"), fold("Сми́чка")
    ('asthetik und kommunikation', 'смичка')
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFD", text.lower()).translate(_ACCENTS)


def terms(text: str) -> list[str]:
    """Return the words of a text as they are looked up.

    >>> terms("The kolkhoz’s 2.5 million")
    ['the', 'kolkhoz', 's', '2', '5', 'million']
    """
    return WORD.findall(fold(text))


@remembered()
def index_files(
    pages: Sequence[Page], names: Mapping[str, str], spellings: Iterable[Sequence[str]] = (), own: Collection[str] = ()
) -> tuple[File, ...]:
    """Return the two scripts. `names` are those of the works by their ids, `own` those that were written for this edition: what they say
    rests on the others, which are found first. `spellings` are words that mean the same.
    """
    found = passages(pages)
    made = postings([one.text for one in found])
    # Forms of several words are found as phrases; the variants of one word stand for each other.
    variants = {tuple(sorted({fold(form) for form in group if WORD.fullmatch(form)})) for group in spellings}
    together = sorted(variants.union(customs(made.terms)))
    said = {
        "works": [[work, names[work], int(work in own)] for work in names],
        "pages": [[page.url, page.title, page.work] for page in pages],
        "page": [*_differences([one.page for one in found])],
        "fragment": [one.fragment for one in found],
        "label": [one.label for one in found],
        "kind": "".join(str(one.kind) for one in found),
        "text": [one.text for one in found],
        "spellings": [group for group in together if len(group) > 1],
    }
    return (
        File(TEXTS, _script("texts", said)),
        File(INDEX, _script("index", {
            "terms": _front_coded(sorted(made.terms)),
            "places": "\n".join(_written(made.terms[term]) for term in sorted(made.terms)),
            "lengths": " ".join(map(_base36, made.lengths)),
            "average": made.average,
        })),
    )


def entries_file(pages: Iterable[Page]) -> File:
    """Return what pages show of the entries of registers where one is named: by its id the headword, what it says, and its page.

    Of an entry that sets works side by side there follows where it does so.
    """
    found = list(pages)
    columns = {page.url for page in found if page.kind == "entry" and SIDE_BY_SIDE in {one.id for top in page.toc for one in top.children}}
    said = {
        entry.fragment: [
            entry.title.partition(": ")[2], _short(entry.text), page.url, *([f"{own}#{SIDE_BY_SIDE}"] if own in columns else []),
        ]
        for page in found for entry in page.search if entry.kind == "entry"
        for own in (f"{page.url.removesuffix('.html')}/{entry.fragment.partition('-')[2]}.html",)
    }
    return File(ENTRIES, _script("entries", said))


def _short(text: str, most: int = 320) -> str:
    """Return the beginning of a text, up to the end of a word.

    >>> _short("A farm that peasants work in common.", 20)
    'A farm that …'
    """
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0].rstrip(',;:')} …"


def passages(pages: Iterable[Page]) -> list[Passage]:
    """Return what can be found, in the order of the pages. A heading is found by its words, an entry by its headword too."""
    found: list[Passage] = []
    for number, page in enumerate(pages):
        for entry in page.search:
            name = entry.title.partition(": ")[2]
            said = " ".join(filter(None, (entry.text, entry.also)))
            text = f"{name}: {said}" if name and said and entry.kind == "entry" else said or name or entry.title
            found.append(Passage(number, entry.fragment, entry.title, KINDS.index(entry.kind), text))
    return found


def postings(texts: Iterable[str]) -> Postings:
    """Return where the words of texts stand."""
    places: dict[str, dict[int, int]] = defaultdict(dict)
    lengths: list[int] = []
    for number, text in enumerate(texts):
        counted = Counter(terms(text))
        lengths.append(len(counted))
        for term, times in counted.items():
            places[term][number] = times
    return Postings(dict(places), tuple(lengths))


def _script(name: str, value: object) -> bytes:
    # A text in JSON may hold a line separator that older browsers end a string at.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'{CALLED}("{name}",{text})\n'.encode()


def _differences(numbers: Iterable[int]) -> Iterable[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number


@cache
def _base36(number: int) -> str:
    """Return a number in the digits that `parseInt(…, 36)` reads.

    >>> _base36(0), _base36(35), _base36(36)
    ('0', 'z', '10')
    """
    digits = DIGITS[number % 36]
    while number := number // 36:
        digits = DIGITS[number % 36] + digits
    return digits


def _front_coded(words: Iterable[str]) -> str:
    """Return sorted words, each as the count of letters it shares with the one before (in base 36), and the rest.

    >>> _front_coded(["grain", "grains", "great"])
    '0grain\\n5s\\n2eat'
    """
    rows: list[str] = []
    before = ""
    for word in words:
        shared = 0
        for one, other in zip(before, word):
            if one != other or shared == 35:
                break
            shared += 1
        rows.append(_base36(shared) + word[shared:])
        before = word
    return "\n".join(rows)


def _written(places: dict[int, int]) -> str:
    """Return the places of a term: differences, with the number of times behind a point where it is not one.

    >>> _written({3: 1, 40: 2})
    '3 11.2'
    """
    rows: list[str] = []
    before = 0
    for number, times in places.items():
        rows.append(_base36(number - before) + (f".{_base36(times)}" if times > 1 else ""))
        before = number
    return " ".join(rows)
