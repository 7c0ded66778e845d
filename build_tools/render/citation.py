"""Filling in: a form of citation with the passage that is cited, as the style of the form wants it."""

from __future__ import annotations

import html
import re

from build_tools.model.citation import Form, Locator
from build_tools.model.record import Record
from build_tools.render.markup import escape

TAG = re.compile(r"<[^>]+>")  # <i>
# What a work in this language calls one page, several pages, and how it writes a range of them.
PAGES = {
    "en": ("p. {}", "pp. {}", "chicago-16"), "de": ("S. {}", "S. {}", "expanded"), "fr": ("p. {}", "p. {}", "expanded"),
    "ru": ("с. {}", "с. {}", "expanded"), "tr": ("s. {}", "s. {}", "expanded"),
}
OWN = "edition"
NOTE = re.compile(r"note (\d+)")  # note 151
NOTES_BY_N = frozenset({"chicago", "mla"})
"""The styles that set a note behind its page: 490n151."""


def page_range(rule: str, first: str, last: str) -> str:
    """Return a range of pages by a rule of CSL; numbers that are not Arabic, or not of one length, are kept whole.

    >>> page_range("chicago-16", "138", "139"), page_range("chicago-16", "101", "108"), page_range("chicago-16", "100", "104")
    ('138–39', '101–8', '100–104')
    >>> page_range("minimal-two", "101", "108"), page_range("expanded", "138", "139"), page_range("chicago-16", "xi", "xiv")
    ('101–08', '138–139', 'xi–xiv')
    """
    return f"{first}–{_shortened(rule, first, last)}"


def _shortened(rule: str, first: str, last: str) -> str:
    number = first.isdecimal() and last.isdecimal() and len(first) == len(last)
    if not number or rule not in ("chicago-16", "minimal-two"):
        return last
    if rule == "chicago-16" and (int(first) < 100 or int(first) % 100 == 0):
        return last
    least = 1 if rule == "chicago-16" and int(first) % 100 < 10 else 2
    common = next((index for index, (one, other) in enumerate(zip(first, last)) if one != other), len(first))
    return last[min(common, len(last) - least):]


def fill(form: Form, at: Locator) -> str:
    """Return a form as HTML with a passage cited; a form that names no passage (a bibliography) stays as it is."""
    return f"{form.before}{middle(form, at)}{form.after}"


def middle(form: Form, at: Locator) -> str:
    """Return what stands between the two parts of a form."""
    if not at.unit or form.kind == "list":
        return form.none
    if at.unit == "page":
        said = page_range(form.ranges, at.first, at.last) if at.is_range else at.first
        return (form.pages if at.is_range else form.page).replace("{}", said + _named(form.style, at))
    if at.unit == "part":
        return (form.inside.partition("{}")[0] + escape(at.within) if at.within else "") + _named(form.style, at)
    said = f"{at.first}–{at.last}" if at.is_range else at.first
    if at.within and not at.is_range:
        return form.inside.replace("{}", escape(at.within), 1).replace("{}", said)
    return (form.paragraphs if at.is_range else form.paragraph).replace("{}", said)


def _named(style: str, at: Locator) -> str:
    """Return what follows the page or the division.

    >>> at = Locator("page", "490", "490", name="note 151")
    >>> [_named(style, at) for style in ("chicago", "mla", "apa", OWN)]
    ['n151', 'n151', ', Note 151', ', note 151']
    """
    number = NOTE.fullmatch(at.name)
    if number and at.unit == "page" and style in NOTES_BY_N:
        return f"n{number[1]}"
    return f", {at.name.capitalize() if style == 'apa' else at.name}" if at.name else ""


def own(record: Record, title: str, version: str, date: str, status: str) -> Form:
    """Return the form of the edition itself, which names version, date and what the text is worth; its address is set behind it.

    The pages are called as the language of the work calls them.
    """
    names = " and ".join(str(name) for name in record.authors)
    page, pages, ranges = PAGES.get(record.language, PAGES["en"])
    kind = "" if "digital edition" in title else ", digital edition"
    who = f"{escape(names)}, " if names else ""
    worth = f", {escape(status)}" if status else ""
    return Form(
        OWN, "first", "This edition", f"{who}<i>{escape(record.title)}</i>",
        f", in <i>{escape(title)}</i>{kind}, version {escape(version)} ({escape(date)}){worth}",
        "", f", {page}", f", {pages}", ", ¶ {}", ", ¶¶ {}", ", {}, ¶ {}", ranges,
    )


def plain(form: str) -> str:
    """Return HTML as plain text.

    >>> plain("A, <i>B &amp; C</i>.")
    'A, B & C.'
    """
    return html.unescape(TAG.sub("", form))
