"""What stands beside the texts as W3C Web Annotations: a page of annotations for each work, and one collection of all.

https://www.w3.org/TR/annotation-model/. A target is a passage, by the address that is promised for it, and in it a stretch of characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from build_tools.export.json_file import json_file
from build_tools.model.edition import Edition, Volume
from build_tools.model.page import File
from build_tools.model.passage import Register, fragment, registered
from build_tools.render.passages import words
from build_tools.render.registers.concordance import address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COLLECTION = "downloads/annotations.json"
EDITORS = {"type": "Organization", "name": "The editors"}


def path_of(work: str) -> str:
    """Return the path of the annotations of a work."""
    return f"downloads/{work}.annotations.json"


def export(edition: Edition) -> Iterator[File]:
    """Yield the annotations of each work that has any, and the collection; there are no words of a text in them."""
    site = edition.address or "../"
    pages = {volume.record.id: [*_of_entries(edition, volume, site), *_of_editors(edition, volume, site)] for volume in edition.volumes}
    held = {work: found for work, found in pages.items() if found}
    if not held:
        return
    names = list(held)
    collection = {"id": f"{site}{COLLECTION}", "type": "AnnotationCollection", "label": f"Annotations of {edition.title}"}
    start = 0
    for number, work in enumerate(names):
        turns = {
            side: f"{site}{path_of(names[other])}"
            for side, other in (("prev", number - 1), ("next", number + 1)) if 0 <= other < len(names)
        }
        yield json_file(path_of(work), {
            "@context": CONTEXT, "id": f"{site}{path_of(work)}", "type": "AnnotationPage", "partOf": collection["id"], **turns,
            "startIndex": start, "items": held[work],
        })
        start += len(held[work])
    yield json_file(COLLECTION, {
        "@context": CONTEXT, **collection, "total": start,
        "first": f"{site}{path_of(names[0])}", "last": f"{site}{path_of(names[-1])}",
    })


def _of_entries(edition: Edition, volume: Volume, site: str) -> Iterator[dict[str, Any]]:
    """Yield one annotation for each register entry that a work names: its targets are all the places where it does.

    Without the text of the work the places are passages, as the table of its occurrences knows them.
    """
    work = volume.record.id
    addresses = addresses_of(edition)
    found: dict[str, list[Mapping[str, Any]]] = {}
    if volume.document is None:
        for mention in (one for one in edition.mentions if one.work == work):
            found.setdefault(mention.entry, []).append(target(mention.passage, volume.register, work, site))
    for one in (one for one in edition.occurrences if one.work == work):
        found.setdefault(one.entry, []).append(target(one.passage, volume.register, work, site, (one.start, one.end)))
    for entry, targets in sorted(found.items()):
        if entry in addresses:
            yield {
                "id": f"{site}{path_of(work)}#{entry}", "type": "Annotation", "motivation": "identifying",
                "body": f"{site}{addresses[entry]}", "target": _once(targets),
            }


def _of_editors(edition: Edition, volume: Volume, site: str) -> Iterator[dict[str, Any]]:
    """Yield what the editors say of a work: a comment for each note, an edit for each emendation of the print."""
    work = volume.record.id
    for note in (one for one in edition.notes if one.work == work):
        yield _said(note.id, note.target, note.quote, volume, site, "commenting", words(note.body))
    for one in (one for one in edition.emendations if one.work == work):
        yield _said(one.id, one.target, one.sic, volume, site, "editing", one.corr, one.reason)


def _said(
    name: str, passage: str, quote: str, volume: Volume, site: str, motivation: str, said: str, reason: str = ""
) -> dict[str, Any]:
    work = volume.record.id
    place = target(passage, volume.register, work, site)
    exact = {"type": "TextQuoteSelector", "exact": quote}
    body = [_body(said, motivation), *([_body(reason, "commenting")] if reason else [])]
    return {
        "id": f"{site}{path_of(work)}#{name}", "type": "Annotation", "motivation": motivation, "creator": EDITORS, "body": body,
        "target": {**place, "selector": {**place["selector"], **({"refinedBy": exact} if quote else {})}},
    }


def _body(text: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "language": "en", "purpose": purpose}


def _once(targets: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return targets, each once: a passage that goes over a page is mentioned for both."""
    return [one for place, one in enumerate(targets) if one not in targets[max(0, place - 2):place]]


def addresses_of(edition: Edition) -> dict[str, str]:
    """Return the address of every register entry that has one on the site."""
    return {article.id: address(article) for article in edition.articles}


def target(passage: str, register: Register, work: str, site: str, stretch: tuple[int, int] | None = None) -> Mapping[str, Any]:
    """Return a passage as the target of an annotation; an id that is no more leads to the passage that holds its words now.

    `stretch` are characters of the text of the passage, the numbers of note calls not counted; a retired id has none any more.
    """
    living = register.resolve(registered(passage, work))
    held = register.by_id.get(living[0]) if living else None
    name = fragment(held.id, work) if held else passage
    page = f"{work}/{held.places[-1]}.html" if held and held.places else f"{work}/index.html"
    selector: dict[str, Any] = {"type": "FragmentSelector", "value": name}
    if stretch is not None and name == passage:
        selector["refinedBy"] = {"type": "TextPositionSelector", "start": stretch[0], "end": stretch[1]}
    return {"source": f"{site}{page}", "selector": selector}
