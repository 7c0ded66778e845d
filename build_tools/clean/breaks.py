"""Paragraph breaks that an editor sets into a text that came without any."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.model.finding import EditionError, Finding
from build_tools.model.ledger import Change


def propose(desk: Desk) -> Iterator[Change]:
    """Paragraph breaks were set by the editors, since the text came as one line; they are inferred from the subject."""
    for line, column in desk.habits.breaks:
        text = desk.lines[line - 1] if 0 < line <= len(desk.lines) else ""
        space = column - len(text[:column]) + len(text[:column].rstrip())
        if not 0 < column < len(text) or space == column:
            raise EditionError(
                Finding(
                    "C005",
                    f"no word begins at line {line}, column {column}",
                    desk.name,
                    line,
                    expected="the first letter of a word",
                    hint="mend `breaks` in source.toml",
                )
            )
        yield Change(line, space, text[space:column], "\n\n", "subject")
