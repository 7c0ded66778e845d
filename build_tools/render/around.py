"""Around every page: who and what is named on it, its figures, its parallels, how it is cited, and what it is for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from build_tools.model.edition import Edition
from build_tools.model.memory import remembered
from build_tools.model.page import Dress, Page
from build_tools.render.beside.desk import Desk
from build_tools.render.beside.here import with_parallels
from build_tools.render.cited_pages import cited
from build_tools.render.figures.read_here import with_figures
from build_tools.render.linked_data import linked
from build_tools.render.registers.concordance import Concordance
from build_tools.render.registers.named import with_named
from build_tools.render.sheet import Sheet
from build_tools.render.text_page import Setting


def dressed(
    pages: Iterable[Page], edition: Edition, settings: Mapping[str, Setting], concordance: Concordance, desk: Desk, general: Sheet
) -> tuple[Page, ...]:
    """Return the pages in their order, each with all that stands around it."""
    dress = _dress(edition, settings, concordance, desk, general)
    return tuple(_dressed(page, dress) for page in pages)


@remembered()
def _dress(edition: Edition, settings: Mapping[str, Setting], concordance: Concordance, desk: Desk, general: Sheet) -> Dress:
    spans = {url: setting.span(url).partition(" ")[2] for setting in settings.values() for url in setting.printed}
    steps = (
        with_named(concordance), with_figures(edition.figures, general), with_parallels(desk), cited(edition, settings),
        linked(edition, spans),
    )
    return lambda page: reduce(lambda held, step: step(held), steps, page)


@remembered(lambda page, dress: page.url)
def _dressed(page: Page, dress: Dress) -> Page:
    return dress(page)
