"""The figures that were read from a page of a text: a quiet list below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.model.edition import Edition
from build_tools.model.figure import Figure, Reading
from build_tools.model.page import Page
from build_tools.render.figures.shown import link
from build_tools.render.sheet import Sheet


def with_figures(pages: Iterable[Page], edition: Edition, general: Sheet) -> Iterator[Page]:
    """Yield every page, those with passages of a work with the figures whose values they print."""
    found: dict[str, dict[str, Figure]] = {}
    for figure in edition.figures.figures:
        for passage in figure.passages if figure.reading is not Reading.COMPILED else ():
            found.setdefault(general.cite(passage).partition("#")[0], {})[figure.id] = figure
    for page in pages:
        here = found.get(page.url) if page.kind in ("text", "map") else None
        if here:
            sheet = replace(general, url=page.url)
            rows = "".join(f"<li>{link(figure, sheet)}</li>\n" for figure in here.values())
            summary = f'<summary>Figures on this page as charts and data <span class="facts">{len(here)}</span></summary>'
            block = (
                f'<aside class="figures-here" aria-label="Figures on this page"><details class="more">{summary}'
                f'<ul class="figures">\n{rows}</ul></details></aside>\n'
            )
            yield replace(page, html=page.html + block)
        else:
            yield page
