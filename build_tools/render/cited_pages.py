"""Pages with the means to cite them: tags for reference managers in the head, and at the end what a reader copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from build_tools.model.citation import Citations, Form, Locator
from build_tools.model.edition import Edition
from build_tools.model.page import Dress, Page
from build_tools.render.citation import own
from build_tools.render.cite_block import block, entry_block, offprint
from build_tools.render.cite_head import head
from build_tools.render.page_list import page_lists, printed_pages
from build_tools.render.text_page import Setting

# Pages that are about a work, and are cited as the work.
OF_A_WORK = frozenset({"text", "work", "map"})
REGISTERS = frozenset({"glossary", "register", "entry"})
# A work whose citations were not derived: the form of the edition needs none.
NONE = Citations("", "", "", "", "", "")


def cited(edition: Edition, settings: Mapping[str, Setting]) -> Dress:
    """Return what gives a page of a work or of a register the means to cite it."""
    records = {volume.record.id: volume.record for volume in edition.volumes}
    lists = {work: page_lists(printed_pages(setting), work) for work, setting in settings.items()}
    spans = {work: _spans(setting) for work, setting in settings.items()}
    begins = {work: _begins(setting) for work, setting in settings.items()}
    heads: dict[str, str] = {}

    def dress(page: Page) -> Page:
        citations = edition.citations.get(page.work, NONE)
        if page.kind in REGISTERS:
            return replace(page, html=page.html + entry_block(page.title, edition, page.url))
        if page.kind not in OF_A_WORK or page.work not in records:
            return page
        at = spans.get(page.work, {}).get(page.url, Locator()) if page.kind == "text" else Locator()
        start = begins.get(page.work, {}).get(page.url, "")
        ours = own(records[page.work], edition.title, edition.version, edition.date, citations.status)
        below = lists.get(page.work, {}).get(page.url, "") + _block(page, ours, citations, at, start)
        # All pages of a work lie in one folder, so that one head serves them.
        if page.work not in heads:
            heads[page.work] = head(records[page.work], page.url, files=bool(citations.forms))
        return replace(page, html=offprint(ours, at, page.url) + page.html + below, head=page.head + heads[page.work])

    return dress


def _block(page: Page, ours: Form, citations: Citations, at: Locator, begins: str) -> str:
    said = at.within if at.unit != "page" else f"pp. {at.first}–{at.last}" if at.is_range else f"p. {at.first}"
    return block(citations, ours, at, page.url, said, begins, "work" if page.kind == "work" else "page")


def _spans(setting: Setting) -> dict[str, Locator]:
    """Return the printed pages that each page of the site holds, without pages its division."""
    labels = setting.foliation.labels
    divisions = {leaf.url: Locator("part", within=labels[leaf.division.id]) for leaf in setting.leaves if leaf.division.id in labels}
    return divisions | {url: Locator("page", first, last) for url, (first, last) in setting.printed.items()}


def _begins(setting: Setting) -> dict[str, str]:
    """Return the printed page on which the text of each page of the site begins."""
    found: dict[str, str] = {}
    for name, url in setting.register.text_places.items():
        found.setdefault(url, setting.foliation.pages.get(name, ""))
    return found
