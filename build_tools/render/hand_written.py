"""Pages that are written by hand in `docs/`, as they look without a generator, and as search finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from build_tools.model.page import Page, SearchEntry
from build_tools.render.pages import RenderedSite

# `[legend](legend.md#gap)` in a page written by hand.
MARKDOWN_LINK = re.compile(r'(href="[^":]+?)\.md(?=["#])')
# `<h1 id="legend">What the marks mean</h1>`
TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
HEADING = re.compile(r'<h[1-6] id="([^"]+)"[^>]*>(.*?)</h[1-6]>', re.S)
EXTENSIONS = ["attr_list", "def_list", "fenced_code", "tables", "toc"]
INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|q|span|strong|sub|sup)\b[^>]*>")
MARKUP = re.compile(r"<[^>]+>")  # `<em>`


def hand_written(path: Path, site: RenderedSite) -> Page:
    """Return the page of a Markdown file, with its links into the site; each of its sections is found by search."""
    import markdown  # type: ignore[import-untyped]

    html = markdown.markdown(site.marked(path.read_text(encoding="utf-8")), extensions=EXTENSIONS)
    html = MARKDOWN_LINK.sub(r"\1.html", html)
    heading = TITLE.search(html)
    title = _said(heading[1]) if heading else path.stem
    return Page(f"{path.stem}.html", title, html, kind="about", description=title, search=tuple(_sections(html, title)))


def _sections(html: str, title: str) -> Iterator[SearchEntry]:
    found = [*HEADING.finditer(html)]
    for number, heading in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(html)
        name = _said(heading[2])
        text = _said(html[heading.end():end])
        yield SearchEntry(heading[1], title if name == title else f"{title}: {name}", f"{name}. {text}", "about")


def _said(html: str) -> str:
    """Return the words of a piece of HTML; only what stands in the line leaves no space between words.

    >>> _said("<p>What <em>is</em>, is.</p><p>A &amp; B</p>")
    'What is, is. A & B'
    """
    return unescape(" ".join(MARKUP.sub(" ", INLINE.sub("", html)).split()))
