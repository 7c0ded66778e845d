"""The map of a site for search engines: the whole address of every page, with the date of the edition."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.model.page import File
from build_tools.render.markup import escape

NAME = "sitemap.xml"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(urls: Iterable[str], address: str, date: str) -> File:
    """Return the map of the pages `urls`; the protocol (https://www.sitemaps.org/protocol.html) allows whole addresses only.

    MkDocs makes one of its own; this is for a skin that has none.
    """
    rows = "".join(f"<url><loc>{escape(address + url)}</loc><lastmod>{date}</lastmod></url>\n" for url in urls)
    return File(NAME, f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">\n{rows}</urlset>\n'.encode())
