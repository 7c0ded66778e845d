"""Where in the site stands what prose of ours cites: the text where it is at hand, its page map where it is not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from build_tools.model.edition import Edition
from build_tools.model.passage import Register, fragment
from build_tools.render.page_map import published_places
from build_tools.render.text_page import Setting

_PAGE = re.compile(r"pp?\. (\w+)(?:\u2013\w+)?(?:, n\. (\d+))?")  # p. 88, pp. 88–89, p. 571, n. 29


@dataclass(frozen=True)
class CitedPlaces:
    """Finds the address of what a `@cRef` names: `places` are those of each work, `keys` lead to the bibliography."""

    places: Mapping[str, Mapping[str, str]]
    registers: Mapping[str, Register]
    keys: frozenset[str]
    found: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, cited: str) -> str:
        """Return an address, `""` where the site has no place for it."""
        if cited not in self.found:
            self.found[cited] = self._place(cited)
        return self.found[cited]

    def _place(self, cited: str) -> str:
        key, _, locator = cited.replace(",", " ", 1).partition(" ") if " " in cited else (cited, "", "")
        work = key.partition(".")[0]
        if work not in self.registers:
            return f"bibliography.html#bib-{key}" if key in self.keys else ""
        if not locator and key == work:
            return f"{work}/index.html"
        for name in self._names(key, locator.strip()):
            if place := self.places[work].get(name):
                return f"{place}#{name}"
        return f"{work}/index.html"

    def _names(self, key: str, locator: str) -> list[str]:
        """Return the ids at which a citation may lead, the best first."""
        work = key.partition(".")[0]
        if not locator:
            return [key, *(fragment(one, work) for one in self.registers[work].resolve(key))]
        match = _PAGE.fullmatch(locator)
        if match is None:
            return [f"{key}.{locator}"]
        page, number = match[1], match[2]
        return [*(self._notes[work].get((page, f"note {number}"), ()) if number else ()), f"pb-{page}"]

    @cached_property
    def _notes(self) -> Mapping[str, Mapping[tuple[str, str], Sequence[str]]]:
        """The ids of the notes of each work by the page on which they begin and their name."""
        found: dict[str, dict[tuple[str, str], list[str]]] = {}
        for work, register in self.registers.items():
            held = found[work] = defaultdict(list)
            for row in register.passages:
                held[row.page.partition("-")[0], row.name].append(row.id)
        return found


def cited_places(edition: Edition, settings: Mapping[str, Setting]) -> CitedPlaces:
    """Return what finds the places of citations in the site of an edition."""
    return CitedPlaces(
        {volume.record.id: settings[volume.record.id].register.places if volume.record.id in settings else published_places(volume)
         for volume in edition.volumes},
        {volume.record.id: volume.register for volume in edition.volumes}, frozenset(edition.bibliography.by_key),
    )
