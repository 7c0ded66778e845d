"""The settings of a project that lie beside its folders, in YAML: read as words, so that a date stays one and no tag makes an object."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from build_tools.model.finding import EditionError, Finding
from build_tools.read.utf8 import written


def table(path: Path, fault: Callable[[str, int | None], Finding]) -> dict[str, Any] | None:
    """Return the fields of a file, `None` where there is no such file; values are strings, lists and tables.

    `fault` makes the finding of a message and a line; it is raised for what is not YAML or no table, and for a field that stands twice:
    YAML would take the second and say nothing. Raises R010 for bytes that are not UTF-8.
    """
    import yaml

    if not path.exists():
        return None
    text = written(path.read_bytes(), path.name)
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        fields = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        said = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise EditionError(fault(f"it is not YAML: {said}", line)) from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise EditionError(fault("it is no table of fields", 1))
    seen: set[str] = set()
    for key, _ in root.value:
        if key.value in seen:
            raise EditionError(fault(f"“{key.value}” stands twice", key.start_mark.line + 1))
        seen.add(key.value)
    return dict(fields)
