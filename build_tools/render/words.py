"""The words of a site, apart from the frames of its pages: a skin can set the frames while the words are still on their way."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, NamedTuple

from build_tools.render.pages import RenderedSite


class Words(NamedTuple):
    """The HTML of each page by its address, and the entries of Material's search index as the inside of a JSON list."""

    html: Mapping[str, str]
    entries: str


def frames(site: RenderedSite) -> RenderedSite:
    """Return the site with pages that say nothing yet: addresses, titles and contents lists are there."""
    return replace(site, pages=tuple(replace(page, html="", search=()) for page in site.pages))


def words(site: RenderedSite) -> Words:
    """Return what `frames` left out."""
    html = {page.url: page.html for page in site.pages}
    entries = json.dumps([*_entries(site)], ensure_ascii=False, separators=(",", ":"))
    return Words(html, entries[1:-1])


def _entries(site: RenderedSite) -> Iterator[dict[str, Any]]:
    for page in site.pages:
        # Material wants an entry for the page before those of its passages. It weighs little, so that passages are not folded below it.
        yield {"location": page.url, "title": escape(page.title), "text": "", "boost": 0.01}
        for entry in page.search:
            location = f"{page.url}#{entry.fragment}"
            yield {"location": location, "title": escape(entry.title), "text": escape(entry.text, quote=False)}
