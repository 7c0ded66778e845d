"""Proof-reading: the witness of what went in against the witness of what came back, figure by figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

from tests.press.witness import Seen, Witness

Key = TypeVar("Key", bound=Hashable)


class Fault(NamedTuple):
    """Something that came back otherwise: which figure it spoils, how many letters or things, and what was expected and found."""

    figure: str
    weight: int
    expected: str
    found: str


class Count(NamedTuple):
    """`good` of `all`."""

    good: int
    all: int

    def __add__(self, other: Count) -> Count:  # type: ignore[override]
        return Count(self.good + other.good, self.all + other.all)

    @property
    def share(self) -> float:
        """The share of the good; 1 of nothing."""
        return self.good / self.all if self.all else 1.0


@dataclass(slots=True)
class Proof:
    """The figures of one print. `characters` counts the wrong ones as good: the error rate is its share."""

    figures: dict[str, Count] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


FIGURES = ("characters", "boundaries", "types", "pages", "calls", "notes", "headings", "tables", "cells", "locators", "references")


def read_proof(expected: Witness, found: Witness) -> Proof:
    """Compare two witnesses."""
    proof = Proof()
    blocks(expected.blocks, found.blocks, proof)
    listed("pages", expected.pages, found.pages, proof)
    listed("calls", [(one.n, one.before) for one in expected.calls], [(one.n, one.before) for one in found.calls], proof)
    listed("notes", [one for one in expected.calls if one.body], [one for one in found.calls if one.body], proof)
    heads = [[(one.level, one.text) for one in side if one.kind == "head"] for side in (expected.blocks, found.blocks)]
    listed("headings", heads[0], heads[1], proof)
    listed("tables", expected.tables, found.tables, proof)
    cells = [[(table.caption, *cell) for table in side for cell in placed(table.rows)] for side in (expected.tables, found.tables)]
    listed("cells", cells[0], cells[1], proof)
    entries = [[(one.text, one.see, locator) for one in side for locator in one.locators] for side in (expected.entries, found.entries)]
    listed("locators", entries[0], entries[1], proof)
    pages = {one.n for one in expected.pages}
    listed("references", [one for one in expected.references if one[1] in pages], found.references, proof)
    return proof


def placed(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the cells of a table with row and column."""
    return ((down, across, cell) for down, row in enumerate(rows) for across, cell in enumerate(row))


def listed(figure: str, expected: Sequence[Key], found: Sequence[Key], proof: Proof) -> None:
    """Count the things that came back exactly; what came back without having gone in counts as a fault of its own."""
    missing, extra = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
    good = len(expected) - missing.total()
    proof.figures[figure] = Count(good, max(len(expected), len(found)))
    left = list(extra.elements())
    for one in missing.elements():
        proof.faults.append(Fault(figure, 1, repr(one), repr(left.pop(0)) if left else "nothing"))
    proof.faults.extend(Fault(figure, 1, "nothing", repr(one)) for one in left)


def blocks(expected: Sequence[Seen], found: Sequence[Seen], proof: Proof) -> None:
    """Count the letters, the boundaries and the types.

    Runs of equal blocks are passed over; what lies between them is compared word by word.
    """
    matcher = SequenceMatcher(None, [one.text for one in expected], [one.text for one in found], autojunk=False)
    wrong = exact = typed = 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            exact += b - a
            for one, other in zip(expected[a:b], found[c:d]):
                typed += one.kind == other.kind
                if one.kind != other.kind:
                    proof.faults.append(Fault("types", 1, f"{one.kind} {one.text[:70]!r}", other.kind))
            continue
        here, there = expected[a:b], found[c:d]
        joined = " ".join(one.text for one in here), " ".join(one.text for one in there)
        distance = edits(*joined)
        wrong += distance
        if distance:
            proof.faults.append(Fault("characters", distance, *around(*joined)))
        whole = boundaries(here, there)
        shown = " | ".join(f"{one.kind}: {short(one.text)}" for one in there[:4])
        for one, twin in zip(here, whole):
            exact += twin is not None
            typed += twin is not None and twin.kind == one.kind
            if twin is None:
                proof.faults.append(Fault("boundaries", 1, f"{one.kind}: {short(one.text)}", shown))
            elif twin.kind != one.kind:
                proof.faults.append(Fault("types", 1, f"{one.kind} {one.text[:70]!r}", twin.kind))
    proof.figures["characters"] = Count(wrong, sum(len(one.text) for one in expected))
    proof.figures["boundaries"] = Count(exact, len(expected))
    proof.figures["types"] = Count(typed, len(expected))


def short(text: str) -> str:
    """Return the beginning and the end of a text."""
    return text if len(text) < 60 else f"{text[:30]}…{text[-28:]}"


def boundaries(expected: Sequence[Seen], found: Sequence[Seen]) -> list[Seen | None]:
    """For each expected block return the one found block that holds all its words and no others, or `None`."""
    words = [[(word, index) for index, one in enumerate(side) for word in one.text.split()] for side in (expected, found)]
    matcher = SequenceMatcher(None, [word for word, _ in words[0]], [word for word, _ in words[1]], autojunk=False)
    met: list[Counter[int]] = [Counter() for _ in expected]
    back: list[set[int]] = [set() for _ in found]
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            here, there = words[0][a + step][1], words[1][b + step][1]
            met[here][there] += 1
            back[there].add(here)
    whole: list[Seen | None] = []
    for index, one in enumerate(met):
        place = next(iter(one)) if len(one) == 1 else None
        exact = place is not None and back[place] == {index} and alike(expected[index], found[place])
        whole.append(found[place] if place is not None and exact else None)
    return whole


def alike(one: Seen, other: Seen) -> bool:
    """Tell whether two blocks are of nearly one length: one that swallowed words which matched nowhere is not exact."""
    return abs(len(one.text) - len(other.text)) <= 6


def edits(one: str, other: str) -> int:
    """Return the edit distance of two texts, which agree for the most part."""
    distance = 0
    for a, b, c, d in differences(one, other):
        distance += levenshtein(one[a:b], other[c:d])
    return distance


def differences(one: str, other: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two texts differ, word by word."""
    pieces = one.split(" "), other.split(" ")
    starts: tuple[list[int], list[int]] = ([0], [0])
    for side, words in enumerate(pieces):
        for word in words:
            starts[side].append(starts[side][-1] + len(word) + 1)
    for tag, a, b, c, d in SequenceMatcher(None, pieces[0], pieces[1], autojunk=False).get_opcodes():
        if tag != "equal":
            yield starts[0][a], max(starts[0][a], starts[0][b] - 1), starts[1][c], max(starts[1][c], starts[1][d] - 1)


def around(one: str, other: str) -> tuple[str, str]:
    """Return the first place where two texts differ."""
    a, b, c, d = next(differences(one, other))
    return one[max(0, a - 30) : b + 10][:160], other[max(0, c - 30) : d + 10][:160]


def levenshtein(one: str, other: str) -> int:
    """Return the edit distance of two short texts."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return len(one) + len(other)
    if len(one) * len(other) > 4_000_000:
        return max(len(one), len(other))
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        before, row[0] = row[0], index
        for place, sign in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != sign))
    return row[-1]
