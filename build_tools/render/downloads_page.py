"""The page of downloads: the whole edition as one file, and the texts."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.edition import Edition
from build_tools.model.page import Anchor, File, Page
from build_tools.render.markup import escape, quoted
from build_tools.render.text_page import short_name

FIGURES = "downloads/figures.zip"


def downloads(edition: Edition, archive: str, files: Sequence[File]) -> Page:
    """Return the page of downloads: the site as one zip (`archive`, made by the caller after the site), TEI files, data."""
    names = {f"downloads/{volume.record.id}.xml": volume.record for volume in edition.volumes}
    rows = "".join(
        f'<li><a href="{quoted(file.path)}">{escape(short_name(names[file.path]))}, TEI P5</a> '
        f'<span class="facts">{size(len(file.content))}; {escape(names[file.path].rights.licence)}</span></li>\n'
        for file in files if file.path in names
    )
    texts = f"<ul>\n{rows}</ul>\n" if rows else "<p>No text of this copy may be passed on.</p>\n"
    whole = (
        f'<p><a class="zip" href="{quoted(archive)}">The whole edition as one zip</a>. Unpack it and open <code>index.html</code>: '
        "everything works from the folder, search included, and nothing is asked of any server. Only this link leads nowhere there: "
        "no zip can hold itself.</p>\n"
    ) if archive else ""
    package = next((file for file in files if file.path == FIGURES), None)
    figures = (
        f'<h2 id="figures">Figures as data</h2>\n<p><a href="{FIGURES}" download>All figures as a data package</a> '
        f'<span class="facts">{size(len(package.content))}; CSV with its description</span>. Each one is on '
        '<a href="figures/index.html">its page</a> as CSV and JSON too.</p>\n'
    ) if package is not None else ""
    anchors = [Anchor(2, "tei", "Texts as TEI")] + ([Anchor(2, "figures", "Figures as data")] if figures else [])
    return Page(
        url="downloads.html",
        title="Downloads",
        html=(
            f'<h1 id="downloads">Downloads</h1>\n{whole}<h2 id="tei">Texts as TEI</h2>\n'
            "<p>The files from which these pages are made. Each is valid TEI P5 and carries its record, its rights and the account of "
            f"its treatment.</p>\n{texts}{figures}"
        ),
        toc=(Anchor(1, "downloads", "Downloads", tuple(anchors)),),
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
