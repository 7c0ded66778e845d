"""A source folder: reads `source.toml` into the record, the rights, the input and the habits of one work."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.record import Record, Rights
from build_tools.model.source import Habits, Input, Source
from build_tools.read import toml
from build_tools.read.fields import fill, nearest
from build_tools.read.utf8 import written

NAME = "source.toml"
TABLES = ("record", "rights", "input", "habits")
ID = re.compile(r"[a-z][a-z0-9-]*")  # grain-crisis
_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")  # [habits.page_of]


def folders(sources: Path) -> list[Path]:
    """Return the folders below `sources/` that hold a `source.toml`, in the order of their names."""
    return sorted(path.parent for path in sources.glob(f"*/{NAME}"))


def nameless(sources: Path) -> Iterator[Finding]:
    """Yield a note (R044) for each folder below `sources/` that holds something and no record: no command sees it."""
    known = set(folders(sources))
    for folder in sorted(path for path in sources.iterdir() if path.is_dir() and not path.name.startswith(".")):
        if folder not in known and any(folder.iterdir()):
            name = f"{sources.name}/{folder.name}"
            yield Finding("R044", f"the folder has no {NAME}, so that it is no work", name, expected=f"{name}/{NAME}",
                          hint="“edition new FILE” makes one; else remove the folder", severity=Severity.NOTE)


def namesakes(known: Iterable[Source]) -> Iterator[Finding]:
    """Yield a note (R045) for each work that is called as one before it: readers could not tell their hits and citations apart."""
    first: dict[str, str] = {}
    for record in (source.record for source in known):
        other = first.setdefault(record.name, record.id)
        if other != record.id:
            yield Finding("R045", f"“{record.name}” is what {other} is called too", f"sources/{record.id}/{NAME}",
                          expected="a name that no other work has", hint="give it a short_title", severity=Severity.NOTE)


def load_all(sources: Path) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Return every source that can be read, and the findings of all the others."""
    good: list[Source] = []
    findings: list[Finding] = []
    for folder in folders(sources):
        try:
            good.append(load(folder))
        except EditionError as error:
            findings.extend(error.findings)
    return tuple(good), tuple(findings)


def load(folder: Path) -> Source:
    """Return the source in `folder`; the name of the folder is the id of the work.

    Raises `EditionError` with all the findings of the file: R001 (not TOML), R002 to R004 (fields), R009 (a value that contradicts
    another), R010 (not UTF-8).
    """
    file = f"{folder.parent.name}/{folder.name}/{NAME}"
    text = written((folder / NAME).read_bytes(), file)
    tables = toml.tables(text, file, "R001", "key = value below a [table]")
    findings: list[Finding] = []

    def fault(code: str, path: tuple[str, ...], message: str, expected: str, hint: str) -> None:
        findings.append(Finding(code, message, file, line_of(text, path), expected=expected, hint=hint))

    if not ID.fullmatch(folder.name):
        fault("R009", (), f"“{folder.name}” cannot be the id of a work", "small letters, digits, hyphens", "rename the folder")
    for key in tables.keys() - set(TABLES):
        fault("R002", (key,), f"{NAME} has no table or field “{key}” at its top", f"one of [{'], ['.join(TABLES)}]", nearest(key, TABLES))
    part: dict[str, Mapping[str, Any]] = {}
    for name in TABLES:
        found = tables.get(name, {})
        if not isinstance(found, dict):
            fault("R004", (name,), f"“{name}” is not a table", f"a table that begins with the line [{name}]", "")
        part[name] = found if isinstance(found, dict) else {}
    rights = fill(Rights, part["rights"], ("rights",), fault)
    # The record's own faults shall show although the rights have some: it is filled with a stand-in that never leaves this function.
    record = fill(Record, part["record"], ("record",), fault, id=folder.name, rights=rights or Rights("", False, ""))
    input_ = fill(Input, part["input"], ("input",), fault)
    habits = fill(Habits, part["habits"], ("habits",), fault)
    if record is not None:
        known = [field.name for field in dataclasses.fields(Record) if field.name not in ("id", "rights", "supplied")]
        for name in record.supplied:
            if name not in known:
                fault("R009", ("record", "supplied"), f"“supplied” names “{name}”, which is no field of [record]",
                      f"some of {', '.join(known)}", nearest(name, known))
            elif not getattr(record, name):
                fault("R009", ("record", "supplied"), f"“supplied” names “{name}”, which is empty", f"a value for {name}",
                      "state the field, or take it out of “supplied”")
    if findings or record is None or rights is None or input_ is None or habits is None:
        raise EditionError(*sorted(findings, key=lambda one: (one.line or 0, one.message)))
    return Source(record, input_, habits, str(folder))


def line_of(text: str, path: tuple[str, ...]) -> int | None:
    """Return the line (from 1) where the key `path` stands in a TOML text, or the line of its table where the key stands in none.

    >>> line_of('[record]\\ntitle = "A"\\n[habits.page_of]\\n5 = "11"', ("habits", "page_of"))
    3
    """
    if not path:
        return None
    table: tuple[str, ...] = ()
    nearest_line: int | None = None
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        header = _HEADER.match(line)
        if header:
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            if table == path:
                return number
        if path[:len(table)] != table:
            continue
        if header:
            if len(table) > depth:
                nearest_line, depth = number, len(table)
            continue
        rest = path[len(table):]
        key = r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in rest)
        if re.match(rf"\s*{key}\s*[=.]", line):
            return number
    return nearest_line
