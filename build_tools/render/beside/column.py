"""A passage as it stands beside others: its work and place, its section, and its words where the text may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from build_tools.model.edition import Edition, Volume
from build_tools.model.memory import remembered
from build_tools.model.passage import Register
from build_tools.model.tree import Element, rebuild
from build_tools.render.beside.topics import KINDS
from build_tools.render.elements import ELEMENTS
from build_tools.render.markup import escape, quoted
from build_tools.render.page_map import published_places
from build_tools.render.sheet import Setters, Sheet
from build_tools.render.text_page import Setting

_CALL = re.compile(r' id="[^"]*"')  # <a id="call-w.1.n3">: where a note is called, the way back leads to the text
_SECTION = re.compile(r"^.+, (?=¶ )")  # grain-market.sellers, ¶ 3
_FIRST = re.compile(r'(class="\w+) first"')  # class="term first"


def _page(element: Element, sheet: Sheet) -> str:
    """Set the beginning of a printed page as a quiet sign in the line, since there is no margin."""
    return f'<span class="turned" data-n="{quoted(element.get("n"))}"></span>'


def _nothing(element: Element, sheet: Sheet) -> str:
    """Set a bare target, to which nothing leads here."""
    return ""


WITHIN = "in"
"""What stands before the heading of a section: a number right before it could be a run of the text."""
NO_HEADS: Mapping[str, str] = MappingProxyType({})
BESIDE = Setters(__name__, "BESIDE", {**ELEMENTS, "pb": _page, "anchor": _nothing})
"""How elements are set in a passage that stands beside others."""


@dataclass(frozen=True)
class Shelf:
    """A work from which passages are taken: `sheet` sets its words, where they are at hand; `sections` are its headings by their ids."""

    id: str
    name: str
    places: Mapping[str, str]
    register: Register
    sections: Mapping[str, str]
    text: Element | None
    sheet: Sheet

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """The passages of the text by their ids."""
        return {} if self.text is None else {one.id: one for one in self.text.walk() if one.id and one.name in KINDS}

    def address(self, passage: str) -> str:
        """Return the address of a passage from the root of the site."""
        return f"{self.places[passage]}#{passage}"

    def label(self, passage: str) -> str:
        """Return the place of a passage in its work: `p. 91, ¶ 3`, and in a work without pages `¶ 3`, since its section is told too."""
        row = self.register.by_id[passage]
        return row.label if row.page or not self.section(passage) else _SECTION.sub("", row.label)

    def section(self, passage: str) -> str:
        """Return the heading of the smallest section that holds a passage, `""` where the work has none."""
        name = passage
        while "." in name:
            name = name.rpartition(".")[0]
            if name in self.sections:
                return self.sections[name]
        return ""

    def words(self, passage: str, url: str) -> str:
        """Return a passage as HTML for the page `url`, without ids, or `""` where its text may not be shown."""
        element = self.elements.get(passage)
        if element is None:
            return ""
        html = replace(self.sheet, url=url, called={}).set(rebuild(element, _bare))
        return _FIRST.sub(r'\1"', _CALL.sub("", html)).strip()


def _bare(element: Element) -> Element:
    """Return an element without its id, which stands once, where the passage is."""
    if not element.id:
        return element
    return element.replace(attributes={name: value for name, value in element.attributes.items() if name != "xml:id"})


def shelves(edition: Edition, settings: Mapping[str, Setting], general: Sheet) -> dict[str, Shelf]:
    """Return the works of an edition by their ids."""
    return {volume.record.id: _shelf(volume, settings.get(volume.record.id), general) for volume in edition.volumes}


@remembered(lambda volume, setting, general: volume.record.id)
def _shelf(volume: Volume, setting: Setting | None, general: Sheet) -> Shelf:
    record, sections = volume.record, {heading.id: heading.title for heading in volume.contents}
    if setting is None:
        return Shelf(record.id, record.name, published_places(volume), volume.register, sections, None, general)
    places = setting.register.places
    sheet = replace(general, places=places, labels=setting.foliation.labels, calls=setting.register.calls, elements=BESIDE)
    return Shelf(record.id, record.name, places, volume.register, sections, setting.document.text, sheet)


def passage(name: str, shelf: Shelf, sheet: Sheet, named: bool = False) -> str:
    """Return a passage with its place as a link, its section, and its words where they may be shown; the work is named where asked for."""
    words = shelf.words(name, sheet.url)
    section = shelf.section(name)
    within = f' <span class="within">{WITHIN} {escape(section)}</span>' if section else ""
    label = f"{shelf.name}, {shelf.label(name)}" if named else shelf.label(name)
    link = f'<a href="{quoted(sheet.site(shelf.address(name)))}">{escape(label)}</a>'
    body = f'<div class="words">{words}</div>\n' if words else ""
    return f'<div class="parallel"><p class="where">{link}{within}</p>\n{body}</div>\n'


def columns(
    names: Mapping[str, Iterable[str]], held: Mapping[str, Shelf], sheet: Sheet, heads: Mapping[str, str] = NO_HEADS, level: int = 3
) -> str:
    """Return the works side by side, each with its passages below one another.

    `names` are the passages of each work, `heads` what stands above them; `level` is that of the headings.
    """
    parts = [
        f'<section class="column"><h{level}>{_work(held[work], sheet)}</h{level}>\n{heads.get(work, "")}'
        f'{"".join(passage(one, held[work], sheet) for one in found)}</section>\n'
        for work, found in names.items()
    ]
    return f'<div class="columns">\n{"".join(parts)}</div>\n'


def _work(shelf: Shelf, sheet: Sheet) -> str:
    return f'<a href="{quoted(sheet.site(f"{shelf.id}/index.html"))}">{escape(shelf.name)}</a>'
