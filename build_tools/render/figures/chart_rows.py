"""The rows of a chart: values as numbers with the words that stand beside them, and the room that these words take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from build_tools.model.figure import Datum
from build_tools.render.figures.chart_style import LETTER, WIDTH
from build_tools.render.figures.words import SHORT, said

Spec = dict[str, Any]
Row = dict[str, Any]

DIVISIONS: tuple[Callable[[Datum], str], ...] = (
    lambda datum: datum.series, lambda datum: datum.category, lambda datum: datum.period.label if datum.period else "",
)


def rows(data: Sequence[Datum]) -> list[Row]:
    """Return the values: `value`, or `lower` and `upper`; `end` is where the words `text` stand."""
    found: list[Row] = []
    for datum in data:
        row: Row = {"label": "", "start": 0, "text": said(datum, SHORT)}
        if datum.value is None:
            row |= {"lower": float(datum.lower or 0), "upper": float(datum.upper or 0), "end": float(datum.upper or 0)}
        else:
            row |= {"value": float(datum.value), "end": float(datum.value)}
        found.append(row)
    return found


def labels(data: Sequence[Datum]) -> list[str]:
    """Return what tells each value from the others, and no more."""
    several = [len({division(datum) for datum in data}) > 1 for division in DIVISIONS]
    found: list[str] = []
    for datum in data:
        words = [division(datum) for division, wanted in zip(DIVISIONS, several) if wanted and division(datum)]
        # “July to October, July to October 1927” says one thing twice.
        found.append(", ".join(word for word in words if not any(word in other and word != other for other in words)) or datum.category)
    return found if len(set(found)) == len(found) else [datum.label for datum in data]


def down(found: Sequence[Row]) -> Spec:
    """Return the axis of labels from above to below, in the order of the rows."""
    return {"field": "label", "type": "ordinal", "sort": in_order(found, "label"), "title": None,
            "axis": {"labelExpr": "split(datum.label, '\\n')", "ticks": False, "domain": False, "labelPadding": 8}}


def in_order(found: Sequence[Row], field: str) -> list[str]:
    """Return the values of a field as they come, each once."""
    return list(dict.fromkeys(row[field] for row in found))


def room(found: Sequence[Row]) -> Spec:
    """Return a scale with room for the words behind the longest bar, and before the lowest."""
    words = (max(len(row["text"]) for row in found) * LETTER + 10) / (WIDTH - label_width(found))
    highest = max(0.0, *(float(row["end"]) for row in found))
    lowest = min(0.0, *(float(row["lower"] if "lower" in row else row["end"]) for row in found))
    reach = (highest - lowest) / (1 - words * ((highest > 0) + (lowest < 0)))
    return {"domain": [lowest - (words * reach if lowest else 0), highest + (words * reach if highest else 0)], "nice": False, "zero": True}


def label_width(found: Sequence[Row]) -> float:
    """Return the width that the labels of rows take."""
    return max(len(line) for row in found for line in str(row["label"]).split("\n")) * LETTER + 16
