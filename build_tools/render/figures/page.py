"""The page of a figure: chart, table, where it stands, what was checked, and the data to carry away."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from build_tools.model.figure import Datum, Figure, Reading, Rule, Unit, Verdict
from build_tools.model.page import Anchor, Page, SearchEntry
from build_tools.render.beside.desk import Desk
from build_tools.render.beside.told import ID as TEXT
from build_tools.render.beside.told import TITLE as IN_THE_TEXT
from build_tools.render.beside.told import beside_its_text, told
from build_tools.render.cite_block import own_entry
from build_tools.render.figures.shown import FOLDER, INDEX, Shelves, link, subject_url, url
from build_tools.render.figures.table import table
from build_tools.render.figures.words import number, rounded, said
from build_tools.render.markup import escape, quoted
from build_tools.render.sheet import Sheet

READ = {
    Reading.TABLE: "read from a printed table", Reading.PROSE: "read from running text",
    Reading.COMPILED: "put together by the editors from several places",
}
FACTOR = 4
"""Figures that count in a factor."""
UNITS = 3
"""Units that are named above a figure; of more, the table tells."""
SIGNS = {
    Rule.SUM: " + ", Rule.DIFFERENCE: " − ", Rule.PRODUCT: " × ", Rule.RATIO: " ÷ ", Rule.SHARE: " ÷ ", Rule.GROWTH: " to ",
    Rule.DECLINE: " to ",
}
AFTER = {Rule.SHARE: " percent", Rule.GROWTH: " percent more", Rule.DECLINE: " percent less"}


def figure_page(figure: Figure, held: Shelves, general: Sheet, desk: Desk) -> Page:
    """Return the page of one figure."""
    sheet = replace(general, url=url(figure.id))
    chart = held.chart(figure)
    shown = f'<figure class="chart">{chart}</figure>\n' if chart else ""
    note = f"<p>{sheet.run(held.figures.prose[figure.note])}</p>\n" if figure.note else ""
    sections = (
        ("source", "Source", _source(figure, held, sheet)), ("units", "Units", _units(figure, held, sheet)),
        ("notes", "Notes", note + remarks(figure, held, sheet)), ("checks", "Checks", checks(figure, held, sheet)),
        ("data", "Data", _data(figure, bool(chart))), ("cite", "Cite", _cite(figure, held)),
    )
    filled = [(name, title, body) for name, title, body in sections if body]
    drawn = beside_its_text(f"{shown}{table(figure, held, sheet)}", figure, desk, sheet)
    anchors = [Anchor(2, name, title) for name, title, _ in filled]
    if told(figure, desk):
        anchors.insert(0, Anchor(2, TEXT, IN_THE_TEXT))
    return Page(
        url=url(figure.id),
        title=figure.title,
        html=(
            f'{_trail(figure, held, sheet)}<h1 id="figure-{quoted(figure.id)}">{escape(figure.title)}</h1>\n{facts(figure, held)}'
            f"{drawn}"
            + "".join(f'<h2 id="{name}">{title}</h2>\n{body}' for name, title, body in filled)
        ),
        toc=(Anchor(1, f"figure-{figure.id}", figure.title, tuple(anchors)),),
        search=(SearchEntry(f"figure-{figure.id}", f"Figure: {figure.title}", _words(figure), "table"),),
        description=f"{figure.title}: table, chart, source and data",
        kind="figure",
        above=subject_url(figure.subject),
    )


def facts(figure: Figure, held: Shelves) -> str:
    """Return in one line what the values are: unit, base, place, works, how they were read."""
    works = ", ".join(held.names.get(work, work) for work in figure.works)
    place = "" if figure.geography == "USSR" else figure.geography
    units = list(dict.fromkeys((figure.unit, *(datum.unit for datum in figure.data))))
    said_units = ", ".join(units) if len(units) <= UNITS else f"{figure.unit} and other units"
    base = figure.base if "=" in figure.base or not figure.base else f"base: {figure.base}"
    rows = (said_units, base, place, works, READ[figure.reading])
    return f'<p class="facts figure-facts">{escape("; ".join(filter(None, rows)))}</p>\n'


def checks(figure: Figure, held: Shelves, sheet: Sheet) -> str:
    """Return what was held against each other in a figure, and whether it holds."""
    rows = [verdict(one, held, sheet) for one in held.figures.verdicts if one.figure == figure.id]
    for comparison in held.figures.comparisons:
        if figure.id in {name for name, _ in comparison.places}:
            places = "; ".join(f"{escape(said(datum))} {escape(datum.unit)} ({held.place(datum, sheet, named=True)})"
                               for _, datum in comparison.places)
            remark = f" {sheet.run(held.figures.prose[comparison.remark])}" if comparison.remark else ""
            rows.append(f"<li>{_sign(comparison.agrees)} The same in several places: {places}.{remark}</li>\n")
    return f'<ul class="checks">\n{"".join(rows)}</ul>\n' if rows else ""


def verdict(one: Verdict, held: Shelves, sheet: Sheet) -> str:
    """Return a check as an item of a list: what the values give, what is printed, and the editors' remark where the two differ."""
    # A check reckons in base units, and is told in the unit that is printed.
    factor = held.figures.units[one.given[1].unit].factor if isinstance(one.given, tuple) else Decimal(1)
    low, high = (number(rounded(edge / factor)) for edge in (one.found.low, one.found.high))
    terms = SIGNS[one.check.rule].join(_term(term, one.figure, held, sheet) for term in one.terms)
    given = one.given if not isinstance(one.given, tuple) else one.given[1]
    printed = said(given) if isinstance(given, Datum) else number(given)
    unit = f" {given.unit}" if isinstance(given, Datum) else ""
    remark = f" {sheet.run(held.figures.prose[one.check.remark])}" if one.check.remark else ""
    found = (f"{low} to {high}" if low != high else low) + AFTER.get(one.check.rule, unit)
    return f"<li>{_sign(one.holds)} {terms}: {escape(found)}. The print has {escape(printed + unit)}.{remark}</li>\n"


def remarks(figure: Figure, held: Shelves, sheet: Sheet) -> str:
    """Return what the editors noticed between this figure and others."""
    found = [remark for remark in held.figures.remarks if figure.id in remark.figures]
    return "".join(f"<p><strong>{escape(one.title)}.</strong> {sheet.run(held.figures.prose[one.body])}</p>\n" for one in found)


def _trail(figure: Figure, held: Shelves, sheet: Sheet) -> str:
    subject = held.figures.shelf.subjects[figure.subject]
    return (
        f'<nav class="trail" aria-label="Where this page stands"><a href="{quoted(sheet.site(INDEX))}">Figures</a> <span>›</span> '
        f'<a href="{quoted(sheet.site(subject_url(figure.subject)))}">{escape(subject)}</a></nav>\n'
    )


def _source(figure: Figure, held: Shelves, sheet: Sheet) -> str:
    """Return the places that print the values, work by work, and the printed table."""
    parts: list[str] = []
    for work in figure.works:
        places = dict.fromkeys(held.place(datum, sheet, whole=True) for datum in figure.data if datum.work == work)
        parts.append(f"{escape(held.names.get(work, work))}, {'; '.join(places)}")
    at = sheet.cite(figure.table) if figure.table else ""
    printed = f' The table <a href="{quoted(sheet.site(at))}">as printed</a>.' if at else ""
    return f"<p>{'; '.join(parts)}.{printed}</p>\n"


def _units(figure: Figure, held: Shelves, sheet: Sheet) -> str:
    """Return the factors of the conversions that stand in the table, each with the measure that gives it."""
    rows: list[str] = []
    for name in dict.fromkeys(datum.unit for datum in figure.data):
        unit = held.figures.units.get(name, Unit("", ""))
        for one in unit.shown:
            at = sheet.entry(f"measure-{one.measure}")
            measure = f' (<a href="{quoted(at)}">measures</a>)' if at else ""
            rows.append(f"<li>{escape(name)} × {escape(number(rounded(one.factor, FACTOR)))} = {escape(one.unit)}{measure}</li>\n")
    return f"<ul>\n{''.join(rows)}</ul>\n" if rows else ""


def _data(figure: Figure, chart: bool) -> str:
    forms = [("csv", "CSV"), ("json", "JSON")] + ([("vl.json", "chart as Vega-Lite"), ("svg", "chart as SVG")] if chart else [])
    links = ", ".join(f'<a href="{quoted(figure.id)}.{ending}" download>{name}</a>' for ending, name in forms)
    return (
        f"<p>This figure: {links}. All figures: <a href=\"../downloads/{FOLDER}.zip\" download>data package</a>, "
        '<a href="datapackage.json" download>its description</a>.</p>\n'
    )


def _cite(figure: Figure, held: Shelves) -> str:
    """Return how the figure is cited; a single value is cited by its work and page."""
    return f"<p>{own_entry(figure.title, '', held.title, held.version, held.date, url(figure.id))}</p>\n"


def _term(term: tuple[str, Datum] | Decimal, own: str, held: Shelves, sheet: Sheet) -> str:
    if not isinstance(term, tuple):
        return escape(number(term))
    name, datum = term
    other = "" if name == own else f" ({link(held.figures.by_id[name], sheet)})"
    return f"{escape(said(datum))}{other}"


def _sign(holds: bool) -> str:
    return '<span class="holds">Holds.</span>' if holds else '<span class="differs">Differs.</span>'


def _words(figure: Figure) -> str:
    return " ".join((figure.title, *dict.fromkeys(f"{datum.series} {datum.category}".strip() for datum in figure.data)))

