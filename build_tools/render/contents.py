"""The contents of a work: its divisions with their printed pages, and where the text is at hand, with links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from build_tools.model.edition import Heading
from build_tools.model.tree import Element
from build_tools.render.foliation import Foliation
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.text_page import Setting, heading


def headings(setting: Setting) -> list[Heading]:
    """Return the headings of a text that is at hand: one for each division, and for each page that holds words outside all of them."""
    found: list[Heading] = []
    for region in setting.document.text.elements():
        _collect(region, 1, setting.foliation, found)
    return found


def _collect(element: Element, level: int, foliation: Foliation, found: list[Heading]) -> None:
    for child in element.elements():
        if child.name == "div" and child.get("type") != "notes":
            found.append(Heading(child.id, level, heading(child), foliation.pages.get(child.id, "")))
            _collect(child, level + 1, foliation, found)


def contents_list(rows: Iterable[Heading], url: str, setting: Setting | None, addresses: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return nested lists. `setting` knows the addresses of a text that is at hand, `addresses` those that were published without it."""
    parts: list[str] = []
    depth = 0
    for row in rows:
        level = min(row.level, depth + 1)
        if level > depth:
            parts.append("<ul>\n" if depth else '<ul class="contents">\n')
        else:
            parts.append("</li>\n" + "</ul></li>\n" * (depth - level))
        depth = level
        parts.append(f"<li>{_row(row, url, setting, addresses)}")
    return "".join(parts) + ("</li>\n" + "</ul></li>\n" * (depth - 1) + "</ul>\n" if depth else "")


def _row(row: Heading, url: str, setting: Setting | None, addresses: Mapping[str, str]) -> str:
    place = setting.register.places.get(row.id) if setting else None
    words = escape(row.title)
    if place and setting:
        begins = any(leaf.url == place and leaf.division.id == row.id for leaf in setting.leaves)
        link = relative(url, place if begins else f"{place}#{row.id}")
        words = f'<a href="{quoted(link)}">{words}</a>'
    elif row.id in addresses:
        words = f'<a href="{quoted(relative(url, addresses[row.id]))}">{words}</a>'
    page = f' <span class="page">{escape(row.page)}</span>' if row.page else ""
    return f'<span class="entry">{words}{page}</span>'
