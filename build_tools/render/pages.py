"""The whole site as values: every page, and the files beside the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.model.edition import Edition
from build_tools.model.page import File, Page
from build_tools.render.front_pages import downloads, home
from build_tools.render.glossary_page import entry_id, glossary_page
from build_tools.render.report_page import report_page
from build_tools.render.text_page import Setting, compose, text_pages
from build_tools.render.work_page import work_page


@dataclass(frozen=True, slots=True)
class RenderedSite:
    """What a skin needs: MkDocs, `plain`, or whatever comes after them. The order of the pages is that of previous and next."""

    title: str
    version: str
    date: str
    pages: tuple[Page, ...]
    files: tuple[File, ...] = ()

    @property
    def name(self) -> str:
        """The title without its subtitle, for places where there is little room."""
        return self.title.partition(":")[0]


def rendered_site(edition: Edition, files: Sequence[File] = (), archive: str = "") -> RenderedSite:
    """Return the site of an edition with what every page says of it."""
    pages, beside = render(edition, files, archive)
    return RenderedSite(edition.title, edition.version, edition.date, tuple(pages), tuple(beside))


def render(edition: Edition, files: Sequence[File] = (), archive: str = "") -> tuple[list[Page], list[File]]:
    """Return the pages in reading order and the files of the site.

    `files` are downloads that exports have made (`downloads/<work>.xml`); `archive` is the path at which the caller will put the
    zip of the finished site, or `""` where there will be none.
    """
    settings: dict[str, Setting] = {
        volume.record.id: compose(volume.document) for volume in edition.volumes if volume.document is not None
    }
    glossary = frozenset(entry_id(term.id) for term in edition.glossary)
    works = frozenset(volume.record.id for volume in edition.volumes)
    pages = [home(edition, settings)]
    for volume in edition.volumes:
        setting = settings.get(volume.record.id)
        pages.append(work_page(volume, setting))
        if setting is not None:
            pages += text_pages(setting, glossary, works)
        reported = report_page(volume, setting)
        if reported is not None:
            pages.append(reported)
    pages.append(glossary_page(edition, settings))
    pages.append(downloads(edition, archive, files))
    return pages, list(files)
