"""The record of a work for other programs: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from build_tools.model.citation import Citations, Locator
from build_tools.model.record import Kind, Name, Record

BIBTEX = {
    Kind.BOOK: "book", Kind.CHAPTER: "incollection", Kind.ARTICLE_JOURNAL: "article", Kind.ENTRY_ENCYCLOPEDIA: "incollection",
    Kind.WEBPAGE: "misc", Kind.PAMPHLET: "booklet",
}
RIS = {
    Kind.BOOK: "BOOK", Kind.CHAPTER: "CHAP", Kind.ARTICLE_JOURNAL: "JOUR", Kind.ENTRY_ENCYCLOPEDIA: "ENCYC", Kind.WEBPAGE: "ELEC",
    Kind.PAMPHLET: "PAMP",
}
DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")  # 1978, 2006-10, 1929-04-23
PAGES = re.compile(r"\s*[-–]\s*")  # 389–414
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def date_parts(date: str) -> list[int]:
    """Return year, month and day as far as a date states them.

    >>> date_parts("2006-10"), date_parts("c. 1930")
    ([2006, 10], [])
    """
    found = DATE.fullmatch(date)
    return [int(part) for part in found.groups() if part] if found else []


def csl(record: Record) -> dict[str, Any]:
    """Return a record as an item of CSL-JSON; what the record does not state is left out."""
    parts = date_parts(record.date)
    issued: dict[str, Any] = {"date-parts": [parts]} if parts else {"literal": record.date} if record.date else {}
    item: dict[str, Any] = {
        "id": record.id,
        "type": record.kind.value,
        "title": record.title,
        "title-short": record.title.partition(":")[0] if ":" in record.title else "",
        "author": [_csl_name(name) for name in record.authors],
        "translator": [_csl_name(name) for name in record.translators],
        "editor": [_csl_name(name) for name in record.editors],
        "container-title": record.container,
        "volume": record.volume,
        "issue": record.issue,
        "page": PAGES.sub("-", record.pages),
        "issued": issued,
        "publisher": record.publisher,
        "publisher-place": record.place,
        "URL": record.url,
        "language": record.language,
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def csl_json(record: Record) -> str:
    """Return a file of CSL-JSON."""
    return json.dumps([csl(record)], ensure_ascii=False, indent=1) + "\n"


def bibtex(record: Record) -> str:
    """Return an entry of BibTeX, as pybtex writes it."""
    from pybtex.database import BibliographyData, Entry, Person

    parts = date_parts(record.date)
    container = "journal" if record.kind is Kind.ARTICLE_JOURNAL else "howpublished" if record.kind is Kind.WEBPAGE else "booktitle"
    fields = {
        "title": f"{{{record.title}}}",
        container: record.container,
        "volume": record.volume,
        "number": record.issue,
        "pages": PAGES.sub("--", record.pages),
        "publisher": record.publisher,
        "address": record.place,
        "year": str(parts[0]) if parts else record.date,
        "month": MONTHS[parts[1] - 1] if len(parts) > 1 else "",
        "url": record.url,
        "language": record.language,
    }
    roles = (("author", record.authors), ("translator", record.translators), ("editor", record.editors))
    persons = {role: [_person(name, Person) for name in names] for role, names in roles if names}
    entry = Entry(BIBTEX[record.kind], fields={key: value for key, value in fields.items() if value}, persons=persons)
    text: str = BibliographyData({record.id: entry}).to_string("bibtex")
    return text


def _person(name: Name, kind: Any) -> Any:
    # A name of one part is a body: in braces it is not taken apart.
    return kind(first=name.given, last=name.family) if name.given else kind(last=f"{{{name.family}}}")


def ris(record: Record) -> str:
    """Return a record in the format RIS: tag, two spaces, hyphen, space, value; lines end in CR LF as the format wants it."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in (*_ris(record), ("ER", "")))


def _ris(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", RIS[record.kind]
    yield "ID", record.id
    for tag, names in (("AU", record.authors), ("A4", record.translators), ("ED", record.editors)):
        for name in names:
            yield tag, f"{name.family}, {name.given}" if name.given else f"{name.family},"
    parts = date_parts(record.date)
    first, *rest = PAGES.split(record.pages)
    rows = (
        ("TI", record.title), ("T2", record.container), ("VL", record.volume), ("IS", record.issue), ("SP", first), ("EP", "".join(rest)),
        ("PB", record.publisher), ("CY", record.place), ("PY", str(parts[0]) if parts else ""),
        ("DA", "/".join(f"{part:02}" for part in parts) + "/" * (3 - len(parts)) if parts else ""), ("UR", record.url),
        ("LA", record.language),
    )
    for tag, value in rows:
        if value:
            yield tag, value


def cited(at: Locator, passage: str = "") -> str:
    """Return what a record notes of the passage for which it was taken.

    >>> cited(Locator("page", "138", "139"), "w.2.p4"), cited(Locator("part", within="2.1", name="note 4")), cited(Locator())
    ('Cited: pp. 138–139, w.2.p4', 'Cited: 2.1, note 4', '')
    """
    number = f"{at.first}–{at.last}" if at.is_range else at.first
    if at.unit == "page":
        said = f"{'pp.' if at.is_range else 'p.'} {number}"
    else:
        said = f"{'¶¶' if at.is_range else '¶'} {number}" if at.unit == "paragraph" else ""
    parts = [at.within, said, at.name, passage]
    return f"Cited: {', '.join(part for part in parts if part)}" if any(parts) else ""


def cited_bibtex(citations: Citations, at: Locator, passage: str = "") -> str:
    """Return the BibTeX entry of a work with a note of the passage."""
    note = cited(at, passage)
    return f'{citations.bibtex.rstrip().removesuffix("}").rstrip()},\n    note = "{note}"\n}}\n' if note else citations.bibtex


def cited_ris(citations: Citations, at: Locator, passage: str = "") -> str:
    """Return the RIS record of a work with a note of the passage."""
    note = cited(at, passage)
    return citations.ris.replace("\r\nER  - ", f"\r\nN1  - {note}\r\nER  - ") if note else citations.ris


def cited_csl_json(citations: Citations, at: Locator, passage: str = "") -> str:
    """Return the CSL-JSON item of a work with a note of the passage."""
    note = cited(at, passage)
    items = [{**item, "note": note} if note else item for item in json.loads(citations.csl_json)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"
