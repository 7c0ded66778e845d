"""Tables: in a box that scrolls by itself, with figures under figures."""

from __future__ import annotations

import re

from build_tools.model.tree import Element
from build_tools.render.markup import escape, identity, quoted
from build_tools.render.sheet import Sheet

# `1,234.5`, `29.4`, `+ 12`, `(3.1)*`, `44%`: the digits after the point are the group.
FIGURE = re.compile(r"^\s*[-–—+±(]?\s*\d[\d,\u00a0\u2009\u202f]*(?:\.(\d+))?\s*[)%*†]*\s*$")
# A place without a figure: `—`, `…`, `n.a.`
EMPTY = re.compile(r"^\s*(?:[-–—.…]+|n\.a\.)\s*$")

LONG = 24
"""Rows of a table that may go over to the next sheet; a shorter one is printed whole."""


def table(element: Element, sheet: Sheet) -> str:
    """Set a table: the leading rows of labels are its head, its caption stands above and its permalink in the caption."""
    captions = [child for child in element.elements() if child.name == "head"]
    rows, marks, foot = _rows(element, sheet)
    heads = 0
    while heads < len(rows) and rows[heads].get("role") == "label":
        heads += 1
    if heads == len(rows):
        heads = 0
    decimals = _decimals(rows[heads:])
    width = _width(rows)
    words = " ".join(caption.text() for caption in captions)
    caption = "<br>".join(sheet.inside(one) for one in captions)
    top = "".join(_row(row, mark, "col", {}, width, sheet) for row, mark in zip(rows[:heads], marks))
    body = "".join(_row(row, mark, "row", decimals, width, sheet) for row, mark in zip(rows[heads:], marks[heads:]))
    thead = f"<thead>\n{top}</thead>\n" if heads else ""
    called = any(_calls(cell) for row in rows[heads:] for cell in _cells(row)[-1:])
    name = " ".join(("table", *["called"] * called, *["long"] * (len(rows) >= LONG)))
    label = quoted(f"Table: {words}" if words else f"Table, {sheet.labels.get(element.id, '')}".rstrip(", "))
    return (
        f'<div class="{name}"{identity(element.id)}><p class="caption">{caption}{sheet.permalink(element.id)}</p>'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f"<table>\n{thead}<tbody>\n{body}</tbody></table></div>{foot}</div>\n{_beside(element.id, sheet)}"
    )


def _beside(name: str, sheet: Sheet) -> str:
    """Return what stands beside a table that was read as a figure: its chart, and the link to its data."""
    return sheet.figure(sheet.tables[name], sheet) if name in sheet.tables else ""


def _rows(element: Element, sheet: Sheet) -> tuple[list[Element], list[str], str]:
    """Return the rows, the marks (page breaks, gaps) that stand before each, and what follows the last."""
    rows, marks, held = [], [], ""
    for child in element.children:
        if isinstance(child, str):
            held += escape(child) if child.strip() else ""
        elif child.name == "row":
            rows.append(child)
            marks.append(held)
            held = ""
        elif child.name != "head":
            held += sheet.set(child)
    return rows, marks, held


def _cells(row: Element) -> list[Element]:
    return [child for child in row.elements() if child.name == "cell"]


def _width(rows: list[Element]) -> int:
    """Return the number of columns; none where a cell runs over rows, since those below it are short for that."""
    if any(cell.get("rows") for row in rows for cell in _cells(row)):
        return 0
    return max((sum(map(_span, _cells(row))) for row in rows), default=0)


def _span(cell: Element) -> int:
    return int(cell.get("cols") or 1)


def _words(element: Element) -> str:
    """Return the words of a cell without the calls of notes in it, which are no part of a figure."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.name != "note" and child.get("type") != "noteref":
            parts.append(_words(child))
    return "".join(parts)


def _calls(cell: Element) -> int:
    """Return how many nodes at the end of a figure are calls of notes."""
    count = 0
    for child in reversed(cell.children):
        if isinstance(child, str) or child.get("type") != "noteref":
            break
        count += 1
    return count if FIGURE.match(_words(cell)) else 0


def _decimals(rows: list[Element]) -> dict[int, int]:
    """Return how many digits after the point the figures of each column have at most."""
    found: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(_cells(row)):
            if figure := FIGURE.match(_words(cell)):
                found[column] = max(found.get(column, 0), len(figure[1] or ""))
    return found


def _row(row: Element, mark: str, scope: str, decimals: dict[int, int], width: int, sheet: Sheet) -> str:
    """Set a row; one that is shorter than the table, as of a single year above pairs of years, ends in an empty cell."""
    parts = []
    cells = _cells(row)
    for child in row.elements():
        if child.name != "cell":
            mark += sheet.set(child)
    for column, cell in enumerate(cells):
        parts.append(_cell(cell, mark, scope, decimals.get(column), sheet))
        mark = ""
    missing = width - sum(map(_span, cells))
    if missing > 0:
        parts.append(f'<td colspan="{missing}"></td>' if missing > 1 else "<td></td>")
    return f"<tr{identity(row.id)}>{''.join(parts)}</tr>\n"


def _cell(cell: Element, mark: str, scope: str, decimals: int | None, sheet: Sheet) -> str:
    span = "".join(f' {html}="{quoted(cell.get(tei))}"' for tei, html in (("cols", "colspan"), ("rows", "rowspan")) if cell.get(tei))
    words = _figure_with_calls(cell, sheet) if scope == "row" and _calls(cell) else sheet.inside(cell)
    if scope == "col":
        name = "th" if words or mark else "td"
        attributes = ' scope="col"' if name == "th" else ""
    elif cell.get("role") == "label":
        name, attributes = "th", ' scope="row"'
    else:
        name, attributes = "td", _alignment(_words(cell), decimals)
    return f"<{name}{identity(cell.id)}{attributes}{span}>{mark}{words}</{name}>"


def _figure_with_calls(cell: Element, sheet: Sheet) -> str:
    """Set a figure, and the calls of its notes in a box of no width, so that it stands under the figures above it."""
    last = len(cell.children) - _calls(cell)
    figure, calls = (sheet.inside(cell.replace(children=part)) for part in (cell.children[:last], cell.children[last:]))
    return f'{figure}<span class="calls">{calls}</span>'


def _alignment(text: str, decimals: int | None) -> str:
    """Return the class and the space (in digits) that bring the point of a figure under the point of the figures above it."""
    if decimals is None:
        return ""
    figure = FIGURE.match(text)
    if figure is None:
        return ' class="figure"' if EMPTY.match(text) else ""
    missing = decimals - len(figure[1] or "")
    if not missing:
        return ' class="figure"'
    return f' class="figure" style="--short:{missing + (0 if figure[1] else 0.5):g}"'


def figure(element: Element, sheet: Sheet) -> str:
    """Set a picture of the print as what is known of it: its caption and its description; a figure of ours as chart and table."""
    page = element.get("corresp")
    if page:
        return sheet.figure(page.rpartition("/")[2].removesuffix(".html"), sheet).replace("<figure ", f"<figure{identity(element.id)} ", 1)
    return f"<figure{identity(element.id)}>{sheet.inside(element)}{sheet.permalink(element.id)}</figure>\n"
