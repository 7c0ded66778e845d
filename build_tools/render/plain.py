"""The plain skin: the same pages as bare HTML that reads well by itself, which proves that the generator can change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.model.page import File, Page
from build_tools.render.cite_block import ADDRESS
from build_tools.render.hand_written import hand_written
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.moved import moved_file
from build_tools.render.navigation import Branch, tree
from build_tools.render.pages import RenderedSite
from build_tools.render.sitemap import sitemap

STYLE = "plain.css"


def plain(site: RenderedSite, docs: Path | None = None) -> Iterator[File]:
    """Yield the files of the plain site; `docs` holds pages written by hand in Markdown (its folders are left aside)."""
    pages = [*site.pages, *(hand_written(path, site) for path in sorted(docs.glob("*.md")))] if docs else list(site.pages)
    branches = tree(pages)
    above = {branch.page.url: parent for branch, parent in _parents(branches, None)}
    ways = [branch.page for branch in branches if "/" not in branch.page.url]
    for number, page in enumerate(pages):
        before = pages[number - 1] if number else None
        after = pages[number + 1] if number + 1 < len(pages) else None
        yield File(page.url, _whole(page, before, after, above.get(page.url), ways, site).encode())
    yield File(STYLE, Path(__file__).with_name(STYLE).read_bytes())
    if site.address:
        yield sitemap((page.url for page in pages), site.address, site.date)
    yield from site.files
    yield from (moved_file(move, site.address) for move in site.moves)


def _parents(branches: tuple[Branch, ...], parent: Page | None) -> Iterator[tuple[Branch, Page | None]]:
    for branch in branches:
        yield branch, parent
        yield from _parents(branch.children, branch.page)


def _whole(page: Page, before: Page | None, after: Page | None, above: Page | None, ways: list[Page], site: RenderedSite) -> str:
    def link(other: Page, rel: str, word: str) -> str:
        return f'<a rel="{rel}" href="{quoted(relative(page.url, other.url))}">{word}: {escape(other.title)}</a>'

    turns = "\n".join(
        link(other, rel, word) for other, rel, word in ((before, "prev", "Previous"), (above, "up", "Up"), (after, "next", "Next")) if other
    )
    here = ' aria-current="page"'
    menu = "\n".join(
        f'<a href="{quoted(relative(page.url, one.url))}"{here if one is page else ""}>{escape(one.title)}</a>' for one in ways
    )
    heads = "".join(
        f'<link rel="{rel}" href="{quoted(relative(page.url, other.url))}">\n'
        for other, rel in ((before, "prev"), (after, "next")) if other
    )
    if site.address:
        heads += f'<link rel="canonical" href="{quoted(site.address + page.url)}">\n'
    inner = page.html.replace(ADDRESS, f"{ADDRESS}{escape(site.address)}")
    title = site.title if page.kind == "home" else f"{page.title} – {site.name}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="description" content="{quoted(page.description or page.title)}">\n{heads}'
        f'<link rel="stylesheet" href="{quoted(relative(page.url, STYLE))}">\n{page.head}</head>\n<body>\n'
        f'<a class="skip" href="#text">Skip to the text</a>\n<header><nav aria-label="The edition">\n{menu}\n</nav></header>\n'
        f'<main id="text">\n{inner}</main>\n'
        f'<nav class="turn" aria-label="Previous and next">\n{turns}\n</nav>\n'
        f"<footer>{escape(site.name)}, version {escape(site.version)}, {escape(site.date)}</footer>\n</body>\n</html>\n"
    )
