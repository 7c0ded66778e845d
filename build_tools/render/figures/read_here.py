"""The figures that were read from a page of a text: a quiet list below it."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model.figure import Figure, Figures, Reading
from build_tools.model.page import Dress, Page
from build_tools.render.figures.shown import link
from build_tools.render.sheet import Sheet


def with_figures(figures: Figures, general: Sheet) -> Dress:
    """Return what puts below a page with passages of a work the figures whose values they print."""
    found: dict[str, dict[str, Figure]] = {}
    for figure in figures.figures:
        for passage in figure.passages if figure.reading is not Reading.COMPILED else ():
            found.setdefault(general.cite(passage).partition("#")[0], {})[figure.id] = figure

    def dress(page: Page) -> Page:
        here = found.get(page.url) if page.kind in ("text", "map") else None
        if not here:
            return page
        sheet = replace(general, url=page.url)
        rows = "".join(f"<li>{link(figure, sheet)}</li>\n" for figure in here.values())
        summary = f'<summary>Figures on this page as charts and data <span class="facts">{len(here)}</span></summary>'
        block = (
            f'<aside class="figures-here" aria-label="Figures on this page"><details class="more">{summary}'
            f'<ul class="figures">\n{rows}</ul></details></aside>\n'
        )
        return replace(page, html=page.html + block)

    return dress
