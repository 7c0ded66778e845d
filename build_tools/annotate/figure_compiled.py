"""Compiled figures: values of several passages put together, each with its own place, and nothing reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from build_tools.annotate.figure_checks import Unnamed, value
from build_tools.annotate.figure_package import choose
from build_tools.annotate.placed import Fault, Placed, fields, items, string
from build_tools.model.figure import Datum, Figure, Form, Reading
from build_tools.read.fields import nearest

NAME = "compiled.yaml"
REQUIRED = ("name", "title", "subject", "unit", "geography", "chart", "rows")
_FIELDS = (*REQUIRED, "base", "note")
_ROW = ("of", "series", "category")


def read(root: Placed, by_id: Mapping[str, Figure], subjects: Mapping[str, str], fault: Fault) -> tuple[Figure, ...]:
    """Return the compiled figures, in order of time within a series. Faults: A002, F001, F004 (a subject), F005 (a value)."""
    found = tuple(_figure(place, by_id, subjects, fault) for place in items(root, fault, "the list of compiled figures"))
    return tuple(figure for figure in found if figure is not None)


def _figure(place: Placed, by_id: Mapping[str, Figure], subjects: Mapping[str, str], fault: Fault) -> Figure | None:
    found = fields(place, fault, "the figure")
    strange = [name for name in found if name not in _FIELDS]
    missing = [name for name in REQUIRED if name not in found]
    if strange or missing:
        fault("F001", place.line, f"the figure lacks “{', '.join(missing)}”" if missing else f"the figure has a field “{strange[0]}”",
              ", ".join(_FIELDS), nearest(strange[0], _FIELDS) if strange else "")
        return None
    said = {name: string(one, fault, f"“{name}”") for name, one in found.items() if name != "rows"}
    if said["name"] in by_id:
        fault("F001", found["name"].line, f"the name “{said['name']}” is taken", "a name for each figure", "a resource is called so")
    if said["subject"] not in subjects:
        fault("F004", found["subject"].line, f"“{said['subject']}” is no subject", f"one of {', '.join(subjects)}",
              nearest(said["subject"], subjects))
    form = choose(Form, found["chart"], fault, "chart")
    data: list[Datum] = []
    for row in items(found["rows"], fault, "“rows”"):
        data += _rows(row, by_id, fault)
    strangers = {datum.unit for datum in data} - {said["unit"]}
    if strangers:
        fault("F001", found["unit"].line, f"a value has the unit “{sorted(strangers)[0]}”", f"values in {said['unit']}", "")
    if form is None or not data:
        return None
    order = {series: number for number, series in enumerate(dict.fromkeys(datum.series for datum in data))}
    if form in (Form.LINES, Form.COLUMNS):
        data.sort(key=lambda datum: (order[datum.series], datum.period.begins if datum.period else (0, 0, 0)))
    passages = tuple(dict.fromkeys(datum.passage for datum in data))
    pages = tuple(dict.fromkeys(datum.page for datum in data if datum.page))
    periods = tuple(dict.fromkeys(datum.period.type for datum in data if datum.period))
    return Figure(
        said["name"], said["title"], said["subject"], said["unit"], "", Reading.COMPILED, form, tuple(data), passages, pages,
        said.get("base", ""), said["geography"], periods, note=said.get("note", ""),
        whole=all(datum.value is not None and datum.value == datum.value.to_integral_value() for datum in data), line=place.line,
    )


def _rows(place: Placed, by_id: Mapping[str, Figure], fault: Fault) -> list[Datum]:
    found = fields(place, fault, "the rows")
    for name, one in found.items():
        if name not in _ROW:
            fault("F001", one.line, f"rows have a field “{name}”", ", ".join(_ROW), nearest(name, _ROW))
    series, category = (string(found[name], fault, f"“{name}”") if name in found else "" for name in ("series", "category"))
    data: list[Datum] = []
    for one in items(found["of"], fault, "“of”") if "of" in found else ():
        said = string(one, fault, "a member of “of”")
        figure, mark, rest = said.partition(": ")
        try:
            if not mark or figure not in by_id:
                raise Unnamed(f"“{figure}” is no figure")
            named = value(by_id[figure], rest, by_id)
            data += [replace(datum, series=series or datum.series, category=category or datum.category) for _, datum in named]
        except Unnamed as error:
            fault("F005", one.line, str(error), "a figure, and as much of its periods and categories as tells a value apart",
                  nearest(figure, by_id))
    return data
