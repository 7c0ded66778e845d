"""Tables of ours as CSV: rows with their lines, or what is wrong with the table as a whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from build_tools.model.finding import EditionError, Finding
from build_tools.read.utf8 import written

Rows = list[tuple[int, dict[str, str]]]


def rows(data: bytes, file: str, columns: Sequence[str], optional: Sequence[str] = (), code: str = "A010") -> Rows:
    """Return the rows of a table, each with its line; raises `EditionError`: R010, and `code` where it is not one of these columns."""
    expected = f"a first line “{','.join(columns)}”"
    text = written(data, file)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = next(reader, [])
        if not set(columns) <= set(header) or set(header) - {*columns, *optional} or len(set(header)) != len(header):
            raise EditionError(Finding(code, f"the columns are “{','.join(header)}”", file, 1, expected=expected,
                                       hint=f"“{', '.join(optional)}” may be added" if optional else ""))
        found: Rows = []
        for row in reader:
            if row and len(row) != len(header):
                raise EditionError(Finding(code, f"the row has {len(row)} cells", file, reader.line_num, expected=f"{len(header)} cells",
                                           hint="put a cell that holds a comma into quotation marks"))
            if row:
                found.append((reader.line_num, dict(zip(header, row))))
        return found
    except csv.Error as error:
        raise EditionError(Finding(code, f"not a table: {error}", file, reader.line_num, expected=expected,
                                   hint="a quotation mark inside a cell is doubled, and the cell stands in quotation marks")) from error
