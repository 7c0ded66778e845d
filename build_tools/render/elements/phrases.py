"""Phrases: words inside a paragraph that are more than words."""

from __future__ import annotations

import re

from build_tools.model.tree import Element
from build_tools.render.markup import escape, identity, quoted
from build_tools.render.sheet import Setter, Sheet

# `bold italic`, `#sup`, `font-style: italic`: the first word of @rend that names a tag decides.
REND_WORD = re.compile(r"[a-z-]+")
REND = {
    "italic": "i", "bold": "b", "sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub", "underline": "u",
    "smallcaps": "small-caps", "small-caps": "small-caps",
}


def highlight(element: Element, sheet: Sheet) -> str:
    """Set `hi` by the look that `@rend` records; italic where it says nothing."""
    name = next((REND[word] for word in REND_WORD.findall(element.get("rend", "italic")) if word in REND), "i")
    if name == "small-caps":
        return f'<span class="small-caps">{sheet.inside(element)}</span>'
    return f"<{name}>{sheet.inside(element)}</{name}>"


def tagged(name: str) -> Setter:
    """Return a function that sets an element as the HTML element `name`."""

    def setter(element: Element, sheet: Sheet) -> str:
        language = element.get("xml:lang")
        lang = f' lang="{quoted(language)}"' if language else ""
        return f"<{name}{identity(element.id)}{lang}>{sheet.inside(element)}</{name}>"

    return setter


def classed(kind: str) -> Setter:
    """Return a function that sets an element as a `span` of the class `kind`."""

    def setter(element: Element, sheet: Sheet) -> str:
        return f'<span class="{kind}"{identity(element.id)}>{sheet.inside(element)}</span>'

    return setter


def title(element: Element, sheet: Sheet) -> str:
    """Set the title of a work: in italics, but not that of a part of a work (`@level="a"`), which has its marks in the text."""
    return f"<span>{sheet.inside(element)}</span>" if element.get("level") == "a" else f"<cite>{sheet.inside(element)}</cite>"


def page_break(element: Element, sheet: Sheet) -> str:
    """Set the beginning of a printed page: a number in the margin that is its own address.

    Inside a word the number is no character of the page, so that the word can still be found and copied.
    """
    n = element.get("n")
    counted = element.get("cert")
    shown = n if not counted else f"[{n}]" if counted == "high" else f"[{n}?]"
    said = f"Page {n}" + (", a number that was counted, not read" if counted else "")
    name = "pb counted" if counted else "pb"
    href = f' href="#{quoted(element.id)}"' if element.id else ""
    if element.get("break") == "no":
        inner = f'<span data-n="{quoted(shown)}"></span>'
    else:
        inner = f"<span>{escape(shown)}</span>"
    return f'<a class="{name}"{identity(element.id)}{href} aria-label="{quoted(said)}">{inner}</a>'


def gap(element: Element, sheet: Sheet) -> str:
    """Set a quiet mark where the extraction lost something; it leads to the legend."""
    said = loss_in_words(element)
    return f'<a class="gap"{identity(element.id)} href="{sheet.site("legend.html#gap")}" title="{quoted(said)}">[…]</a>'


def gap_alone(element: Element, sheet: Sheet) -> str:
    """Return a gap that stands between paragraphs: there it has room to say what is lost."""
    said = loss_in_words(element)
    return f'<a class="gap"{identity(element.id)} href="{sheet.site("legend.html#gap")}">[{escape(said)}]</a>'


UNITS = {"line": "line", "lines": "line", "note": "note", "word": "word", "words": "word", "page": "page", "char": "character",
         "chars": "character", "paragraph": "paragraph", "table": "table"}


def loss_in_words(element: Element) -> str:
    """Say what a `gap` says.

    >>> loss_in_words(Element("gap", {"reason": "lost", "unit": "note", "extent": "12"}))
    '12 notes are lost in the received text'
    >>> loss_in_words(Element("gap", {"reason": "lost", "unit": "line"}))
    'At least one line is lost in the received text'
    >>> loss_in_words(Element("gap", {"reason": "lost"}))
    'Something is lost in the received text'
    """
    unit = UNITS.get(element.get("unit"), element.get("unit"))
    count = element.get("extent") or element.get("quantity")
    if not unit:
        return "Something is lost in the received text"
    if count.isdigit() and int(count) > 1:
        return f"{count} {unit}s are lost in the received text"
    return f"One {unit} is lost in the received text" if count else f"At least one {unit} is lost in the received text"


def emended(element: Element, sheet: Sheet) -> str:
    """Set an emendation of the print: the reader sees the word that is meant, and the one that was printed.

    An emendation of ours leads to its reason; the printed word shows where one points at it, or reaches it with the keyboard.
    """
    meant, printed = element.first("corr"), element.first("sic")
    if meant is None or printed is None:
        return sheet.inside(element)
    if reason := meant.get("corresp").removeprefix("#"):
        said = f"Printed: {printed.text()}"
        if sheet.linked:
            return f'<span class="emended" title="{quoted(said)}" data-sic="{quoted(printed.text())}">{sheet.inside(meant)}</span>'
        return (f'<a class="emended" href="{quoted(sheet.site(f"notes.html#{reason}"))}" title="{quoted(said)}" '
                f'data-sic="{quoted(printed.text())}">{sheet.inside(meant)}</a>')
    return (f'<span class="emended">{sheet.inside(meant)} <span class="printed">[printed: {sheet.inside(printed)}]</span></span>')


def line_break(element: Element, sheet: Sheet) -> str:
    """Set a line break that means something (in a title or an address)."""
    return "<br>"


def anchor(element: Element, sheet: Sheet) -> str:
    """Set a bare target."""
    return f"<span{identity(element.id)}></span>"


def supplied(element: Element, sheet: Sheet) -> str:
    """Set words that the edition adds: in square brackets, as editors do."""
    return f'<span class="supplied">[{sheet.inside(element)}]</span>'
