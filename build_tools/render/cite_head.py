"""What reference managers read in the head of a page: the tags of Highwire, and those of Zotero where Highwire has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model.record import Kind, Name, Record
from build_tools.render.markup import quoted, relative

# Zotero knows no pamphlet; of its kinds only the book keeps the publisher.
ZOTERO = {
    Kind.BOOK: "book", Kind.CHAPTER: "bookSection", Kind.ARTICLE_JOURNAL: "journalArticle",
    Kind.ENTRY_ENCYCLOPEDIA: "encyclopediaArticle", Kind.WEBPAGE: "webpage", Kind.PAMPHLET: "book",
}
# `citation_inbook_title` would make an entry of an encyclopedia the chapter of a book.
CONTAINER = {
    Kind.ARTICLE_JOURNAL: "citation_journal_title", Kind.CHAPTER: "citation_inbook_title",
    Kind.ENTRY_ENCYCLOPEDIA: "z:encyclopediaTitle", Kind.WEBPAGE: "z:websiteTitle",
}
DASH = re.compile(r"\s*[-–]\s*")  # 389–414


MEDIA = (
    ("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems"),
    ("csl.json", "application/vnd.citationstyles.csl+json"),
)
"""The files of a record below `downloads/`: the ending and the type."""


def head(record: Record, url: str, *, files: bool = True) -> str:
    """Return the tags of a work for the head of its page `url`, and the links to its record in files, where there are such.

    COinS are left out: Zotero would prefer them, and they have no place for a translator or a language.
    """
    # The script of the theme takes a bare `alternate` for a translation of the site, and asks for its map.
    tags = "".join(f'<meta name="{name}" content="{quoted(value)}">\n' for name, value in _tags(record) if value)
    below = quoted(relative(url, f"downloads/{record.id}"))
    links = "".join(f'<link rel="alternate describedby" type="{kind}" href="{below}.{ending}">\n' for ending, kind in MEDIA if files)
    return tags + links


def _tags(record: Record) -> Iterator[tuple[str, str]]:
    yield "z:itemType", ZOTERO[record.kind]
    yield "citation_title", record.title
    # Where Highwire names an author, Zotero forgets everybody whom Highwire has no tag for.
    author_tag, editor_tag = ("DC.creator", "bib:editors") if record.translators else ("citation_author", "citation_editor")
    for tag, names in ((author_tag, record.authors), ("z:translators", record.translators), (editor_tag, record.editors)):
        for name in names:
            yield tag, _name(name)
    yield CONTAINER.get(record.kind, "z:series"), record.container
    yield "citation_volume", record.volume
    yield "citation_issue", record.issue
    first, *last = DASH.split(record.pages)
    yield "citation_firstpage", first
    yield "citation_lastpage", "".join(last[:1])
    yield "citation_publication_date", record.date.replace("-", "/")
    yield "citation_publisher", record.publisher
    yield "z:place", record.place
    yield "citation_language", record.language


def _name(name: Name) -> str:
    # The comma says where the family name ends; a body has only that.
    return f"{name.family}, {name.given}" if name.given else f"{name.family},"
