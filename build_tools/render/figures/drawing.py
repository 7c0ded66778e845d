"""Drawing: a Vega-Lite specification becomes SVG that takes the colours and letters of the page it stands on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from build_tools.render.figures.chart_style import MEASURED, SHOWN, TOKENS
from build_tools.render.markup import escape, quoted

VERSION = "5.21"
"""Of Vega-Lite. The program that draws carries several; another one would move lines."""
_NUMBER = re.compile(r"-?\d+\.\d{3,}")  # 55.183333333333316
_AT = re.compile(r"translate\(([^,]+),([^,)]+)\)")  # translate(-7,186.33)
LEADING = 14
"""From line to line of a label."""
_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = frozenset({
    "d", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray", "x2", "y2", "text-anchor", "font-size", "font-weight",
    "opacity", "dx", "dy", "x", "y", "fill-opacity",
})


def drawn(spec: Mapping[str, Any]) -> bytes:
    """Return the chart as `vl-convert` draws it."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(json.dumps(spec, ensure_ascii=False, sort_keys=True), vl_version=VERSION)
    return svg.encode()


# A chart stands on the page of its figure, on that of its subject, and in texts.
@lru_cache(512)
def inline(svg: bytes, name: str, title: str, description: str) -> str:
    """Return a chart for a page: without what only a script needs, its colours those of the page, its numbers short.

    `name` makes the ids of its title and description, so that a page may hold several charts.
    """
    root = etree.fromstring(svg)
    box = root.get("viewBox", "0 0 360 200")
    body = "".join(_set(child) for child in root)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="{quoted(box)}" role="img" aria-labelledby="{quoted(name)}-title '
        f'{quoted(name)}-desc"><title id="{quoted(name)}-title">{escape(title)}</title><desc id="{quoted(name)}-desc">'
        f"{escape(description)}</desc>{body}</svg>"
    )


def alone(svg: bytes, title: str) -> bytes:
    """Return a chart as a file of its own: dark letters on white paper."""
    root = etree.fromstring(svg)
    _, _, width, height = root.get("viewBox", "0 0 360 200").split()
    body = "".join(_set(child, {}) for child in root)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="Liberation Sans, Arial, sans-serif"><title>{escape(title)}</title><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{body}</svg>\n"
    ).encode()


def _set(element: etree._Element, tokens: Mapping[str, str] = TOKENS) -> str:
    """Return an element as text; one that shows nothing is left out, and a group without a purpose gives way to what it holds."""
    name = str(element.tag).removeprefix(_SVG)
    written = ((str(key), str(value)) for key, value in element.attrib.items())
    attributes = {
        key: _NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), tokens.get(value, value))
        for key, value in written if key in _KEPT and value not in ("", "translate(0,0)")
    }
    if element.get("display") == "none" or (name == "path" and "d" not in attributes):
        return ""
    if name == "path" and not (set(attributes) & {"fill", "stroke"}):
        return ""
    attributes = {key: value for key, value in attributes.items() if (key, value) not in (("opacity", "1"), ("stroke-width", "1"))}
    if attributes.get("font-size") == f"{MEASURED}px":
        attributes["font-size"] = f"{SHOWN}px"
    if name == "svg":
        attributes = {}
    if name == "text" and len(element) > 1 and (at := _AT.fullmatch(attributes.get("transform", ""))):
        # A label of several lines hangs from its first; its middle belongs beside the bar.
        attributes["transform"] = f"translate({at[1]},{float(at[2]) - LEADING * (len(element) - 1) / 2:g})"
    inner = "".join(_set(child, tokens) for child in element)
    said = "".join(f' {key}="{quoted(value)}"' for key, value in attributes.items())
    if name == "g":
        return f"<g{said}>{inner}</g>" if said and inner else inner
    words = escape(element.text or "") if name in ("text", "tspan") else ""
    return f"<{name}{said}>{words}{inner}</{name}>" if words or inner else f"<{name}{said}/>"
