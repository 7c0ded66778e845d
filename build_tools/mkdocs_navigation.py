"""The ways beside every page: through the edition, and through the sections of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import normalize_url


def way(items: Sequence[StructureItem], page: Page | None, base: str) -> str:
    """Return the list that leads through the edition, as it stands beside a page.

    A section in which the page does not stand is a link and no more, since whole lists on every page would make the site grow with the
    square of its pages; a section leads to its own page, or where it has none to its first. `base` is the way to the root from a page
    that is none of the edition, such as `404.html`.
    """
    return "".join(_items(items, page, base))


def contents(page: Page | None) -> str:
    """Return the list of the sections of a page, below its title; nothing where there are none."""
    return "".join(_anchors(_below_title(page.toc))) if page is not None else ""


def _items(items: Iterable[StructureItem], page: Page | None, base: str, without: StructureItem | None = None) -> Iterator[str]:
    yield "<ul>\n"
    for item in items:
        if item is without:
            continue
        if isinstance(item, Section) and item.active:
            own = next((child for child in item.children if isinstance(child, Page) and child.is_index), None)
            head = _link(own, item.title, page, base) if own else f"<span>{item.title}</span>"
            yield f'<li class="open">{head}\n'
            yield from _items(item.children, page, base, own)
            yield "</li>\n"
        else:
            yield f"<li>{_link(item, item.title, page, base)}</li>\n"
    yield "</ul>\n"


def _link(item: StructureItem, words: object, page: Page | None, base: str) -> str:
    while isinstance(item, Section):
        item = item.children[0]
    here = ' aria-current="page"' if item is page else ""
    return f'<a href="{normalize_url(getattr(item, "url", ""), page, base)}"{here}>{words}</a>'


def _anchors(anchors: Iterable[AnchorLink]) -> Iterator[str]:
    found = list(anchors)
    if not found:
        return
    yield "<ul>\n"
    for anchor in found:
        yield f'<li><a href="{anchor.url}">{anchor.title}</a>'
        yield from _anchors(anchor.children)
        yield "</li>\n"
    yield "</ul>\n"


def _below_title(toc: Iterable[AnchorLink]) -> Sequence[AnchorLink]:
    """Return the headings that a contents list shows: those below the title, where the page has one."""
    anchors = list(toc)
    return anchors[0].children if anchors and anchors[0].level == 1 else anchors
