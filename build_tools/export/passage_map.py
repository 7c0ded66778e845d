"""The map of the passages of each work: what can be cited, on which printed page it stands, and where it is found."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.export.json_file import json_file
from build_tools.model.edition import Edition
from build_tools.model.page import File
from build_tools.model.passage import Passage, Register, fragment

FIELDS = ("id", "kind", "page", "label", "address", "leads_to")
"""The columns of a row. Rows are lists, since a book has thousands and the names would be most of the file."""


def path_of(work: str) -> str:
    """Return the path of the map of a work."""
    return f"downloads/{work}.passages.json"


def export(edition: Edition) -> Iterator[File]:
    """Yield a table for every work with registered passages; it needs no text. A retired id has the address of what it leads to."""
    for volume in edition.volumes:
        work, register = volume.record.id, volume.register
        if register.passages:
            rows = [_row(row, register, work) for row in register.passages]
            yield json_file(path_of(work), {"work": work, "site": edition.address or "../", "fields": FIELDS, "passages": rows})


def _row(row: Passage, register: Register, work: str) -> list[str]:
    living = register.resolve(row.id)
    # What was retired keeps a target of its own on the page of the passage that it leads to.
    held = register.by_id[living[0]] if living else row
    address = f"{work}/{held.places[-1]}.html#{fragment(row.id, work)}" if held.places else ""
    return [row.id, row.kind, row.page, row.label, address, " ".join(one for one in living if one != row.id)]
