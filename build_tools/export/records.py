"""The record of each work as files for reference managers: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.edition import Edition
from build_tools.model.page import File


def export(edition: Edition) -> Iterator[File]:
    """Yield the files of every work whose citations are at hand, those without a text too: a record is no text."""
    for work, citations in sorted(edition.citations.items()):
        for ending, content in (("bib", citations.bibtex), ("ris", citations.ris), ("csl.json", citations.csl_json)):
            yield File(f"downloads/{work}.{ending}", content.encode())
