"""The desk at which a report is written: links to passages and printed pages, and the rows that many parts of it have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.model.report import Place, Report
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.text_page import Setting

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
