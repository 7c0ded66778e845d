"""Setting: a text is broken into lines of a measure, in letters of unequal width, with hyphens where a compositor would set them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.press.manuscript import FIRST_CALL, MARKS

NARROW, WIDE, CAPITAL = 0.62, 1.45, 1.2
WIDTHS: dict[str, float] = {
    **dict.fromkeys("iljtfI.,;:’‘'|()!-r ", NARROW),
    **dict.fromkeys("mwMW—", WIDE),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", CAPITAL),
}
"""Of the width of an average letter: what makes lines of one measure unequal in characters."""

CORE = re.compile(r"[^\W\d_]+")

VOWELS = frozenset("aeiouyäöüéè")

UNPARTED = frozenset("th ch sh ph ck gh wh qu bl br cl cr dr fl fr gl gr pl pr tr".split())

WHOLE_ENDINGS = ("tion", "sion", "ment", "ness", "ship", "less", "ful", "ing", "ism", "ity", "ty", "ly")
"""A word may be broken before these."""

UNBROKEN = frozenset(
    "people little there their where which would could should other every after never before again under until being having".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as set: `text` is its part of the manuscript, calls included, without the space that ends it.

    `end` tells how it goes on: ` ` a new word, `soft` inside a word (print shows a hyphen), `closed` behind a hyphen or dash of the text,
    `last` not at all.
    """

    text: str
    end: str


def width(text: str) -> float:
    """Return the width of a text in average letters."""
    whole = 0.0
    for letter in text:
        if "\ue000" <= letter <= "\uf8f1":
            whole += 0.6 * len(str(ord(letter) - FIRST_CALL)) if letter < "\uf000" else 0.0
        else:
            whole += WIDTHS.get(letter, 1.0)
    return whole


def soft_points(word: str) -> list[int]:
    """Return where a word may be broken: between two consonants, before a single one, before an ending.

    >>> soft_points("peasant"), soft_points("transformation")
    ([3], [8, 10])
    """
    lower = word.lower()
    if len(word) < 6 or lower in UNBROKEN or sum(letter.isupper() for letter in word) > 1:
        return []
    ending = next((len(word) - len(ending) for ending in WHOLE_ENDINGS if lower.endswith(ending)), 0)
    points = {ending} - {0}
    for at in range(2, len(lower) - 2):
        before, here, after = lower[at - 1], lower[at], lower[at + 1]
        if here not in VOWELS and before not in VOWELS and lower[at - 2] in VOWELS and after in VOWELS and before + here not in UNPARTED:
            points.add(at)
        elif here not in VOWELS and before in VOWELS and after in VOWELS and at - 1 not in points:
            points.add(at)
    if ending:
        points = {at for at in points if at == ending or at < ending - 1}
    end = ending or len(word) - 3
    return sorted(at for at in points if 2 <= at <= end and not VOWELS.isdisjoint(lower[:at]) and not VOWELS.isdisjoint(lower[at:]))


def breaks(token: str) -> list[tuple[int, str]]:
    """Return the places where a token may be broken, each with what ends the line: `closed` behind a dash or hyphen, or `soft`."""
    found = [
        (index + 1, "closed")
        for index, sign in enumerate(token[:-1])
        if sign in "-–—" and index and token[index + 1] not in "”’" and not MARKS.match(token[index + 1])
    ]
    cores = list(CORE.finditer(token))
    # A compound is broken at its hyphen, or in its last part where that is long.
    for match in cores[-1:] if any(place[1] == "closed" for place in found) else cores:
        if token[match.end() : match.end() + 1] not in ("-", "’"):
            found.extend((match.start() + at, "soft") for at in soft_points(match.group()))
    return sorted(found)


def set_lines(text: str, measure: float, hyphens: bool = True) -> list[Line]:
    """Break a text into lines; no more than two in a row end in a hyphen."""
    lines: list[Line] = []
    tokens = text.split(" ")
    current, in_row = "", 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        wanted = f"{current} {token}" if current else token
        if width(wanted) <= measure:
            current = wanted
            index += 1
            continue
        broken = False
        if hyphens:
            lead = f"{current} " if current else ""
            for at, kind in reversed(breaks(token)):
                if kind == "soft" and (in_row > 1 or (current and measure - width(current) < 3)):
                    continue
                if width(lead + token[:at] + ("-" if kind == "soft" else "")) <= measure:
                    lines.append(Line(lead + token[:at], kind))
                    tokens[index] = token[at:]
                    current, broken = "", True
                    in_row = in_row + 1
                    break
        if broken:
            continue
        if not current:
            # Wider than the measure: it stands alone.
            lines.append(Line(token, " "))
            index += 1
        else:
            lines.append(Line(current, " "))
        current, in_row = "", 0
    if current:
        lines.append(Line(current, "last"))
    else:
        lines[-1] = Line(lines[-1].text, "last")
    return lines
