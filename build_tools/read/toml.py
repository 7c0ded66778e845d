"""TOML files of ours: their tables, or the line where one is no TOML."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from build_tools.model.finding import EditionError, Finding

_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")  # tomllib: "Expected '=' … (at line 3, column 7)"


def tables(text: str, file: str, code: str, expected: str) -> dict[str, Any]:
    """Return the tables of a TOML text; raises `EditionError` (`code`) where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else len(text.rstrip("\n").split("\n"))
        message = _PLACE.sub("", str(error)).strip()
        hint = "strings stand in double quotes; a list may run over lines, an inline table may not"
        raise EditionError(Finding(code, f"not TOML: {message}", file, line, expected=expected, hint=hint)) from error
