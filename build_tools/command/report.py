"""What the command says: findings and progress on standard error, answers on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from build_tools.model.finding import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.status import Status

MANY = 40
"""Findings of one code that are shown in full; of the others only the number is told."""


class Report:
    """The voice of the command. Rich is loaded with the first word, so that a silent command starts at once."""

    def __init__(self, *, quiet: bool) -> None:
        """A quiet report tells findings and answers, and nothing else."""
        self.quiet = quiet
        self._console: Console | None = None
        self._status: Status | None = None

    @property
    def console(self) -> Console:
        """Standard error; colours and a moving line only where it is a terminal."""
        if self._console is None:
            from rich.console import Console

            self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        return self._console

    def answer(self, text: str) -> None:
        """Print what was asked for."""
        sys.stdout.write(text + "\n")

    def say(self, text: str) -> None:
        """Tell what was done."""
        if not self.quiet:
            self.console.print(text, markup=False)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Show a stage while it runs."""
        if self.quiet or not self.console.is_terminal:
            yield
            return
        if self._status is None:
            self._status = self.console.status(name)
            self._status.start()
        self._status.update(name)
        yield

    def close(self) -> None:
        """Take the moving line away."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def findings(self, found: Iterable[Finding]) -> int:
        """Print findings, and return the exit status that they call for."""
        self.close()
        shown: dict[str, int] = {}
        failed = False
        # What two stages look at is told once.
        for finding in dict.fromkeys(found):
            failed = failed or finding.severity is Severity.ERROR
            if self.quiet and finding.severity is Severity.NOTE:
                continue
            shown[finding.code] = shown.get(finding.code, 0) + 1
            if shown[finding.code] <= MANY:
                self._print(finding)
        for code, count in shown.items():
            if count > MANY:
                self.console.print(f"{code}: {count - MANY} more of the same kind", markup=False)
        if shown:
            self.console.print(f"“edition explain {next(iter(shown))}” says more.", markup=False, style="dim")
        return 1 if failed else 0

    def _print(self, finding: Finding) -> None:
        from rich.text import Text

        colour = "bold red" if finding.severity is Severity.ERROR else "yellow"
        text = Text.assemble((finding.code, colour), " ", (finding.place(), "bold"), ": ", finding.message)
        if finding.expected:
            text.append(f"\n     expected: {finding.expected}")
        if finding.hint:
            text.append(f"\n     hint: {finding.hint}")
        self.console.print(text)
