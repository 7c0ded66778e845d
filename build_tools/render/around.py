"""Around every page: who and what is named on it, its figures, its parallels, how it is cited, and what it is for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from build_tools.model.edition import Edition
from build_tools.model.memory import remembered, same
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


@dataclass(frozen=True)
class Around:
    """All that stands around pages is made from this."""

    edition: Edition
    settings: Mapping[str, Setting]
    concordance: Concordance
    desk: Desk
    general: Sheet

    def dressed(self, pages: Iterable[Page]) -> tuple[Page, ...]:
        """Return the pages in their order, each with what stands around it."""
        around = same("around", self)
        return tuple(_dressed(page, around) for page in pages)

    @cached_property
    def steps(self) -> tuple[Dress, ...]:
        """What is put around a page, one after the other."""
        spans = {url: setting.span(url).partition(" ")[2] for setting in self.settings.values() for url in setting.printed}
        return (
            with_named(self.concordance), with_figures(self.edition.figures, self.general), with_parallels(self.desk),
            cited(self.edition, self.settings), linked(self.edition, spans),
        )

    def __getstate__(self) -> dict[str, object]:
        """Leave out the steps, which are functions, where this is kept on disk."""
        return {name: value for name, value in vars(self).items() if name != "steps"}


@remembered(lambda page, around: page.url)
def _dressed(page: Page, around: Around) -> Page:
    return reduce(lambda held, step: step(held), around.steps, page)
