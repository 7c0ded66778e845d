"""Names and terms: words that lead to an entry of a register, also where one stands in another."""

from __future__ import annotations

from build_tools.model.tree import Element
from build_tools.render.markup import escape, identity, quoted
from build_tools.render.sheet import Sheet

MARKS = {"term": "term", "persName": "person", "orgName": "organisation", "placeName": "place", "name": "name"}
"""The class of each element; by it a reader switches the marks of a register on and off."""
TYPES = ("event", "measure")
"""Values of `@type` that are a class of their own."""


def mark(element: Element, sheet: Sheet) -> str:
    """Set a name as a link to its entry; its first place on a page of the print (`@rend="first"`) is easier to see.

    HTML has no link in a link: where a name stands inside a longer one, each part of the words leads to the longest name that is not
    named by a shorter one there, and a `span` holds the longer name together.
    """
    kind = element.get("type")
    name = kind if kind in TYPES else MARKS[element.name]
    link = sheet.entry(element.get("ref").removeprefix("#"))
    if not link:
        return f'<span class="{name}"{identity(element.id)}>{sheet.inside(element)}</span>'
    first = f"{name} first" if element.get("rend") == "first" else name
    if not any(isinstance(child, Element) for child in element.children):
        return f'<a class="{first}"{identity(element.id)} href="{quoted(link)}">{sheet.inside(element)}</a>'
    parts = [_words(child, first, link) if isinstance(child, str) else sheet.set(child) for child in element.children]
    return f'<span class="{name}"{identity(element.id)}>{"".join(parts)}</span>'


def _words(text: str, name: str, link: str) -> str:
    """Return the words of a longer name beside the one in it as a link, the spaces around them not."""
    words = text.strip()
    if not any(sign.isalnum() for sign in words):
        return escape(text)
    before, _, after = text.partition(words)
    return f'{before}<a class="{name}" href="{quoted(link)}">{escape(words)}</a>{after}'

