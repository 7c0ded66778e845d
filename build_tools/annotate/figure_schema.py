"""The schemas of the figures: what the columns of a table hold, for whoever takes the data package away; they name what is read here."""

from __future__ import annotations

from pathlib import Path

from build_tools.annotate.figure_rows import COLUMNS
from build_tools.annotate.placed import Fault, compose, fields, items, string

SCHEMAS = {"numbers.schema.yaml": False, "integers.schema.yaml": True}
"""The schemas that a resource may name, and whether all the numbers of its table are whole."""


def judge(path: Path, file: str, fault: Fault) -> None:
    """Tell `fault` where a schema does not name the columns in their order: A002 (shape), F002; raises `EditionError` (A001)."""
    root = compose(path.read_bytes(), file)
    found = fields(root, fault, "the schema") if root is not None else {}
    named = [fields(one, fault, "the field") for one in items(found["fields"], fault, "“fields”")] if "fields" in found else []
    if tuple(string(one["name"], fault, "“name”") for one in named if "name" in one) != COLUMNS:
        fault("F002", 1, "the schema has other columns than the tables", f"fields: {', '.join(COLUMNS)}", "")
