"""The records of the works for harvesters: an OAI-PMH static repository, which a gateway serves from one file.

http://www.openarchives.org/OAI/2.0/guidelines-static-repository.htm
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.edition import Edition, Volume
from build_tools.model.page import File
from build_tools.model.tree import Element
from build_tools.render.markup import escape, quoted
from build_tools.tei.serialize import DECLARATION

PATH = "oai.xml"
OAI = "http://www.openarchives.org/OAI/2.0/"
DC = f"{OAI}oai_dc/"
SCHEME = "://"
NAMESPACES = {
    "xmlns": f"{OAI}static-repository", "xmlns:oai": OAI, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": f"{OAI}static-repository {OAI}static-repository.xsd",
}
RECORD = {"xmlns:oai_dc": DC, "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xsi:schemaLocation": f"{DC} {OAI}oai_dc.xsd"}


def export(edition: Edition) -> Iterator[File]:
    """Yield the file where the site has an address, somebody answers for it, and a gateway serves it: it may not lack any of them."""
    harvest = edition.harvest
    if not (edition.address and harvest.contact and harvest.gateway):
        return
    # The address that a gateway gives to a repository is its own, and behind it that of the file without “https://”.
    base = f"{harvest.gateway.rstrip('/')}/{edition.address.partition(SCHEME)[2]}{PATH}"
    root = Element("Repository", NAMESPACES, (
        Element("Identify", {}, tuple(_said(f"oai:{name}", value) for name, value in (
            ("repositoryName", edition.title), ("baseURL", base), ("protocolVersion", "2.0"), ("adminEmail", harvest.contact),
            ("earliestDatestamp", edition.date), ("deletedRecord", "no"), ("granularity", "YYYY-MM-DD"),
        ))),
        Element("ListMetadataFormats", {}, (Element("oai:metadataFormat", {}, (
            _said("oai:metadataPrefix", "oai_dc"), _said("oai:schema", f"{OAI}oai_dc.xsd"), _said("oai:metadataNamespace", DC),
        )),)),
        Element("ListRecords", {"metadataPrefix": "oai_dc"}, tuple(_record(volume, edition) for volume in edition.volumes)),
    ))
    yield File(PATH, f"{DECLARATION}{_serialized(root)}\n".encode())


def _record(volume: Volume, edition: Edition) -> Element:
    record = volume.record
    host = edition.address.partition(SCHEME)[2].partition("/")[0].partition(":")[0]
    dc = (
        ("title", record.title), *(("creator", str(name)) for name in record.authors), ("publisher", record.publisher),
        *(("contributor", str(name)) for name in (*record.translators, *record.editors)), ("date", record.date), ("type", "Text"),
        ("identifier", f"{edition.address}{record.id}/index.html"), ("source", record.container), ("language", record.language),
        ("rights", record.rights.notice),
    )
    return Element("oai:record", {}, (
        Element("oai:header", {}, (_said("oai:identifier", f"oai:{host}:{record.id}"), _said("oai:datestamp", edition.date))),
        Element("oai:metadata", {}, (Element("oai_dc:dc", RECORD, tuple(_said(f"dc:{name}", value) for name, value in dc if value)),)),
    ))


def _said(name: str, value: str) -> Element:
    return Element(name, {}, (value,))


def _serialized(element: Element) -> str:
    # The writer of TEI has no prefixes but that of XML.
    attributes = "".join(f' {name}="{quoted(value)}"' for name, value in element.attributes.items())
    inner = "".join(escape(child) if isinstance(child, str) else f"\n{_serialized(child)}" for child in element.children)
    return f"<{element.name}{attributes}>{inner}</{element.name}>"
