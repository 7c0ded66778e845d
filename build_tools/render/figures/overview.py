"""The index of the figures, by subject, period and work, and a page for each subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_tools.model.figure import Figure, Reading, Stretch
from build_tools.model.page import Anchor, Page
from build_tools.render.figures.shown import CONFLICTS, FOLDER, INDEX, Shelves, link, subject_url, url
from build_tools.render.markup import escape, quoted
from build_tools.render.sheet import Sheet


def index_page(held: Shelves, general: Sheet) -> Page:
    """Return the index of all figures."""
    sheet = replace(general, url=INDEX)
    figures = held.figures.figures
    values = sum(len(figure.data) for figure in figures if figure.reading is not Reading.COMPILED)
    subjects = "".join(_subject(name, title, held, sheet) for name, title in held.figures.shelf.subjects.items())
    periods = "".join(
        _unfold(f"period-{one.id}", one.title, [figure for figure in figures if _in(figure, one)], sheet)
        for one in held.figures.shelf.stretches
    )
    works = "".join(
        _unfold(f"work-{work}", name, [figure for figure in figures if work in figure.works], sheet) for work, name in held.names.items()
    )
    guide = held.figures.guide
    guided = "" if guide is None else (
        f'<li><a href="{sheet.site(url(guide.id))}">{escape(guide.title)}</a>: a way through the most telling charts.</li>\n'
    )
    return Page(
        url=INDEX,
        title="Figures",
        html=(
            f'<h1 id="figures">Figures</h1>\n<p class="lead">{len(figures)} tables and series with {values} values, copied from the works '
            "and checked: each value with the page that prints it, as table, as chart, and as data.</p>\n"
            f'<ul>\n{guided}<li><a href="{sheet.site(CONFLICTS)}">What fits together, and what does not</a>: sums, rates, and '
            f'quantities that several pages give.</li>\n<li><a href="../downloads/{FOLDER}.zip" download>All figures as a data '
            'package</a>, with <a href="datapackage.json" download>its description</a>; each table as CSV is on its page.</li>\n</ul>\n'
            f'<h2 id="subjects">By subject</h2>\n<dl class="figures">\n{subjects}</dl>\n'
            + (f'<h2 id="periods">By period</h2>\n{periods}' if periods else "") + f'<h2 id="works">By work</h2>\n{works}'
        ),
        toc=(Anchor(1, "figures", "Figures", (
            Anchor(2, "subjects", "By subject"), *((Anchor(2, "periods", "By period"),) if periods else ()), Anchor(2, "works", "By work"),
        )),),
        description="Tables and series of figures in the works, by subject, period and work",
        kind="figures",
    )


def subject_page(name: str, title: str, held: Shelves, general: Sheet) -> Page:
    """Return all figures of a subject with their charts."""
    sheet = replace(general, url=subject_url(name))
    figures = [figure for figure in held.figures.figures if figure.subject == name]
    charted = [figure for figure in figures if figure.id in held.charts]
    cards = "".join(
        f'<figure class="chart"><figcaption>{link(figure, sheet)}</figcaption>{held.chart(figure)}</figure>\n' for figure in charted
    )
    rest = _list([figure for figure in figures if figure.id not in held.charts], sheet)
    more = f'<h2 id="without">Without a chart</h2>\n{rest}' if rest and cards else rest
    return Page(
        url=subject_url(name),
        title=title,
        html=(
            f'<nav class="trail" aria-label="Where this page stands"><a href="index.html">Figures</a></nav>\n'
            f'<h1 id="subject">{escape(title)}</h1>\n<div class="charts">\n{cards}</div>\n{more}'
        ),
        toc=(Anchor(1, "subject", title),),
        description=f"Figures: {title}",
        kind="figures",
        above=INDEX,
    )


def _subject(name: str, title: str, held: Shelves, sheet: Sheet) -> str:
    figures = [figure for figure in held.figures.figures if figure.subject == name]
    head = f'<dt id="subject-{quoted(name)}"><a href="{quoted(sheet.site(subject_url(name)))}">{escape(title)}</a></dt>\n'
    return f"{head}<dd>{_list(figures, sheet)}</dd>\n" if figures else ""


def _unfold(name: str, title: str, figures: Sequence[Figure], sheet: Sheet) -> str:
    if not figures:
        return ""
    summary = f'<summary>{escape(title)} <span class="facts">{len(figures)}</span></summary>'
    return f'<details class="more" id="{quoted(name)}">{summary}{_list(figures, sheet)}</details>\n'


def _list(figures: Sequence[Figure], sheet: Sheet) -> str:
    rows = "".join(f"<li>{link(figure, sheet)}{_table(figure)}</li>\n" for figure in figures)
    return f'<ul class="figures">\n{rows}</ul>\n' if rows else ""


def _table(figure: Figure) -> str:
    return ' <span class="facts">printed table</span>' if figure.reading is Reading.TABLE else ""


def _in(figure: Figure, years: Stretch) -> bool:
    return any(datum.period is not None and years.first <= datum.period.begins[0] <= years.last for datum in figure.data)

