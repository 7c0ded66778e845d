"""Forms: the spellings of the entries of a register as one compiled alternation, with the rules that decide what is an occurrence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NamedTuple


class Case(Enum):
    """How the letters of a form must stand in the text.

    ANY: in any case. EXACT: as written. CAPITALS: as written, and the word before or after it is not in capitals too, unless that
    is a form itself: for an acronym that is also a word, such as NOT. NAME: a capital letter must be one, a small letter may be: for
    names, which a heading sets in capitals, and which are also words (Conquest, White).
    """

    ANY = "any"
    NAME = "name"
    EXACT = "exact"
    CAPITALS = "capitals"


class Form(NamedTuple):
    """A spelling that leads to `entry`; `unless` are contexts (`"Novy ~"`, where `~` is the form and `*` any word) that forbid it.

    `group` is the register of the entry. The form holds in the works `only`, in all where it is empty, and never in those of `not_in`.
    """

    text: str
    entry: str
    case: Case = Case.ANY
    unless: tuple[str, ...] = ()
    group: str = ""
    only: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


class Match(NamedTuple):
    """A form in a text."""

    start: int
    end: int
    entry: str
    group: str = ""


_ATOMS = {" ": r"\s+", "-": "[-\u2010\u2011\u2013]", "'": "['\u2019]", "\u2019": "['\u2019]"}
_EDGE = r"(?<![^\W_])"
# A note call that was fused with a word leaves digits behind it ("NEP1"), so only a letter or a sign inside a word says that it goes on.
_END = r"(?:['\u2019]s)?(?![^\W\d_])"
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\W*$")  # "ALL THE " -> THE
_WORD_AFTER = re.compile(r"\W*([^\W\d_]+)")  # ", AND" -> AND
_POSSESSIVE = re.compile(r"['\u2019]s$", re.IGNORECASE)  # kulak's
_GLOSSED = re.compile(r"[\"\u201d\u2019']?\s*\(\s*[\"\u201c\u2018']?")  # the New Economic Policy (NEP
_NUMERAL = re.compile(r"[IVXLC]+")  # XIV
_GLOSS = 8
"""Characters at most between a name and its other form in brackets."""
_REACH = 60
"""Characters before and after a form in which a context is looked for."""


def fold(text: str) -> str:
    """Return the text in small letters, each character in its place.

    >>> fold("İNEP"), len(fold("İNEP"))
    ('İnep', 4)
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(small if len(small := char.lower()) == 1 else char for char in text)


@lru_cache(1 << 14)
def key(text: str) -> str:
    """Return what is equal for spellings that differ in case, spaces, the kind of hyphen or apostrophe.

    >>> key("War  Communism") == key("war communism")
    True
    """
    return re.sub("[\u2010\u2011\u2013]", "-", " ".join(fold(text).split())).replace("\u2019", "'")


class Alternation:
    """All forms, compiled. Of overlapping forms of one group the first and longest is found.

    `within` names for each group those inside whose longer forms its own are found nevertheless.
    """

    def __init__(self, forms: Iterable[Form], within: Mapping[str, frozenset[str]] | None = None) -> None:
        self._forms: dict[str, list[Form]] = {}
        for form in forms:
            self._forms.setdefault(key(form.text), []).append(form)
        self._within = within or {}
        self._shorter: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        self._pattern = re.compile(_EDGE + _branch(_trie(self._forms)) + _END) if self._forms else None

    def find(self, text: str, work: str = "") -> list[Match]:
        """Return the forms in a text of a work from left to right, an outer one before those inside it.

        >>> [text for _, _, text, _ in Alternation([Form("mir", "mir")]).find("In Vladimir the mir's land")]
        ['mir']
        """
        if self._pattern is None:
            return []
        low = fold(text)
        kept: list[Match] = []
        around: list[Match] = []
        position = 0
        while (hit := self._pattern.search(low, position)) is not None:
            position = hit.start() + 1
            around = [one for one in around if one.end > hit.start()]
            for match in self._judge(text, low, hit.start(), hit.end(), work):
                if all(self._holds(match, one) for one in around):
                    around.append(match)
                    kept.append(match)
        return _once(kept, text)

    def _holds(self, match: Match, outer: Match) -> bool:
        """Return whether an entry is named although its form overlaps one that begins before it or is longer."""
        if match.entry == outer.entry or match[:2] == outer[:2]:
            return False
        if match.end > outer.end:
            return match.group != outer.group
        return outer.group in self._within.get(match.group, ())

    def _judge(self, text: str, low: str, start: int, end: int, work: str) -> Iterator[Match]:
        """Yield what all rules allow of the forms that begin at a place, the longest first."""
        spelling = key(low[start:end])
        if spelling not in self._forms:
            spelling = _POSSESSIVE.sub("", spelling)
        found = self._allowed(spelling, text, start, end, work)
        if found is not None:
            yield found
        for shorter, pattern in self._beginnings(spelling):
            hit = pattern.match(low, start)
            if hit is not None and (found := self._allowed(shorter, text, start, hit.end(), work)) is not None:
                yield found

    def _beginnings(self, spelling: str) -> list[tuple[str, re.Pattern[str]]]:
        """Return the forms with which a form begins, the longest first."""
        if spelling not in self._shorter:
            self._shorter[spelling] = [
                (spelling[:length], re.compile("".join(map(_atom, spelling[:length])) + _END))
                for length in range(len(spelling) - 1, 0, -1) if spelling[:length] in self._forms
            ]
        return self._shorter[spelling]

    def _allowed(self, spelling: str, text: str, start: int, end: int, work: str) -> Match | None:
        for form in self._forms[spelling]:
            if work in form.not_in or (form.only and work not in form.only):
                continue
            if form.case is not Case.ANY and not _same_letters(form.text, text[start:end], form.case):
                continue
            if form.case is Case.CAPITALS and self._amid_capitals(text, start, end):
                continue
            if any(_context(context)(text, start, end) for context in form.unless):
                continue
            return Match(start, end, form.entry, form.group)
        return None

    def _amid_capitals(self, text: str, start: int, end: int) -> bool:
        before = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
        after = _WORD_AFTER.match(text, end)
        words = [match[1] for match in (before, after) if match]
        return any(len(word) > 1 and word.isupper() and not _NUMERAL.fullmatch(word) and key(word) not in self._forms for word in words)


def context_is_sound(context: str) -> bool:
    """Return whether a context has the sign `~` once, as a word of its own, beside at least one other word."""
    words = context.split()
    return words.count("~") == 1 and context.count("~") == 1 and len(words) > 1


def _once(found: list[Match], text: str) -> list[Match]:
    """Return what is found without names that stand a second time in brackets: “New Economic Policy (NEP)” names one thing once."""
    last: dict[str, Match] = {}
    twice: set[Match] = set()
    for match in found:
        before = last.get(match.entry)
        if before is not None and match.start - before.end <= _GLOSS and _GLOSSED.fullmatch(text, before.end, match.start):
            twice.add(before)
        last[match.entry] = match
    return [match for match in found if match not in twice] if twice else found


@lru_cache(1 << 12)
def _same_letters(form: str, surface: str, case: Case) -> bool:
    """Whether a surface has the letters of a form in their case; a possessive ending is not looked at."""
    letters = re.sub(r"\W", "", surface)
    wanted = re.sub(r"\W", "", form)
    if _POSSESSIVE.search(surface) is not None and len(letters) == len(wanted) + 1:
        letters = letters[:-1]
    if case is Case.NAME:
        return not any(one.isupper() and other.islower() for one, other in zip(wanted, letters))
    return letters == wanted


@cache
def _context(context: str) -> Callable[[str, int, int], bool]:
    """Compile a context into a test of the words around a match."""
    left, right = context.split("~", 1)
    ahead = re.compile(rf"(?:^|(?<=\W)){_words(left)}\W+$", re.IGNORECASE) if left.strip() else None
    behind = re.compile(rf"\W+{_words(right)}(?!\w)", re.IGNORECASE) if right.strip() else None

    def holds(text: str, start: int, end: int) -> bool:
        if ahead is not None and ahead.search(text[max(0, start - _REACH):start]) is None:
            return False
        return behind is None or behind.match(text, end) is not None

    return holds


def _words(part: str) -> str:
    return r"\W+".join(r"\w+" if word == "*" else "".join(map(_atom, word)) for word in part.split())


def _atom(char: str) -> str:
    return _ATOMS.get(char) or re.escape(char)


def _trie(spellings: Iterable[str]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for spelling in spellings:
        node = root
        for char in spelling:
            node = node.setdefault(_atom(char), {})
        node[""] = {}
    return root


def _branch(node: dict[str, Any]) -> str:
    """Return a pattern for all the ways on from a node: common beginnings are written once, and the longest way is tried first."""
    ways = [atom + _branch(child) for atom, child in sorted(node.items()) if atom]
    if not ways:
        return ""
    if "" in node:
        return f"(?:{'|'.join(ways)})?"
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
