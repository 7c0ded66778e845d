"""A finding: one thing that an editor must look at, with its place and the way to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How a finding ends a run: an ERROR stops it with exit status 1, a NOTE is only reported."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, named by a `code` such as `R003` that `edition explain` describes.

    `line` and `column` count from 1 in `file` (a path relative to the project, or the name of a reading); `page` is a printed page.
    """

    code: str
    message: str
    file: str
    line: int | None = None
    page: str | None = None
    expected: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR

    def place(self) -> str:
        """Return `file`, `file:line` or `file:line (p. 12)`, as far as the place is known."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return where if self.page is None else f"{where} (p. {self.page})"


class EditionError(Exception):
    """Raised by a stage that cannot go on; carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{one.code} {one.place()}: {one.message}" for one in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[EditionError], tuple[Finding, ...]]:
        """Let it be handed from one process to another, although its words are not what it was made of."""
        return type(self), self.findings
