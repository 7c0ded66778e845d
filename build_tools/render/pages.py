"""The whole site as values: every page, and the files beside the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from build_tools.model.edition import Article, Edition, Volume
from build_tools.model.editorial import EditorsNote
from build_tools.model.figure import Figures
from build_tools.model.memory import remembered, same
from build_tools.model.page import File, Page
from build_tools.model.tree import Node
from build_tools.read.marks import replaced
from build_tools.render.around import Around
from build_tools.render.beside.desk import Desk, laid_out
from build_tools.render.beside.question_page import question_page
from build_tools.render.beside.store import store
from build_tools.render.bibliography_page import bibliography_page, labels
from build_tools.render.cited_places import cited_places
from build_tools.render.downloads_page import downloads
from build_tools.render.editors import URL as NOTES
from build_tools.render.editors import notes_page
from build_tools.render.elements import ELEMENTS
from build_tools.render.figures.conflicts import conflicts_page
from build_tools.render.figures.guide import guide_page
from build_tools.render.figures.in_place import InPlace, charted_tables
from build_tools.render.figures.overview import index_page as figures_index
from build_tools.render.figures.overview import subject_page
from build_tools.render.figures.page import figure_page
from build_tools.render.figures.shown import Shelves, shelves
from build_tools.render.home_page import home
from build_tools.render.index_account import index_account
from build_tools.render.moved import Move, follow, with_old_ids
from build_tools.render.page_map import map_pages, published_places
from build_tools.render.questions_page import questions_page
from build_tools.render.registers.concordance import Concordance, entries, gather
from build_tools.render.registers.entry_page import entry_page
from build_tools.render.registers.index import URL as INDEX
from build_tools.render.registers.index import index_page
from build_tools.render.registers.overview import overview, shown_with
from build_tools.render.registers.page import register_page
from build_tools.render.registers.shown import BY_NAME
from build_tools.render.report.page import report_page
from build_tools.render.search_page import search_page
from build_tools.render.sheet import Sheet
from build_tools.render.text_page import Setting, compose, short_name, text_pages
from build_tools.render.work_page import work_page


@dataclass(frozen=True, slots=True)
class RenderedSite:
    """What a skin needs: MkDocs, `plain`, or whatever comes after them. The order of the pages is that of previous and next.

    `moves` are pages that are no more; a skin writes them with `moved_file`. `marks` are the links and citations of pages written by
    hand, each with its HTML for a page at the root of the site. `address` is where the site will lie, as far as it is stated; a skin may
    know better. `names` are those by which search calls the works, `own` those that were written for this edition, `spellings` the words
    that mean the same to it.
    """

    title: str
    version: str
    date: str
    pages: tuple[Page, ...]
    files: tuple[File, ...] = ()
    moves: tuple[Move, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    spellings: tuple[tuple[str, ...], ...] = ()
    archive: str = ""

    @property
    def name(self) -> str:
        """The title without its subtitle, for places where there is little room."""
        return self.title.partition(":")[0]

    def marked(self, text: str) -> str:
        """Return a page written by hand in Markdown with its links and citations set."""
        return replaced(text, lambda mark: self.marks.get(text[mark.start:mark.end], text[mark.start:mark.end]))


def rendered_site(
    edition: Edition, files: Sequence[File] = (), packed: bool = False, marks: Mapping[str, tuple[Node, ...]] = MappingProxyType({})
) -> RenderedSite:
    """Return the site of an edition with what every page says of it; `marks` are those of pages written by hand, as TEI.

    `files` are downloads that exports have made (`downloads/<work>.xml`); where the site will be `packed`, the caller puts the zip of
    all that is finished at its `archive`.
    """
    # Most of the site does not show what the entries of the registers say: it stays as it is where only that has changed.
    bare = same("edition", edition.bare)
    settings = compositions(bare)
    general = same("sheet", general_sheet("index.html", bare, settings))
    archive = edition.archive if packed else ""
    pages, beside, moves = _rendered(edition.articles, bare, settings, general, files, archive)
    said = {mark: general.run(nodes) for mark, nodes in marks.items()}
    names = {volume.record.id: short_name(volume.record) for volume in edition.volumes}
    spellings = tuple((term.headword, *term.forms) for term in edition.articles)
    return RenderedSite(
        edition.title, edition.version, edition.date, pages, (*files, *beside), moves, said, edition.address, names, edition.own,
        spellings, archive,
    )


def render(edition: Edition, files: Sequence[File] = (), packed: bool = False) -> tuple[tuple[Page, ...], tuple[File, ...]]:
    """Return the pages in reading order and the files of the site."""
    site = rendered_site(edition, files, packed)
    return site.pages, site.files


def compositions(edition: Edition) -> dict[str, Setting]:
    """Return the works whose text is at hand, divided into pages."""
    return {volume.record.id: _composed(volume) for volume in edition.volumes if volume.document is not None}


@remembered(lambda volume: volume.record.id)
def _composed(volume: Volume) -> Setting:
    assert volume.document is not None
    return compose(with_old_ids(volume.document, volume))


def general_sheet(url: str, edition: Edition, settings: Mapping[str, Setting]) -> Sheet:
    """Return the sheet of a page that belongs to no work: its links lead to entries, works and what it cites."""
    works = frozenset(volume.record.id for volume in edition.volumes)
    return Sheet(
        url, ELEMENTS, entries=entries(edition), works=works, cite=cited_places(edition, settings), bibliography=labels(edition),
        figure=InPlace(shelves(edition)), tables=charted_tables(edition.figures),
    )


def _rendered(
    articles: Sequence[Article], edition: Edition, settings: Mapping[str, Setting], general: Sheet, files: Sequence[File], archive: str
) -> tuple[tuple[Page, ...], tuple[File, ...], tuple[Move, ...]]:
    """Return pages, files beside them, and pages that are no more; `articles` are the entries with their prose, `edition` is without."""
    concordance = gather(edition, settings)
    own_pages = {
        article.id: BY_NAME[article.register].own_page(article.id) for article in edition.articles if concordance.has_page(article)
    }
    desk = laid_out(edition, settings, general, own_pages)
    held = same("figures", shelves(edition))
    pages = [home(edition, settings)]
    moves: list[Move] = []
    for volume in edition.volumes:
        ours = tuple(note for note in edition.notes if note.work == volume.record.id)
        kept, gone = work_pages(volume, settings.get(volume.record.id), ours, general, INDEX if edition.articles else "")
        pages += kept
        moves += gone
    pages += figure_pages(edition.figures, held, general, desk)
    pages += register_pages(articles, edition, concordance, general, desk)
    if edition.bibliography.publications:
        pages.append(bibliography_page(edition, settings, general))
    pages.append(notes_page(edition, replace(general, url=NOTES)))
    pages.append(search_page(edition))
    pages.append(downloads(edition, archive, files))
    around = Around(edition, settings, concordance, desk, general).dressed(pages)
    return around, store(desk, held, general), tuple(moves)


@remembered(lambda volume, *others: volume.record.id)
def work_pages(
    volume: Volume, setting: Setting | None, notes: Sequence[EditorsNote], general: Sheet, index: str
) -> tuple[tuple[Page, ...], tuple[Move, ...]]:
    """Return the pages of a work, and those that are no more; `notes` are those of the editors, `index` is the edition's own."""
    own = map_pages(volume, notes, general) if setting is None else text_pages(setting, general)
    kept, gone = follow(volume, published_places(volume) if setting is None else setting.register.places, own)
    about = (report_page(volume, setting), index_account(volume, setting, index))
    return (work_page(volume, setting), *kept, *filter(None, about)), tuple(gone)


def register_pages(
    articles: Sequence[Article], edition: Edition, concordance: Concordance, general: Sheet, desk: Desk
) -> Iterator[Page]:
    """Yield the pages of all registers in reading order, each with the pages of those of its entries that have one."""
    yield overview(concordance, len(edition.questions))
    for shown in shown_with(concordance):
        members = [article for article in articles if article.register == shown.kind.name]
        yield register_page(shown, members, concordance, replace(general, url=shown.url))
        yield from (entry_page(article, concordance, general, desk) for article in members if concordance.has_page(article))
    yield index_page(concordance)
    if edition.questions:
        yield questions_page(edition.questions, concordance, general, {one.id: one.title for one in edition.figures.figures})
        yield from (question_page(question, desk, general) for question in edition.questions)


@remembered()
def figure_pages(figures: Figures, held: Shelves, general: Sheet, desk: Desk) -> tuple[Page, ...]:
    """Return the pages of the figures: the index, the guide, the conflicts, and each subject with its figures."""
    if not figures.figures:
        return ()
    pages = [figures_index(held, general)]
    if figures.guide is not None:
        pages.append(guide_page(figures.guide, held, general))
    pages.append(conflicts_page(held, general))
    for name, title in figures.shelf.subjects.items():
        own = [figure for figure in figures.figures if figure.subject == name]
        if own:
            pages += [subject_page(name, title, held, general), *(figure_page(figure, held, general, desk) for figure in own)]
    return tuple(pages)
