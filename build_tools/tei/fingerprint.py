"""The fingerprint of a passage: its words in number, and twenty numbers that tell it again and from which no word can be read."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from sys import byteorder

from build_tools.model.tree import Element
from build_tools.read.passages import KINDS, SHORT

SIZE = 20
"""Numbers of a fingerprint. Of a passage that is cut in two, one that holds 30 % of it shows none of them once in a thousand times."""

OPENING = 40
"""Words by which a division or a list is known: its heading or first label, and the beginning of what it holds."""

_WORD = re.compile(r"[^\W_]+")  # "worker-peasant" is two words, so that a line end inside it changes nothing
_SPACED = frozenset({"cell", "row", "head", "l", "lg", "label", "p", "quote", "item", "list", "lb", "table", "speaker"})
_SIGNS = ".,;:!?()[]—–-’‘“”'\""  # what often stands before, behind and between words
_END = "\0"  # stands in no text
_BYTES = 3 * array("I").itemsize  # of the numbers of a word
_CONTAINERS = frozenset({"div", "list"})


@dataclass(slots=True)
class Cell:
    """An element with an id, with the words that are its own: those of an element with an id inside it are not.

    `ones`, `twos` and `hashes` have a number for each run of one, two and three words, in reading order. A division's own words are
    its heading; it and a list are known by `sketch`, which looks further. `page` and `last` are the printed pages of the first and the
    last word, `end` is the place behind the last cell inside this one, `division` the place of the division around it (-1 for none;
    one of notes does not count). `parts` and `breaks` are its text, and where pages begin in it.
    """

    id: str
    kind: str
    division: int = -1
    page: str = ""
    last: str = ""
    end: int = 0
    words: int = 0
    ones: Sequence[int] = ()
    twos: Sequence[int] = ()
    hashes: Sequence[int] = ()
    sketch: tuple[int, ...] = ()
    parts: list[str] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)


def cells(text: Element, pages: bool = True) -> list[Cell]:
    """Return the elements of a text that the register knows, in reading order, each with its fingerprint.

    Printed pages, which are known by their numbers, may go without one.
    """
    reader = _Reader()
    reader.visit(text, None, -1)
    found = reader.cells
    # All cells in one go: what runs in C over the whole text takes a third of what it takes cell by cell.
    packed = _Packed()
    texts = _END.join(["".join(cell.parts) for cell in found])
    for sign in _SIGNS:
        texts = texts.replace(sign, " ")
    rows = [b"".join(map(packed.__getitem__, text.split())) for text in texts.split(_END)]
    numbers = array("I", b"".join(rows))
    if byteorder == "little":
        numbers.byteswap()
    ones, second, third = (numbers[at::3] for at in range(3))
    twos = _xor(ones, second[1:])
    threes = _xor(twos, third[2:])
    start = 0
    for cell, row in zip(found, rows):
        cell.words = len(row) // _BYTES
        stop = start + cell.words
        cell.ones, cell.twos, cell.hashes = ones[start:stop], twos[start:max(start, stop - 1)], threes[start:max(start, stop - 2)]
        start = stop
    for place, cell in enumerate(found):
        if cell.kind not in _CONTAINERS and cell.kind != "pb":
            cell.sketch = sketch(cell.hashes) or short(cell.twos or cell.ones)
        elif cell.kind != "pb":
            cell.sketch = _opening(found[place:cell.end])
    if pages:
        _pages(found)
    return found


def sketch(hashes: Sequence[int]) -> tuple[int, ...]:
    """Return the smallest of some numbers, which are an even sample of all."""
    if len(hashes) > 4 * SIZE:
        # Twice as many as are wanted lie below this bound; only they need sorting.
        bound = (1 << 24) * 2 * SIZE // len(hashes)
        least = {value for value in hashes if value < bound}
        if len(least) >= SIZE:
            return tuple(sorted(least)[:SIZE])
    return tuple(sorted(set(hashes))[:SIZE])


def short(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the one number of a passage of one or two words, from that of its run: 12 bits, which dozens of words have in common."""
    return tuple(SHORT | number & 0xFFF for number in numbers[:1])


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate from two fingerprints the share of the smaller passage that the larger one holds, from 0.0 to 1.0.

    The numbers are the smallest of their passages, so that the two can be compared up to the lesser of their largest.

    >>> likeness((1, 2, 3), (2, 3, 9)), likeness((1, 2), (7, 8)), likeness((), ())
    (0.6666666666666666, 0.0, 1.0)
    """
    if not one or not other:
        return float(not one and not other)
    bound = min((max(held) if len(held) >= SIZE else SHORT << 1) for held in (one, other))
    left, right = ({value for value in held if value <= bound} for held in (one, other))
    return len(left & right) / max(1, min(len(left), len(right)))


def _opening(inside: Sequence[Cell]) -> tuple[int, ...]:
    """Return the sketch of a division or a list: its own words and the first words of what it holds.

    The first number of a division is that of its whole heading (0 where it has none), which outlives a change of what follows.
    """
    found: list[int] = []
    words = 0
    for cell in inside:
        if words >= OPENING:
            break
        found += cell.hashes[:OPENING - words]
        words += cell.words
    least = sketch(found)[:SIZE - 1]
    return (heading(inside[0].ones), *least) if inside[0].kind == "div" else least or short(inside[0].twos or inside[0].ones)


def heading(ones: Sequence[int]) -> int:
    """Return one number for some words in their order, from the numbers of the single words."""
    return sum(number * (2 * place + 3) for place, number in enumerate(ones)) & 0xFFFFFF


def _pages(found: Sequence[Cell]) -> None:
    """Give every printed page the fingerprint of all its words: a run belongs to the page of its first word."""
    breaks = [cell for cell in found if cell.kind == "pb"]
    held: list[list[int]] = [[] for _ in breaks]
    page = -1
    for cell in found:
        if cell.kind == "pb":
            page += 1
            continue
        start = 0
        if cell.breaks:
            parts = [part.casefold() for part in cell.parts]
            lengths = [0, *accumulate(map(len, parts))]
            begun = [match.start() for match in _WORD.finditer("".join(parts))]
            for place, following in cell.breaks:
                stop = bisect_left(begun, lengths[place])
                # The break is a cell behind this one, so that `page` is still the page on which this cell began.
                _give(breaks, held, following - 1, cell, start, stop)
                start, page_of = stop, following
            _give(breaks, held, page_of, cell, start, cell.words)
        else:
            _give(breaks, held, page, cell, 0, cell.words)
    for cell, hashes in zip(breaks, held):
        cell.sketch = sketch(hashes)


def _give(breaks: Sequence[Cell], held: list[list[int]], page: int, cell: Cell, start: int, stop: int) -> None:
    if page >= 0:
        # The smallest of a whole are among the smallest of its parts.
        whole = start == 0 and stop >= len(cell.hashes) > 0 and cell.kind not in _CONTAINERS
        held[page] += cell.sketch if whole else cell.hashes[start:stop]
        breaks[page].words += stop - start


class _Packed(dict[str, bytes]):
    """The numbers of the words in what stands between two spaces, which is looked into once, however often it occurs.

    A word has three numbers of 24 bits, each in four bytes: as the first, the second and the third of a run. The number of a run is one
    exclusive or of those of its words.
    """

    def __missing__(self, piece: str) -> bytes:
        word = piece.casefold()
        if not word.isalnum():
            found = b"".join([self[one] for one in _WORD.findall(word)])
        elif word != piece:
            found = self[word]
        else:
            digest = hashlib.blake2b(word.encode(), digest_size=9).digest()
            found = b"\0%b\0%b\0%b" % (digest[:3], digest[3:6], digest[6:])
        self[piece] = found
        return found


def _xor(one: array[int], other: array[int]) -> array[int]:
    """Return the exclusive or of two rows of numbers, as long as the shorter one."""
    length = min(len(one), len(other)) * one.itemsize
    left, right = (int.from_bytes(row.tobytes()[:length], "big") for row in (one, other))
    return array("I", (left ^ right).to_bytes(length, "big"))


class _Reader:
    """Walks a text once and gives every word to the innermost element with an id."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.page = ""
        self.pages = 0
        self.label: list[str] = []

    def visit(self, element: Element, owner: Cell | None, division: int) -> None:
        """Walk an element; `owner` takes the words that belong to none inside it."""
        name = element.name
        if name == "pb":
            if element.id:
                if owner is not None:
                    owner.breaks.append((len(owner.parts), self.pages))
                self.page = element.get("n")
                self.pages += 1
                self.cells.append(Cell(element.id, "pb", division, self.page, self.page, len(self.cells) + 1))
            return
        if name == "ref" and element.get("type") == "noteref":
            return
        place = len(self.cells)
        mine: Cell | None = None
        if element.id and name in KINDS:
            mine = owner = Cell(element.id, name, division)
            self.cells.append(owner)
            if name == "item" and self.label:
                self.say(owner, " ".join(self.label) + " ")
                self.label = []
            if name == "div" and element.get("type") != "notes":
                division = place
        if name == "label" and owner is not None and owner.kind == "list":
            self.label.append(element.text())
            for one in element.walk():
                if one.name == "pb":
                    self.visit(one, owner, division)
            return
        if owner is not None and name in _SPACED:
            owner.parts.append(" ")
        for child in element.children:
            if isinstance(child, Element):
                self.visit(child, owner, division)
            elif owner is not None:
                self.say(owner, child)
        if mine is not None:
            mine.end = len(self.cells)
            if not mine.page:
                mine.page = mine.last = self.page

    def say(self, owner: Cell, text: str) -> None:
        """Give words to an element."""
        owner.parts.append(text)
        if not text.isspace() and text:
            if not owner.page:
                owner.page = self.page
            owner.last = self.page
