"""From the record of a work and the story of its treatment to the `teiHeader`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from build_tools.model.document import Document, Treatment
from build_tools.model.finding import EditionError, Finding
from build_tools.model.record import Kind, Name, Record
from build_tools.model.tree import Element, Node
from build_tools.tei.passages import references

TREATMENT_KINDS = ("normalization", "hyphenation", "correction", "segmentation")
"""The children of `editorialDecl` in which a treatment can stand."""

PARTS: Mapping[Kind, str] = {Kind.CHAPTER: "m", Kind.ARTICLE_JOURNAL: "j", Kind.ENTRY_ENCYCLOPEDIA: "m"}
"""The kinds that are part of something larger, with the level of that larger thing in a `biblStruct`."""

DAY = re.compile(r"[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
"""A year, month or day as `@when` has it: `1978`, `2006-10`, `2022-12-31`."""

RESPONSIBLE = {"resp": "#edition"}
EDITION = "Smychka"
SUPPLIED = "Fields of the record that the received text does not state and the edition supplies: "
NOTHING_SUPPLIED = "Conversion to TEI; every field of the record is stated by the received text."
UNTREATED = "No rule changed this text."
REVISION = "Converted from the received text by the rules that editorialDecl lists; the ledger of the work names every change."


def header(document: Document) -> Element:
    """Return the `teiHeader` of a document; nothing in it depends on the clock.

    Raises `EditionError` with T005 where a required field is empty and T007 for a treatment of unknown kind: a missing field is a
    finding, never a guess.
    """
    record = document.record
    if findings := [*_missing(record), *_unknown(document)]:
        raise EditionError(*findings)
    return Element("teiHeader", {}, (
        Element("fileDesc", {}, (_title_statement(record), _publication(record), Element("sourceDesc", {}, (_bibl(record),)))),
        Element("encodingDesc", {}, (_treatments(document.treatments), *references(document.text))),
        Element("profileDesc", {}, (
            Element("langUsage", {}, (Element("language", {"ident": record.language, **_by(record, "language")}),)),
        )),
        Element("revisionDesc", {}, (Element("change", {}, (REVISION,)),)),
    ))


def _missing(record: Record) -> Iterable[Finding]:
    required = {
        "id": record.id,
        "title": record.title,
        "language": record.language,
        "rights.licence": record.rights.licence,
    }
    for field, value in required.items():
        if not value.strip():
            yield Finding(
                "T005",
                f"the record has no {field}",
                f"{record.id}.xml" if record.id else "TEI",
                expected=f"a {field} in source.toml",
                hint="Take it from the title page; where the received text does not state it, name the field in `supplied`.",
            )


def _unknown(document: Document) -> Iterable[Finding]:
    for treatment in document.treatments:
        if treatment.kind not in TREATMENT_KINDS:
            yield Finding(
                "T007",
                f"the rule {treatment.rule!r} has the kind {treatment.kind!r}",
                f"{document.record.id}.xml",
                expected="one of " + ", ".join(TREATMENT_KINDS),
                hint="Correct the kind that the rule itself declares.",
            )


def _by(record: Record, field: str) -> dict[str, str]:
    """Mark a field that the edition supplied."""
    return RESPONSIBLE if field in record.supplied else {}


def _title_statement(record: Record) -> Element:
    if record.supplied:
        names: list[Node] = []
        for field in record.supplied:
            names += [Element("ident", {}, (field,)), ", "]
        said: tuple[Node, ...] = (SUPPLIED, *names[:-1], ".")
    else:
        said = (NOTHING_SUPPLIED,)
    edition = Element("respStmt", {"xml:id": "edition"}, (Element("resp", {}, said), Element("orgName", {}, (EDITION,))))
    return Element("titleStmt", {}, (Element("title", _by(record, "title"), (record.title,)), *_people(record), edition))


def _people(record: Record) -> tuple[Element, ...]:
    return (
        *(Element("author", _by(record, "authors"), (_person(name),)) for name in record.authors),
        *(Element("editor", {"role": "translator", **_by(record, "translators")}, (_person(name),)) for name in record.translators),
    )


def _person(name: Name) -> Element:
    given: tuple[Node, ...] = (Element("forename", {}, (name.given,)), " ") if name.given else ()
    return Element("persName", {}, (*given, Element("surname", {}, _words(name.family))))


def _words(text: str) -> tuple[Node, ...]:
    return (text,) if text else ()


def _field(name: str, record: Record, field: str, value: str, **attributes: str) -> tuple[Element, ...]:
    """Return the element of a field, or nothing where the field is empty."""
    return (Element(name, {**attributes, **_by(record, field)}, (value,)),) if value else ()


def _publication(record: Record) -> Element:
    rights = record.rights
    licence = Element("licence", {"target": rights.url} if rights.url else {}, (rights.licence,))
    notice = (Element("p", {}, (rights.notice,)),) if rights.notice else ()
    status = {"status": "free" if rights.publishable else "restricted", **_by(record, "rights")}
    return Element("publicationStmt", {}, (
        Element("publisher", {}, (EDITION,)),
        Element("availability", status, (licence, *notice)),
    ))


def _bibl(record: Record) -> Element:
    """Return the `biblStruct`: with an `analytic` where the work is part of something larger."""
    part = record.kind in PARTS or bool(record.container)
    level = "a" if part else "u" if record.kind is Kind.WEBPAGE else "m"
    own = (
        *_field("title", record, "title", record.title, level=level, type="main"),
        *_field("title", record, "short_title", record.short_title, level=level, type="short"),
        *_people(record),
    )
    container = _field("title", record, "container", record.container, level=PARTS.get(record.kind, "m"))
    editors = (Element("editor", {"role": "editor", **_by(record, "editors")}, (_person(name),)) for name in record.editors)
    date = _field("date", record, "date", record.date, **({"when": record.date} if _is_day(record.date) else {}))
    imprint = (
        *_field("publisher", record, "publisher", record.publisher),
        *_field("pubPlace", record, "place", record.place),
        *date,
    )
    scopes = (
        *_field("biblScope", record, "volume", record.volume, unit="volume"),
        *_field("biblScope", record, "issue", record.issue, unit="issue"),
        *_field("biblScope", record, "pages", record.pages, unit="page"),
    )
    # An editor may not stand in a monogr that has no title: those of a part without a container go to the part.
    inside, outside = ((*own, *editors), ()) if not container else (own, tuple(editors))
    monograph = Element("monogr", {}, (
        *(() if part else inside),
        *container,
        *outside,
        Element("imprint", {}, imprint or (Element("date"),)),
        *scopes,
    ))
    return Element("biblStruct", {"type": record.kind.value, **_by(record, "kind")}, (
        *((Element("analytic", {}, inside),) if part else ()),
        monograph,
        *_field("note", record, "note", record.note),
        *((Element("ptr", {"target": record.url, **_by(record, "url")}),) if record.url else ()),
    ))


def _is_day(date: str) -> bool:
    """Tell whether a date is one that `@when` can hold.

    >>> _is_day("2006-10"), _is_day("October 2006"), _is_day("1927-02-29")
    (True, False, False)
    """
    if not DAY.fullmatch(date):
        return False
    try:
        datetime.date.fromisoformat(f"{date}-01-01"[:10])
    except ValueError:
        return False
    return True


def _treatments(treatments: tuple[Treatment, ...]) -> Element:
    """Return the `editorialDecl`; neighbours of the same kind share an element, so that the order of the rules is kept."""
    if not treatments:
        return Element("editorialDecl", {}, (Element("p", {}, (UNTREATED,)),))
    return Element("editorialDecl", {}, tuple(
        Element(kind, {}, tuple(_treatment(one) for one in group)) for kind, group in groupby(treatments, lambda one: one.kind)
    ))


def _treatment(treatment: Treatment) -> Element:
    count = str(treatment.count)
    places = " place)" if treatment.count == 1 else " places)"
    sentence = Element("seg", {}, _words(treatment.sentence))
    return Element("p", {"n": treatment.rule}, (sentence, " (", Element("num", {"value": count}, (count,)), places))
