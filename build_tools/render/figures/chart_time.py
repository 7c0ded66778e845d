"""Charts over time: columns, lines over true time, and what was planned beside what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from build_tools.model.figure import Datum, Figure
from build_tools.model.period import Period, PeriodType
from build_tools.render.figures.chart_rows import Row, Spec, in_order, labels, rows
from build_tools.render.figures.chart_style import COLOURS, HEIGHT, INK, WIDTH

NEAR = 0.06
"""Of the width: two labels of points in time stand over each other when they are nearer."""
PREWAR = 1914
"""The base of an index lies before the war, ten years from its next value: it is drawn as a line to measure by."""
DASHES = ([1, 0], [7, 3], [2, 2], [8, 2, 2, 2])


def columns(data: Sequence[Datum], unit: str) -> Spec:
    """Return columns, one a period."""
    found = [row | {"label": label} for row, label in zip(rows(data), labels(data))]
    x = {"field": "label", "type": "ordinal", "sort": in_order(found, "label"), "title": None, "axis": {"labelAngle": 0, "ticks": False}}
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True, "nice": False}}
    return {"title": {"text": unit}, "width": WIDTH, "height": HEIGHT, "autosize": {"type": "fit", "contains": "padding"},
            "data": {"values": found}, "layer": [
                {"mark": {"type": "bar", "width": {"band": 0.62}}, "encoding": {"x": x, "y": y}},
                {"mark": {"type": "text", "dy": -8}, "encoding": {"x": x, "y": y, "text": {"field": "text"}}}]}


def plan(data: Sequence[Datum], unit: str) -> Spec:
    """Return points over time in the colours of their categories, such as what was planned and what came of it."""
    found = [row | {"label": datum.period.label if datum.period else "", "group": datum.category} for row, datum in zip(rows(data), data)]
    groups = in_order(found, "group")
    x = {"field": "label", "type": "ordinal", "sort": in_order(found, "label"), "title": None,
         "axis": {"labelAngle": 0, "ticks": False, "domain": False, "offset": 8}}
    y = {"field": "value", "type": "quantitative", "title": None, "axis": {"tickCount": 5, "domain": False}}
    colour = {"field": "group", "type": "nominal", "scale": {"domain": groups, "range": list(COLOURS[:len(groups)])}}
    shape = {"field": "group", "type": "nominal", "scale": {"domain": groups, "range": ["circle", "diamond", "square"][:len(groups)]}}
    both: Spec = {"x": x, "color": colour, "xOffset": {"field": "group", "sort": groups}}
    words: Spec = {**both, "color": {"value": INK}, "y": y | {"field": "end"}, "text": {"field": "text"}}
    return {"title": {"text": unit}, "width": WIDTH, "height": HEIGHT + 20, "autosize": {"type": "fit", "contains": "padding"},
            "data": {"values": found}, "layer": [
                {"mark": {"type": "rule", "color": INK}, "data": {"values": [{}]}, "encoding": {"y": {"datum": 0}}},
                {"mark": {"type": "rule", "strokeWidth": 7}, "encoding": {**both, "y": y | {"field": "lower"}, "y2": {"field": "upper"}}},
                {"mark": {"type": "point", "filled": True, "size": 70, "opacity": 1}, "encoding": {**both, "y": y, "shape": shape}},
                {"mark": {"type": "text", "dy": -11}, "encoding": words}]}


def lines(figure: Figure, data: Sequence[Datum], unit: str) -> Spec:
    """Return lines over true time: years without a value are as wide as others."""
    series = len({datum.series for datum in data}) > 1
    drawn = [datum for datum in data if datum.period and not (figure.base and datum.period.begins[0] < PREWAR)]
    found: list[Row] = [
        row | {"time": middle(datum.period), "group": datum.series if series else datum.category}
        for row, datum in zip(rows(drawn), drawn) if datum.period
    ]
    groups = in_order(found, "group")
    for row in found:
        # The labels of the first line stand above it, those of the others below theirs.
        row["above"] = row["group"] == groups[0]
    y = {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": True}, "axis": {"tickCount": 5, "domain": False}}
    place: Spec = {"x": _time(drawn), "y": y}
    colour: Spec = {"field": "group", "type": "nominal", "scale": {"domain": groups, "range": list(COLOURS[:len(groups)])}}
    dash: Spec = {"field": "group", "type": "nominal", "scale": {"domain": groups, "range": list(DASHES[:len(groups)])}}
    if len(groups) == 1:
        colour["legend"] = dash["legend"] = None
    else:
        colour["legend"] = dash["legend"] = {"symbolType": "stroke", "symbolStrokeWidth": 2.5, "symbolSize": 300}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {**place, "color": colour, "strokeDash": dash}},
        {"mark": {"type": "point", "filled": True, "size": 45, "opacity": 1}, "encoding": {**place, "color": colour}},
    ]
    layers += [
        {"transform": [{"filter": f"datum.above == {str(above).lower()}"}], "mark": {"type": "text", "dy": -11 if above else 15},
         "encoding": {**place, "text": {"field": "text"}}}
        for above in sorted({bool(row["above"]) for row in found}, reverse=True)
    ]
    if len(drawn) < len(data):
        layers.insert(0, {"mark": {"type": "rule", "strokeDash": [3, 3]}, "data": {"values": [{}]}, "encoding": {"y": {"datum": 100}}})
    return {"title": {"text": f"{unit}, {figure.base}" if figure.base else unit}, "width": WIDTH, "height": HEIGHT + 40,
            "autosize": {"type": "fit", "contains": "padding"}, "data": {"values": found}, "layer": layers}


def middle(period: Period) -> float:
    """Return a period as a point in time: the middle of a year, an economic year or a month, the date itself.

    >>> from build_tools.model.period import period
    >>> [middle(period(said)) for said in ("1927", "1926/27", "1927-07-01", "1928-01/1928-06")]
    [1927.5, 1927.25, 1927.5, 1928.25]
    """
    year, month, day = period.begins
    begins = year + (month - 1) / 12 + (day - 1) / 365
    if period.type is PeriodType.INTERVAL:
        last = period.said.partition("/")[2]
        ends = int(last[:4]) + (int(last[5:7]) / 12 if len(last) > 4 else 1)
        return round((begins + ends) / 2, 3)
    lengths = {PeriodType.CALENDAR_YEAR: 1.0, PeriodType.ECONOMIC_YEAR: 1.0, PeriodType.MONTH: 1 / 12, PeriodType.DATE: 0.0}
    return round(begins + lengths[period.type] / 2, 3)


def _time(drawn: Sequence[Datum]) -> Spec:
    """Return the axis of time, with a label at each value as far as there is room."""
    ticks = {middle(datum.period): datum.period.label for datum in drawn if datum.period}
    first, last = min(ticks), max(ticks)
    for one, other in pairwise(sorted(ticks)):
        if other - one < NEAR * (last - first):
            del ticks[one]
    names = " : ".join(f"datum.value == {time} ? '{label}'" for time, label in sorted(ticks.items())) + " : ''"
    return {"field": "time", "type": "quantitative", "title": None,
            "scale": {"domain": [first, last], "nice": False, "padding": 18, "zero": False},
            "axis": {"values": sorted(ticks), "labelExpr": names, "labelAngle": -40, "grid": False, "labelOverlap": False,
                     "labelFlush": False}}
