"""Charts as Vega-Lite: the form that a figure asks for becomes a specification, which is drawn and given out."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.figure import Datum, Figure, Form
from build_tools.render.figures.chart_bars import bars, grouped
from build_tools.render.figures.chart_rows import Spec, label_width
from build_tools.render.figures.chart_style import CONFIG, SCHEMA, WIDTH
from build_tools.render.figures.chart_time import columns, lines, plan
from build_tools.render.figures.words import said

NARROW = 9
"""Characters of the longest period that has room under a column."""


def charted(figure: Figure) -> tuple[Datum, ...]:
    """Return the values that a chart shows: those in the unit of the figure, and one that is printed twice only once."""
    if figure.form is Form.NONE:
        return ()
    found: dict[tuple[object, ...], Datum] = {}
    for datum in figure.data:
        if datum.unit == figure.unit:
            found.setdefault((datum.quantity, datum.value) if datum.quantity else (datum.label, datum.passage), datum)
    return tuple(found.values())


def spec(figure: Figure) -> Spec | None:
    """Return the specification of a chart, `None` where a figure has no chart; further units have panels of their own below."""
    data = charted(figure)
    if len(data) < 2:
        return None
    panels = [_panel(figure, data, figure.unit)]
    for unit in dict.fromkeys(datum.unit for datum in figure.data):
        others = [datum for datum in figure.data if datum.unit == unit]
        if unit != figure.unit and (_row(others) or figure.form is Form.GROUPED and len(others) > 1):
            panels.append(_panel(figure, others, unit))
    head: Spec = {"$schema": SCHEMA, "description": description(figure), "config": CONFIG, "background": None}
    if len(panels) == 1:
        return {**head, **panels[0]}
    # Panels do not fit themselves to a width: theirs is what their labels leave.
    label = max(label_width(panel["data"]["values"]) for panel in panels)
    each = [{key: value for key, value in panel.items() if key != "autosize"} | {"width": WIDTH - label} for panel in panels]
    return {**head, "vconcat": each, "spacing": 20}


def description(figure: Figure) -> str:
    """Return what a chart shows in words, for who cannot see it; the table below says the same."""
    return f"{figure.title}. " + "; ".join(f"{datum.label}: {said(datum)}" for datum in charted(figure)) + f" ({figure.unit})."


def _row(data: Sequence[Datum]) -> bool:
    """Say whether values are a row in time of one thing."""
    return len(data) > 1 and len({(datum.series, datum.category) for datum in data}) == 1


def _panel(figure: Figure, data: Sequence[Datum], unit: str) -> Spec:
    longest = max(len(datum.period.label) if datum.period else NARROW + 1 for datum in data)
    match figure.form:
        case Form.LINES if unit == figure.unit:
            return lines(figure, data, unit)
        case Form.COLUMNS if _row(data) and longest <= NARROW and len(data) > 2:
            return columns(data, unit)
        case Form.POINTS if len({datum.period for datum in data}) > 2:
            return plan(data, unit)
        case Form.GROUPED:
            return grouped(data, unit)
        case _:
            # A column needs room below it for its label; where there is none, bars lie.
            return bars(data, unit, dots=figure.form is Form.POINTS)
