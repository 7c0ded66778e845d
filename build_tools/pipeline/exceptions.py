"""Accepted findings: each stands beside its source with a reason, and one that no longer occurs is itself a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.read import toml
from build_tools.read.utf8 import written

NAME = "exceptions.toml"
FIELDS = ("code", "place", "reason")
_LINE = re.compile(r"line (\d+)")  # line 120
_PAGE = re.compile(r"p\. (\S+)")  # p. 12
_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*accepted[ \t]*\]\]", re.M)  # [[accepted]]
_EXPECTED = "[[accepted]] with code, place and reason"
_HINT = "“edition explain R032” shows an entry"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry. `place` is a line (`line 120`), a printed page (`p. 12`), or what the message quotes.

    `number` counts the entries, `line` is that of the file on which the entry begins, as far as it is known.
    """

    code: str
    place: str
    reason: str
    number: int = 0
    line: int | None = None

    def excuses(self, finding: Finding) -> bool:
        """Tell whether a finding is the one that was accepted. An error that stops a stage is mended, never accepted.

        >>> Accepted("S010", "tozes", "plural of toz").excuses(Finding("S010", "“tozes” is suspicious", "a.txt", severity=Severity.NOTE))
        True
        """
        if finding.code != self.code or finding.severity is Severity.ERROR:
            return False
        if match := _LINE.fullmatch(self.place):
            return finding.line == int(match[1])
        if match := _PAGE.fullmatch(self.place):
            return finding.page == match[1]
        return f"“{self.place}”" in finding.message


def load(path: Path, name: str) -> tuple[Accepted, ...]:
    """Return the accepted findings of a work; a file that does not exist accepts none. Raises `EditionError`: R010, R032."""
    if not path.exists():
        return ()
    text = written(path.read_bytes(), name)
    said = toml.tables(text, name, "R032", _EXPECTED)
    entries = said.get("accepted", [])
    if set(said) - {"accepted"} or not isinstance(entries, list):
        raise EditionError(Finding("R032", "the file holds something else than accepted findings", name, expected=_EXPECTED, hint=_HINT))
    begun: list[int | None] = [text.count("\n", 0, match.start()) + 1 for match in _ENTRY.finditer(text)]
    # Entries may be written in another way, or words of a reason look like one: then their lines are not known.
    lines = begun if len(begun) == len(entries) else [None] * len(entries)
    faults: list[Finding] = []
    found: list[Accepted] = []
    for number, (entry, line) in enumerate(zip(entries, lines), 1):
        if (not isinstance(entry, dict) or set(entry) != set(FIELDS)
                or not all(isinstance(entry[field], str) and entry[field].strip() for field in FIELDS)):
            faults.append(Finding("R032", f"entry {number} is not complete", name, line, expected=_EXPECTED, hint=_HINT))
        else:
            found.append(Accepted(entry["code"], entry["place"], entry["reason"], number, line))
    if faults:
        raise EditionError(*faults)
    return tuple(found)


def judge(findings: Iterable[Finding], accepted: Iterable[Accepted], name: str) -> Iterator[Finding]:
    """Yield the findings that nobody accepted, and an error (R033) for each entry of `name` that excuses none of them."""
    entries = tuple(accepted)
    used: set[int] = set()
    for finding in findings:
        excuses = [entry.number for entry in entries if entry.excuses(finding)]
        used.update(excuses)
        if not excuses:
            yield finding
    for entry in entries:
        if entry.number not in used:
            yield Finding("R033", f"{entry.code} at “{entry.place}” was accepted and no longer occurs", name, entry.line,
                          expected="an entry for each accepted finding, and no others", hint="remove the entry, or correct its place")
