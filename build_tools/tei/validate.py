"""The gate: whether a TEI file is valid against the schema of the edition and its rules, and against the whole of TEI P5."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from build_tools.model.finding import EditionError, Finding
from build_tools.tei.explain import explain
from build_tools.tei.layout import NAMESPACE, PREFIX
from build_tools.tei.parse import line_of, parse
from build_tools.tei.rules import RULES, Survey
from build_tools.tei.typed import is_true_to_type, relaxed


def validate(data: bytes, file: str) -> list[Finding]:
    """Return all faults of a TEI file, in the order of its lines: T002 to T029; none for a file that may be published."""
    try:
        root = parse(data, file)
    except EditionError as error:
        return list(error.findings)
    if not root.tag.startswith(PREFIX):
        hint = f'Write xmlns="{NAMESPACE}" in the first element.'
        message = f"the root `{etree.QName(root).localname}` is not a TEI element"
        return [Finding("T004", message, file, line_of(root), expected=f"the namespace {NAMESPACE}", hint=hint)]
    schema = _schema()
    findings = []
    if not (schema.validate(root) and is_true_to_type(root)):
        findings = explain(root, file) or _raw(schema, file, "T019", "a file that is valid against edition.rng")
    survey = Survey(root, file)
    for rule in RULES:
        findings += rule(survey)
    return sorted(findings, key=lambda finding: finding.line or 0)


def validate_full(data: bytes, schema: Path, file: str = "") -> list[Finding]:
    """Return the faults of a TEI file against a RELAX NG schema such as `tei_all.rng`: T040, in the words of libxml2.

    Loading `tei_all` takes seconds; it is loaded once for each path.
    """
    name = file or schema.name
    try:
        root = parse(data, name)
    except EditionError as error:
        return list(error.findings)
    full = _load(schema)
    return [] if full.validate(root) else _raw(full, name, "T040", f"a file that is valid against {schema.name}")


def _raw(schema: etree.RelaxNG, file: str, code: str, expected: str) -> list[Finding]:
    """Return what libxml2 says: its messages name elements, not what they should be."""
    hint = "The schema of the edition should have been stricter here: mend build_tools/tei/schema/edition.rng."
    said = dict.fromkeys((entry.line, entry.message) for entry in schema.error_log)
    return [Finding(code, message, file, line, expected=expected, hint=hint) for line, message in said]


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(relaxed())


@cache
def _load(path: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(path))
