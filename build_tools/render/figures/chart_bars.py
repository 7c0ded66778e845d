"""Charts over categories: bars that lie, so that their labels have room, alone or side by side; points and spans on a line."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.figure import Datum
from build_tools.render.figures.chart_rows import Row, Spec, down, in_order, labels, room, rows
from build_tools.render.figures.chart_style import COLOURS, STEP, WIDTH, wrapped


def bars(data: Sequence[Datum], unit: str, dots: bool = False) -> Spec:
    """Return bars; with `dots` points and spans, where a bar from nought would say too much."""
    found = [row | {"label": wrapped(label)} for row, label in zip(rows(data), labels(data))]
    lines = max(str(row["label"]).count("\n") + 1 for row in found)
    scale, y = room(found), down(found)
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    mark: Spec = {"type": "point", "filled": True, "size": 90, "opacity": 1, "color": COLOURS[0]} if dots else {"type": "bar", "height": 14}
    layers: list[Spec] = [{"mark": mark, "encoding": {"x": x, "y": y}}]
    if any("lower" in row for row in found):
        layers.append({"mark": {"type": "bar", "height": 8 if dots else 14},
                       "encoding": {"x": x | {"field": "lower"}, "x2": {"field": "upper"}, "y": y}})
    if dots:
        layers.insert(0, {"mark": {"type": "rule", "strokeDash": [1, 3]},
                          "encoding": {"x": x | {"field": "start"}, "x2": {"field": "end"}, "y": y}})
    layers += _ends(found, y, x | {"field": "end"})
    return {"title": {"text": unit}, "width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"},
            "height": {"step": max(STEP, 14 * lines + 4)}, "data": {"values": found}, "layer": layers}


def grouped(data: Sequence[Datum], unit: str) -> Spec:
    """Return bars side by side: the series, or what a period is divided into, have the colours."""
    series, periods = len({datum.series for datum in data}) > 1, len({datum.period for datum in data}) > 1
    found: list[Row] = []
    for row, datum in zip(rows(data), data):
        when = datum.period.label if datum.period and periods else ""
        label, group = (datum.category, ", ".join(filter(None, (datum.series, when)))) if series else (when, datum.category)
        found.append(row | {"label": wrapped(label, 16), "group": group})
    groups = in_order(found, "group")
    place: Spec = {"y": down(found) | {"scale": {"paddingInner": 0.28}}, "yOffset": {"field": "group", "sort": groups}}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": room(found)}
    colour = {"field": "group", "type": "nominal", "scale": {"domain": groups, "range": list(COLOURS[:len(groups)])}}
    return {"title": {"text": unit}, "width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"},
            "height": {"step": 17, "for": "offset"}, "data": {"values": found}, "layer": [
                {"mark": {"type": "bar"}, "encoding": {"x": x, **place, "color": colour}},
                {"mark": {"type": "text", "align": "left", "dx": 4},
                 "encoding": {"x": x | {"field": "end"}, **place, "text": {"field": "text"}}},
            ]}


def _ends(found: Sequence[Row], y: Spec, x: Spec) -> list[Spec]:
    """Return the words behind the bars, which stand before them where a value is negative."""
    layers: list[Spec] = []
    for below, align in ((False, "left"), (True, "right")):
        if any((row["end"] < 0) == below for row in found):
            layers.append({"transform": [{"filter": f"datum.end {'<' if below else '>='} 0"}],
                           "mark": {"type": "text", "align": align, "dx": -9 if below else 9},
                           "encoding": {"x": x, "y": y, "text": {"field": "text"}}})
    return layers
