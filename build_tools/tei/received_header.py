"""The header of a TEI file that others made: what it says of the work, as a record."""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.model.record import Name, Record
from build_tools.model.tree import Element

PERSON = re.compile(r"(?P<family>[^,]+), (?P<given>.+)$")
"""`Zola, Émile`."""

YEARS = re.compile(r",? \(?\d{4}.*$")
"""The life of a person behind the name: `Émile, 1840-1902`."""

NOTHING = Element("")


def filled(given: Record, header: Element) -> Record:
    """Return a record whose empty fields are those of a TEI header, wherever its makers put them."""
    description = header.first("fileDesc") or NOTHING
    statement = description.first("titleStmt") or NOTHING
    source = description.first("sourceDesc") or NOTHING
    language = next((one.get("ident") for one in header.walk() if one.name == "language" and one.get("ident")), "")
    named = [one for one in statement.elements() if one.text().strip()]
    authors = tuple(person(one) for one in named if one.name == "author")
    editors = tuple(person(one) for one in named if one.name == "editor" and one.get("role") != "translator")
    translators = tuple(person(one) for one in named if one.name == "editor" and one.get("role") == "translator")
    return replace(
        given,
        title=given.title or words(statement, "title"),
        authors=given.authors or authors,
        editors=given.editors or editors,
        translators=given.translators or translators,
        publisher=given.publisher or words(source, "publisher"),
        place=given.place or words(source, "pubPlace"),
        date=given.date or date(source),
        language=given.language or language or "en",
    )


def person(element: Element) -> Name:
    """Return the name of a person, as far as its parts are told apart."""
    family, given = words(element, "surname"), words(element, "forename")
    if family:
        return Name(family, given)
    text = " ".join(element.text().split())
    match = PERSON.match(text)
    if match:
        return Name(match.group("family"), YEARS.sub("", match.group("given")))
    before, _, last = text.rpartition(" ")
    return Name(last, before)


def words(element: Element, name: str) -> str:
    """Return the words of the first element of a name below another, on one line."""
    return next((" ".join(one.text().split()) for one in element.walk() if one.name == name), "")


def date(source: Element) -> str:
    """Return the date of the source: as a value where it has one."""
    found = next((one for one in source.walk() if one.name == "date"), NOTHING)
    return found.get("when") or " ".join(found.text().split())
