"""Export: an edition becomes files for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from build_tools.export import bibliography, catalogue, dts, dts_document, figure_data, passage_map, records, static_oai, web_annotations
from build_tools.model.edition import Edition
from build_tools.model.page import File

EXPORTS: Sequence[Callable[[Edition], Iterable[File]]] = (
    records.export, bibliography.export, passage_map.export, web_annotations.export, catalogue.export, dts.export, dts_document.export,
    static_oai.export, figure_data.export,
)
"""Every format, in the order in which its files are written. No two make a file of one name.

They get the edition without the prose of its entries (`Edition.bare`), so that a changed definition makes none of them anew.
"""
