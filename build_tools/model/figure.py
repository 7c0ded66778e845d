"""Figures: tables and series of a print as values, each with its place, and what was found when they were held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from build_tools.model.period import Period, PeriodType
from build_tools.model.tree import Node


class Accuracy(Enum):
    """How a print hedges a value."""

    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Reading(Enum):
    """How a figure was read from the print; a compiled one puts values of others together."""

    TABLE = "table"
    PROSE = "prose"
    COMPILED = "compiled"


class Form(Enum):
    """The form of a chart: over time (columns, lines), over categories (bars, grouped, points), or none."""

    COLUMNS = "columns"
    LINES = "lines"
    BARS = "bars"
    GROUPED = "grouped"
    POINTS = "points"
    NONE = "none"


class Rule(Enum):
    """What must hold between values; `SHARE`, `GROWTH` and `DECLINE` are in percent, growth from the first value to the second."""

    SUM = "sum"
    DIFFERENCE = "difference"
    PRODUCT = "product"
    RATIO = "ratio"
    SHARE = "share"
    GROWTH = "growth"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A unit in another: a value times `factor` is a value in `unit`; `measure` is the entry of the register that says so."""

    unit: str
    factor: Decimal
    measure: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of figures. Values of one `kind` can be compared: a value times `factor` is in the base unit of the kind."""

    name: str
    kind: str
    factor: Decimal = Decimal(1)
    shown: tuple[Conversion, ...] = ()


@dataclass(frozen=True, slots=True)
class Datum:
    """One value of a print: `value`, or `lower` and `upper` where the print gives a range. `line` is its line in the CSV file."""

    period: Period | None
    series: str
    category: str
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    accuracy: Accuracy
    unit: str
    printed: str
    quantity: str
    page: str
    passage: str
    note: str
    line: int = field(default=0, compare=False)

    @property
    def work(self) -> str:
        """The work whose passage prints it."""
        return self.passage.partition(".")[0]

    @property
    def label(self) -> str:
        """The words that tell the value from others of its figure."""
        said = (self.period.label if self.period else "", self.series, self.category)
        return ", ".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold: `rule` over the values that `of` names gives the value that `gives` names, or a number."""

    rule: Rule
    of: tuple[str | Decimal, ...]
    gives: str | Decimal
    remark: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A table or a series. `table` is the id of the printed table, where there is one; `whole` says that all values are integers."""

    id: str
    title: str
    subject: str
    unit: str
    work: str
    reading: Reading
    form: Form
    data: tuple[Datum, ...]
    passages: tuple[str, ...]
    pages: tuple[str, ...] = ()
    base: str = ""
    geography: str = ""
    periods: tuple[PeriodType, ...] = ()
    table: str = ""
    checks: tuple[Check, ...] = ()
    note: str = ""
    whole: bool = False
    line: int = field(default=0, compare=False)

    @property
    def works(self) -> tuple[str, ...]:
        """The works whose passages print its values."""
        return tuple(dict.fromkeys(datum.work for datum in self.data))


@dataclass(frozen=True, slots=True)
class Span:
    """A value as far as it is known: from `low` to `high`, in a base unit or a number."""

    low: Decimal
    high: Decimal

    def meets(self, other: Span) -> bool:
        """Say whether there is a value that both allow."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check came to: `found` is what the values give, `holds` whether the print allows it."""

    figure: str
    check: Check
    terms: tuple[tuple[str, Datum] | Decimal, ...]
    given: tuple[str, Datum] | Decimal
    found: Span
    holds: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity that is printed in several places: `places` are figures with their values, `agrees` whether one value fits all."""

    quantity: str
    places: tuple[tuple[str, Datum], ...]
    agrees: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the editors noticed between figures and no rule finds: `figures` are their ids."""

    title: str
    body: str
    figures: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Years that the index of figures lists as one, both ends included."""

    id: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as a data package states it: `name` is its SPDX id."""

    name: str
    title: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the package says of itself: how it is called and licensed, and by what its figures are listed."""

    name: str = ""
    title: str = ""
    description: str = ""
    licences: tuple[Licence, ...] = ()
    subjects: Mapping[str, str] = field(default_factory=dict)
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the guide: a chart and what the passages say to it."""

    title: str
    figure: str
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Guide:
    """A guided way through the figures; `id` is the end of its address."""

    id: str
    title: str
    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of the edition in the order of the data package, and what holding them against each other has shown.

    `prose` leads from each sentence of ours (notes, remarks, the guide) to the same as TEI. `state` names the files that all this was read
    from: 1.0 and 1.00 are equal as numbers, and two states.
    """

    shelf: Shelf = Shelf()
    figures: tuple[Figure, ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    remarks: tuple[Remark, ...] = ()
    guide: Guide | None = None
    prose: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    state: str = ""
    by_id: Mapping[str, Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {one.id: one for one in self.figures})

    def sentences(self) -> Iterator[tuple[str, int, str]]:
        """Yield every text of ours that may cite, with the file of the package and the line where its entry begins."""
        for figure in self.figures:
            yield "compiled.yaml" if figure.reading is Reading.COMPILED else "datapackage.yaml", figure.line, figure.note
            yield from ((f"{figure.id}.csv", datum.line, datum.note) for datum in figure.data if figure.reading is not Reading.COMPILED)
            yield from (("datapackage.yaml", check.line, check.remark) for check in figure.checks)
        yield from (("remarks.yaml", 1, comparison.remark) for comparison in self.comparisons)
        yield from (("remarks.yaml", remark.line, remark.body) for remark in self.remarks)
        if self.guide is not None:
            yield "guide.yaml", 1, self.guide.lead
            yield from (("guide.yaml", part.line, part.text) for part in self.guide.parts)
