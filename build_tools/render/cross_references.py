"""The cross references of a work seen from their other end: which passages refer to a printed page or a note."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.annotate.anchor import PASSAGES
from build_tools.model.tree import Element
from build_tools.render.markup import escape, quoted
from build_tools.render.sheet import Sheet

INSIDE = frozenset({"page", "note"})
"""Kinds of references that lead to a place in the same work."""


def account_of(work: str) -> str:
    """Return the address of the account of a work's printed index."""
    return f"{work}/index-account.html"


def referred(text: Element) -> dict[str, tuple[str, ...]]:
    """Return the passages that refer to each page or note, in reading order; the printed index, which refers to every page, is left out."""
    found: dict[str, list[str]] = {}

    def walk(element: Element, passage: str) -> None:
        if element.name == "div" and element.get("type") == "index":
            return
        if element.id and element.name in PASSAGES:
            passage = element.id
        if element.name == "ref" and element.get("type") in INSIDE and passage:
            row = found.setdefault(element.get("target").removeprefix("#"), [])
            if passage not in row:
                row.append(passage)
        for child in element.elements():
            walk(child, passage)

    walk(text, "")
    return {target: tuple(row) for target, row in found.items() if target}


def referred_section(url: str, sheet: Sheet) -> str:
    """Return the section of a page of the site that says from where its printed pages are referred to, or nothing."""
    rows = "".join(_row(name, sheet) for name in _pages(url, sheet.referred, sheet.places))
    if not rows:
        return ""
    return f'<section class="referred-to"><h2>Referred to</h2>\n<ul>\n{rows}</ul></section>\n'


def _pages(url: str, referred_to: Mapping[str, tuple[str, ...]], places: Mapping[str, str]) -> list[str]:
    """Return the printed pages of a page of the site that something refers to, in their order in the text."""
    return [name for name, place in places.items() if place == url and name.startswith("pb-") and name in referred_to]


def _row(name: str, sheet: Sheet) -> str:
    links = [(sheet.labels.get(one, one), sheet.link(one)) for one in sheet.referred[name]]
    said = ", ".join(f'<a href="{quoted(link)}">{escape(label)}</a>' if link else escape(label) for label, link in links)
    return f'<li><a href="#{quoted(name)}">Page {escape(name.removeprefix("pb-"))}</a>, from {said}</li>\n'
