"""The pages at the front of the edition: home and downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools.model.edition import Edition, Volume
from build_tools.model.page import Anchor, File, Page
from build_tools.render.markup import escape, quoted
from build_tools.render.text_page import Setting, short_name
from build_tools.render.work_page import KINDS, date_in_words, people


def home(edition: Edition, settings: Mapping[str, Setting]) -> Page:
    """Return the first page: what this is, the works, and how to use them."""
    rows = "".join(_work(volume, settings.get(volume.record.id)) for volume in edition.volumes)
    count = sum(article.register == "glossary" for article in edition.articles)
    terms = f"{count} terms" if count else "Terms"
    name, _, subtitle = (part.strip() for part in edition.title.partition(":"))
    under = f'<p class="subtitle">{escape(subtitle[0].upper() + subtitle[1:])}</p>\n' if subtitle else ""
    lead = (
        "Every paragraph, note, table and printed page has an address of its own; what was lost on the way from print to file is marked "
        "at its place. The whole can be carried away as a folder that needs no network."
    )
    return Page(
        url="index.html",
        title="Home",
        html=(
            f'<h1 id="home">{escape(name)}</h1>\n{under}<p class="lead">{lead}</p>\n<p class="continue" data-continue="" hidden></p>\n'
            f'<h2 id="works">The works</h2>\n<ul class="works">\n{rows}</ul>\n'
            '<h2 id="ways">Ways into the texts</h2>\n<ul>\n'
            f'<li><a href="glossary.html">Glossary</a>: {terms} and abbreviations, each with the places where it is used.</li>\n'
            '<li><a href="registers.html">Registers</a>: people, organisations, places, events, and an index of all works.</li>\n'
            '<li><a href="notes.html">Notes of the editors</a>: what contradicts itself, who is meant, what is lost; and the '
            "emendations of the prints.</li>\n"
            "<li>Search finds single paragraphs, cited by printed page; it works without a network too.</li>\n"
            '<li><a href="downloads.html">Downloads</a>: the whole edition as one folder, and the texts as TEI.</li>\n'
            '<li><a href="help.html">How to read and cite</a>, and <a href="legend.html">what the marks mean</a>.</li>\n</ul>\n'
            f'<p class="colophon">Version {escape(edition.version)}, {escape(edition.date)}.</p>\n'
        ),
        toc=(Anchor(1, "home", name, (Anchor(2, "works", "The works"), Anchor(2, "ways", "Ways into the texts"))),),
        description="Texts about the New Economic Policy and the grain procurement crisis of 1928, each passage citable",
        kind="home",
    )


def _work(volume: Volume, setting: Setting | None) -> str:
    record = volume.record
    state = "" if setting else ' <span class="state">Text not in this copy</span>'
    facts = ", ".join(escape(fact) for fact in (KINDS[record.kind], record.container, date_in_words(record.date)) if fact)
    by = f'<span class="by">{escape(people(record.authors))}</span> ' if record.authors else ""
    return (
        f'<li>{by}<a class="work" href="{quoted(record.id)}/index.html">{escape(record.title)}</a> '
        f'<span class="facts">{facts}.</span>{state}</li>\n'
    )


def downloads(edition: Edition, archive: str, files: Sequence[File]) -> Page:
    """Return the page of downloads: the site as one zip (`archive`, made by the caller after the site) and the TEI files."""
    names = {f"downloads/{volume.record.id}.xml": volume.record for volume in edition.volumes}
    rows = "".join(
        f'<li><a href="{quoted(file.path)}">{escape(short_name(names[file.path]))}, TEI P5</a> '
        f'<span class="facts">{size(len(file.content))}; {escape(names[file.path].rights.licence)}</span></li>\n'
        for file in files if file.path in names
    )
    texts = f"<ul>\n{rows}</ul>\n" if rows else "<p>No text of this copy may be passed on.</p>\n"
    whole = (
        f'<p><a class="zip" href="{quoted(archive)}">The whole edition as one zip</a>. Unpack it and open <code>index.html</code>: '
        "everything works from the folder, search included, and nothing is asked of any server.</p>\n"
    ) if archive else ""
    return Page(
        url="downloads.html",
        title="Downloads",
        html=(
            f'<h1 id="downloads">Downloads</h1>\n{whole}<h2 id="tei">Texts as TEI</h2>\n'
            "<p>The files from which these pages are made. Each is valid TEI P5 and carries its record, its rights and the account of "
            f"its treatment.</p>\n{texts}"
        ),
        toc=(Anchor(1, "downloads", "Downloads", (Anchor(2, "tei", "Texts as TEI"),)),),
        description="The whole edition as one zip, and its texts as TEI",
        kind="downloads",
    )


def size(count: int) -> str:
    """Return a number of bytes for a reader.

    >>> size(812), size(152_300), size(1_510_000)
    ('812 bytes', '152 kB', '1.5 MB')
    """
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count // 1000} kB"
