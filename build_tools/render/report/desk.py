"""The desk at which a report is written: links to passages and printed pages, and the rows that many parts of it have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.model.report import Place, Report
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.text_page import Setting

_BARE = re.compile(r"line\xa0(\d+)")  # a line of the input, of which the site shows nothing

FIRST = 12
"""Places that stand open; the rest unfolds."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the parts of the page lean on; `setting` is `None` where the text is not at hand, and then nothing is linked."""

    url: str
    report: Report
    setting: Setting | None

    def page_link(self, n: str) -> str:
        """Return the link to a printed page, or `""`."""
        return self.link(f"pb-{n}")

    def link(self, name: str) -> str:
        """Return the link to an id of the work, or `""`."""
        place = self.setting.register.places.get(name) if self.setting else None
        return relative(self.url, f"{place}#{name}") if place else ""


def linked(words: str, href: str) -> str:
    """Return words as a link, as they are where there is nothing to lead to."""
    return f'<a href="{quoted(href)}">{escape(words)}</a>' if href else escape(words)


def where(desk: Desk, place: Place) -> str:
    """Return where something is: the printed page, or the line of the input, linked to the passage as far as it is on the site."""
    words = page_words(place.page) if place.page or not place.line else f"line\xa0{place.line}"
    return linked(words, desk.link(place.passage) or desk.page_link(place.page))


def page_words(n: str) -> str:
    """Return how a printed page is named in a row of links; the number stays with its “p.”."""
    return f"p.\xa0{n}" if n else "before the first page"


def numbered(rows: Iterable[str]) -> str:
    """Return links in a row, each once, with the number of times that it came."""
    return ", ".join(words + (f" ({count:,})" if count > 1 else "") for words, count in Counter(rows).items())


def unfolding(summary: str, inside: str) -> str:
    """Return a part that is folded away behind its summary."""
    return f'<details class="more"><summary>{escape(summary)}</summary>\n{inside}</details>\n'


def on_pages(desk: Desk, pages: Sequence[tuple[str, int]]) -> str:
    """Return printed pages in a row, each with the number of places on it."""
    rows = (
        linked(page_words(n), desk.page_link(n)) + (f" ({count:,})" if count > 1 else "")
        for n, count in pages
    )
    return f'<p class="pages-of">{", ".join(rows)}</p>\n'


def example(desk: Desk, place: Place) -> str:
    """Return a place with the word that stands there now."""
    word = f" <q>{escape(place.after)}</q>" if place.after else ""
    return where(desk, place) + word


def joined(rows: Iterable[str]) -> Iterator[str]:
    """Yield rows, those of one bare line after the other as one.

    >>> list(joined(["line\xa01", "line\xa02", "line\xa03", "line\xa07", "line\xa08 <q>so</q>"]))
    ['lines\xa01–3', 'line\xa07', 'line\xa08 <q>so</q>']
    """
    first = last = 0

    def run() -> Iterator[str]:
        if first:
            yield f"line\xa0{first}" if first == last else f"lines\xa0{first}–{last}"

    for row in rows:
        found = _BARE.fullmatch(row)
        number = int(found[1]) if found else 0
        if not number or not first or number != last + 1:
            yield from run()
            first = number
        last = number
        if not number:
            yield row
    yield from run()
