"""The index of a book of the press: entries with sub-entries, ranges, cross references and titles with figures in them."""

from __future__ import annotations

from random import Random

from tests.press import words
from tests.press.manuscript import Entry
from tests.press.prose import Prose

PAGES = 14
"""The locators point to so many pages from the first."""


def entries(random: Random, prose: Prose, first_page: int, most: int) -> tuple[Entry, ...]:
    """Return at most so many head words, in the order of the alphabet."""

    def locators(most: int) -> tuple[str, ...]:
        found: list[str] = []
        page = first_page
        for _ in range(random.randint(1, most)):
            page += random.randint(0, max(1, PAGES // most))
            far = page + random.randint(1, 3)
            short = far > 110 and far // 100 == page // 100 and far % 100 > 9 and random.random() < 0.5
            found.append(f"{page}–{far % 100 if short else far}" if random.random() < 0.25 else str(page))
            page = far + 1
        return tuple(found)

    heads = {word.capitalize() for word in random.sample(words.common("noun"), most)}
    heads |= set(random.sample(words.NAMES, most // 4)) | set(random.sample(words.PLACES, most // 8))
    heads |= {f"Congress ({random.randint(1917, 1930)})", f"Article {random.randint(100, 120)}"}
    found: list[Entry] = []
    ordered = sorted(heads, key=str.casefold)
    for head in ordered:
        roll = random.random()
        if roll < 0.55:
            text = head if roll < 0.35 else f"{head}, {prose.word('adjective')} {prose.word('noun')}"
            found.append(Entry(text, locators(4)))
        elif roll < 0.9:
            subs = tuple(Entry(below(random, prose), locators(3)) for _ in range(random.randint(1, 4)))
            found.append(Entry(head, locators(2) if random.random() < 0.5 else (), subs))
        elif roll < 0.95:
            found.append(Entry(head, locators(2), (), f"See also {random.choice(ordered)}"))
        else:
            found.append(Entry(head, (), (), f"See {random.choice(ordered)}"))
    return tuple(found)


def below(random: Random, prose: Prose) -> str:
    """Return the text of a sub-entry."""
    noun, adjective = prose.word("noun"), prose.word("adjective")
    return random.choice((f"and {noun}", f"of {adjective} {noun}", f"{adjective} {noun} in"))
