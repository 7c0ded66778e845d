"""How charts look: sizes, colours and the configuration that all of them share."""

from __future__ import annotations

from typing import Any

WIDTH = 360
"""Of a whole chart: on a phone it stands at its own size, on a wide screen it grows and its letters with it."""
HEIGHT = 200
STEP = 26
"""Of one bar with its gap; a label takes two lines of it."""
LETTER = 6.6
"""The width of a letter of a label on the average."""
LABEL = 24
"""Characters of a line of a label."""

INK, FAINT = "#111111", "#767676"
GRID = "#dddddd"
COLOURS = ("#1b5e8c", "#c4622d", "#6d8f3c", "#7b5aa6")
"""Apart from each other for all kinds of sight, and by lightness in print: blue, rust, moss, violet."""

TOKENS = {
    INK: "currentColor", FAINT: "var(--figure-faint)", GRID: "var(--figure-grid)",
    **{colour: f"var(--figure-{number})" for number, colour in enumerate(COLOURS, 1)},
}
"""What each colour becomes on a page, where the paper may be dark."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
FONT = "Liberation Sans"
"""The drawing program carries it and measures with it: other fonts would move the letters of one machine against those of another."""
MEASURED, SHOWN = 12, 11
"""The size of letters for which room is made, and the size in which they are set: the face of a page may be wider than that one."""

CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK, "titleColor": INK, "domainColor": FAINT, "tickColor": FAINT, "gridColor": GRID, "labelFontSize": MEASURED,
        "titleFontSize": MEASURED, "titleFontWeight": "normal", "labelLimit": 200,
    },
    "legend": {
        "labelColor": INK, "labelFontSize": MEASURED, "title": None, "orient": "top", "symbolType": "square", "labelLimit": 260,
        "columnPadding": 14,
    },
    "title": {"color": INK, "fontSize": MEASURED, "fontWeight": "normal", "anchor": "start", "offset": 6},
    "bar": {"color": COLOURS[0]},
    "text": {"color": INK, "fontSize": MEASURED},
    "rule": {"color": FAINT},
    "range": {"category": list(COLOURS)},
}


def wrapped(label: str, width: int = LABEL) -> str:
    r"""Return a label in lines of at most `width` characters, as far as its words allow.

    >>> wrapped("yield where an iron plough was owned")
    'yield where an iron\nplough was owned'
    """
    lines = [""]
    for word in label.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
