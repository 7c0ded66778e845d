"""The works that a text cites as a table: keys, places and locators, no words, so that a copy without the text knows them too."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from build_tools.model.bibliography import Citing, How
from build_tools.model.finding import EditionError
from build_tools.read.derived import table

NAME = "works-cited.tsv"
COLUMNS = ("passage", "page", "key", "locator", "how", "quoted_in", "reason")
_HOWS = {how.value: how for how in How}


def load(folder: Path, root: Path) -> tuple[Citing, ...]:
    """Return what the table of a work says, nothing where there is none; raises `EditionError` with B008."""
    made = table(folder, root, NAME, COLUMNS, "B008")
    faults = [
        made.fault("a row says “how” in a word that is not known, or has both a key and a reason, or neither", line)
        for line, row in enumerate(made.rows, 2) if row[4] not in _HOWS or bool(row[2]) == bool(row[6])
    ]
    if faults:
        raise EditionError(*faults)
    work = folder.name
    return tuple(
        Citing(work, passage, page, 0, 0, key, locator, _HOWS[how], quoted_in, reason)
        for passage, page, key, locator, how, quoted_in, reason in made.rows
    )


def dump(found: Iterable[Citing]) -> str:
    """Return the table of citations, as `load` reads it."""
    rows = ((one.passage, one.page, one.key, one.locator, one.how.value, one.quoted_in, one.reason) for one in found)
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))
