"""Tables in columns of spaces: where the gutters run, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from build_tools.model.tree import Element, Node
from build_tools.structure.laid_out.measures import Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import Row

GAP = re.compile(r"\S(?: {2,}|\t)(?=\S)")
"""A gap that may be a gutter."""

DRAWN = re.compile(r"[-=_+|:. —–]{4,}$")
"""A drawn line: `-----+-----`, `=====`."""

VALUE = re.compile(r"[-–+$£]? ?\d[\d,.:/%½¼¾–-]*$|\"$|\.{3,}$|[-–—]+$")
"""What stands in a cell of figures."""

CAPTION = re.compile(r"(?:TABLE|Table|No\.) ?[\dIVXL]+|(?:[A-Z][^.]{0,80}\.?)$")


def is_table(piece: Piece, learned: Measures) -> bool:
    """Tell whether a piece is set in columns: most of its rows have a gap that runs through all of them."""
    rows = [row for row in piece.rows if not DRAWN.match(row.text)]
    drawn = len(piece.rows) - len(rows)
    if len(rows) < 2:
        return False
    gapped = sum([("  " in row.text or "\t" in row.text) and GAP.search(row.text) is not None or "|" in row.text for row in rows])
    if gapped * 5 < len(rows) * 3:
        return False
    cells = divided(rows)
    if not cells or len(cells[0]) < 2:
        return False
    figures = sum(VALUE.match(cell) is not None for row in cells for cell in row[1:] if cell)
    filled = sum(1 for row in cells for cell in row[1:] if cell)
    wide = sum(len(row.text) > 0.9 * learned.edge for row in rows) * 2 > len(rows)
    return bool(filled) and (figures * 2 >= filled or drawn > 0 or (not wide and len(rows) > 2 and filled * 5 >= len(rows) * 3))


def gutters(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the columns, two or more wide, where nearly no row has a letter."""
    width = max(row.edge for row in rows)
    used = [0] * (width + 1)
    for row in rows:
        for place, letter in enumerate(row.text):
            if letter != " ":
                used[row.indent + place] += 1
        # One space between words is no gutter.
        for match in re.finditer(r"(?<=\S) (?=\S)", row.text):
            used[row.indent + match.start()] += 1
    allowed = len(rows) // 12
    found: list[tuple[int, int]] = []
    start = -1
    begin = min(row.indent for row in rows)
    for column in range(begin, width + 1):
        if used[column] <= allowed and column < width:
            start = column if start < 0 else start
        elif start >= 0:
            if column - start >= 2 and start > begin and column < width:
                found.append((start, column))
            start = -1
    return found


def divided(rows: Sequence[Row]) -> list[list[str]]:
    """Return the cells of rows, as many in each."""
    if sum("|" in row.text for row in rows) * 2 > len(rows):
        held = [[cell.strip() for cell in row.text.strip("| ").split("|")] for row in rows]
        most = max(map(len, held))
        return [[*cells, *[""] * (most - len(cells))] for cells in held]
    cuts = gutters(rows)
    if not cuts:
        return []
    found = []
    for row in rows:
        line = " " * row.indent + row.text
        bounds = [0, *(middle(line, start, end) for start, end in cuts), len(line)]
        found.append([line[here:there].strip() for here, there in zip(bounds, bounds[1:])])
    return found


def middle(line: str, start: int, end: int) -> int:
    """Return where a line is cut in a gutter: a word that reaches into it stays whole."""
    cut = start
    while cut < min(end, len(line)) and line[cut] != " ":
        cut += 1
    return cut


def wrapped(cells: Sequence[list[str]]) -> list[list[str]]:
    """Join a label that runs over two rows: its first line has no figures, its second begins with a small letter."""
    found: list[list[str]] = []
    for row in cells:
        if found and row[0][:1].islower() and not any(found[-1][1:]):
            found[-1] = [f"{found[-1][0]} {row[0]}", *row[1:]]
        elif found and row[0] and row[0][:1].islower() and not any(row[1:]):
            found[-1] = [f"{found[-1][0]} {row[0]}", *found[-1][1:]]
        else:
            found.append(list(row))
    return found


def element(pieces: Sequence[Piece], caption: str, identifier: str, inline: Callable[[str], tuple[Node, ...]]) -> Element:
    """Return the table of some pieces, cells as printed; the rows above the first figures, or above a drawn line, are heads."""
    rows = [row for piece in pieces for row in piece.rows]
    drawn = [index for index, row in enumerate(rows) if DRAWN.match(row.text)]
    real = [row for row in rows if not DRAWN.match(row.text)]
    cells = divided(real) or [[row.text] for row in real]
    lines = wrapped(cells)
    first = next((index for index, row in enumerate(lines) if any(VALUE.match(cell) for cell in row[1:])), 0)
    periods = lines and all(re.fullmatch(r"1[5-9]\d\d(?:[-–]\d+)?|20\d\d", cell) for cell in lines[0][1:] if cell)
    if first == 0 and (periods and len(lines) > 1 or (drawn and 0 < drawn[0] < 3)):
        first = 1
    children: list[Node] = [Element("head", {}, inline(caption))] if caption else []
    for index, row in enumerate(lines):
        role = "label" if index < first else "data"
        children.append(
            Element(
                "row",
                {"role": role},
                tuple(
                    Element("cell", {"role": "label" if role == "label" or place == 0 else "data"}, inline(cell))
                    for place, cell in enumerate(row)
                ),
            )
        )
    return Element("table", {"xml:id": identifier}, tuple(children), rows[0].number)
