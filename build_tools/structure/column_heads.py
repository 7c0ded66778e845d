"""The heads of columns: which lines above a table name its columns, and where one head ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

PERIOD = re.compile("(?:1[6-9]|20)\\d\\d(?:[–-]\\d{2,4})?[\U00100000-\U0010fffd]*$")
"""A year or an economic year, perhaps with a note call: `1926–1927`."""

UNIT_WORD = re.compile(r"(?:percent|per cent|%|roubles?|tons?|index|number|total|share|amount|year|value|hectares?|poods?)$", re.IGNORECASE)
"""A last word that heads a column of values."""

LAST_IN_YEAR = re.compile(r"^(?P<first>.+) (?P<last>In (?:1[6-9]|20)\d\d)$")
"""`shop shop In 1913`: single words, and a head of two words."""

LONGEST_STACK = 4
"""Lines over which column heads are broken."""


def divide(above: Sequence[str], values: int, labelled: bool) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Divide the lines above the body of a table into caption lines and rows of column heads.

    `values` is the number of values in a row of the body, `labelled` tells whether such a row begins with words. A row of heads
    has one cell for each column; the column of labels has an empty one where it has no head of its own.

    >>> divide(["What a sack bought", "At the At the", "town village", "shop shop In 1913"], 3, True)
    (('What a sack bought',), (('', 'At the town shop', 'At the village shop', 'In 1913'),))
    """
    lines = list(above)
    rows: list[tuple[str, ...]] = []
    if lines and all(PERIOD.match(word) for word in lines[-1].split()):
        cells = lines.pop().split()
        rows.append(("", *cells) if labelled and len(cells) == values else tuple(cells))
        return tuple(lines), tuple(rows)
    stack = stacked(lines, values)
    if stack:
        return tuple(lines[: -len(stack)]), (columns(stack, values, labelled),)
    if lines:
        words = lines[-1].split()
        wanted = values + 1 if labelled or values > 1 else values
        named = len(lines) > 1 and len(words) in (values, wanted, values + 1) and all(word[0].isupper() for word in words)
        if named and not lines[-1].endswith(")"):
            lines.pop()
            rows.append(("", *words) if labelled and len(words) == values else tuple(words))
        elif labelled and len(lines) == 1 and len(words) > values and all(UNIT_WORD.match(word) for word in words[-values:]):
            lines.pop()
            rows.append((" ".join(words[:-values]), *words[-values:]))
    return tuple(lines), tuple(rows)


def stacked(lines: Sequence[str], values: int) -> list[list[str]]:
    """Return the last lines, divided, if two or more of them are heads that were broken over lines."""
    found: list[list[str]] = []
    for line in reversed(lines[-LONGEST_STACK:]):
        parts = pieces(line, values)
        if parts is None:
            break
        found.insert(0, parts)
    return found if len(found) > 1 else []


def pieces(line: str, values: int) -> list[str] | None:
    """Divide one line of broken heads: two equal halves, single small words, or words and `In 1913`."""
    words = line.split()
    half = len(words) // 2
    if len(words) % 2 == 0 and half and words[:half] == words[half:]:
        return [" ".join(words[:half]), " ".join(words[half:])]
    match = LAST_IN_YEAR.match(line)
    if match and len(match.group("first").split()) == values - 1:
        return [*match.group("first").split(), match.group("last")]
    if 1 < len(words) <= values and all(word.islower() and word.isalpha() for word in words):
        return words
    return None


def columns(stack: Sequence[Sequence[str]], values: int, labelled: bool) -> tuple[str, ...]:
    """Join broken heads column by column."""
    heads = [" ".join(line[place] for line in stack if place < len(line)) for place in range(values)]
    return ("", *heads) if labelled else tuple(heads)
