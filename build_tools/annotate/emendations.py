"""Emendations of the print: the rows of `annotations/<work>/emendations.csv`, checked as far as no text is needed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from build_tools.model.editorial import Emendation
from build_tools.model.finding import EditionError, Finding
from build_tools.model.passage import Register
from build_tools.read.fields import nearest
from build_tools.read.table import rows

NAME = "emendations.csv"
COLUMNS = ("passage", "sic", "corr", "reason")
OPTIONAL = ("which",)
LONGEST = 5
"""Words of the print that a row may quote."""


def load(folder: Path, work: str, register: Register) -> tuple[Emendation, ...]:
    """Return the emendations of a work, none where there is no table.

    Raises `EditionError` with all findings: A010 (not a table of these columns), A011 (a value), A040 (unknown passage), A043 (a row
    that says nothing new).
    """
    path = folder / work / NAME
    if not path.exists():
        return ()
    file = f"{folder.name}/{work}/{NAME}"
    found: list[Emendation] = []
    findings: list[Finding] = []
    seen: dict[tuple[str, str, int], int] = {}
    counted: Counter[str] = Counter()
    for line, row in rows(path.read_bytes(), file, COLUMNS, OPTIONAL):
        faults = [Finding("A011", message, file, line, expected=expected, hint=hint) for message, expected, hint in _faults(row)]
        living = register.resolve(row["passage"])
        if not living:
            faults.append(Finding("A040", f"there is no passage “{row['passage']}”", file, line,
                                  expected=f"an id of sources/{work}/passages.tsv", hint=nearest(row["passage"], register.by_id)))
        findings += faults
        if faults:
            continue
        which = int(row.get("which") or 0)
        same = (row["passage"], row["sic"], which)
        if same in seen:
            findings.append(Finding("A043", f"“{row['sic']}” in {row['passage']} is emended twice", file, line, expected="one row for each",
                                    hint=f"the first is in line {seen[same]}"))
        seen.setdefault(same, line)
        counted[row["passage"]] += 1
        ordinal = counted[row["passage"]]
        name = f"emendation-{row['passage']}" + (f"-{ordinal}" if ordinal > 1 else "")
        found.append(Emendation(name, work, row["passage"], living[0], row["sic"], row["corr"], row["reason"], which, file, line))
    if findings:
        raise EditionError(*findings)
    return tuple(found)


def _faults(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return what is wrong with the values of a row: what it is, what was expected, and a hint."""
    faults = [(f"“{name}” is empty", "words", "each row names the passage, the print, the emendation and why")
              for name in ("passage", "sic", "corr", "reason") if not row[name].strip()]
    if row["sic"] == row["corr"] and row["sic"]:
        faults.append((f"“{row['sic']}” is emended into itself", "another reading", "take the row out where the print is right"))
    if len(row["sic"].split()) > LONGEST:
        faults.append((f"“sic” has {len(row['sic'].split())} words", f"at most {LONGEST}", "name the misprint and no more around it"))
    which = row.get("which", "")
    if which and not (which.isdecimal() and int(which)):
        faults.append((f"“{which}” does not count anything", "1, 2, … or nothing where the words stand once",
                       "it tells which of the same words in the passage is meant"))
    return faults
