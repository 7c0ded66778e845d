"""Who and what is named on a page of the site: a quiet block below its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from build_tools.model.page import Dress, Page
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.registers.alphabet import sorting
from build_tools.render.registers.concordance import Concordance, address
from build_tools.render.registers.shown import SHOWN

LEFT_OUT = ("glossary", "measures")
"""Registers whose entries stand on nearly every page."""


def with_named(concordance: Concordance) -> Dress:
    """Return what puts below a page with passages of a work the people, organisations, places and events that they name."""
    found = _by_page(concordance)

    def dress(page: Page) -> Page:
        block = _block(found[page.url], concordance, page.url) if page.kind in ("text", "map") and page.url in found else ""
        return replace(page, html=page.html + block) if block else page

    return dress


def _by_page(concordance: Concordance) -> dict[str, Counter[str]]:
    """Return how often each page of the site names each entry."""
    found: dict[str, Counter[str]] = {}
    places = {work.id: work.places for work in concordance.works}
    for entry, works in concordance.mentions.items():
        for work, mentions in works.items():
            for one in mentions:
                if url := places.get(work, {}).get(one.passage):
                    found.setdefault(url, Counter())[entry] += one.count
    return found


def _block(counts: Counter[str], concordance: Concordance, url: str) -> str:
    rows: list[str] = []
    for shown in SHOWN:
        if shown.kind.name in LEFT_OUT:
            continue
        here = {
            article.id: article for article in concordance.articles.values()
            if article.register == shown.kind.name and counts[article.same_as or article.id]
        }
        # Names hold commas: “Miller, Ann; Rye, Tom”.
        links = "; ".join(
            f'<a href="{quoted(relative(url, address(article)))}">{escape(article.headword)}</a>'
            for article in sorted(here.values(), key=lambda one: sorting(one.headword))
        )
        if links:
            rows.append(f"<dt>{shown.title}</dt><dd>{links}</dd>\n")
    if not rows:
        return ""
    return f'<aside class="named" aria-label="Named on this page"><p>Named on this page</p>\n<dl>\n{"".join(rows)}</dl></aside>\n'
