"""The way through the site: which page stands below which, read from the addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.model.page import Page


@dataclass(frozen=True, slots=True)
class Branch:
    """A page and the pages below it."""

    page: Page
    children: tuple[Branch, ...] = ()


REGISTERS = "registers.html"
"""The page below which the registers stand, although their addresses are as short as its own."""
OF_REGISTERS = ("glossary", "register", "questions")
"""Kinds of pages that stand there."""


def tree(pages: Iterable[Page]) -> tuple[Branch, ...]:
    """Return pages as a tree in reading order: `w/2.1.html` stands below `w/2.html`, and all of a work below `w/index.html`."""
    found = list(pages)
    urls = {page.url for page in found}
    below: dict[str, list[Page]] = {}
    for page in found:
        ways = (page.above,) if page.above else (REGISTERS,) if page.kind in OF_REGISTERS else _above(page.url)
        below.setdefault(next((url for url in ways if url in urls), ""), []).append(page)

    def grow(url: str) -> tuple[Branch, ...]:
        return tuple(Branch(page, grow(page.url)) for page in below.get(url, ()))

    return grow("")


def _above(url: str) -> Iterator[str]:
    """Yield the addresses at which the page above may be, the nearest first.

    >>> list(_above("w/2.1.3.html"))
    ['w/2.1.html', 'w/2.html', 'w/index.html', 'w.html']
    >>> list(_above("w/index.html")), list(_above("glossary.html"))
    ([], [])
    """
    folder, _, file = url.rpartition("/")
    if not folder or file == "index.html":
        return
    name = file.removesuffix(".html")
    while "." in name:
        name = name.rpartition(".")[0]
        yield f"{folder}/{name}.html"
    yield f"{folder}/index.html"
    yield f"{folder}.html"
