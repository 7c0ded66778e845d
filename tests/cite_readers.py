"""Strict readers of what reference managers are given: BibTeX by pybtex, RIS and CSL-JSON by what their specifications say."""

from __future__ import annotations

import json
import re
from typing import Any

TAG = re.compile(r"([A-Z][A-Z0-9])  - (.*)")  # AU  - Bettelheim, Charles
TYPES = {"BOOK", "CHAP", "JOUR", "ENCYC", "ELEC", "PAMP"}
CSL_TYPES = {"book", "chapter", "article-journal", "entry-encyclopedia", "webpage", "pamphlet"}
CSL_STRINGS = {
    "id", "type", "title", "title-short", "container-title", "volume", "issue", "page", "publisher", "publisher-place", "URL", "language",
    "note",
}
CSL_NAMES = {"author", "translator", "editor"}


def bibtex(text: str) -> dict[str, Any]:
    """Return the fields and persons of the one entry; pybtex raises where it is no BibTeX."""
    from pybtex.database import parse_string

    entries = parse_string(text, "bibtex").entries
    assert len(entries) == 1
    entry = next(iter(entries.values()))
    return {"type": entry.type, **dict(entry.fields), **{role: [str(one) for one in names] for role, names in entry.persons.items()}}


def ris(text: str) -> dict[str, list[str]]:
    """Return the values of a record by tag; every line must be one, the first is its type and the last its end."""
    assert text.replace("\r\n", "").count("\n") == 0, "lines end in CR LF"
    lines = text.split("\r\n")
    assert lines.pop() == ""
    found: dict[str, list[str]] = {}
    for line in lines:
        tag = TAG.fullmatch(line)
        assert tag, f"no line of RIS: {line!r}"
        found.setdefault(tag[1], []).append(tag[2])
    assert lines[0].startswith("TY") and lines[-1] == "ER  - " and found["TY"][0] in TYPES
    return found


def csl(text: str) -> dict[str, Any]:
    """Return the one item of a file of CSL-JSON, held to the fields and types that its schema knows."""
    (item,) = json.loads(text)
    assert {"id", "type"} <= item.keys() <= CSL_STRINGS | CSL_NAMES | {"issued"}
    assert item["type"] in CSL_TYPES
    assert all(isinstance(item[key], str) for key in CSL_STRINGS & item.keys())
    for key in CSL_NAMES & item.keys():
        assert item[key] and all(name.keys() <= {"family", "given", "literal"} and all(name.values()) for name in item[key])
    for parts in item.get("issued", {}).get("date-parts", []):
        assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
    return dict(item)
