"""The types of pages that a site has, each with one page that shows it: what is looked at, held to accessibility, and counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

TYPES: Mapping[str, str] = {
    "home": r"index\.html",
    "work": r"[\w-]+/index\.html",
    "text": r"[\w-]+/[\w.-]+\.html#<p id=",
    "text with a table": r"[\w-]+/[\w.-]+\.html#<table",
    "text with notes": r'[\w-]+/[\w.-]+\.html#role="doc-noteref"',
    "text with verse or quotation": r"[\w-]+/[\w.-]+\.html#<blockquote",
    "map of printed pages": r'[\w-]+/[\w.-]+\.html#class="addresses',
    "report": r"[\w-]+/report\.html",
    "glossary": r"glossary\.html",
    "people": r"people\.html",
    "organisations": r"organisations\.html",
    "places": r"places\.html",
    "events": r"events\.html",
    "measures": r"measures\.html",
    "entry with a page of its own": r"(?:events|glossary|organisations|people|places)/[\w-]+\.html",
    "registers": r"registers\.html",
    "account of a printed index": r"[\w-]+/index-account\.html",
    "index of the edition": r"index-of-the-edition\.html",
    "questions": r"questions\.html",
    "question side by side": r"questions/[\w-]+\.html",
    "entry side by side": r'(?:events|glossary)/[\w-]+\.html#class="side-by-side"',
    "bibliography": r"bibliography\.html",
    "notes and emendations": r"notes\.html",
    "figures": r"figures/index\.html",
    "figure": r"figures/(?!index|conflicts|crisis|subject)[\w-]+\.html",
    "figures of the crisis": r"figures/crisis\.html",
    "conflicts of the figures": r"figures/conflicts\.html",
    "search": r"search\.html",
    "downloads": r"downloads\.html",
    "page written by hand": r"help\.html",
    "how to cite": r"how-to-cite\.html",
}
"""By name: the address as a pattern, and behind `#` some markup that the page must have."""


def examples(site: Path) -> dict[str, str]:
    """Return a page of each type that a site has, by its address; the first in the order of the addresses."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    found: dict[str, str] = {}
    for name, said in TYPES.items():
        pattern, _, mark = said.partition("#")
        for page in pages:
            if re.fullmatch(pattern, page) and (not mark or mark in (site / page).read_text(encoding="utf-8")):
                found[name] = page
                break
    return found
