"""Where in the site stands what prose of ours cites: the text where it is at hand, its page map where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from build_tools.model.edition import Edition
from build_tools.model.passage import Register, fragment
from build_tools.render.page_map import published_places
from build_tools.render.text_page import Setting

_PAGE = re.compile(r"pp?\. (\w+)(?:\u2013\w+)?(?:, n\. (\d+))?")  # p. 88, pp. 88–89, p. 571, n. 29


def cited_places(edition: Edition, settings: Mapping[str, Setting]) -> Callable[[str], str]:
    """Return the function that finds the address of what a `@cRef` names, `""` where the site has no place for it."""
    volumes = {volume.record.id: volume for volume in edition.volumes}

    @cache
    def places(work: str) -> Mapping[str, str]:
        return settings[work].register.places if work in settings else published_places(volumes[work])

    @cache
    def place(cited: str) -> str:
        key, _, locator = cited.replace(",", " ", 1).partition(" ") if " " in cited else (cited, "", "")
        work = key.partition(".")[0]
        if work not in volumes:
            return f"bibliography.html#bib-{key}" if key in edition.bibliography.by_key else ""
        if not locator and key == work:
            return f"{work}/index.html"
        for name in _names(key, locator.strip(), volumes[work].register):
            if found := places(work).get(name):
                return f"{found}#{name}"
        return f"{work}/index.html"

    return place


def _names(key: str, locator: str, register: Register) -> list[str]:
    """Return the ids at which a citation may lead, the best first."""
    if not locator:
        work = key.partition(".")[0]
        return [key, *(fragment(one, work) for one in register.resolve(key))]
    match = _PAGE.fullmatch(locator)
    if match is None:
        return [f"{key}.{locator}"]
    page, number = match[1], match[2]
    notes = [row.id for row in register.passages if number and row.name == f"note {number}" and row.page.partition("-")[0] == page]
    return [*notes, f"pb-{page}"]
