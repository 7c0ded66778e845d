"""The register of passages as a table: read with every fault by line, written in one way."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from build_tools.model.finding import EditionError, Finding
from build_tools.model.memory import remembered
from build_tools.model.passage import Passage, Register, State
from build_tools.read.derived import lines
from build_tools.read.utf8 import written

NAME = "passages.tsv"
COLUMNS = ("id", "kind", "page", "name", "words", "sketch", "places", "state", "targets")
KINDS = frozenset({"div", "p", "quote", "item", "list", "table", "figure", "lg", "note", "ab", "pb"})

SHORT = 1 << 24
"""Set in the one number of a passage of one or two words: it has 12 bits, so that no dictionary gives the words back."""

_SKETCH = re.compile(r"(?:[\w-]{4})*|[\w-]{2}", re.ASCII)  # "AAxzBq-0", and "Q7" for two words
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*(?:\.[\w-]+)+")  # bettelheim.2.1.p14
_PLACE = re.compile(r"[\w.-]+")  # 2.1.3
_HINT = "“edition register WORK” writes the table; take the last good one from git before you mend it by hand"


def load(path: Path, name: str) -> Register:
    """Return a register; a file that does not exist is an empty one. Raises `EditionError` with every fault: R010, R020 to R023."""
    return read(written(path.read_bytes(), name), name) if path.exists() else Register()


@lru_cache(maxsize=16)
@remembered(lambda text, name: name)
def read(text: str, name: str) -> Register:
    """Return the register that a text says; raises `EditionError` with every fault of it.

    A register is asked for by everything that cites a work and by the work itself, so that the last ones read are kept.
    """
    written_rows = lines(text)
    if not written_rows or tuple(written_rows[0].split("\t")) != COLUMNS:
        raise EditionError(Finding("R020", "the first row does not name the columns", name, 1, expected=" ".join(COLUMNS), hint=_HINT))
    right: list[tuple[int, list[str]]] = []
    findings: list[Finding] = []
    for number, line in enumerate(written_rows[1:], start=2):
        cells = line.split("\t")
        if fault := _fault(cells):
            findings.append(Finding("R020", fault, name, number, expected=" ".join(COLUMNS), hint=_HINT))
        else:
            right.append((number, cells))
    sketches = decoded([cells[5] for _, cells in right])
    rows = [(number, _passage(cells, sketch)) for (number, cells), sketch in zip(right, sketches)]
    findings.extend(_inconsistent(rows, name, bool(findings)))
    if findings:
        raise EditionError(*sorted(findings, key=lambda one: one.line or 0))
    return Register(tuple(row for _, row in rows))


def dump(register: Register) -> str:
    """Return the table of a register, as `read` reads it."""
    rows = [COLUMNS, *(
        (one.id, one.kind, one.page, one.name, str(one.words), encoded(one.sketch), " ".join(one.places), one.state.value,
         " ".join(one.targets))
        for one in register.passages
    )]
    return "".join("\t".join(row) + "\n" for row in rows)


def encoded(sketch: tuple[int, ...]) -> str:
    """Return a sketch as text: four signs a number of 24 bits, two signs for the one number of a short passage.

    >>> encoded((1, 4095)), list(decoded(["AAABAA__", "", "Q7"])) == [(1, 4095), (), (SHORT | 1083,)]
    ('AAABAA__', True)
    """
    if len(sketch) == 1 and sketch[0] & SHORT:
        return urlsafe_b64encode((sketch[0] & 0xFFF).to_bytes(3, "big"))[2:].decode()
    return urlsafe_b64encode(b"".join(value.to_bytes(3, "big") for value in sketch)).decode()


def decoded(texts: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers of some sketches, which are decoded all at once: one by one that took a quarter of the time of a register."""
    held = urlsafe_b64decode("".join([f"AA{text}" if len(text) == 2 else text for text in texts]))
    numbers = [first << 16 | second << 8 | third for first, second, third in zip(held[::3], held[1::3], held[2::3])]
    at = 0
    for text in texts:
        size = -(-len(text) // 4)
        yield (SHORT | numbers[at],) if len(text) == 2 else tuple(numbers[at:at + size])
        at += size


def _fault(cells: list[str]) -> str:
    """Return what is wrong with a row by itself."""
    if len(cells) != len(COLUMNS):
        return f"the row has {len(cells)} columns, not {len(COLUMNS)}"
    identifier, kind, _, _, words, sketch, places, state, targets = cells
    if not _IDENTIFIER.fullmatch(identifier):
        return f"“{identifier}” is no id"
    if kind not in KINDS:
        return f"there is no kind “{kind}”"
    if not words.isdecimal():
        return f"the number of words is “{words}”"
    if not _SKETCH.fullmatch(sketch):
        return f"“{sketch[:20]}” is no sketch"
    if not all(map(_PLACE.fullmatch, places.split())):
        return f"“{places}” names no pages of the site"
    if state not in _STATES:
        return f"there is no state “{state}”; there are {', '.join(filter(None, _STATES))}, and none"
    if bool(state) != bool(targets):
        return f"a row that is {state} says where its words are" if state else "a row that leads to other ids says why in “state”"
    if not all(map(_IDENTIFIER.fullmatch, targets.split())):
        return f"“{targets}” are no ids"
    return ""


_STATES = {one.value: one for one in State}


def _passage(cells: list[str], sketch: tuple[int, ...]) -> Passage:
    identifier, kind, page, name, words, _, places, state, targets = cells
    return Passage(identifier, kind, page, name, int(words), sketch, tuple(places.split()), _STATES[state], tuple(targets.split()))


def _inconsistent(rows: list[tuple[int, Passage]], name: str, partial: bool) -> Iterator[Finding]:
    """Yield what is wrong with the rows together; while some could not be read (`partial`) a missing target is no finding."""
    first: dict[str, int] = {}
    for number, row in rows:
        if row.id in first:
            yield Finding("R021", f"{row.id} stands already in line {first[row.id]}", name, number, expected="every id once",
                          hint="an id is never given again; the later passage needs a new one")
        first.setdefault(row.id, number)
    leads = {row.id: row.targets for _, row in rows}
    for number, row in rows:
        for target in row.targets:
            if target not in first and not partial:
                yield Finding("R022", f"{row.id} leads to {target}, which is not in the register", name, number,
                              expected="an id of this table", hint=_HINT)
        if row.targets and _circular(row.id, leads):
            yield Finding("R023", f"{row.id} leads back to itself", name, number, expected="a way that ends at a passage", hint=_HINT)


def _circular(start: str, leads: dict[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    stack = list(leads[start])
    while stack:
        one = stack.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            stack.extend(leads.get(one, ()))
    return False
