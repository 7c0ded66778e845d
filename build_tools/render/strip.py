"""The strip: a whole book as small pages in blocks of ten, so that its damage is seen at a glance; SVG, made at build time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from build_tools.model.report import Condition, PrintedPage
from build_tools.render.markup import escape, quoted

WIDTH, HEIGHT, STEP = 10, 15, 12
"""A page and the way from one to the next, in the units of the picture."""

BLOCK = 10
"""Pages of a block: the last digit of a page number says where in its block it stands."""

MOST = 6
"""Lost notes of one page that can still be told apart: the bar at the foot grows no further."""

Link = Callable[[str], str]
"""From the number of a printed page to the link that leads there, or `""`."""


def strip(pages: Sequence[PrintedPage], link: Link, title: str) -> str:
    """Return the figure. It says by form and not by colour alone what became of each page, and needs no script."""
    blocks = "".join(_block(list(group), link) for _, group in groupby(_placed(pages), key=lambda placed: placed[:2]))
    return (
        f'<figure class="strip" aria-labelledby="strip-title">\n<p class="caption" id="strip-title">{escape(title)}</p>\n'
        f'<div class="blocks">\n{blocks}</div>\n{legend(pages)}</figure>\n'
    )


def ribbon(pages: Sequence[PrintedPage], href: str) -> str:
    """Return the same in one line, for a list of works: a stretch for each run of pages that fared alike; it leads to the report.

    >>> ribbon([PrintedPage("1"), PrintedPage("2"), PrintedPage("3", condition=Condition.LOST)], "w/report.html").count("<path")
    2
    """
    x = 0
    parts: list[str] = []
    for condition, run in groupby(pages, key=lambda page: page.condition):
        wide = len(list(run))
        parts.append(f'<path class="{condition.value}" d="M{x} 0h{wide}v6h-{wide}z"/>')
        x += wide
    whole, lost = (sum(page.condition is condition for page in pages) for condition in (Condition.INTACT, Condition.LOST))
    told = f"{counted(len(pages), 'printed page')}: {whole:,} whole, {lost:,} lost"
    return (
        f'<a class="ribbon" href="{quoted(href)}" aria-label="{quoted(told)}"><svg viewBox="0 0 {x} 6" preserveAspectRatio="none" '
        f'aria-hidden="true">{"".join(parts)}</svg><span>{escape(told)}</span></a>'
    )


def _placed(pages: Iterable[PrintedPage]) -> Iterator[tuple[str, int, int, PrintedPage]]:
    """Yield kind of number, block, place in the block, and page. Pages without an Arabic number are counted as they come."""
    strange = 0
    for page in pages:
        if page.n.isdecimal():
            yield "arabic", int(page.n) // BLOCK, int(page.n) % BLOCK, page
        else:
            yield "other", strange // BLOCK, strange % BLOCK, page
            strange += 1


def _block(placed: Sequence[tuple[str, int, int, PrintedPage]], link: Link) -> str:
    first, last = placed[0][3].n, placed[-1][3].n
    name = f"Page {first}" if first == last else f"Pages {first} to {last}"
    cells = "".join(_cell(page, place * STEP, link(page.n)) for _, _, place, page in placed)
    return (
        f'<div class="block"><span aria-hidden="true">{escape(first)}</span>'
        f'<svg viewBox="-1 -1 {BLOCK * STEP} {HEIGHT + 2}" role="group" aria-label="{quoted(name)}">{cells}</svg></div>\n'
    )


def _cell(page: PrintedPage, x: int, href: str) -> str:
    inside = f"<title>{escape(said(page))}</title>{shape(page, x)}"
    return f'<a href="{quoted(href)}" tabindex="-1">{inside}</a>' if href else f"<g>{inside}</g>"


def shape(page: PrintedPage, x: int = 0) -> str:
    """Return the drawing of a page: paper with text on it, what is lost cut out of it, a dot where it was mended."""
    if page.condition in (Condition.LOST, Condition.BLANK):
        return f'<path class="{page.condition.value}" d="M{x} 0h{WIDTH}v{HEIGHT}h-{WIDTH}z"/>'
    foot = 2 + min(page.lost_notes, MOST) if page.lost_notes else 0
    parts = [f'<path class="text" d="M{x} 0h{WIDTH}v{HEIGHT - foot}h-{WIDTH}z"/>']
    if foot:
        parts.append(f'<path class="foot" d="M{x} {HEIGHT - foot}h{WIDTH}v{foot}h-{WIDTH}z"/>')
    if page.gaps:
        parts.append(f'<path class="gapped" d="M{x} 4h{WIDTH}"/>')
    if page.corrections:
        parts.append(f'<circle class="mended" cx="{x + WIDTH - 2.5}" cy="2.5" r="1.5"/>')
    return "".join(parts)


def said(page: PrintedPage) -> str:
    """Say what became of a page.

    >>> said(PrintedPage("138", lost_notes=2, corrections=1, condition=Condition.DAMAGED))
    'p. 138: 2 notes lost, 1 correction'
    >>> said(PrintedPage("45", condition=Condition.LOST)), said(PrintedPage("12"))
    ('p. 45: lost', 'p. 12')
    """
    if page.condition in (Condition.LOST, Condition.BLANK):
        return f"p. {page.n}: {page.condition.value}"
    facts = (
        counted(page.lost_notes, "note") + " lost" if page.lost_notes else "",
        counted(page.gaps, "gap") if page.gaps else "",
        counted(page.corrections, "correction") if page.corrections else "",
    )
    rest = ", ".join(fact for fact in facts if fact)
    return f"p. {page.n}: {rest}" if rest else f"p. {page.n}"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "note"), counted(1904, "page")
    ('1 note', '1,904 pages')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def legend(pages: Sequence[PrintedPage]) -> str:
    """Return the legend with the numbers of pages: it is the picture in words, and names only what occurs."""
    there = [page for page in pages if page.condition not in (Condition.LOST, Condition.BLANK)]
    rows = (
        (PrintedPage(""), "whole", [page for page in there if page.condition is Condition.INTACT]),
        (PrintedPage("", lost_notes=3), "notes lost, the more the higher", [page for page in there if page.lost_notes]),
        (PrintedPage("", gaps=1), "gap in the text", [page for page in there if page.gaps]),
        (PrintedPage("", corrections=1), "corrected by hand", [page for page in there if page.corrections]),
        (PrintedPage("", condition=Condition.LOST), "lost", [page for page in pages if page.condition is Condition.LOST]),
        (PrintedPage("", condition=Condition.BLANK), "blank in print", [page for page in pages if page.condition is Condition.BLANK]),
    )
    items = "".join(
        f'<li><svg viewBox="-1 -1 {STEP} {HEIGHT + 2}" aria-hidden="true">{shape(sample)}</svg>'
        f"{words}: {counted(len(found), 'page')}</li>\n"
        for sample, words, found in rows if found
    )
    return f'<figcaption><ul class="key">\n{items}</ul></figcaption>\n'
