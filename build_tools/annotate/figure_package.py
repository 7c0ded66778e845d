"""The data package of the figures: `annotations/figures/datapackage.yaml`, read with its lines and checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import TypeVar

import yaml

from build_tools.annotate import figure_rows, figure_shelf
from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.figure_schema import SCHEMAS, judge
from build_tools.annotate.figure_shelf import known
from build_tools.annotate.placed import Fault, Placed, collect, compose, fields, items, string
from build_tools.model.figure import Check, Datum, Figure, Form, Reading, Rule, Shelf
from build_tools.model.finding import Finding
from build_tools.model.period import PeriodType
from build_tools.read.fields import nearest

NAME = "datapackage.yaml"
REQUIRED = ("name", "path", "title", "profile", "schema", "subject", "unit", "geography", "work", "passages", "read", "chart")
OPTIONAL = ("base", "period_type", "pages", "table", "checks", "note")
_CHECK = ("rule", "of", "gives", "remark")

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Package:
    """What the file says: of itself, and of each figure."""

    shelf: Shelf
    figures: tuple[Figure, ...]


def read(folder: Path, file: str, catalogue: Catalogue, findings: list[Finding]) -> Package | None:
    """Return the package of a folder that findings call `file`; `None` where it has none.

    Findings: A002 (shape), F001 (a field), F002 and F003 (rows), F004 (an unknown place), F010 (a file without a resource).
    Raises `EditionError` (A001) where it is not YAML.
    """
    path = folder / NAME
    if not path.exists():
        return None
    name = f"{file}/{NAME}"
    fault = collect(name, findings)
    root = compose(path.read_bytes(), name)
    if root is None:
        return None
    found = fields(root, fault, "the package")
    if not found:
        return Package(Shelf(), ())
    known(found, (*figure_shelf.FIELDS, "resources"), fault, "the package")
    shelf = figure_shelf.read(found, fault)
    figures: list[Figure] = []
    lines: dict[str, int] = {}
    for place in items(found["resources"], fault, "“resources”") if "resources" in found else ():
        figure = _figure(place, folder, file, shelf.subjects, catalogue, findings)
        if figure is None:
            continue
        if figure.id in lines:
            fault("F001", figure.line, f"the name “{figure.id}” is taken", "a name for each figure",
                  f"the first is in line {lines[figure.id]}")
        lines.setdefault(figure.id, figure.line)
        figures.append(figure)
    for schema in sorted(folder.glob("*.schema.yaml")):
        judge(schema, f"{file}/{schema.name}", collect(f"{file}/{schema.name}", findings))
    for csv in sorted(folder.glob("*.csv")):
        if csv.stem not in lines:
            findings.append(Finding("F010", f"{csv.name} is no resource of the package", f"{file}/{csv.name}",
                                    expected=f"a resource “name: {csv.stem}” in {NAME}", hint=nearest(csv.stem, lines)))
    return Package(shelf, tuple(figures))


def _figure(
    place: Placed, folder: Path, file: str, subjects: Mapping[str, str], catalogue: Catalogue, findings: list[Finding]
) -> Figure | None:
    fault = collect(f"{file}/{NAME}", findings)
    found = fields(place, fault, "the resource")
    known(found, (*REQUIRED, *OPTIONAL), fault, "a resource")
    missing = [name for name in REQUIRED if name not in found]
    if missing:
        fault("F001", place.line, f"the resource lacks “{'”, “'.join(missing)}”", ", ".join(REQUIRED), "")
        return None
    rows = ("passages", "pages")
    plain = {name: string(value, fault, f"“{name}”") for name, value in found.items() if name not in (*rows, "checks", "period_type")}
    lists = {name: tuple(string(one, fault, f"a member of “{name}”") for one in items(found[name], fault, f"“{name}”"))
             for name in rows if name in found}
    name, schema = plain["name"], plain["schema"]
    if plain["path"] != f"{name}.csv":
        fault("F001", found["path"].line, f"the path is “{plain['path']}”", f"{name}.csv", "a file is called as its figure")
    if schema in SCHEMAS and not (folder / schema).exists():
        fault("F010", found["schema"].line, f"there is no file {schema}", "the schema that says what the columns hold", "")
    if schema not in SCHEMAS:
        fault("F001", found["schema"].line, f"“{schema}” is no schema", f"one of {', '.join(SCHEMAS)}", nearest(schema, SCHEMAS))
    if plain["subject"] not in subjects:
        fault("F004", found["subject"].line, f"“{plain['subject']}” is no subject", f"one of {', '.join(subjects)}",
              nearest(plain["subject"], subjects))
    form = choose(Form, found["chart"], fault, "chart")
    reading = choose(Reading, found["read"], fault, "read")
    table = folder / f"{name}.csv"
    data: tuple[Datum, ...] = ()
    if table.is_file():
        data = figure_rows.read(table, collect(f"{file}/{name}.csv", findings), SCHEMAS.get(schema, False))
    else:
        fault("F010", place.line, f"there is no file {name}.csv", "a table for each resource", "")
    if form is None or reading is None:
        return None
    figure = Figure(
        name, plain["title"], plain["subject"], plain["unit"], plain["work"], reading, form, data, lists["passages"],
        lists.get("pages", ()), plain.get("base", ""), plain["geography"], _periods(found.get("period_type"), fault),
        plain.get("table", ""), _checks(found.get("checks"), fault), plain.get("note", ""), SCHEMAS.get(schema, False), place.line,
    )
    _places(figure, found, catalogue, findings, file)
    return figure


def _places(figure: Figure, found: Mapping[str, Placed], catalogue: Catalogue, findings: list[Finding], file: str) -> None:
    """Hold what a resource says of its places and times against its rows and against the register of passages."""
    fault = collect(f"{file}/{NAME}", findings)
    in_rows = collect(f"{file}/{figure.id}.csv", findings)
    if figure.work not in catalogue.works:
        fault("F004", found["work"].line, f"“{figure.work}” is no work of the edition", f"one of {', '.join(sorted(catalogue.works))}",
              nearest(figure.work, catalogue.works))
        return
    register = catalogue.works[figure.work].register
    # A work without a register of passages has nothing yet that could be missing.
    for datum in figure.data if register.passages else ():
        row = register.by_id.get(datum.passage)
        if row is None or row.retired:
            in_rows("F004", datum.line, f"there is no passage “{datum.passage}”", f"an id of sources/{figure.work}/passages.tsv",
                    nearest(datum.passage, register.by_id))
        elif not row.stands_on(datum.page):
            in_rows("F004", datum.line, f"“{datum.passage}” does not stand on page “{datum.page}”", f"“{row.page}”", "")
    said = {
        "passages": (set(figure.passages), {datum.passage for datum in figure.data}),
        "pages": (set(figure.pages), {datum.page for datum in figure.data} - {""}),
        "period_type": ({one.value for one in figure.periods}, {datum.period.type.value for datum in figure.data if datum.period}),
    }
    for name, (stated, true) in said.items():
        if stated != true:
            fault("F001", found[name].line if name in found else figure.line, f"“{name}” is not what the rows say",
                  ", ".join(sorted(true)) or "no such field", "")
    if figure.table and (figure.table not in figure.passages or figure.reading is not Reading.TABLE):
        fault("F001", found["table"].line, "“table” is no passage of the figure, or it was not read from a table",
              "the id of the table", "")


def _periods(place: Placed | None, fault: Fault) -> tuple[PeriodType, ...]:
    if place is None:
        return ()
    each = tuple(items(place, fault, "“period_type”")) if isinstance(place.node, yaml.SequenceNode) else (place,)
    return tuple(member for one in each if (member := choose(PeriodType, one, fault, "period_type")) is not None)


def _checks(place: Placed | None, fault: Fault) -> tuple[Check, ...]:
    checks: list[Check] = []
    for one in items(place, fault, "“checks”") if place is not None else ():
        found = fields(one, fault, "the check")
        known(found, _CHECK, fault, "a check")
        if any(name not in found for name in ("rule", "of", "gives")):
            fault("F001", one.line, "the check lacks “rule”, “of” or “gives”", "all three", "")
            continue
        rule = choose(Rule, found["rule"], fault, "rule")
        terms = tuple(_term(string(term, fault, "a member of “of”")) for term in items(found["of"], fault, "“of”"))
        remark = string(found["remark"], fault, "“remark”") if "remark" in found else ""
        if rule is not None:
            checks.append(Check(rule, terms, _term(string(found["gives"], fault, "“gives”")), remark, one.line))
    return tuple(checks)


def _term(said: str) -> str | Decimal:
    """Return a number, or what names a value: a year alone is written `1926 |`, since 1926 is a number."""
    try:
        return Decimal(said)
    except InvalidOperation:
        return said


def choose(kind: type[E], place: Placed, fault: Fault, name: str) -> E | None:
    """Return the member of an enumeration that a field names; F001 where it names none."""
    said, names = string(place, fault, f"“{name}”"), [str(one.value) for one in kind]
    if said not in names:
        fault("F001", place.line, f"“{said}” is no value of “{name}”", f"one of {', '.join(names)}", nearest(said, names))
        return None
    return kind(said)
