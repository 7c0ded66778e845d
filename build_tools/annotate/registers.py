"""Registers: the entries of `annotations/`, read with their places and checked as a whole before anything is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from build_tools.annotate import entry as entry_fields
from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.consistency import check
from build_tools.annotate.entry import Entry
from build_tools.annotate.kinds import KINDS, Kind
from build_tools.annotate.placed import collect, compose, items
from build_tools.annotate.register import Register
from build_tools.model.finding import EditionError, Finding
from build_tools.model.memory import remembered


def load(folder: Path, catalogue: Catalogue | None = None, kinds: Sequence[Kind] = KINDS) -> tuple[Register, ...]:
    """Return the registers in `folder` (`annotations/`), one for each kind; a register without a file has no entries.

    `catalogue` is what a source may name; `None` lets any pass. Raises `EditionError` with all findings of all files: A001 (not YAML),
    A002 (shape), A003 and A004 (fields), A005 (id twice), A006 and A007 (references), A008 (form claimed twice), A009 (value), A031
    to A033 (sources).
    """
    findings: list[Finding] = []
    registers: list[Register] = []
    whole = True
    for kind in kinds:
        path = folder / kind.file
        file = f"{folder.name}/{kind.file}"
        try:
            entries, faults = _read(path.read_bytes(), file, kind, catalogue) if path.exists() else ((), ())
            findings.extend(faults)
            registers.append(Register(kind, entries))
        except EditionError as error:
            findings.extend(error.findings)
            whole = False
    # Where a file could not be read, every reference to its entries would seem to lead nowhere.
    if whole:
        findings.extend(check(registers, folder.name))
    if findings:
        raise EditionError(*sorted(set(findings), key=lambda one: (one.file, one.line or 0, one.code, one.message)))
    return tuple(registers)


@remembered(lambda data, file, *others: file)
def _read(data: bytes, file: str, kind: Kind, catalogue: Catalogue | None) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return the entries of a file, and what is wrong with them."""
    findings: list[Finding] = []
    root = compose(data, file)
    fault = collect(file, findings)
    if root is None:
        return (), ()
    entries = [entry_fields.read(place, kind, catalogue, fault) for place in items(root, fault, "the file")]
    return tuple(entry for entry in entries if entry is not None), tuple(findings)
