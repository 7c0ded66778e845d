"""The navigation beside every page, in the markup of Material: its own macros take a fifth of a build to make the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import normalize_url

ICON = '<span class="md-nav__icon md-icon"></span>'
LIST = '<ul class="md-nav__list" data-md-scrollfix>'
CONTENTS = object()
"""Where the contents list of the page stands, which is a template of the theme."""


def way(items: Sequence[StructureItem], page: Page | None, base: str) -> tuple[str, bool, str]:
    """Return the items of the navigation for a page, before and after its contents list, and whether there is such a list.

    Sections in which the page does not stand are links (`navigation.prune`), and a section leads to its own page
    (`navigation.indexes`). `base` is the way to the root from a page that is none of the edition, such as `404.html`.
    """
    parts = [*_Setter(page, base).items(items, "__nav", 1)]
    if CONTENTS not in parts:
        return "".join(map(str, parts)), False, ""
    place = parts.index(CONTENTS)
    return "".join(map(str, parts[:place])), True, "".join(map(str, parts[place + 1:]))


class _Setter:
    """Sets the navigation of one page."""

    def __init__(self, page: Page | None, base: str) -> None:
        self.page = page
        self.base = base

    def items(self, items: Iterable[StructureItem], path: str, level: int, without: StructureItem | None = None) -> Iterator[object]:
        """Yield the pieces of a list; `path` makes the ids of the items, by their places in the list."""
        for number, item in enumerate(items, 1):
            if item is without:
                continue
            if isinstance(item, Section) and item.children:
                yield from self._section(item, f"{path}_{number}", level)
            elif item is self.page:
                yield from self._here(self.page)
            else:
                yield f'<li class="md-nav__item">\n{self._link(item, _words(item))}</li>\n'

    def _section(self, section: Section, path: str, level: int) -> Iterator[object]:
        if not section.active:
            first: StructureItem = section
            while isinstance(first, Section) and first.children:
                first = first.children[0]
            yield f'<li class="md-nav__item md-nav__item--pruned md-nav__item--nested">\n{self._link(first, _words(section) + ICON)}</li>\n'
            return
        own = next((child for child in section.children if isinstance(child, Page) and child.is_index), None)
        here = " md-nav__link--active" if own is not None and own is self.page else ""
        label = f'for="{path}" id="{path}_label" tabindex="0">'
        yield '<li class="md-nav__item md-nav__item--active md-nav__item--nested">\n'
        yield f'<input class="md-nav__toggle md-toggle" type="checkbox" id="{path}" checked>\n'
        if own is None:
            yield f'<label class="md-nav__link" {label}\n{_words(section)}{ICON}\n</label>\n'
        else:
            yield f'<div class="md-nav__link md-nav__container">\n{self._link(own, _words(section), here)}'
            if len(section.children) > 1:
                yield f'<label class="md-nav__link{here}" {label}\n{ICON}\n</label>\n'
            yield "</div>\n"
        # The theme names it by a label that holds nothing but an icon: two levels would have one name.
        name = str(section.title).replace('"', "&quot;")
        yield f'<nav class="md-nav" data-md-level="{level}" aria-label="{name}" aria-expanded="true">\n'
        yield f'<label class="md-nav__title" for="{path}">\n{ICON}\n{section.title}\n</label>\n{LIST}\n'
        yield from self.items(section.children, path, level + 1, own)
        yield "</ul>\n</nav>\n</li>\n"

    def _here(self, page: Page) -> Iterator[object]:
        words = _words(page)
        yield '<li class="md-nav__item md-nav__item--active">\n<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">\n'
        headed = bool(_below_title(page.toc))
        if headed:
            yield f'<label class="md-nav__link md-nav__link--active" for="__toc">\n{words}{ICON}\n</label>\n'
        yield self._link(page, words, " md-nav__link--active")
        if headed:
            yield CONTENTS
        yield "</li>\n"

    def _link(self, item: StructureItem, inner: str, here: str = "") -> str:
        address = normalize_url(getattr(item, "url", ""), self.page, self.base)
        return f'<a href="{address}" class="md-nav__link{here}">\n{inner}</a>\n'


def _words(item: StructureItem) -> str:
    return f'<span class="md-ellipsis">\n{item.title}\n</span>\n'


def _below_title(toc: Iterable[AnchorLink]) -> Sequence[AnchorLink]:
    """Return the headings that a contents list shows: those below the title, where the page has one."""
    anchors = list(toc)
    return anchors[0].children if anchors and anchors[0].level == 1 else anchors
