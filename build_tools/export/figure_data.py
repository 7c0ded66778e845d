"""The figures as data: each as CSV, JSON and chart, all together as a Frictionless data package."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from build_tools.export.json_file import filled
from build_tools.model.edition import Edition
from build_tools.model.figure import Datum, Figure, Figures
from build_tools.model.page import File
from build_tools.render.figures.chart_forms import spec
from build_tools.render.figures.drawing import alone

FOLDER = "figures"
ARCHIVE = f"downloads/{FOLDER}.zip"
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("period", "string", "1927: calendar year; 1926/27: economic year, October to September; 1928-04: month; 1909/1913: from … to"),
    ("series", "string", "A second division beside the category"),
    ("category", "string", "What the value counts or measures"),
    ("value", "number", "The value; empty where the print gives a range"),
    ("lower", "number", "The lower end of a range"),
    ("upper", "number", "The upper end of a range"),
    ("accuracy", "string", "How the print hedges the value: about, over, under"),
    ("unit", "string", "The unit of the value"),
    ("printed", "string", "The value as the print has it"),
    ("quantity", "string", "The name of a quantity that is printed in several places"),
    ("work", "string", "The work that prints the value"),
    ("page", "string", "The printed page; empty where the work has none"),
    ("passage", "string", "The passage that prints the value"),
    ("note", "string", "A remark on the value"),
)
NUMBERS = frozenset({"value", "lower", "upper"})


def export(edition: Edition) -> Iterator[File]:
    """Yield the files of every figure, the description of all, and the package as one zip."""
    figures = edition.figures
    if not figures.figures:
        return
    tables = {f"{figure.id}.csv": table(figure) for figure in figures.figures}
    described = {f"{number}s.schema.json": _json(schema(number)) for number in ("number", "integer")}
    described["datapackage.json"] = json.dumps(package(figures, edition), ensure_ascii=False, indent=1).encode() + b"\n"
    for figure in figures.figures:
        yield File(f"{FOLDER}/{figure.id}.csv", tables[f"{figure.id}.csv"])
        yield File(f"{FOLDER}/{figure.id}.json", _json({**resource(figure, figures), "data": [_plain(datum) for datum in figure.data]}))
        svg = edition.charts.get(figure.id)
        if svg is not None:
            yield File(f"{FOLDER}/{figure.id}.vl.json", _json(spec(figure)))
            yield File(f"{FOLDER}/{figure.id}.svg", alone(svg, figure.title))
    yield from (File(f"{FOLDER}/{name}", content) for name, content in described.items())
    yield File(ARCHIVE, packed({**described, **tables}, edition.date))


def table(figure: Figure) -> bytes:
    """Return a figure as CSV: the columns that all figures have, and numbers as they are printed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    writer.writerows([_cells(datum) for datum in figure.data])
    return text.getvalue().encode()


def package(figures: Figures, edition: Edition) -> dict[str, Any]:
    """Return the description of all figures, as the standard has it."""
    shelf = figures.shelf
    return {
        "profile": "tabular-data-package", **filled(name=shelf.name, title=shelf.title, description=shelf.description),
        "version": edition.version,
        **filled(licenses=[filled(name=one.name, title=one.title, path=one.path) for one in shelf.licences]),
        "resources": [resource(figure, figures) for figure in figures.figures],
    }


def resource(figure: Figure, figures: Figures) -> dict[str, Any]:
    """Return the description of a figure; what the standard has no field for stands in fields of ours."""
    return {
        "profile": "tabular-data-resource", "name": figure.id, "path": f"{figure.id}.csv", "title": figure.title,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        **filled(
            subject=figures.shelf.subjects.get(figure.subject, ""), unit=figure.unit, base=figure.base, geography=figure.geography,
            period_types=[one.value for one in figure.periods], works=list(figure.works), pages=list(figure.pages),
            passages=list(figure.passages), table=figure.table, read=figure.reading.value, note=_words(figure.note),
        ),
        "schema": f"{'integer' if figure.whole else 'number'}s.schema.json",
    }


def schema(number: str) -> dict[str, Any]:
    """Return what the columns are, for tables whose values are of the type `number`."""
    columns = [{"name": name, "type": number if name in NUMBERS else kind, "description": said} for name, kind, said in COLUMNS]
    return {"fields": columns, "missingValues": [""]}


def packed(files: dict[str, bytes], date: str) -> bytes:
    """Return files as a zip, the same bytes for the same files: all of one date, in the order given."""
    year, month, day = map(int, date.split("-"))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return held.getvalue()


def _cells(datum: Datum) -> list[str]:
    return [str(value) if value is not None else "" for value in _values(datum).values()]


def _values(datum: Datum) -> dict[str, str | Decimal | None]:
    return {
        "period": datum.period.said if datum.period else "", "series": datum.series, "category": datum.category, "value": datum.value,
        "lower": datum.lower, "upper": datum.upper, "accuracy": datum.accuracy.value, "unit": datum.unit, "printed": datum.printed,
        "quantity": datum.quantity, "work": datum.work, "page": datum.page, "passage": datum.passage, "note": _words(datum.note),
    }


def _plain(datum: Datum) -> dict[str, Any]:
    """Return a value for JSON, in which an integer stays one."""
    return filled(**{name: _number(value) if isinstance(value, Decimal) else value for name, value in _values(datum).items()})


def _number(value: Decimal) -> int | float:
    return float(value) if "." in str(value) else int(value)


def _words(text: str) -> str:
    """Return prose without the marks of its citations."""
    return text.replace("[@", "[")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
