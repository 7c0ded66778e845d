"""What prose of ours may cite, as the records, the registers of passages and the bibliography of a project say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from build_tools.model.finding import EditionError
from build_tools.pipeline import register
from build_tools.pipeline.cache import Cache, digest, files_digest
from build_tools.pipeline.project import Project
from build_tools.read import passages
from build_tools.read.source import NAME, load_all

if TYPE_CHECKING:
    from build_tools.annotate.catalogue import Catalogue

BIBLIOGRAPHY = "bibliography.bib"
_KEY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s}]+)", re.IGNORECASE | re.MULTILINE)  # @book{lenin-cw,


def catalogue(project: Project, cache: Cache | None = None) -> Catalogue:
    """Return what may be cited; a record that cannot be read is not in it. Raises `EditionError` where a register cannot be read."""

    def make() -> Catalogue:
        from build_tools.annotate.catalogue import Catalogue, Shelf

        sources, _ = load_all(project.sources)
        shelves = {one.record.id: Shelf(one.record, register.load(project, one.record.id)) for one in sources}
        return Catalogue(shelves, keys(project))

    return make() if cache is None else cache.value("catalogue", made_from(project), make)


def keys(project: Project) -> dict[str, str]:
    """Return the short title of every entry of the bibliography by its key."""
    from build_tools.annotate import bibliography

    path = project.annotations / BIBLIOGRAPHY
    if not path.is_file():
        return {}
    try:
        return {one.key: one.label for one in bibliography.load(project.annotations).publications}
    except EditionError:
        # What is wrong with the file is told where it is read for itself; here its keys are enough.
        return {key: key for key in _KEY.findall(path.read_text(encoding="utf-8", errors="replace"))}


def made_from(project: Project) -> str:
    """Return one name for all that the catalogue is made from."""
    tables = [path for name in (NAME, passages.NAME) for path in project.sources.glob(f"*/{name}")]
    bibliography = project.annotations / BIBLIOGRAPHY
    return digest(files_digest(tables, project.sources), bibliography.read_bytes() if bibliography.is_file() else "")
