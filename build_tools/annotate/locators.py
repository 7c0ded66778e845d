"""Locators: what follows the name of a work and says the place in it: volumes, numbers, dates, pages."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
          r"(?:–(?:January|February|March|April|May|June|July|August|September|October|November|December))?")
_DAY = r"\d{1,2}(?:[-–]\d{1,2})?(?!\d)"
_N = r"\d{1,4}(?:[-–]\d{1,4})?(?: ?ff?\b\.?)?"
_PAGES = rf"(?:especially )?(?:pp?\. ?){_N}(?:(?:, | and |, and )(?:especially )?(?:pp?\. ?)?{_N}(?![\d:]))*"
_DATE = rf"{_MONTH}(?: {_DAY}(?:(?:,? and |, ){_DAY})*)?(?:,? \d{{4}})?"

_UNIT = re.compile(
    rf"(?P<volume>vols?\.? ?(?:[IVX]+|\d+)\b(?:–\d+)?)|(?P<part>pts?\. ?(?:[IVX]+|\d+)\b)|(?P<pages>{_PAGES})"
    rf"|(?P<number>nos?\. ?\d+(?:[–-]\d+)?(?:, \d+)*)|(?P<note>n\. ?\d+)"
    r"|(?P<chapter>\(?ch(?:apter|\.) ?(?:\d+|[IVX]+)\b(?:, sec\. \d+)?\)?)"
    rf"|(?P<date>[\[(]?(?:published in )?{_DATE}[\])]?)|(?P<year>[\[(](?:published in )?\d{{4}}(?: ed\.)?[\])])"
    r"|(?P<issue>\[no\. \d+ of \d{4}\])"
)
"""`vol. I` · `pt. 2` · `pp. 237, 240` · `nos. 5–6` · `n. 3` · `(chapter 3)` · `[August 16, 1928]` · `(1954 ed.)`"""

_JOIN = re.compile(r"[”’]{0,2}[,;.]?[”’]{0,2} ?(?:(?:and|on|of|in|dated) )?")
"""What may stand between two parts: a comma, the end of a quotation, “on”."""

_SEVERAL = re.compile(r";|\band ")
_DATED_ONLY = re.compile(r"\b(?:on|of|in|dated) $")
_NUMBERING = re.compile(r"^(?:vols?|pts?)\.? ?")
_PAGE_SIGN = re.compile(r"^pp?\. ?")
_ISSUE = re.compile(r"no\. (\d+) of (\d{4})")  # no. 4 of 1975
_LONG_MONTH = re.compile(r"\b(Jan|Feb|Aug|Sept|Oct|Nov|Dec)[a-z]+")
MANY = 3
"""So many places of a work are told one by one."""

_SPACES = re.compile(r"\s+")


class Locator(NamedTuple):
    """The parts of a locator in their order, each a kind and its words, and the character behind the last."""

    parts: tuple[tuple[str, str], ...]
    end: int

    def words(self) -> str:
        """Return the locator in short, as bibliographies write it, not as the print does: `1/2:943`, `p. 169`, `Nov. 24, 1928`.

        A long row of pages is cut off.
        """
        said: list[str] = []
        before = ""
        for kind, words in self.parts:
            short = _short(kind, words)
            if kind == "part" and before == "volume":
                said[-1] += f"/{short}"
            elif kind == "pages" and before in ("volume", "part") and said:
                said[-1] += f":{_PAGE_SIGN.sub('', short)}"
            else:
                said.append(short)
            before = kind
        return ", ".join(said)

    def get(self, *kinds: str) -> tuple[tuple[str, str], ...]:
        """Return the parts of some kinds."""
        return tuple(part for part in self.parts if part[0] in kinds)


def locator(text: str, start: int) -> Locator:
    """Return what stands from `start` on as a locator; one without parts where none does.

    >>> locator("Stalin, Works, vol. 12, pp. 237, 240; Lenin", 13).words()
    '12:237, 240'
    >>> locator("Pravda on November 24, 1928, said", 6).words()
    'Nov. 24, 1928'
    >>> locator("Works of peace", 5)
    Locator(parts=(), end=5)
    """
    parts: list[tuple[str, str]] = []
    end = start
    while True:
        join = _JOIN.match(text, end)
        unit = _UNIT.match(text, join.end() if join else end)
        if unit is None or unit.lastgroup is None:
            break
        kind = unit.lastgroup
        between = join.group() if join else ""
        # Without a space or sign before it a number belongs to a word; a date after “;” begins another citation.
        if not between and unit.group()[:1].isalnum() and end > 0 and text[end - 1].isalnum():
            break
        if _DATED_ONLY.search(between) and kind != "date":
            break
        if _SEVERAL.search(between) and kind in ("year", "chapter"):
            break
        parts.append((kind, _tidy(unit.group())))
        end = unit.end()
        # A bracket that was opened before the title closes here, and is not ours.
        if unit.group()[:1] not in "[(" and unit.group()[-1:] in "])":
            end -= 1
            parts[-1] = (kind, _tidy(unit.group()[:-1]))
    return Locator(tuple(parts), end)


def inherited(found: Locator, before: Locator) -> Locator:
    """Return a locator with what “ibid.” leaves out: the volume of the citation before it, and all of it where nothing is said.

    >>> first, second = locator("vol. 1, pt. 2, p. 943", 0), locator("pp. 101–105", 0)
    >>> inherited(second, first).words(), inherited(locator("vol. 8, p. 99", 0), first).words(), inherited(Locator((), 0), first).words()
    ('1/2:101–105', '8:99', '1/2:943')
    """
    if not found.parts:
        return Locator(before.parts, found.end)
    if found.get("volume", "number", "date"):
        return found
    return Locator((*before.get("volume", "part", "number", "year"), *found.parts), found.end)


def _short(kind: str, words: str) -> str:
    """Return one part in short.

    >>> _short("volume", "vol. XII"), _short("date", "November 24, 1928"), _short("pages", "especially pp. 8-9, 12, 14, 20 ff.")
    ('12', 'Nov. 24, 1928', 'pp. 8–9, 12, 14, etc.')
    """
    if kind in ("volume", "part"):
        number = _NUMBERING.sub("", words)
        return str(_roman(number)) if number.isalpha() else number
    if kind == "date":
        return _LONG_MONTH.sub(r"\1.", words)
    if kind == "pages":
        rows = words.removeprefix("especially ").replace("-", "–").replace("and ", ", ").replace(" ,", ",").replace(",,", ",").split(", ")
        plain = [row if place == 0 else _PAGE_SIGN.sub("", row.removeprefix("especially ")) for place, row in enumerate(rows)]
        return ", ".join((*plain[:MANY], "etc.") if len(plain) > MANY else plain)
    if kind == "number":
        rows = words.replace("-", "–").split(", ")
        return ", ".join((*rows[:MANY], "etc.") if len(rows) > MANY else rows)
    if kind == "issue":
        return _ISSUE.sub(r"\1/\2", words)
    return words.replace("chapter", "ch.").replace("-", "–")


def _roman(number: str) -> int:
    """Return a Roman number: IX is 9."""
    value = {"I": 1, "V": 5, "X": 10}
    digits = [value[sign] for sign in number]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0]))


def _tidy(words: str) -> str:
    plain = _SPACES.sub(" ", words.removeprefix("(").removeprefix("[").removesuffix("]").removesuffix(")")).strip()
    return re.sub(r"\bp(p?)\.(?=\d)", r"p\1. ", plain.removeprefix("published in "))
