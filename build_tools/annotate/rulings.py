"""Rulings: what an editor decides about single occurrences, where the rules of a register are wrong or silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools.model.finding import EditionError, Finding
from build_tools.model.passage import Register
from build_tools.read.fields import nearest
from build_tools.read.table import rows

NAME = "terms.csv"
COLUMNS = ("passage", "surface", "entry", "verdict", "reason")
OPTIONAL = ("which",)
"""`which` counts the surfaces in the passage from 1, and is empty for all of them."""


class Ruling(NamedTuple):
    """One row: in `passage`, the words `surface` are (`yes`) or are not an occurrence of `entry`."""

    passage: str
    surface: str
    entry: str
    yes: bool
    reason: str
    which: int
    file: str
    line: int


class Found(NamedTuple):
    """A stretch of the text of one passage that was recognised as an entry of a register."""

    start: int
    end: int
    entry: str


def load(folder: Path, work: str, entries: Collection[str], name: str = NAME) -> tuple[Ruling, ...]:
    """Return the rows of `annotations/<work>/terms.csv`, or of another table of rulings; none where there is no such file.

    Raises `EditionError` with all findings: A010 (not a table of these columns), A011 (a value), A012 (unknown entry, row twice).
    """
    path = folder / work / name
    if not path.exists():
        return ()
    file = f"{folder.name}/{work}/{name}"
    findings: list[Finding] = []
    rulings: list[Ruling] = []
    seen: dict[tuple[str, str, str, int], int] = {}
    for line, row in rows(path.read_bytes(), file, COLUMNS, OPTIONAL):
        ruling, faults = _ruling(row, file, line, entries)
        findings += faults
        if ruling is None:
            continue
        same = (ruling.passage, ruling.surface, ruling.entry, ruling.which)
        if same in seen:
            findings.append(Finding("A012", f"“{ruling.surface}” in {ruling.passage} is ruled upon twice", file, line,
                                    expected="one row for each", hint=f"the first is in line {seen[same]}"))
        seen.setdefault(same, line)
        rulings.append(ruling)
    if findings:
        raise EditionError(*findings)
    return tuple(rulings)


def led(rulings: Sequence[Ruling], register: Register, texts: Mapping[str, str]) -> tuple[Ruling, ...]:
    """Return the rulings at the passages that hold their words now: an id may have been joined, cut or moved since a row was written.

    A row that counts surfaces goes along only where its surface stands once, since nobody knows how the count has changed.
    """
    return tuple(one for ruling in rulings for one in _led(ruling, register, texts))


def _led(ruling: Ruling, register: Register, texts: Mapping[str, str]) -> Sequence[Ruling]:
    everywhere = ruling._replace(which=0)
    held = [(one, len(places(everywhere, texts.get(one, "")))) for one in register.resolve(ruling.passage)]
    there = [everywhere._replace(passage=passage) for passage, count in held if count]
    if not ruling.which:
        return there or [ruling]
    if places(ruling, texts.get(ruling.passage, "")) or sum(count for _, count in held) != 1:
        return [ruling]
    return there


def apply(
    rulings: Sequence[Ruling], texts: Mapping[str, str], found: Mapping[str, Sequence[Found]]
) -> tuple[dict[str, list[Found]], list[Finding]]:
    """Return what was recognised in each passage after the rulings, and a finding (A013) for each ruling that changes nothing."""
    after = {passage: list(row) for passage, row in found.items()}
    findings: list[Finding] = []
    for ruling in rulings:
        if ruling.passage not in texts:
            findings.append(_idle(ruling, f"the work has no passage “{ruling.passage}”", "the id of a passage",
                                  nearest(ruling.passage, texts)))
            continue
        row = after.setdefault(ruling.passage, [])
        spans = places(ruling, texts[ruling.passage])
        if not spans:
            findings.append(_idle(ruling, f"“{ruling.surface}” does not stand in {ruling.passage}", "words of the passage", ""))
            continue
        named = [one for one in row if one.entry == ruling.entry and any(one.start < end and start < one.end for start, end in spans)]
        if ruling.yes:
            new = [Found(start, end, ruling.entry) for start, end in spans]
            if all(one in row for one in new):
                findings.append(_idle(ruling, f"“{ruling.surface}” is recognised without this row", "a row that changes something", ""))
            row[:] = sorted({*(one for one in row if one not in named), *new})
        elif named:
            row[:] = [one for one in row if one not in named]
        else:
            findings.append(_idle(ruling, f"“{ruling.surface}” is not recognised as “{ruling.entry}” anyway",
                                  "a row that changes something", ""))
    return after, findings


def places(ruling: Ruling, text: str) -> list[tuple[int, int]]:
    """Return where the surface stands in the text as whole words."""
    found: list[tuple[int, int]] = []
    start = text.find(ruling.surface)
    while start >= 0:
        end = start + len(ruling.surface)
        if not (text[start - 1:start].isalnum() and text[start].isalnum() or text[end:end + 1].isalpha() and text[end - 1].isalpha()):
            found.append((start, end))
        start = text.find(ruling.surface, end)
    return found if not ruling.which else found[ruling.which - 1:ruling.which]


def _idle(ruling: Ruling, message: str, expected: str, hint: str) -> Finding:
    return Finding("A013", message, ruling.file, ruling.line, expected=expected, hint=hint or "take the row out, or mend it")


def _ruling(row: Mapping[str, str], file: str, line: int, entries: Collection[str]) -> tuple[Ruling | None, list[Finding]]:
    faults: list[Finding] = []
    which = row.get("which", "")
    if row["verdict"] not in ("yes", "no"):
        faults.append(Finding("A011", f"“{row['verdict']}” is no verdict", file, line, expected="yes or no",
                              hint="“yes”: the words name the entry; “no”: they do not"))
    if which and not (which.isdecimal() and int(which)):
        faults.append(Finding("A011", f"“{which}” does not count anything", file, line, expected="1, 2, … or nothing for all",
                              hint="it tells which of the same words in the passage is meant"))
    for name in ("passage", "surface", "reason"):
        if not row[name].strip():
            faults.append(Finding("A011", f"“{name}” is empty", file, line, expected="words",
                                  hint="each row names the passage, its words and why it was ruled so"))
    if row["entry"] not in entries:
        faults.append(Finding("A012", f"“{row['entry']}” is no entry", file, line, expected="the id of an entry",
                              hint=nearest(row["entry"], entries)))
    if faults:
        return None, faults
    return Ruling(row["passage"], row["surface"], row["entry"], row["verdict"] == "yes", row["reason"], int(which or 0), file, line), []
