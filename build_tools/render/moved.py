"""Old addresses: what stood on another page of the site, or under an id that is no more, still leads to its words, without a server."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from build_tools.model.document import Document
from build_tools.model.edition import Volume
from build_tools.model.page import File, Page
from build_tools.model.passage import fragment
from build_tools.model.tree import Element, Node, rebuild
from build_tools.render.addresses import url_of
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.page_map import aliases_of

WITHIN = frozenset({"p", "quote", "item", "note", "ab", "div"})
"""What can hold a bare target at its beginning; before the others it stands in front."""

PAUSE = 10
"""Seconds before a browser without scripts goes on by itself: it forgets the passage that was asked for, whose link stands on the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One id that has left a page: `target` is its address now, `label` the words that cite it."""

    fragment: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Move:
    """A page of the site that is no more. `target` is the page that has most of what it had."""

    url: str
    target: str
    title: str
    lines: tuple[Line, ...]


def with_old_ids(document: Document, volume: Volume) -> Document:
    """Return the document with a bare target for every retired id, at the passage to which the register leads it."""
    aliases = aliases_of(volume.register, volume.record.id)
    if not aliases:
        return document

    def place(element: Element) -> Element:
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, Element) and child.name not in WITHIN:
                children.extend(map(_target, aliases.get(child.id, ())))
            children.append(child)
        own = [_target(one) for one in aliases.get(element.id, ())] if element.name in WITHIN else []
        return element.replace(children=(*own, *children)) if own or len(children) > len(element.children) else element

    return replace(document, text=rebuild(document.text, place))


def _target(name: str) -> Element:
    return Element("anchor", {"xml:id": name})


def left(volume: Volume, places: Mapping[str, str]) -> dict[str, list[Line]]:
    """Return for every page of the site what has left it. `places` leads from an id to the page that holds it now."""
    work = volume.record.id
    found: dict[str, list[Line]] = {}
    for row in volume.register.passages:
        name = fragment(row.id, work)
        now = places.get(name)
        if now is None:
            continue
        living = volume.register.by_id[volume.register.resolve(row.id)[0]]
        for place in row.places:
            url = url_of(place, work)
            if url != now:
                found.setdefault(url, []).append(Line(name, f"{now}#{name}", living.label or living.id))
    return found


def follow(volume: Volume, places: Mapping[str, str], pages: Sequence[Page]) -> tuple[list[Page], list[Move]]:
    """Return the pages of a work with the way to what has left them, and the pages that are no more."""
    gone = left(volume, places)
    if not gone:
        return list(pages), []
    kept = [replace(page, html=page.html + _section(page.url, gone.pop(page.url))) if page.url in gone else page for page in pages]
    name = volume.record.short_title or volume.record.title
    moves = [
        Move(url, Counter(line.target.partition("#")[0] for line in lines).most_common(1)[0][0], name, tuple(lines))
        for url, lines in sorted(gone.items())
    ]
    return kept, moves


def moved_file(move: Move, site_url: str = "") -> File:
    """Return the static page that stands for one that is no more: a canonical link, the way to every passage, and a refresh.

    With scripts a browser goes straight to the passage; without them its link stands where the old one led.
    """
    target = relative(move.url, move.target)
    canonical = urljoin(site_url, move.target) if site_url else target
    ways = json.dumps({line.fragment: relative(move.url, line.target) for line in move.lines}, ensure_ascii=True).replace("<", "\\u003c")
    return File(move.url, (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Moved: {escape(move.title)}</title>\n"
        f'<link rel="canonical" href="{quoted(canonical)}">\n'
        f'<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="{PAUSE}; url={quoted(target)}">\n'
        f"<script>location.replace({ways}[decodeURIComponent(location.hash.slice(1))] || {json.dumps(target)})</script>\n"
        f'</head>\n<body>\n<main>\n<h1>Moved</h1>\n<p>This page is now at <a href="{quoted(target)}">{escape(move.title)}</a>.</p>\n'
        f"{_list(move.url, move.lines)}</main>\n</body>\n</html>\n"
    ).encode())


def _section(url: str, lines: Sequence[Line]) -> str:
    return f'<section class="moved"><h2>Moved from this page</h2>\n{_list(url, lines)}</section>\n'


def _list(url: str, lines: Sequence[Line]) -> str:
    rows = "".join(
        f'<li id="{quoted(line.fragment)}"><a href="{quoted(relative(url, line.target))}">{escape(line.label)}</a></li>\n' for line in lines
    )
    return f"<ul>\n{rows}</ul>\n"
