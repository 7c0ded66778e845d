"""The table of a figure: its values as numbers, with what is printed, the unit, and the place of each."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.model.figure import Datum, Figure
from build_tools.render.figures.shown import Shelves
from build_tools.render.figures.words import converted, said
from build_tools.render.markup import escape, quoted
from build_tools.render.sheet import Sheet

Cell = Callable[[Datum], str]


def table(figure: Figure, held: Shelves, sheet: Sheet) -> str:
    """Return the table in a box that scrolls by itself; a column that would say the same in every row is left out."""
    several = len(figure.works) > 1
    noted = [datum for datum in figure.data if datum.note]
    columns: list[tuple[str, str, Cell]] = [
        ("When", "when", lambda datum: escape(datum.period.label) if datum.period else ""),
        ("Group", "label", lambda datum: escape(datum.series)),
        ("What", "label", lambda datum: escape(datum.category)),
        ("Value", "figure", lambda datum: _value(datum, held) + _mark(datum, noted)),
        ("Unit", "", lambda datum: escape(datum.unit)),
        ("As printed", "", lambda datum: escape(datum.printed)),
        ("Where", "", lambda datum: held.place(datum, sheet, named=several)),
    ]
    rows = [[cell(datum) for _, _, cell in columns] for datum in figure.data]
    kept = [number for number, column in enumerate(columns) if any(row[number] for row in rows) and _wanted(number, rows, column[0])]
    head = "".join(f'<th scope="col"{_class(columns[number][1])}>{columns[number][0]}</th>' for number in kept)
    # A row is headed by what every row has; at worst by its value.
    first = next((number for number in kept if columns[number][1] in ("when", "label") and all(row[number] for row in rows)), kept[0])
    body = "".join(
        "<tr>" + "".join(
            f'<th scope="row"{_class(columns[number][1])}>{row[number]}</th>' if number == first
            else f"<td{_class(columns[number][1])}>{row[number]}</td>"
            for number in kept
        ) + "</tr>\n"
        for row in rows
    )
    notes = "".join(f"<li>{sheet.run(held.figures.prose[datum.note])}</li>\n" for datum in noted)
    return (
        f'<div class="table values"><div class="scroll" role="region" tabindex="0" aria-label="{quoted(f"Table: {figure.title}")}">'
        f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody></table></div></div>\n"
        + (f'<ol class="table-notes">\n{notes}</ol>\n' if notes else "")
    )


def _value(datum: Datum, held: Shelves) -> str:
    """Return a value, with what it comes to in other units below it."""
    unit = held.figures.units.get(datum.unit)
    others = converted(datum, unit) if unit is not None else ()
    return escape(said(datum)) + "".join(f'<span class="converted">{escape(words)}</span>' for words, _ in others)


def _mark(datum: Datum, noted: list[Datum]) -> str:
    return f"<sup>{noted.index(datum) + 1}</sup>" if datum in noted else ""


def _wanted(number: int, rows: list[list[str]], name: str) -> bool:
    """Say whether a column tells something: the unit only where it changes, what only where more than one thing is counted."""
    values = {row[number] for row in rows}
    if name == "What":
        # “January to March” says no more than “January to March 1928” does.
        return any(row[0] == "" for row in rows) or len(values) > 1 and not all(row[number] in row[0] for row in rows)
    return name != "Unit" or len(values) > 1


def _class(name: str) -> str:
    return f' class="{name}"' if name in ("figure", "when") else ""
