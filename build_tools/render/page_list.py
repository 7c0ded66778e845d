"""The pages of the print as a list of links, with the page before and the page after, for readers who follow a page number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.render.markup import escape, quoted, relative
from build_tools.render.text_page import Setting


class Printed(NamedTuple):
    """A printed page: its number, its id, and the page of the site on which it begins."""

    n: str
    id: str
    url: str


def printed_pages(setting: Setting) -> tuple[Printed, ...]:
    """Return the printed pages that have an address, in the order of the text."""
    places = setting.register.text_places
    return tuple(Printed(n, name, places[name]) for name, n in setting.foliation.pages.items() if name.startswith("pb-") and name in places)


def page_lists(printed: Sequence[Printed], work: str) -> dict[str, str]:
    """Return the list for each page of the site that holds printed pages, with its neighbours; for the page of the work, all of them.

    `data-leaves` says to a script which printed pages each page of the site holds: `1.1:53-70,72 1.2:73-82`.
    """
    places: dict[str, list[int]] = {}
    for number, page in enumerate(printed):
        places.setdefault(page.url, []).append(number)
    leaves = quoted(" ".join(_leaves(printed)))
    found = {url: _list(_around(printed, here, url), leaves) for url, here in places.items()}
    whole = f"{work}/index.html"
    return found | {whole: _list([_link(page, whole, page.n) for page in printed], leaves)} if printed else {}


def _around(printed: Sequence[Printed], here: Sequence[int], url: str) -> list[str]:
    links = [_link(printed[number], url, printed[number].n) for number in here]
    if here[0]:
        links.insert(0, _link(printed[here[0] - 1], url, f"‹ p. {printed[here[0] - 1].n}", "prev"))
    if here[-1] + 1 < len(printed):
        links.append(_link(printed[here[-1] + 1], url, f"p. {printed[here[-1] + 1].n} ›", "next"))
    return links


def _list(links: Sequence[str], leaves: str) -> str:
    rows = "\n".join(f"<li>{link}</li>" for link in links)
    return (
        f'<nav class="pagelist" role="doc-pagelist" aria-label="Pages of the print" data-leaves="{leaves}">'
        f'<span class="said">Pages of the print</span>\n<ul>\n{rows}\n</ul></nav>\n'
    )


def _link(page: Printed, url: str, words: str, rel: str = "") -> str:
    said = f' rel="{rel}"' if rel else ""
    return f'<a{said} href="{quoted(relative(url, f"{page.url}#{page.id}"))}">{escape(words)}</a>'


def _leaves(printed: Sequence[Printed]) -> Iterator[str]:
    held: list[Printed] = []
    for page in (*printed, None):
        if held and (page is None or page.url != held[0].url):
            name = held[0].url.rpartition("/")[2].removesuffix(".html")
            yield f"{name}:{','.join(runs([one.n for one in held]))}"
            held = []
        if page is not None:
            held.append(page)


def runs(numbers: Sequence[str]) -> Iterator[str]:
    """Yield page numbers with those that follow each other drawn together.

    >>> list(runs(["xi", "12", "13", "14", "20"]))
    ['xi', '12-14', '20']
    """
    first = last = ""
    for n in (*numbers, ""):
        if last.isdecimal() and n == str(int(last) + 1):
            last = n
            continue
        if first:
            yield first if first == last else f"{first}-{last}"
        first = last = n
