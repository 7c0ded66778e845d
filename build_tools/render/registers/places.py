"""The places of an entry: printed pages as links, and the words around each occurrence where the text may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.model.edition import Article, Mention, Occurrence
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.registers.concordance import Concordance, Work

OPEN = 24
"""Pages of one work that stand open; the rest unfolds."""
AROUND = 60
"""Characters on each side of an occurrence that are shown with it."""


class Place(NamedTuple):
    """A printed page that names an entry, or a passage where there are no pages: its words, its address, and how often it does."""

    said: str
    address: str
    times: int


def pages(mentions: Sequence[Mention], work: Work) -> list[Place]:
    """Return the printed pages of a work that name an entry, each with the first passage that does."""
    found: dict[str, Place] = {}
    for one in mentions:
        said = one.page or work.labels.get(one.passage, one.passage)
        before = found.get(said)
        found[said] = Place(said, work.link(one.passage), one.count) if before is None else before._replace(times=before.times + one.count)
    return list(found.values())


def link(place: Place, url: str) -> str:
    """Return a place as a link, or as its words where no page of the site has it."""
    return f'<a href="{quoted(relative(url, place.address))}">{escape(place.said)}</a>' if place.address else escape(place.said)


def by_work(article: Article, concordance: Concordance, url: str) -> Iterator[str]:
    """Yield for each work the pages that name an entry, as definitions of a list; a long row unfolds."""
    for work in concordance.works:
        found = pages(concordance.named(article, work.id), work)
        if not found:
            continue
        links = [link(place, url) for place in found]
        lead = f'<a href="{quoted(relative(url, f"{work.id}/index.html"))}">{escape(work.name)}</a>'
        rest = ""
        if len(links) > OPEN:
            rest = f' <details><summary>{len(links) - OPEN} more places in {escape(work.name)}</summary>{", ".join(links[OPEN:])}</details>'
        yield f'<dd class="places">{lead}: {", ".join(links[:OPEN])}{rest}</dd>\n'


def lines(found: Sequence[Occurrence], work: Work, url: str) -> str:
    """Return occurrences with the words around them, one a line, each leading to its passage."""
    return "".join(_line(one, work, url) for one in found)


def _line(one: Occurrence, work: Work, url: str) -> str:
    said = work.labels.get(one.passage, one.passage)
    place = work.link(one.passage)
    lead = f'<a href="{quoted(relative(url, place))}">{escape(said)}</a>' if place else escape(said)
    before, word, after = around(work.texts.get(one.passage, ""), one.start, one.end)
    return f"<li>{lead} <q>{escape(before)}<b>{escape(word)}</b>{escape(after)}</q></li>\n"


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before an occurrence, the occurrence, and what stands behind it, cut between words.

    >>> around("The congress met in December, and the harvest was sold in spring by those who had kept it.", 38, 45)
    ('The congress met in December, and the ', 'harvest', ' was sold in spring by those who had kept it.')
    """
    before, after = text[:start], text[end:]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2].lstrip()
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0].rstrip() + " …"
    return " ".join(before.split(" ")), text[start:end], after
