"""Figures in place: a chart with its table in a text of ours, and the chart beside a table of the print."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.model.edition import Edition
from build_tools.render.figures.shown import link, shelves, url
from build_tools.render.figures.table import table
from build_tools.render.markup import quoted
from build_tools.render.sheet import Sheet


def in_place(edition: Edition) -> Callable[[str, Sheet], str]:
    """Return the function that sets a figure on a page.

    A figure that was read from a table which this page holds shows its chart only: the table stands there already.
    """
    held = shelves(edition)

    def set_figure(name: str, sheet: Sheet) -> str:
        figure = held.figures.by_id.get(name)
        if figure is None:
            return ""
        chart = held.chart(figure)
        if figure.table and sheet.places.get(figure.table) == sheet.url:
            data = f'<p class="beside"><a href="{quoted(sheet.site(url(name)))}">This table as chart and data</a></p>\n'
            if not chart:
                return data
            summary = "<summary>Chart of this table</summary>"
            return f'<details class="more beside">{summary}<figure class="chart">{chart}</figure></details>\n{data}'
        rows = table(figure, held, sheet)
        below = f'<details class="more"><summary>Table</summary>{rows}</details>' if chart else rows
        return f'<figure class="chart"><figcaption>{link(figure, sheet)}</figcaption>{chart}{below}</figure>\n'

    return set_figure


def charted_tables(edition: Edition) -> dict[str, str]:
    """Return the figure that is read from each printed table."""
    return {figure.table: figure.id for figure in edition.figures.figures if figure.table}
