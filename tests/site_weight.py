"""What a reader's first view and first search cost: all files that are loaded for it, compressed, and no other host."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from build_tools.render.search_index import INDEX, TEXTS

MOST = 300_000
MOST_FOR_SEARCH = 1_000_000
OF_A_WORK = '<details class="cite" data-begins='
"""What only a page of a work has."""

SEARCH = (TEXTS, INDEX, "assets/javascripts/minisearch.js")
"""What the first query loads."""

LOADED = re.compile(r'<(?:script|img|source|iframe)\b[^>]*?\ssrc="([^"]+)"|<link rel="(?:stylesheet|icon)" href="([^"]+)"')
"""What a browser fetches of itself: `<script src="a.js">`, `<img src="b.svg">`, `<link rel="stylesheet" href="c.css">`."""


@lru_cache(None)
def compressed(file: Path) -> int:
    """Return the size of a file as a server sends it."""
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


def assets(page: Path) -> set[Path]:
    """Return the files that a page loads on first view; all must lie in the site."""
    names = [one or two for one, two in LOADED.findall(page.read_text(encoding="utf-8"))]
    outside = [name for name in names if re.match(r"[a-z]+:|//", name) and not name.startswith("data:")]
    assert not outside, f"{page} asks another host: {outside}"
    return {(page.parent / unquote(re.sub("[?#].*", "", name))).resolve() for name in names if not name.startswith("data:")}


def weight(page: Path) -> int:
    """Return the bytes of a first view of a page."""
    return compressed(page) + sum(map(compressed, assets(page)))


def pages(site: Path) -> list[Path]:
    """Return the pages of the works of a site."""
    return [file for file in sorted(site.resolve().glob("*/*.html")) if OF_A_WORK in file.read_text(encoding="utf-8")]


def overweight(site: Path) -> Iterator[str]:
    """Yield a line for each page of a work that weighs too much, and one for search where it does."""
    for page in pages(site):
        if (bytes_ := weight(page)) > MOST:
            yield f"{page.relative_to(site.resolve())}: {bytes_} bytes on first view, at most {MOST}"
    files = [site / name for name in SEARCH if (site / name).is_file()]
    if (bytes_ := sum(map(compressed, files))) > MOST_FOR_SEARCH:
        yield f"search: {bytes_} bytes for the first query, at most {MOST_FOR_SEARCH}"
