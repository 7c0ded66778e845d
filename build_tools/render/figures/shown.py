"""A figure as the pages of the site know it: its addresses, its chart, and the places that print its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.model.edition import Edition
from build_tools.model.figure import Datum, Figure, Figures
from build_tools.model.passage import Register
from build_tools.render.figures.chart_forms import description
from build_tools.render.figures.drawing import inline
from build_tools.render.markup import escape, quoted
from build_tools.render.sheet import Sheet

FOLDER = "figures"
INDEX = f"{FOLDER}/index.html"
CONFLICTS = f"{FOLDER}/conflicts.html"


def url(figure: str) -> str:
    """Return the address of a figure.

    >>> url("scissors")
    'figures/scissors.html'
    """
    return f"{FOLDER}/{figure}.html"


def subject_url(subject: str) -> str:
    """Return the address of all figures of a subject.

    >>> subject_url("prices")
    'figures/subject-prices.html'
    """
    return f"{FOLDER}/subject-{subject}.html"


@dataclass(frozen=True, slots=True)
class Shelves:
    """What figures need of the edition: themselves, their charts as drawn, the names and registers of the works, and what cites it:
    its title, version and date.
    """

    figures: Figures
    charts: Mapping[str, bytes]
    names: Mapping[str, str]
    registers: Mapping[str, Register]
    title: str
    version: str
    date: str

    def chart(self, figure: Figure) -> str:
        """Return the chart of a figure for a page, `""` where it has none."""
        svg = self.charts.get(figure.id)
        return "" if svg is None else inline(svg, f"chart-{figure.id}", figure.title, description(figure))

    def place(self, datum: Datum, sheet: Sheet, named: bool = False, whole: bool = False) -> str:
        """Return the place that prints a value as a link: with the name of its work where `named`, with its paragraph where `whole`."""
        work = datum.work
        row = self.registers[work].by_id.get(datum.passage) if work in self.registers else None
        passage = row.name if row is not None else datum.passage
        label = f"p. {datum.page}" if datum.page else passage
        if whole and datum.page:
            label = f"{label}, {passage}"
        words = f"{self.names.get(work, work)}, {label}" if named else label
        address = sheet.cite(datum.passage)
        return f'<a href="{quoted(sheet.site(address))}">{escape(words)}</a>' if address else escape(words)


def shelves(edition: Edition) -> Shelves:
    """Return what figures need of an edition."""
    return Shelves(
        edition.figures, edition.charts, {volume.record.id: volume.record.name for volume in edition.volumes},
        {volume.record.id: volume.register for volume in edition.volumes}, edition.title, edition.version, edition.date,
    )


def link(figure: Figure, sheet: Sheet) -> str:
    """Return the title of a figure as a link to its page."""
    return f'<a href="{quoted(sheet.site(url(figure.id)))}">{escape(figure.title)}</a>'
