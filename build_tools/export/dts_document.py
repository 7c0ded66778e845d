"""Distributed Text Services 1.0: the texts, whole, by passage and by printed page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.export.citation_trees import PAGE
from build_tools.export.dts import FOLDER, Work, is_open, works
from build_tools.export.page_cut import pages
from build_tools.model.document import Document
from build_tools.model.edition import Edition
from build_tools.model.page import File
from build_tools.model.tree import Element
from build_tools.tei.layout import NAMESPACE
from build_tools.tei.serialize import DECLARATION, serialize, write

BEGIN = f'{DECLARATION}<TEI xmlns="{NAMESPACE}">\n<dts:wrapper xmlns:dts="https://w3id.org/api/dts#">\n'
END = "\n</dts:wrapper>\n</TEI>\n"
WITHHELD = Element("text", {}, (Element("body", {}, (Element("ab", {}, (Element("gap", {"reason": "rights"}),)),)),))
"""Stands for a text that may not be passed on."""


def export(edition: Edition) -> Iterable[File]:
    """Return each open text whole and in pieces, without annotations; of any other work the header alone, which says why."""
    for work in works(edition):
        yield from _open(work) if is_open(work.volume) else _closed(work)


def _open(work: Work) -> Iterator[File]:
    document = work.volume.base
    assert document is not None  # a text is open only where it is at hand
    whole = write(document)
    yield File(f"{FOLDER}/document/{work.record.id}.xml", whole)
    by_id = {element.id: element for element in document.text.walk() if element.id}
    for tree in work.trees:
        name = f"{FOLDER}/{work.path('document', tree)}"
        if tree.name:
            yield File(f"{name}.xml", whole)
        else:
            yield File(f"{name}/{tree.whole}.xml", _wrapped(document.text))
        found = pages(document.text) if tree.name == PAGE else by_id
        for unit in tree.units if work.files else ():
            # A unit may be registered that the text of a working copy has not: “edition check” tells.
            if unit.id in found:
                yield File(f"{name}/{unit.id}.xml", _wrapped(found[unit.id]))


def _closed(work: Work) -> Iterator[File]:
    base = work.volume.base
    header = write(Document(work.record, WITHHELD, base.treatments if base else ()))
    yield File(f"{FOLDER}/document/{work.record.id}.xml", header)
    for tree in work.trees:
        name = f"{FOLDER}/{work.path('document', tree)}"
        if tree.name:
            yield File(f"{name}.xml", header)
        else:
            yield File(f"{name}/{tree.whole}.xml", header)


def _wrapped(element: Element) -> bytes:
    return f"{BEGIN}{serialize(element)}{END}".encode()
