"""Distributed Text Services 1.0, Level 0, as plain files: entry, collections and navigation; `dts_document` gives the texts.

https://dtsapi.org/specifications/versions/v1.0/. A file cannot cut what it holds: an answer reaches down to the smallest unit, and
`down` stands in the fragment of the address, where only the client reads it. Of ranges there is that over a whole work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.export.citation_trees import Kind, Tree, Unit, trees
from build_tools.export.json_file import filled, json_file
from build_tools.model.edition import Edition, Volume
from build_tools.model.page import File
from build_tools.model.record import Record

FOLDER = "dts"
CONTEXT = "https://dtsapi.org/context/v1.0.json"
HEAD = {"@context": CONTEXT, "dtsVersion": "1.0"}
ROOT = "edition"
# A work may be called “open”; no work has a point in its id.
OPEN = ("works.open", "Texts that may be passed on")
CLOSED = ("works.closed", "Works whose text may not be passed on, or is not here: everything but the text")
MEDIA = "application/tei+xml"

LIMIT = 500
"""Units of a work of which each has a file of its own: as many small files would double a site, and are slow to write."""


def is_open(volume: Volume) -> bool:
    """Say whether the text of a work is served: it is at hand, and anybody may have it. That a build is private changes nothing."""
    return volume.base is not None and volume.record.rights.publishable


@dataclass(frozen=True, slots=True)
class Work:
    """A work as the interface knows it. `files` says whether each unit has files of its own."""

    volume: Volume
    trees: tuple[Tree, ...]

    @property
    def record(self) -> Record:
        """The record of the work."""
        return self.volume.record

    @property
    def files(self) -> bool:
        """Say whether each unit has files of its own; else whoever asks for one gets the whole, and cuts it out."""
        return is_open(self.volume) and sum(len(tree.units) for tree in self.trees) <= LIMIT

    def path(self, endpoint: str, tree: Tree) -> str:
        """Return the path of the answers to an endpoint for one tree, without its ending."""
        return f"{endpoint}/{self.record.id}" + (f".{tree.name}" if tree.name else "")


def works(edition: Edition) -> tuple[Work, ...]:
    """Return every work with its citation trees."""
    return tuple(Work(volume, trees(volume)) for volume in edition.volumes)


def export(edition: Edition) -> Iterable[File]:
    """Return entry, collections and navigation; of a work without an open text they hold all that is known without it."""
    entry = _Answer(edition, "entry.json")
    yield json_file(f"{FOLDER}/entry.json", {**HEAD, "@id": entry.id, "@type": "EntryPoint", **entry.templates("{resource}", True)})
    held = works(edition)
    yield from _collections(edition, held)
    for work in held:
        for tree in work.trees:
            yield from _navigation(edition, work, tree)


class _Answer:
    """One file of the interface: `path` below the folder, from which all addresses in it start where the site has none."""

    def __init__(self, edition: Edition, path: str) -> None:
        self.site = edition.address or "../" * (path.count("/") + 1)
        self.base = f"{self.site}{FOLDER}/"
        self.id = f"{self.base}{path}"

    def templates(self, resource: str, files: bool) -> dict[str, str]:
        """Return the URI templates; where units have no files, what asks for one leads to the whole."""
        below, beyond = ("{/ref,start,end}", "{#down}") if files else ("{/start,end}", "{#ref,down}")
        return {
            "collection": f"{self.base}collection{{/id,nav}}.json",
            "navigation": f"{self.base}navigation/{resource}{{.tree}}{below}.json{beyond}",
            "document": f"{self.base}document/{resource}{{.tree}}{below}.xml" + ("" if files else "{#ref}"),
        }

    def collection(self, name: str, title: str, children: int, parents: int) -> dict[str, Any]:
        """Return a collection without its members."""
        return {
            "@id": name, "@type": "Collection", "dtsVersion": "1.0", "title": title, "totalParents": parents, "totalChildren": children,
            "collection": f"{self.base}collection{{/id,nav}}.json",
        }

    def resource(self, work: Work, whole: bool) -> dict[str, Any]:
        """Return a work; what leads through it stands in each answer, its description only where it is asked for (`whole`)."""
        record = work.record
        found: dict[str, Any] = {
            "@id": record.id, "@type": "Resource", "dtsVersion": "1.0", "title": record.title, "totalParents": 1, "totalChildren": 0,
            **self.templates(record.id, work.files), "citationTrees": [_tree(tree, whole) for tree in work.trees],
        }
        if whole:
            found |= {
                "description": record.rights.notice, "dublinCore": _dublin_core(record, is_open(work.volume)), "mediaTypes": [MEDIA],
            }
            if is_open(work.volume):
                found["download"] = [f"{self.site}downloads/{record.id}.xml"]
        return found


def _collections(edition: Edition, held: tuple[Work, ...]) -> Iterator[File]:
    """Yield every collection three times: alone, and with what the two values of `nav` ask for. The first level is by rights."""
    groups = [(name, title, [work for work in held if is_open(work.volume) is (name == OPEN[0])]) for name, title in (OPEN, CLOSED)]
    groups = [group for group in groups if group[2]]

    def root(answer: _Answer) -> dict[str, Any]:
        return answer.collection(ROOT, edition.title, len(groups), 0)

    def group(answer: _Answer, name: str, title: str, count: int) -> dict[str, Any]:
        return answer.collection(name, title, count, 1)

    for stem in ("collection", f"collection/{ROOT}"):
        for answer, up in _asked(edition, stem):
            members = [] if up else [group(answer, name, title, len(inner)) for name, title, inner in groups]
            yield _collection(answer, root(answer), members)
    for name, title, inner in groups:
        for answer, up in _asked(edition, f"collection/{name}"):
            members = [root(answer)] if up else [answer.resource(work, False) for work in inner]
            yield _collection(answer, group(answer, name, title, len(inner)), members)
        for work in inner:
            for answer, up in _asked(edition, f"collection/{work.record.id}"):
                yield _collection(answer, answer.resource(work, True), [group(answer, name, title, len(inner))] if up else [])


def _asked(edition: Edition, stem: str) -> Iterator[tuple[_Answer, bool]]:
    """Yield the answers for a collection by the value of `nav`, and whether it asks for what stands above."""
    for path, up in ((f"{stem}.json", False), (f"{stem}/children.json", False), (f"{stem}/parents.json", True)):
        yield _Answer(edition, path), up


def _collection(answer: _Answer, said: Mapping[str, Any], members: list[dict[str, Any]]) -> File:
    path = answer.id.removeprefix(answer.base)
    return json_file(f"{FOLDER}/{path}", {**HEAD, **said, "member": members})


def _navigation(edition: Edition, work: Work, tree: Tree) -> Iterator[File]:
    name, language = work.path("navigation", tree), work.record.language

    def answer(path: str, units: tuple[Unit, ...], whole: bool = False, **asked: Any) -> File:
        one = _Answer(edition, path)
        return json_file(f"{FOLDER}/{path}", {
            **HEAD, "@id": one.id, "@type": "Navigation", "resource": one.resource(work, whole), **asked,
            "member": [_unit(unit, language) for unit in units],
        })

    yield answer(f"{name}.json", tree.units, True)
    if tree.whole:
        first, last = tree.units[0], tree.units[-1]
        yield answer(f"{name}/{tree.whole}.json", tree.units, start=_unit(first, language), end=_unit(last, language))
    for identifier, units in tree.below().items() if work.files else ():
        yield answer(f"{name}/{identifier}.json", units, ref=_unit(units[0], language))


def _unit(unit: Unit, language: str) -> dict[str, Any]:
    return {
        "identifier": unit.id, "@type": "CitableUnit", "level": unit.level, "parent": unit.parent or None, "citeType": unit.kind,
        **({"dublinCore": {"title": [{"value": unit.title, "lang": language}]}} if unit.title else {}),
    }


def _tree(tree: Tree, whole: bool) -> dict[str, Any]:
    return {
        **({"identifier": tree.name} if tree.name else {}), "@type": "CitationTree",
        **({"citeStructure": [_cite(kind) for kind in tree.kinds()]} if whole else {}),
        "description": "By printed page" if tree.name else "By division and passage",
    }


def _cite(kind: Kind) -> dict[str, Any]:
    return {
        "@type": "CiteStructure", "citeType": kind.name,
        **({"citeStructure": [_cite(inner) for inner in kind.inner]} if kind.inner else {}),
    }


def _dublin_core(record: Record, shown: bool) -> dict[str, Any]:
    def said(*values: str, lang: str = record.language) -> list[dict[str, str]]:
        return [{"value": value, "lang": lang} for value in values if value]

    rights = record.rights
    return filled(
        title=said(record.title), creator=said(*map(str, record.authors)), contributor=said(*map(str, record.translators)),
        publisher=said(record.publisher), issued=said(record.date), language=said(record.language),
        license=rights.url or said(rights.licence, lang="en"), rights=said(rights.notice, lang="en"),
        accessRights=said("The text is included." if shown else f"Everything but the text: it {_why(record)}.", lang="en"),
    )


def _why(record: Record) -> str:
    return "is not in this copy" if record.rights.publishable else "may not be passed on"
