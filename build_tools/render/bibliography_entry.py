"""An entry of the bibliography as a reader knows it from lists of works: author, title, place, publisher, year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.model.bibliography import Publication
from build_tools.model.record import Name
from build_tools.render.markup import escape

MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July", "aug": "August",
    "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}
PARTS = frozenset({"article", "incollection"})
"""Kinds whose title stands in quotation marks, since they stand in something else."""

UNTITLED = "[title not stated]"
_INNER = re.compile(r"“([^”]*)”")
_STOP = re.compile(r"[.?!](?:”|</i>|</cite>)*$")


def entry(one: Publication) -> str:
    """Return an entry as HTML, by the rules of the Chicago Manual for bibliographies; what the entry does not have is left out.

    >>> from build_tools.model.bibliography import Shelf
    >>> said = {"publisher": "X", "address": "Y", "year": "1950"}
    >>> entry(Publication("c", "book", Shelf.STUDY, "Roads", (Name("Carr", "A. B."),), fields=said))
    'Carr, A. B. <cite>Roads</cite>. Y: X, 1950.'
    """
    made = _journal(one) if one.kind == "article" and "journal" in one.fields else _book(one)
    return " ".join(_stopped(part) for part in (_leading(one), _title(one), *made) if part)


def _book(one: Publication) -> list[str]:
    fields = one.fields
    inside = fields.get("booktitle", "")
    volume = fields.get("volume", "")
    parts = [
        f"In <cite>{escape(inside)}</cite>" + (f", vol. {escape(volume)}" if volume else "") if inside else "",
        f"Edited by {_names(one.editors, inverted=False)}" if one.editors and one.authors else "",
        f"Translated by {_names(one.translators, inverted=False)}" if one.translators else "",
        f"Vol. {escape(volume)}" if volume and not inside else "",
        f"{escape(fields['volumes'])} vols" if "volumes" in fields else "",
        escape(fields.get("series", "")),
        escape(fields.get("howpublished", "")),
    ]
    place, publisher = escape(fields.get("address", "")), escape(fields.get("publisher", ""))
    imprint = ": ".join(filter(None, (place, publisher)))
    return [*parts, ", ".join(filter(None, (imprint, _date(one))))]


def _journal(one: Publication) -> list[str]:
    fields = one.fields
    said = f"<cite>{escape(fields['journal'])}</cite>"
    volume, number = escape(fields.get("volume", "")), escape(fields.get("number", ""))
    said += f" {volume}" if volume else ""
    said += f"{',' if volume else ''} no. {number}" if number else ""
    date = _date(one)
    said += f" ({date})" if date else ""
    return [said + (f": {escape(fields['pages'])}" if "pages" in fields else "")]


def _date(one: Publication) -> str:
    month = MONTHS.get(one.fields.get("month", "")[:3].lower(), "")
    return " ".join(filter(None, (month, escape(one.fields.get("year", "")))))


def _leading(one: Publication) -> str:
    """Return the names under which an entry is sorted."""
    if one.authors:
        return _names(one.authors, others=one.others)
    if one.editors:
        return f"{_names(one.editors, others=one.others)}, {'eds' if len(one.editors) > 1 or one.others else 'ed'}"
    return ""


def _names(names: Sequence[Name], *, inverted: bool = True, others: bool = False) -> str:
    """Return names as a list; only the first is inverted.

    >>> _names((Name("Carr", "E. H."), Name("Davies", "R. W."))), _names((Name("Lee"),), others=True)
    ('Carr, E. H., and R. W. Davies', 'Lee et al.')
    """
    said = [str(name) for name in names]
    if inverted and names[0].given:
        said[0] = f"{names[0].family}, {names[0].given}"
    if others:
        return f"{escape(', '.join(said))} et al."
    if len(said) == 1:
        return escape(said[0])
    return escape(f"{', '.join(said[:-1])}{',' if inverted or len(said) > 2 else ''} and {said[-1]}")


def _title(one: Publication) -> str:
    if not one.title:
        return UNTITLED
    if one.kind in PARTS:
        inner = _INNER.sub("‘\\1’", escape(one.title))
        return f"“{inner}”"
    return f"<cite>{escape(one.title)}</cite>"


def _stopped(part: str) -> str:
    """Return a part with a full stop, inside a closing quotation mark, as the style wants it.

    >>> _stopped("“Roads”"), _stopped("What Is To Be Done?"), _stopped("3 vols")
    ('“Roads.”', 'What Is To Be Done?', '3 vols.')
    """
    if _STOP.search(part):
        return part
    return part[:-1] + ".”" if part.endswith("”") else part + "."
