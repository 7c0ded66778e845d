"""What a page of text costs a reader: the page and all that it loads by itself, compressed, and no other host."""

from __future__ import annotations

import gzip
import os
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import pytest

MOST = 300_000
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


@pytest.fixture
def pages(site: Path) -> list[Path]:
    """Return the pages of text of the default site, or of the one that EDITION_SITE names: `edition build --texts … --site …`."""
    root = Path(os.environ.get("EDITION_SITE", site)).resolve()
    return [file for file in sorted(root.glob("*/*.html")) if '<details class="cite" data-begins=' in file.read_text(encoding="utf-8")]


def test_a_page_of_text_is_light(pages: list[Path]) -> None:
    assert len(pages) > 20
    heaviest = max(pages, key=weight)
    assert len(assets(heaviest)) > 10, "styles and scripts are counted"
    assert weight(heaviest) <= MOST, f"{heaviest}: {weight(heaviest)} bytes"


def test_what_weighs_too_much_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "heavy.js").write_bytes(os.urandom(MOST))
    page = tmp_path / "page.html"
    page.write_text('<p>Text</p><script defer src="heavy.js?1"></script>')
    assert weight(page) > MOST
    page.write_text('<script src="https://elsewhere.test/a.js"></script>')
    with pytest.raises(AssertionError, match="another host"):
        weight(page)
