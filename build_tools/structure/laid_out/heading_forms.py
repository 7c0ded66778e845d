"""The forms of headings in books: `CHAPTER IV.`, `BOOK THE FIRST`, `IV`, `PREFACE`, `APPENDIX A`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from build_tools.structure.laid_out.division_words import COUNTED, ORDINALS, RANK, kind_named, may_count

ROMAN_RANK, ARABIC_RANK, CAPITALS_RANK, OTHER_RANK, RUN_IN_RANK = 6, 7, 9, 10, 11

BARE = re.compile(r"(?:(?:No|NO|Nr|NR)\. ?|N° ?)?(?:([IVXLC]{1,8})|(\d{1,3}))[.:]?$")
"""`IV.`, `4`, `No. IV.`: a number alone."""

TITLED = re.compile(
    r"(?:([IVXLC]{1,8})[.:]|(\d{1,2})[.)]|(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?|([IVXLC]{1,8})(?= +(?:--|[—–])))"
    r"(?: ?(?:--|[—–-]))? +(\S.*)"
)
"""`IV. The harvest`, `4. The harvest`, `2.1 Prices`."""

APPENDIX = re.compile(r"(?:APPENDIX|Appendix|ANNEX|Annex) ?([A-Z]|[IVX]+|\d{1,2})?[.:]?(?: ?(?:--|[—–-]))?(?: +|$)(.*)")

BRACKETED = re.compile(r"\[[^\]]*\]")
"""`[Illustration]`, `[1]`."""

CALLED = re.compile(r"(?:\[\w{1,3}\]|\{\w{1,3}\}|\(\d{1,2}\)|[*†‡]|(?<=[^\W\d_])\d{1,2})$")
"""The call of a note on a heading."""

LONGEST_CALL = len("[123]")

EMPHASISED_NUMBER = re.compile(r"^_([IVXLC]{1,8}|\d{1,2})_?([.)])_? +_?(?=[A-Z])")
"""`_V_. _The mills_`, `_V. The mills_`: a number that is set off like its title."""

NUMBER_BELOW = re.compile(r"\(\d{1,3}\.?\)$")
"""`(2.)` below the title of a chapter."""

MARKS = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

MIXED = re.compile(r"\b[^\W\d_]*[a-z][A-Z][^\W\d_]*")
"""A word with a capital behind a small letter: `harvEst`."""

SHORT = 120
"""Characters: no longer text is looked at for such words."""

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


LONGEST = 2_000
"""Characters with marks of pages and calls; a longer text is none, and need not be read to know it."""


LONGEST_WORDS = 400
"""The same without marks."""

KEPT = 1024
"""Texts that are remembered with their form: the rules of a page ask for that of a line again and again."""


class Form(NamedTuple):
    """What a heading says of itself: the rank of its number (0: named), its value, the number as printed, its kind if it has a name,
    and whether a title stands behind the number.
    """

    rank: int
    value: int
    printed: str
    kind: str
    titled: bool


def bare_words(text: str) -> str:
    """Return a text without marks of emphasis, pages and calls."""
    text = (text if text.isascii() else MARKS.sub("", text)).strip()
    if text[:1] == "_":
        text = EMPHASISED_NUMBER.sub(r"\1\2 _", text)
    if called := CALLED.search(text, max(0, len(text) - LONGEST_CALL)):
        text = text[: called.start()].strip()
    return text.strip("_=* ") if text[:1] in "_=*" else text


def value_of(printed: str) -> int:
    """Return what a number counts, 0 where it is none.

    >>> value_of("IV"), value_of("first"), value_of("12"), value_of("harvest")
    (4, 1, 12, 0)
    """
    if printed.isdigit():
        return int(printed)
    if printed.casefold() in ORDINALS:
        return ORDINALS[printed.casefold()]
    if printed and all(letter in VALUES for letter in printed):
        values = [VALUES[letter] for letter in printed]
        return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0]))
    return 0


@lru_cache(KEPT)
def form_of(text: str) -> Form | None:
    """Return the form of a heading, `None` for a text that is none by its words.

    >>> form_of("CHAPTER IV. THE HARVEST")
    Form(rank=4, value=4, printed='IV', kind='', titled=True)
    >>> form_of("BOOK THE FIRST").value, form_of("PREFACE.").kind, form_of("The book was first read.")
    (1, 'preface', None)
    """
    # A text without marks is not shorter without them.
    if len(text) > LONGEST or (len(text) > 2 * LONGEST_WORDS and text[0] not in "_=* " and (text.isascii() or text.isprintable())):
        return None
    words = bare_words(text)
    if not words or len(words) > LONGEST_WORDS:
        return None
    kind = kind_named(words)
    if kind:
        return Form(0, 0, "", kind, False)
    match = APPENDIX.fullmatch(words)
    if match and (match.group(1) or words.isupper()):
        return Form(0, 0, match.group(1) or "", "section", bool(match.group(2)))
    match = COUNTED.fullmatch(words) if may_count(words) else None
    if match:
        number = match.group("number") or ""
        ordinal = match.group("ordinal") or ""
        printed = number if value_of(number) else ordinal if value_of(ordinal) and not number else ""
        if value_of(printed) and (not ordinal or printed == ordinal):
            title = match.group("title")
            if title and not match.group("stop").strip() and title[0].islower():
                return None
            return Form(RANK[match.group("word").rstrip(".").casefold()], value_of(printed), printed, "", bool(title))
    match = BARE.fullmatch(words)
    if match:
        printed = match.group(1) or match.group(2)
        return Form(ROMAN_RANK if match.group(1) else ARABIC_RANK, value_of(printed), printed, "", False)
    match = TITLED.fullmatch(words)
    if match and (match.group(5)[0].isupper() or match.group(5)[0] in "_“\"'‘§"):
        printed = next(group for group in match.groups() if group)
        if match.group(3):
            return Form(ARABIC_RANK + printed.count("."), int(printed.rsplit(".", 1)[-1]), printed, "", True)
        return Form(ARABIC_RANK if match.group(2) else ROMAN_RANK, value_of(printed), printed, "", True)
    return None


def is_number(text: str) -> bool:
    """Tell whether a row is nothing but a Roman number, whose title stands below it."""
    form = form_of(text)
    return form is not None and form.rank == ROMAN_RANK and not form.titled


def is_heading_line(text: str) -> bool:
    """Tell whether a line can be nothing but a heading: `CHAPTER IV.`, `PREFACE`."""
    form = form_of(text)
    if form is None:
        return False
    words = bare_words(text)
    return (form.rank in range(1, 6) and (not form.titled or words.isupper() or len(words) < 60 and words[-1] not in ".,;")) or (
        bool(form.kind) and words.isupper()
    )


@lru_cache(KEPT)
def is_capitals(text: str) -> bool:
    """Tell whether all letters are capitals, and there are some.

    Small capitals arrive with letters of both kinds, where the face has no name for some of them: `thE harvEst`.

    >>> is_capitals("THE HARVEST, 1928"), is_capitals("McDONALD'S FARM"), is_capitals("Harvest"), is_capitals("1928")
    (True, True, False, False)
    >>> is_capitals("thE harvEst oF all"), is_capitals("Mr. McDonald came home")
    (True, False)
    """
    bare = text if text.isascii() else MARKS.sub("", text)
    # Behind the last closing bracket none is sought: a thousand that are never closed would take the square of their time.
    closed = bare.rfind("]") + 1
    bare = BRACKETED.sub("", bare[:closed]) + bare[closed:]
    letters = sum(map(str.isalpha, bare))
    if letters > 1 and sum(map(str.isupper, bare)) >= 0.85 * letters:
        return True
    mixed = len(MIXED.findall(bare)) if len(bare) < SHORT else 0
    return mixed > 0 and mixed * 2 >= sum(len(word) > 3 for word in bare.split())
