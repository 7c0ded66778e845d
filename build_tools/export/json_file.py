"""A value as a file of JSON, the same bytes for the same value."""

from __future__ import annotations

import json
from typing import Any

from build_tools.model.page import File


def json_file(path: str, value: Any) -> File:
    """Return the file at `path`; the fields stand in the order given, and characters as they are.

    >>> json_file("a.json", {"title": "Смычка"}).content.decode()
    '{"title":"Смычка"}\\n'
    """
    return File(path, (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def filled(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something.

    >>> filled(title="Smychka", note="", pages=())
    {'title': 'Smychka'}
    """
    return {name: value for name, value in fields.items() if value not in ("", (), [], {}, None)}
