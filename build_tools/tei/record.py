"""From a `teiHeader` of our own shape back to the record of the work and the story of its treatment."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.model.document import Treatment
from build_tools.model.finding import EditionError, Finding
from build_tools.model.record import Kind, Name, Record, Rights
from build_tools.model.tree import Element
from build_tools.tei.header import TREATMENT_KINDS

NOTHING = Element("nothing")
"""Stands for an element that is not there; all its fields are empty."""


def record(root: Element, file: str) -> Record:
    """Return the record that the header of `root`, a `TEI` element, states in its `biblStruct` and its rights.

    Raises `EditionError` with T006 where the header has no kind, title or licence; the other fields may be unknown.
    """
    header = root.first("teiHeader") or NOTHING
    bibl = _below(header, "fileDesc", "sourceDesc", "biblStruct")
    monograph = bibl.first("monogr") or NOTHING
    titles = [title for title in bibl.walk() if title.name == "title"]
    people = [person for person in bibl.walk() if person.name in ("author", "editor")]
    imprint = monograph.first("imprint") or NOTHING
    scopes = {scope.get("unit"): scope.text() for scope in monograph.elements() if scope.name == "biblScope"}
    pointer = bibl.first("ptr") or NOTHING
    found = Record(
        id=root.id,
        kind=_kind(bibl, file),
        title=_text(title for title in titles if title.get("type") == "main"),
        rights=_rights(_below(header, "fileDesc", "publicationStmt", "availability")),
        short_title=_text(title for title in titles if title.get("type") == "short"),
        authors=_names(person for person in people if person.name == "author"),
        translators=_names(person for person in people if person.get("role") == "translator"),
        editors=_names(person for person in people if person.get("role") == "editor"),
        container=_text(title for title in titles if not title.get("type")),
        volume=scopes.get("volume", ""),
        issue=scopes.get("issue", ""),
        pages=scopes.get("page", ""),
        date=_below(imprint, "date").text(),
        publisher=_below(imprint, "publisher").text(),
        place=_below(imprint, "pubPlace").text(),
        url=pointer.get("target"),
        language=_below(header, "profileDesc", "langUsage", "language").get("ident"),
        supplied=_supplied(header),
        note=_below(bibl, "note").text(),
    )
    required = {"TEI/@xml:id": found.id, "title of type main": found.title, "licence": found.rights.licence, "language": found.language}
    missing = [field for field, value in required.items() if not value.strip()]
    if missing:
        raise EditionError(*(_misshapen(f"the header states no {field}", file, header, f"a {field}") for field in missing))
    return found


def treatments(root: Element) -> tuple[Treatment, ...]:
    """Return the treatments that `editorialDecl` tells of, in the order of the file."""
    told = []
    for part in _below(root, "teiHeader", "encodingDesc", "editorialDecl").elements():
        if part.name in TREATMENT_KINDS:
            for paragraph in part.elements():
                count = _below(paragraph, "num").get("value")
                sentence = _below(paragraph, "seg").text()
                told.append(Treatment(paragraph.get("n"), part.name, sentence, int(count) if count.isdecimal() else 0))
    return tuple(told)


def _kind(bibl: Element, file: str) -> Kind:
    try:
        return Kind(bibl.get("type"))
    except ValueError:
        kinds = ", ".join(kind.value for kind in Kind)
        message = f"`biblStruct` has the type {bibl.get('type')!r}" if bibl.get("type") else "`biblStruct` has no `type`"
        raise EditionError(_misshapen(message, file, bibl, f"one of {kinds}")) from None


def _misshapen(message: str, file: str, element: Element, expected: str) -> Finding:
    hint = "Give the header the shape that this edition writes; `edition tei specimen` makes one to look at."
    return Finding("T006", message, file, element.line or None, expected=expected, hint=hint)


def _rights(availability: Element) -> Rights:
    licence = _below(availability, "licence")
    return Rights(
        licence=licence.text(),
        publishable=availability.get("status") == "free",
        notice=_below(availability, "p").text(),
        url=licence.get("target"),
    )


def _supplied(header: Element) -> tuple[str, ...]:
    statement = _below(header, "fileDesc", "titleStmt", "respStmt", "resp")
    return tuple(field.text() for field in statement.elements() if field.name == "ident")


def _below(element: Element, *names: str) -> Element:
    for name in names:
        element = element.first(name) or NOTHING
    return element


def _text(elements: Iterable[Element]) -> str:
    return next((element.text() for element in elements), "")


def _names(people: Iterable[Element]) -> tuple[Name, ...]:
    persons = [_below(person, "persName") for person in people]
    return tuple(Name(_below(person, "surname").text(), _below(person, "forename").text()) for person in persons)
