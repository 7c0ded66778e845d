"""The pages of a work whose text is not in this copy: every address that was published is kept, and says where it stands in the print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from build_tools.model.edition import Heading, Volume
from build_tools.model.editorial import EditorsNote
from build_tools.model.page import Anchor, Page
from build_tools.model.passage import Passage, Register, fragment
from build_tools.render.addresses import url_of
from build_tools.render.editors import notes_in_map
from build_tools.render.markup import escape, identity, quoted, relative
from build_tools.render.sheet import Sheet

KINDS = {
    "p": "paragraph", "quote": "quotation", "item": "item of a list", "table": "table", "figure": "figure", "lg": "verses", "note": "note",
    "ab": "fragment",
}
TITLE = "Addresses"
KEPT = (
    "Addresses only. The text of this work is not in this copy of the edition. Its passages keep their addresses: who follows one "
    "finds here the printed page on which the passage stands."
)


def map_pages(volume: Volume, notes: Iterable[EditorsNote] = (), sheet: Sheet | None = None) -> list[Page]:
    """Return a page for every page of the site on which passages of the work are published; it has the same address and the same ids.

    `notes` are those of the editors on the work; they stand at their passages, set on `sheet`.
    """
    living = [row for row in volume.register.passages if not row.retired and row.places]
    titles = {heading.id: heading for heading in volume.contents}
    aliases = aliases_of(volume.register, volume.record.id)
    by_place: dict[str, list[Passage]] = {}
    for row in living:
        by_place.setdefault(row.places[-1], []).append(row)
    ours: dict[str, list[EditorsNote]] = {}
    for note in notes if sheet else ():
        ours.setdefault(note.at, []).append(note)
    pages = []
    for place, rows in by_place.items():
        here = None if sheet is None else replace(sheet, url=url_of(place, volume.record.id))
        said = {row.id: notes_in_map(ours[row.id], here) for row in rows if here and row.id in ours}
        pages.append(_page(volume, place, rows, titles, aliases, said))
    return pages


def first_places(register: Register, work: str) -> dict[str, str]:
    """Return the addresses of the divisions of a work, as they are published."""
    return {
        row.id: f"{url_of(row.places[-1], work)}#{row.id}" for row in register.passages
        if row.kind == "div" and row.places and not row.retired
    }


def published_places(volume: Volume) -> dict[str, str]:
    """Return the page of the site for every id of a work without its text: that on which it, or what it leads to, is published."""
    found: dict[str, str] = {}
    for row in volume.register.passages:
        living = volume.register.by_id[volume.register.resolve(row.id)[0]] if row.retired else row
        if living.places:
            found[fragment(row.id, volume.record.id)] = url_of(living.places[-1], volume.record.id)
    return found


def aliases_of(register: Register, work: str) -> dict[str, list[str]]:
    """Return the retired ids that lead to each living one, both as they stand in a page."""
    found: dict[str, list[str]] = {}
    for row in register.passages:
        if row.retired and (living := register.resolve(row.id)):
            found.setdefault(fragment(living[0], work), []).append(fragment(row.id, work))
    return found


def _page(
    volume: Volume, place: str, rows: list[Passage], titles: Mapping[str, Heading], aliases: Mapping[str, list[str]],
    notes: Mapping[str, str],
) -> Page:
    work, url = volume.record.id, url_of(place, volume.record.id)
    name = volume.record.short_title or volume.record.title
    begins = next((titles[row.id].title for row in rows if row.kind == "div" and row.id in titles), "")
    title = begins or place.replace("-", " ").capitalize()
    printed = [row.page.split("-") for row in rows if row.page]
    span = _span(printed[0][0], printed[-1][-1]) if printed else ""
    pages = f' <span class="pages">{escape(span)}</span>' if span else ""
    parts = [
        f'<nav class="trail" aria-label="Where this page stands"><a href="{quoted(relative(url, f"{work}/index.html"))}">{escape(name)}</a>'
        f"{pages}</nav>\n",
        f'<h1 id="addresses">{escape(title)}</h1>\n<p class="absent">{KEPT}</p>\n',
    ]
    for page, members in groupby(rows, key=lambda row: row.page.partition("-")[0]):
        parts.append(_printed_page(page, members, work, titles, aliases, notes))
    return Page(
        url=url, title=title, html="".join(parts), toc=(Anchor(1, "addresses", title),), kind="map", work=work,
        description=f"{title}. {volume.record.title}{f', {span}' if span else ''}: addresses of its passages, without the text",
    )


def _printed_page(
    page: str, rows: Iterable[Passage], work: str, titles: Mapping[str, Heading], aliases: Mapping[str, list[str]],
    notes: Mapping[str, str],
) -> str:
    """Return the passages that begin on a printed page."""
    lines: list[str] = []
    for row in rows:
        name = fragment(row.id, work)
        old = "".join(f"<span{identity(one)}></span>" for one in aliases.get(name, ()))
        if row.kind == "div" and row.id in titles:
            said = f"<strong>{escape(titles[row.id].title)}</strong>"
        elif row.kind == "pb":
            said = f"Page {escape(row.page)}"
        elif row.kind in ("div", "list"):
            said = f'<span class="facts">{"division" if row.kind == "div" else "list"}</span>'
        else:
            facts = f"{KINDS[row.kind]}, {row.words} word{'' if row.words == 1 else 's'}"
            said = f'{escape(row.name) or KINDS[row.kind]} <span class="facts">{escape(facts)}</span>'
        link = f'<a class="permalink" href="#{quoted(name)}" aria-label="Link to {quoted(row.label or row.id)}">¶</a>'
        lines.append(f"<li{identity(name)}>{old}{said}{link}{notes.get(row.id, '')}</li>\n")
    label = f' aria-label="Page {quoted(page)}"' if page else ""
    return f'<ul class="addresses"{label}>\n{"".join(lines)}</ul>\n'


def _span(first: str, last: str) -> str:
    return f"p. {first}" if first == last else f"pp. {first}–{last}"
