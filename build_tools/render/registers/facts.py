"""The facts of an entry beside its prose: names, dates, units, and the sources on which it rests."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model import dates
from build_tools.model.edition import Article
from build_tools.model.tree import Element
from build_tools.render.markup import escape
from build_tools.render.sheet import Sheet

LANG = ' lang="ru"'


def facts(article: Article) -> str:
    """Return the facts that follow a headword, each in an element of its own.

    >>> from build_tools.model.tree import Element
    >>> facts(Article("pood", "measures", "Pood", Element("def"), details={"factor": "16.38", "unit": "kg"}))
    ' <span class="factor">1 pood = 16.38 kg</span>'
    """
    said = article.details
    values = (
        ("full-name", "", _unless_said(said.get("full_name", ""), article.headword)),
        ("acronym", "", said.get("acronym", "")),
        ("original", LANG, said.get("original", "")),
        ("literal", "", f"“{said['literal']}”" if "literal" in said else ""),
        ("expansion", "", said.get("expansion", "")),
        ("years", "", years(said.get("born", ""), said.get("died", ""))),
        ("sort", "", said.get("kind", "")),
        ("modern", "", f"now {said['modern']}" if "modern" in said else ""),
        ("date", "", when(said.get("date", ""), said.get("end", ""))),
        ("factor", "", _factor(article)),
    )
    return "".join(f' <span class="{name}"{lang}>{escape(value)}</span>' for name, lang, value in values if value)


def _unless_said(name: str, headword: str) -> str:
    """Return a full name that is more than the headword in another order."""
    return "" if set(name.split()) <= set(headword.replace(",", " ").split()) else name


def years(born: str, died: str) -> str:
    """Return the years of a life.

    >>> years("1888-10-09", "1938-03-15"), years("1888", ""), years("", "1938")
    ('1888–1938', 'born 1888', 'died 1938')
    """
    first, last = born[:4], died[:4]
    if first and last:
        return f"{first}–{last}"
    return f"born {first}" if first else f"died {last}" if last else ""


def when(start: str, end: str) -> str:
    """Return a date, or the first and the last of several.

    >>> when("1927-12-02", "1927-12-19"), when("1928-01", "1928-07-19"), when("1927/28", "")
    ('2–19 December 1927', 'January 1928 to 19 July 1928', 'economic year 1927/28')
    """
    first, last = dates.span(start), dates.span(end)
    if first is None:
        return ""
    if last is None or last == first:
        return first.words
    day, _, month = first.words.partition(" ")
    if first.first == first.last and last.words.endswith(f" {month}"):
        return f"{day}–{last.words}"
    return f"{first.words} to {last.words}"


def _factor(article: Article) -> str:
    factor, unit = article.details.get("factor", ""), article.details.get("unit", "")
    if factor and unit:
        name = article.headword
        return f"1 {name[:1].lower() if name[1:2].islower() else name[:1]}{name[1:]} = {factor} {unit}"
    return unit


def sources(cited: Sequence[Element], sheet: Sheet) -> str:
    """Return the places on which a statement rests, as links where the site has them."""
    return "; ".join(sheet.set(one) for one in cited)
