"""The words of a site, apart from the frames of its pages: a skin can set the frames while the words are still on their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from build_tools.model.page import File
from build_tools.render.hand_written import hand_written
from build_tools.render.pages import RenderedSite
from build_tools.render.search_index import entries_file, index_files


class Words(NamedTuple):
    """The HTML of each page by its address, and the files in which search finds them."""

    html: Mapping[str, str]
    search: Sequence[File]


def frames(site: RenderedSite) -> RenderedSite:
    """Return the site with pages that say nothing yet: addresses, titles and contents lists are there."""
    return replace(site, pages=tuple(replace(page, html="", search=()) for page in site.pages))


def words(site: RenderedSite, docs: Path | None = None) -> Words:
    """Return what `frames` left out; `docs` holds pages written by hand, which search finds too."""
    html = {page.url: page.html for page in site.pages}
    pages = [*site.pages, *(hand_written(path, site) for path in sorted(docs.glob("*.md")))] if docs else site.pages
    return Words(html, (*index_files(tuple(pages), site.names, site.spellings, site.own), entries_file(site.pages)))
