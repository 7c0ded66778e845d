"""The bibliography as files for reference managers: BibTeX, CSL-JSON and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from build_tools.export.bibliographic import MONTHS
from build_tools.model.bibliography import Publication
from build_tools.model.edition import Edition
from build_tools.model.page import File
from build_tools.model.record import Name

CSL = {
    "book": "book", "booklet": "pamphlet", "proceedings": "book", "incollection": "chapter", "article": "article-journal",
    "periodical": "periodical", "misc": "document",
}
RIS = {
    "book": "BOOK", "booklet": "PAMP", "proceedings": "CONF", "incollection": "CHAP", "article": "JOUR", "periodical": "JFULL",
    "misc": "GEN",
}
VARIABLES = (
    ("journal", "container-title"), ("booktitle", "container-title"), ("series", "collection-title"), ("volume", "volume"),
    ("number", "issue"), ("volumes", "number-of-volumes"), ("publisher", "publisher"), ("howpublished", "publisher"),
    ("address", "publisher-place"), ("note", "note"), ("url", "URL"), ("language", "language"),
)
TAGS = (
    ("journal", "T2"), ("booktitle", "T2"), ("series", "T3"), ("volume", "VL"), ("number", "IS"), ("volumes", "NV"), ("publisher", "PB"),
    ("howpublished", "PB"), ("address", "CY"), ("year", "PY"), ("note", "N1"), ("url", "UR"), ("language", "LA"),
)
YEARS = re.compile(r"(\d{4})(?:–(\d{4}))?")  # 1929, 1950–1953


def export(edition: Edition) -> Iterator[File]:
    """Yield the three files, nothing where there is no bibliography; what an entry does not state is left out of all of them."""
    found = edition.bibliography.publications
    if found:
        yield File("downloads/bibliography.bib", "\n".join(map(bibtex, found)).encode())
        items = json.dumps([csl(one) for one in found], ensure_ascii=False, indent=1)
        yield File("downloads/bibliography.csl.json", f"{items}\n".encode())
        yield File("downloads/bibliography.ris", "".join(map(ris, found)).encode())


def bibtex(one: Publication) -> str:
    """Return an entry of BibTeX, as pybtex writes it: without the fields that only this edition reads."""
    from pybtex.database import BibliographyData, Entry, Person
    from pybtex.database.output.bibtex import Writer

    fields = {"title": f"{{{one.title}}}"} if one.title else {}
    fields |= {name: value.replace("–", "--") if name in ("year", "pages") else value for name, value in one.fields.items()}
    persons = {}
    for role, names in (("author", one.authors), ("editor", one.editors), ("translator", one.translators)):
        if names:
            persons[role] = [Person(first=name.given, last=name.family if name.given else f"{{{name.family}}}") for name in names]
            persons[role] += [Person("others")] if one.others and role == ("author" if one.authors else "editor") else []
    # By its name the writer would be looked up among all that is installed, which takes ten milliseconds an entry.
    text: str = Writer().to_string(BibliographyData({one.key: Entry(one.kind, fields=fields, persons=persons)}))
    return text


def csl(one: Publication) -> dict[str, Any]:
    """Return an entry as an item of CSL-JSON."""
    item: dict[str, Any] = {"id": one.key, "type": CSL[one.kind], "title": one.title}
    for role, names in (("author", one.authors), ("editor", one.editors), ("translator", one.translators)):
        item[role] = [_csl_name(name) for name in names]
    for field, variable in VARIABLES:
        item.setdefault(variable, one.fields.get(field, ""))
        item[variable] = item[variable] or one.fields.get(field, "")
    item["page"] = one.fields.get("pages", "").replace("–", "-")
    if years := YEARS.fullmatch(one.fields.get("year", "")):
        month = one.fields.get("month", "")[:3].lower()
        parts: list[list[int]] = [[int(year)] for year in years.groups() if year]
        if month in MONTHS:
            parts[0].append(MONTHS.index(month) + 1)
        item["issued"] = {"date-parts": parts}
    return {name: value for name, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def ris(one: Publication) -> str:
    """Return an entry in the format RIS; lines end in CR LF as the format wants it."""
    rows = [("TY", RIS[one.kind]), ("ID", one.key)]
    for tag, names in (("AU", one.authors), ("ED" if one.authors else "AU", one.editors), ("A4", one.translators)):
        rows += [(tag, f"{name.family}, {name.given}" if name.given else f"{name.family},") for name in names]
    rows += [("TI", one.title)] if one.title else []
    rows += [(tag, YEARS.sub(r"\1", one.fields[name]) if tag == "PY" else one.fields[name]) for name, tag in TAGS if name in one.fields]
    first, _, last = one.fields.get("pages", "").partition("–")
    rows += [(tag, page) for tag, page in (("SP", first), ("EP", last)) if page]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in (*rows, ("ER", "")))
