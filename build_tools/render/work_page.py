"""The page of a work: its record, what may be done with it, how its text was treated, its contents."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.dates import span
from build_tools.model.document import Treatment
from build_tools.model.edition import Heading, Volume
from build_tools.model.page import Anchor, Page
from build_tools.model.passage import Register
from build_tools.model.record import Kind, Name, Record
from build_tools.render.contents import contents_list, headings
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.page_map import first_places
from build_tools.render.report.page import is_reported, picture, url_of
from build_tools.render.text_page import Setting, short_name

KINDS = {
    Kind.BOOK: "Book", Kind.CHAPTER: "Chapter of a book", Kind.ARTICLE_JOURNAL: "Article in a journal",
    Kind.ENTRY_ENCYCLOPEDIA: "Entry in an encyclopedia", Kind.WEBPAGE: "Publication on the web", Kind.PAMPHLET: "Pamphlet",
}
LANGUAGES = {"en": "English", "ru": "Russian", "de": "German", "fr": "French", "tr": "Turkish"}
STAGES = {
    "normalization": "Removed or restored", "hyphenation": "Words joined over line ends", "correction": "Corrected after the extraction",
    "segmentation": "Recognised as structure",
}
# The field of the record, and what a reader calls it.
FIELDS = (
    ("authors", "Author"), ("translators", "Translator"), ("editors", "Editor"), ("title", "Title"), ("container", "In"),
    ("volume", "Volume"), ("issue", "Issue"), ("pages", "Pages"), ("publisher", "Publisher"), ("place", "Place"), ("date", "Date"),
)


def people(names: Sequence[Name]) -> str:
    """Return names in a row.

    >>> people((Name("Marx", "Karl"), Name("Engels", "Friedrich")))
    'Karl Marx and Friedrich Engels'
    """
    words = [str(name) for name in names]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def date_in_words(date: str) -> str:
    """Return a date of a record as a reader writes it.

    >>> date_in_words("2006-10"), date_in_words("1978"), date_in_words("1929-04-23"), date_in_words("c. 1930")
    ('October 2006', '1978', '23 April 1929', 'c. 1930')
    """
    known = span(date)
    return date if known is None or "/" in date else known.words


def work_page(volume: Volume, setting: Setting | None) -> Page:
    """Return the page of a work; without its text it says how to add it."""
    record = volume.record
    url = f"{record.id}/index.html"
    rows: Sequence[Heading] = headings(setting) if setting else volume.contents
    parts = [
        f'<h1 id="{quoted(record.id)}">{escape(record.title)}</h1>\n',
        f'<p class="byline">{escape(people(record.authors))}</p>\n' if record.authors else "",
        _start(setting, url),
        picture(volume, setting, url),
        _record(record),
        _rights(record),
        _contents(rows, url, setting, volume.register),
        _treatments(setting.document.treatments) if setting else "",
        _reported(volume, url, bool(setting and setting.document.treatments)),
    ]
    anchors = [Anchor(2, "record", "Record"), Anchor(2, "rights", "Rights")]
    if rows or setting:
        anchors.append(Anchor(2, "contents", "Contents"))
    if (setting and setting.document.treatments) or is_reported(volume):
        anchors.append(Anchor(2, "treatment", "How the text was treated"))
    who = f"{people(record.authors)}, " if record.authors else ""
    return Page(
        url=url,
        title=short_name(record),
        html="".join(parts),
        toc=(Anchor(1, record.id, record.title, tuple(anchors)),),
        description=f"{who}{record.title}" + (f" ({date_in_words(record.date)})" if record.date else "") + ": record, rights and contents",
        kind="work",
        work=record.id,
    )


def _start(setting: Setting | None, url: str) -> str:
    if setting is None:
        return (
            '<div class="absent" id="absent"><p><strong>The text of this work is not in this copy of the edition.</strong> '
            "Who has a plain-text copy can add it:</p>\n"
            "<pre><code>edition add FILE\nmake site</code></pre>\n"
            "<p>The file is recognised by its words, whatever it is called, and stays outside the repository.</p></div>\n"
        )
    first = next((leaf for leaf in setting.leaves if leaf.division.get("type") not in ("blurb", "glossary")), None)
    if first is None:
        return ""
    way = quoted(relative(url, first.url))
    back = f'<p class="continue" data-continue="{quoted(setting.record.id)}" hidden></p>\n'
    return f'<p class="start"><a href="{way}">Read the text</a></p>\n{back}'


def _record(record: Record) -> str:
    rows = [f"<dt>Kind</dt><dd>{escape(KINDS[record.kind])}</dd>"]
    for field, name in FIELDS:
        value = getattr(record, field)
        words = people(value) if isinstance(value, tuple) else date_in_words(value) if field == "date" else value
        if words:
            plural = "s" if isinstance(value, tuple) and len(value) > 1 else ""
            rows.append(f"<dt>{name}{plural}</dt><dd>{_value(words, field in record.supplied)}</dd>")
    rows.append(f"<dt>Language</dt><dd>{escape(LANGUAGES.get(record.language, record.language))}</dd>")
    if record.url:
        rows.append(f'<dt>On the web</dt><dd><a class="out" href="{quoted(record.url)}">{escape(record.url)}</a></dd>')
    note = f"<p>{escape(record.note)}</p>\n" if record.note else ""
    said = '<p class="small">In square brackets: what the edition adds to the received text.</p>\n' if record.supplied else ""
    return f'<h2 id="record">Record</h2>\n<dl class="record">\n{"".join(row + chr(10) for row in rows)}</dl>\n{said}{note}'


def _value(words: str, supplied: bool) -> str:
    return f'<span class="supplied" title="Supplied by the edition">[{escape(words)}]</span>' if supplied else escape(words)


def _rights(record: Record) -> str:
    rights = record.rights
    licence = f'<a class="out" href="{quoted(rights.url)}">{escape(rights.licence)}</a>' if rights.url else escape(rights.licence)
    shared = (
        "The text may be passed on under this licence, and is in every copy of the edition that has it at hand."
        if rights.publishable else
        "The text may not be passed on with the edition. It is in a copy of the edition only where a reader added it for their own use."
    )
    said = f'{escape(rights.notice)} <span class="licence">Licence: {licence}.</span>'
    return f'<h2 id="rights">Rights</h2>\n<p>{said}</p>\n<p>{shared}</p>\n'


def _contents(rows: Sequence[Heading], url: str, setting: Setting | None, register: Register) -> str:
    loose = "" if setting is None else "".join(
        f'<li><span class="entry"><a href="{quoted(relative(url, leaf.url))}">The text</a></span></li>\n'
        for leaf in setting.leaves if not leaf.division.id and leaf.part == 1
    )
    if not rows and not loose:
        return ""
    said = '<p class="small">The numbers are those of the printed pages.</p>\n' if any(row.page for row in rows) else ""
    lists = contents_list(rows, url, setting, first_places(register, url.partition("/")[0]))
    return f'<h2 id="contents">Contents</h2>\n{said}' + (f'<ul class="contents">\n{loose}</ul>\n' if loose else "") + lists


def _reported(volume: Volume, url: str, headed: bool) -> str:
    """Return the way to the report, where there is one."""
    if not is_reported(volume):
        return ""
    head = "" if headed else '<h2 id="treatment">How the text was treated</h2>\n'
    link = quoted(relative(url, url_of(volume.record.id)))
    said = "what was changed, what is lost, what is doubtful, page by page"
    return f'{head}<p class="report"><a href="{link}">The whole account</a>: {said}.</p>\n'


def _treatments(treatments: Sequence[Treatment]) -> str:
    if not treatments:
        return ""
    rows = "".join(
        f'<tr><td>{escape(one.sentence)}</td><td><code>{escape(one.rule)}</code></td><td class="figure">{one.count:,}</td></tr>\n'
        if one.count else ""
        for kind in STAGES for one in treatments if one.kind == kind
    )
    return (
        '<h2 id="treatment">How the text was treated</h2>\n'
        "<p>A rough extraction was made readable by the rules below. Every change to a character is a row of the ledger, which, "
        "replayed backwards, gives the received file again.</p>\n"
        '<div class="table treatments"><div class="scroll" role="region" tabindex="0" aria-label="Table: treatments"><table>\n'
        '<thead><tr><th scope="col">What was done</th><th scope="col">Rule</th><th scope="col">Places</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table></div></div>\n"
    )
