"""How an entry of a register is cited: as one of an encyclopedia, which is the edition. One record stands for all of them."""

from __future__ import annotations

from pathlib import Path

from build_tools.model.citation import Citations
from build_tools.model.finding import Finding, Severity
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.source import Habits, Input, Source
from build_tools.read.citations import HINT, NAME, fresh

ID = "smychka-entry"
HEADWORD = "Headword"
ADDRESS = "https://edition.invalid/entry"
"""What stands for the id, the headword and the address of an entry, until one is cited."""


def source(title: str, date: str) -> Source:
    """Return what the citations of entries are made from: title and date of the edition."""
    rights = Rights("CC-BY-4.0", True, "")
    record = Record(ID, Kind.ENTRY_ENCYCLOPEDIA, HEADWORD, rights, container=title, date=date, url=ADDRESS)
    return Source(record, Input("markdown"), Habits(), "annotations")


def stale(made_from: Source, citations: Citations | None) -> list[Finding]:
    """Return a finding (R041) where title or date of the edition have changed since; where there are no citations, it is a note."""
    if fresh(made_from, citations):
        return []
    said = "are not made yet" if citations is None else "were made when the edition had another title or date"
    return [Finding("R041", f"the citations of register entries {said}", "CITATION.cff", expected=f"an annotations/{NAME} made from it",
                    hint=HINT, severity=Severity.NOTE if citations is None else Severity.ERROR)]


def path(annotations: Path) -> Path:
    """Return where the citations lie."""
    return annotations / NAME
