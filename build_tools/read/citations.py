"""The citations of a work as they lie beside its record: `citations.json`, made by `edition derive` and never written by hand."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from build_tools.model.citation import Citations, Form
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.record import Name
from build_tools.model.source import Source
from build_tools.read.utf8 import written

NAME = "citations.json"
STATUS = {
    "extraction": "extraction, corrected, not proofread against the print",
    "markdown": "typed text, not proofread against the print",
    "tei": "TEI file of others, taken over as it came",
}
"""What the text of a work is worth as evidence, by the reader that takes it in."""

CITED = (
    "kind", "title", "short_title", "authors", "translators", "editors", "container", "volume", "issue", "pages", "date", "publisher",
    "place", "url", "language",
)
"""The fields of a record that a citation shows."""

HINT = "“edition derive” makes the file anew"


def digest(source: Source) -> str:
    """Return the digest of all that the citations of a work are made from."""
    record = source.record
    parts = [record.id, source.input.reader, *(f"{name}={_plain(getattr(record, name))}" for name in CITED)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{name.family}, {name.given}" for name in value if isinstance(name, Name))
    return str(getattr(value, "value", value))


def dump(citations: Citations) -> str:
    """Return the content of the file."""
    return json.dumps(asdict(citations), ensure_ascii=False, indent=1) + "\n"


def load(folder: Path, root: Path) -> Citations | None:
    """Return the citations of a source folder, `None` where they were never derived; raises `EditionError` (R010, R040)."""
    path = folder / NAME
    file = path.relative_to(root).as_posix()
    try:
        table = json.loads(written(path.read_bytes(), file))
        forms = tuple(Form(**{field.name: str(form[field.name]) for field in fields(Form)}) for form in table["forms"])
        return Citations(forms=forms, **{field.name: str(table[field.name]) for field in fields(Citations) if field.name != "forms"})
    except FileNotFoundError:
        return None
    except json.JSONDecodeError as error:
        raise EditionError(_broken(f"it is not JSON: {error.msg}", file, error.lineno)) from error
    except (KeyError, TypeError) as error:
        raise EditionError(_broken(f"it lacks {error}", file, None)) from error


def stale(source: Source, citations: Citations | None, root: Path) -> list[Finding]:
    """Return a finding (R041) where the record has changed since the citations were made; where there are none, it is a note."""
    if fresh(source, citations):
        return []
    said = "has no citations" if citations is None else "has changed since its citations were made"
    file = (Path(source.folder) / "source.toml").relative_to(root).as_posix()
    return [Finding("R041", f"the record of “{source.record.id}” {said}", file, expected=f"a {NAME} that is made from it", hint=HINT,
                    severity=Severity.NOTE if citations is None else Severity.ERROR)]


def fresh(source: Source, citations: Citations | None) -> bool:
    """Say whether the citations are made from the record as it is now."""
    return citations is not None and citations.made_from == digest(source)


def _broken(said: str, file: str, line: int | None) -> Finding:
    return Finding("R040", f"the citations cannot be read: {said}", file, line, expected="the file that edition derive made", hint=HINT)
