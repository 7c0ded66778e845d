"""The works that a text cites as a table: keys, places and locators, no words, so that a copy without the text knows them too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from build_tools.model.bibliography import Citing, How
from build_tools.model.finding import EditionError, Finding

NAME = "works-cited.tsv"
COLUMNS = ("passage", "page", "key", "locator", "how", "quoted_in", "reason")
_HINT = "“edition derive --texts FOLDER” writes the table anew"
_HOWS = {how.value: how for how in How}


def load(folder: Path, root: Path) -> tuple[Citing, ...]:
    """Return what the table of a work says, nothing where there is none; raises `EditionError` with B008."""
    path = folder / NAME
    if not path.is_file():
        return ()
    name = path.relative_to(root).as_posix()
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE))
    except UnicodeDecodeError as error:
        raise EditionError(Finding("B008", f"byte {error.start} is not UTF-8", name, expected="a table in UTF-8", hint=_HINT)) from error
    expected = " ".join(COLUMNS)
    if not rows or tuple(rows[0]) != COLUMNS:
        raise EditionError(Finding("B008", "the first row does not name the columns", name, 1, expected=expected, hint=_HINT))
    faults = [
        Finding("B008", "a row is not complete, or says “how” in a word that is not known", name, line, expected=expected, hint=_HINT)
        for line, row in enumerate(rows[1:], 2) if len(row) != len(COLUMNS) or row[4] not in _HOWS or bool(row[2]) == bool(row[6])
    ]
    if faults:
        raise EditionError(*faults)
    work = folder.name
    return tuple(
        Citing(work, passage, page, 0, 0, key, locator, _HOWS[how], quoted_in, reason)
        for passage, page, key, locator, how, quoted_in, reason in rows[1:]
    )


def dump(found: Iterable[Citing]) -> str:
    """Return the table of citations, as `load` reads it."""
    rows = ((one.passage, one.page, one.key, one.locator, one.how.value, one.quoted_in, one.reason) for one in found)
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))
