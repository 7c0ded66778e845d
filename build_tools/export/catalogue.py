"""The catalogue of the edition: its works, what may be done with each, and every file in which a program finds more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from build_tools.export import figure_data, passage_map, web_annotations
from build_tools.export.dts import FOLDER as DTS
from build_tools.export.json_file import filled, json_file
from build_tools.model.edition import Edition, Volume
from build_tools.model.page import File
from build_tools.model.record import Name
from build_tools.render.registers.shown import SHOWN

PATH = "downloads/catalogue.json"


def export(edition: Edition) -> Iterator[File]:
    """Yield the one file. Addresses are whole where the site has one, else they start from the folder of the file."""
    site = edition.address or "../"
    annotated = {one.work for one in edition.occurrences} | {one.work for one in edition.mentions}
    held = Counter(article.register for article in edition.articles)
    yield json_file(PATH, filled(
        title=edition.title, version=edition.version, date=edition.date, address=edition.address,
        interfaces=filled(
            dts=f"{site}{DTS}/entry.json", sums=f"{site}downloads/SHA256SUMS",
            annotations=f"{site}{web_annotations.COLLECTION}" if annotated else "",
            figures=f"{site}{figure_data.FOLDER}/datapackage.json" if edition.figures.figures else "",
        ),
        data=filled(
            figures=f"{site}downloads/figures.zip" if edition.figures.figures else "",
            bibliography=f"{site}downloads/bibliography.bib" if edition.bibliography.publications else "",
        ),
        registers=[
            {"title": shown.title, "entries": held[shown.kind.name], "address": f"{site}{shown.url}"}
            for shown in SHOWN if shown.kind.name in held
        ],
        works=[_work(volume, edition, site, volume.record.id in annotated) for volume in edition.volumes],
    ))


def _work(volume: Volume, edition: Edition, site: str, annotated: bool) -> dict[str, Any]:
    record, rights = volume.record, volume.record.rights
    kinds: dict[str, int] = {}
    for row in volume.register.passages:
        if not row.retired:
            kinds[row.kind] = kinds.get(row.kind, 0) + 1
    below = f"{site}downloads/{record.id}"
    return filled(
        id=record.id, kind=record.kind.value, title=record.title, authors=_names(record.authors), translators=_names(record.translators),
        editors=_names(record.editors), container=record.container, volume=record.volume, issue=record.issue, pages=record.pages,
        date=record.date, publisher=record.publisher, place=record.place, url=record.url, language=record.language,
        supplied=record.supplied, rights=filled(licence=rights.licence, url=rights.url, notice=rights.notice),
        publishable=rights.publishable, text_in_this_copy=volume.document is not None, passages=kinds,
        address=f"{site}{record.id}/index.html",
        files=filled(
            tei=f"{below}.xml" if volume.document is not None else "",
            passages=f"{site}{passage_map.path_of(record.id)}" if volume.register.passages else "",
            annotations=f"{site}{web_annotations.path_of(record.id)}" if annotated else "",
            **({"bibtex": f"{below}.bib", "ris": f"{below}.ris", "csl": f"{below}.csl.json"} if record.id in edition.citations else {}),
        ),
    )


def _names(names: tuple[Name, ...]) -> list[dict[str, str]]:
    return [filled(family=name.family, given=name.given) for name in names]
