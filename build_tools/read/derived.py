"""Tables that the edition derives from a text and keeps beside its source: read alike, whatever stands in their rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools.model.finding import EditionError, Finding
from build_tools.read.utf8 import written

HINT = "“edition derive” writes the table anew, where it finds the text (--texts FOLDER)"


class Derived(NamedTuple):
    """A table as it was found: the name of its file, its columns, its rows (each with as many cells), the code of its findings."""

    file: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    code: str
    hint: str = HINT

    def fault(self, message: str, line: int) -> Finding:
        """Return a finding about a line of the table."""
        return Finding(self.code, message, self.file, line, expected=" ".join(self.columns), hint=self.hint)


def table(folder: Path, root: Path, name: str, columns: Sequence[str], code: str, hint: str = HINT) -> Derived:
    """Return the table `name` of the work in `folder`, without rows where there is none; row 0 is line 2 of the file.

    Raises `EditionError` with R010 where it is not UTF-8, and with `code` where it has other columns, or a row has too many cells or too
    few.
    """
    path = folder / name
    found = Derived(path.relative_to(root).as_posix(), columns, (), code, hint)
    if not path.exists():
        return found
    rows = [line.split("\t") for line in lines(written(path.read_bytes(), found.file))]
    if not rows or rows[0] != list(columns):
        raise EditionError(found.fault("the first row does not name the columns", 1))
    faults = [found.fault(f"a row has {len(row)} cells", line) for line, row in enumerate(rows[1:], 2) if len(row) != len(columns)]
    if faults:
        raise EditionError(*faults)
    return found._replace(rows=rows[1:])


def lines(text: str) -> list[str]:
    """Return the lines of a table: only line ends part them, while `splitlines` knows signs that may stand in a title.

    >>> lines("a\\tb\\r\\nc\\n")
    ['a\\tb', 'c']
    """
    found = text.replace("\r\n", "\n").split("\n")
    return found[:-1] if not found[-1] else found
