"""What search engines and catalogues read in the head of a page: schema.org, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from build_tools.model.edition import Edition
from build_tools.model.page import Dress, Page
from build_tools.model.record import Kind, Name, Record
from build_tools.render.markup import relative

TYPES = {
    Kind.BOOK: "Book", Kind.CHAPTER: "Chapter", Kind.ARTICLE_JOURNAL: "ScholarlyArticle", Kind.ENTRY_ENCYCLOPEDIA: "Article",
    Kind.WEBPAGE: "Article", Kind.PAMPHLET: "Book",
}
CONTAINERS = {
    Kind.CHAPTER: "Book", Kind.ARTICLE_JOURNAL: "Periodical", Kind.ENTRY_ENCYCLOPEDIA: "Book", Kind.WEBPAGE: "WebSite",
}
"""What a work of a kind stands in; of the others, a series."""
REGISTERS = {"glossary": "DefinedTermSet", "register": "DefinedTermSet", "entry": "DefinedTerm"}
OF_A_WORK = frozenset({"text", "map"})


def linked(edition: Edition, spans: Mapping[str, str]) -> Dress:
    """Return what says in the head of a page what it is about; `spans` are the printed pages that a page of the site holds.

    Addresses are whole where the site has one, else they start from the page.
    """
    records = {volume.record.id: volume.record for volume in edition.volumes}

    def dress(page: Page) -> Page:
        said = _said(page, edition, records, spans.get(page.url, ""))
        return replace(page, head=page.head + _script(said)) if said else page

    return dress


def _said(page: Page, edition: Edition, records: Mapping[str, Record], span: str) -> dict[str, Any]:
    def at(url: str) -> str:
        return f"{edition.address}{url}" if edition.address else relative(page.url, url)

    whole = {"@type": "Collection", "@id": at("index.html"), "name": edition.title}
    if page.kind == "home":
        parts = [{"@type": TYPES[one.kind], "@id": at(f"{one.id}/index.html"), "name": one.title} for one in records.values()]
        return {**whole, "version": edition.version, "datePublished": edition.date, "hasPart": parts}
    if page.kind in REGISTERS:
        return {"@type": REGISTERS[page.kind], "@id": at(page.url), "name": page.title, "isPartOf": whole}
    if page.kind == "figure":
        stem = page.url.removesuffix(".html")
        files = [{"@type": "DataDownload", "encodingFormat": kind, "contentUrl": at(f"{stem}.{ending}")}
                 for ending, kind in (("csv", "text/csv"), ("json", "application/json"))]
        licence = next((one.path for one in edition.figures.shelf.licences if one.path), "")
        said = {"@type": "Dataset", "@id": at(page.url), "name": page.title, "description": page.description, "license": licence,
                "distribution": files, "isPartOf": whole}
        return {name: value for name, value in said.items() if value}
    record = records.get(page.work)
    if record is None or page.kind not in OF_A_WORK and page.kind != "work":
        return {}
    work = {"@type": TYPES[record.kind], "@id": at(f"{record.id}/index.html"), "name": record.title}
    if page.kind == "work":
        return {**work, **_of_record(record), "isPartOf": [*_container(record), whole]}
    part = "Chapter" if record.kind is Kind.BOOK else "CreativeWork"
    pages = {"pagination": span} if span else {}
    return {"@type": part, "@id": at(page.url), "name": page.title, **pages, "inLanguage": record.language, "isPartOf": work}


def _of_record(record: Record) -> dict[str, Any]:
    rights = record.rights
    said = {
        "author": _people(record.authors), "translator": _people(record.translators), "editor": _people(record.editors),
        "datePublished": record.date, "publisher": {"@type": "Organization", "name": record.publisher} if record.publisher else "",
        "pagination": record.pages.replace("-", "–"), "inLanguage": record.language, "license": rights.url,
        "copyrightNotice": rights.notice, "sameAs": record.url,
    }
    return {name: value for name, value in said.items() if value}


def _container(record: Record) -> Iterator[dict[str, Any]]:
    if record.container:
        numbers = {"volumeNumber": record.volume, "issueNumber": record.issue}
        yield {
            "@type": CONTAINERS.get(record.kind, "BookSeries"), "name": record.container,
            **{name: value for name, value in numbers.items() if value and record.kind is Kind.ARTICLE_JOURNAL},
        }


def _people(names: Iterable[Name]) -> list[dict[str, str]]:
    return [
        {"@type": "Person", "name": str(name), "familyName": name.family, "givenName": name.given} if name.given
        else {"@type": "Organization", "name": name.family} for name in names
    ]


def _script(said: Mapping[str, Any]) -> str:
    text = json.dumps({"@context": "https://schema.org", **said}, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>\n'
