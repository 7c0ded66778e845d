"""What the renderer hands to a generator: pages and files as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading in a page's table of contents: `id` is the fragment it leads to."""

    level: int
    id: str
    title: str
    children: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A passage as search finds it: `fragment` is an id in the page, `title` a label such as “Bettelheim, p. 347, ¶ 4”.

    `kind` is one of those that a reader can choose from: `text`, `heading`, `note`, `editor`, `table`, `entry`, `work`, `about`, `index`.
    `also` are words by which it is found too, where the page shows them apart from its text.
    """

    fragment: str
    title: str
    text: str
    kind: str = "text"
    also: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: `url` is relative to the root of the site (`bettelheim/2.1.html`), `html` the inside of its `article`.

    `head` is what a skin puts into the head of the page: tags that say what the page is, for other programs. `above` is the page below
    which it stands in the navigation, where the address does not say so.
    """

    url: str
    title: str
    html: str
    toc: tuple[Anchor, ...] = ()
    search: tuple[SearchEntry, ...] = ()
    description: str = ""
    kind: str = "text"
    work: str = ""
    head: str = ""
    above: str = ""


Dress = Callable[[Page], Page]
"""Puts around a page what the edition knows of it: returns the page with more above, below or in its head."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site that is not a page; `path` is relative to the root of the site."""

    path: str
    content: bytes
