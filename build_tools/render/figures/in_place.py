"""Figures in place: a chart with its table in a text of ours, and the chart beside a table of the print."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.figure import Figures
from build_tools.render.figures.shown import Shelves, link, url
from build_tools.render.figures.table import table
from build_tools.render.markup import quoted
from build_tools.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class InPlace:
    """Sets a figure on a page.

    A figure that was read from a table which this page holds shows its chart only: the table stands there already.
    """

    held: Shelves

    def __call__(self, name: str, sheet: Sheet) -> str:
        """Return the HTML of a figure, `""` where there is none of this name."""
        figure = self.held.figures.by_id.get(name)
        if figure is None:
            return ""
        chart = self.held.chart(figure)
        if figure.table and sheet.places.get(figure.table) == sheet.url:
            data = f'<p class="beside"><a href="{quoted(sheet.site(url(name)))}">This table as chart and data</a></p>\n'
            if not chart:
                return data
            summary = "<summary>Chart of this table</summary>"
            return f'<details class="more beside">{summary}<figure class="chart">{chart}</figure></details>\n{data}'
        rows = table(figure, self.held, sheet)
        below = f'<details class="more"><summary>Table</summary>{rows}</details>' if chart else rows
        return f'<figure class="chart"><figcaption>{link(figure, sheet)}</figcaption>{chart}{below}</figure>\n'


def charted_tables(figures: Figures) -> dict[str, str]:
    """Return the figure that is read from each printed table."""
    return {figure.table: figure.id for figure in figures.figures if figure.table}
