"""Registers: the entries of `annotations/`, read with their places and checked as a whole before anything is made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.annotate import entry as entry_fields
from build_tools.annotate.entry import Entry
from build_tools.annotate.forms import Case, Form, key
from build_tools.annotate.kinds import KINDS, Kind
from build_tools.annotate.placed import Fault, compose, items
from build_tools.annotate.prose import links
from build_tools.model.finding import EditionError, Finding
from build_tools.read.fields import nearest


@dataclass(frozen=True, slots=True)
class Register:
    """All entries of one kind, in the order of their file."""

    kind: Kind
    entries: tuple[Entry, ...] = ()

    def forms(self) -> tuple[Form, ...]:
        """Return every form with the entry that it leads to: a mere reference hands its forms on to the entry that it names."""
        by_id = {entry.id: entry for entry in self.entries}
        return tuple(
            Form(form, resolved(entry, by_id), entry.case, entry.unless) for entry in self.entries for form in entry.spellings
        )


def resolved(entry: Entry, by_id: Mapping[str, Entry]) -> str:
    """Return the id of the entry where the body stands; with several `see` it is the entry itself, which offers them."""
    while not entry.body and len(entry.see) == 1 and entry.see[0] in by_id:
        entry = by_id[entry.see[0]]
    return entry.id


def load(folder: Path, works: Collection[str] | None = None, kinds: Sequence[Kind] = KINDS) -> tuple[Register, ...]:
    """Return the registers in `folder` (`annotations/`), one for each kind; a register without a file has no entries.

    `works` are the ids that a source may name; `None` lets any pass. Raises `EditionError` with all findings of all files: A001 (not
    YAML), A002 (shape), A003 and A004 (fields), A005 (id twice), A006 and A007 (see), A008 (form claimed twice), A009 (value).
    """
    findings: list[Finding] = []
    registers: list[Register] = []
    whole = True
    for kind in kinds:
        path = folder / kind.file
        file = f"{folder.name}/{kind.file}"
        try:
            registers.append(Register(kind, _read(path, file, kind, works, findings) if path.exists() else ()))
        except EditionError as error:
            findings.extend(error.findings)
            whole = False
    # Where a file could not be read, every reference to its entries would seem to lead nowhere.
    if whole:
        findings.extend(_check(registers, folder.name))
    if findings:
        raise EditionError(*sorted(set(findings), key=lambda one: (one.file, one.line or 0, one.code, one.message)))
    return tuple(registers)


def _fault(file: str, findings: list[Finding]) -> Fault:
    def fault(code: str, line: int, message: str, expected: str, hint: str) -> None:
        findings.append(Finding(code, message, file, line, expected=expected, hint=hint))

    return fault


def _read(path: Path, file: str, kind: Kind, works: Collection[str] | None, findings: list[Finding]) -> tuple[Entry, ...]:
    root = compose(path.read_bytes(), file)
    fault = _fault(file, findings)
    if root is None:
        return ()
    entries = [entry_fields.read(place, kind, works, fault) for place in items(root, fault, "the file")]
    return tuple(entry for entry in entries if entry is not None)


def _check(registers: Sequence[Register], folder: str) -> list[Finding]:
    """Return what is wrong between entries: ids, references, forms."""
    findings: list[Finding] = []
    owner: dict[str, tuple[str, Entry]] = {}
    for register in registers:
        fault = _fault(f"{folder}/{register.kind.file}", findings)
        for entry in register.entries:
            if entry.id in owner:
                file, first = owner[entry.id]
                fault("A005", entry.lines.get("id", entry.line), f"the id “{entry.id}” is taken", "an id for each entry of all registers",
                      f"the first is in {file}, line {first.line}")
            elif entry.id:
                owner[entry.id] = (f"{folder}/{register.kind.file}", entry)
    by_id = {entry: found for entry, (_, found) in owner.items()}
    forms = {key(form) for register in registers for entry in register.entries for form in entry.spellings}
    for register in registers:
        fault = _fault(f"{folder}/{register.kind.file}", findings)
        _references(register, by_id, forms, fault)
        _claims(register, fault)
    return findings


def _references(register: Register, by_id: Mapping[str, Entry], forms: Collection[str], fault: Fault) -> None:
    for entry in register.entries:
        for name in ("see", "see_also"):
            for target in getattr(entry, name):
                if target not in by_id:
                    fault("A006", entry.lines[name], f"“{name}” names “{target}”, which is no entry", "the id of an entry",
                          nearest(target, by_id))
                elif target == entry.id:
                    fault("A007", entry.lines[name], f"“{entry.id}” refers to itself", "another entry", "")
        for target in links(entry.body):
            if target not in by_id and key(target) not in forms:
                fault("A006", entry.lines[register.kind.body], f"the link [[{target}]] leads to no entry", "an id, or a form of an entry",
                      nearest(target, by_id) or "write [[id|words]] where the words are no form")
        circle = _circle(entry, by_id)
        if circle:
            fault("A007", entry.lines["see"], f"“see” runs in a circle: {' → '.join(circle)}", "an entry at the end that says what it is",
                  f"give one of them a “{register.kind.body}” in place of its “see”")


def _circle(entry: Entry, by_id: Mapping[str, Entry]) -> list[str]:
    """Return the way from an entry along `see` back to it, or nothing."""
    ways = [[entry.id, target] for target in entry.see if target != entry.id]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == entry.id:
            return way
        if way[-1] in by_id and way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, target] for target in by_id[way[-1]].see]
    return []


def _claims(register: Register, fault: Fault) -> None:
    """Find forms that lead to two entries (A008); two forms that differ in case only are two where both are to be matched as written."""
    claimed: dict[str, list[tuple[str, Entry]]] = {}
    for entry in register.entries:
        for form in entry.spellings:
            for other, owner in claimed.setdefault(key(form), []):
                same = Case.ANY in (entry.case, owner.case) or form == other
                if same and owner.id != entry.id:
                    fault("A008", entry.lines.get("forms", entry.line), f"“{form}” leads to “{entry.id}” and to “{owner.id}”",
                          "each form in one entry", f"take it out of one of them; the other is in line {owner.line}")
            claimed[key(form)].append((form, entry))
