"""The address of every passage: which page of the site holds it now, and how a citation calls it."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model.passage import Passage, Register, fragment
from build_tools.render.text_page import Setting


def place_of(url: str) -> str:
    """Return the name under which the register keeps a page of the site, which is its address below the work.

    >>> place_of("bettelheim/2.1.html")
    '2.1'
    """
    return url.partition("/")[2].removesuffix(".html")


def url_of(place: str, work: str) -> str:
    """Return the page of the site that the register calls `place`.

    >>> url_of("2.1", "bettelheim")
    'bettelheim/2.1.html'
    """
    return f"{work}/{place}.html"


def addressed(register: Register, setting: Setting) -> Register:
    """Return the register with the present page of every living passage behind those it had, and with the name that cites it."""
    return Register(tuple(_addressed(row, setting) for row in register.passages))


def _addressed(row: Passage, setting: Setting) -> Passage:
    work = setting.record.id
    name = fragment(row.id, work)
    url = setting.register.places.get(name)
    if row.retired or url is None:
        return row
    place = place_of(url)
    label = setting.foliation.labels.get(name, "")
    page = setting.foliation.pages.get(name, "")
    where = f"p. {page}" if page else ""
    plain = row.kind in ("pb", "list") or (row.kind == "div" and page)
    said = "" if plain or label == where else label.removeprefix(f"{where}, ")
    return replace(row, name=said, places=(*(one for one in row.places if one != place), place))
