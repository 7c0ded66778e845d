"""The edition: all works with their texts, as far as they are at hand, and the registers that lead through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from build_tools.model.bibliography import Bibliography, Citing
from build_tools.model.citation import Citations
from build_tools.model.document import Document
from build_tools.model.editorial import EditorsNote, Emendation
from build_tools.model.figure import Figures
from build_tools.model.file_name import letters
from build_tools.model.passage import Register
from build_tools.model.printed_index import PrintedIndex
from build_tools.model.record import Record
from build_tools.model.report import Report
from build_tools.model.tree import Element

SILENT = Element("def")
"""The body of an entry that says nothing."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a work's contents, known even without its text: `n` as printed, `page` the printed page, `level` from 1."""

    id: str
    level: int
    title: str
    page: str


@dataclass(frozen=True, slots=True)
class Article:
    """An entry of a register as readers see it: `body` is TEI (a `def` element), `forms` are the spellings that lead to it.

    `details` are the fields that only its register has, `sources` are citations (`ref`). `same_as` is the entry of another register
    that is the same thing: what names the one is counted there.
    """

    id: str
    register: str
    headword: str
    body: Element
    forms: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    sources: tuple[Element, ...] = ()
    same_as: str = ""

    @property
    def bare(self) -> Article:
        """The entry without its prose: how it is called, and what it is related to."""
        return replace(self, body=SILENT)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch of text that names a register entry: characters `start` to `end` of the text of passage `passage`."""

    work: str
    passage: str
    page: str
    start: int
    end: int
    entry: str

    def __reduce__(self) -> tuple[type[Occurrence], tuple[object, ...]]:
        """Be written down as elements are."""
        return Occurrence, (self.work, self.passage, self.page, self.start, self.end, self.entry)


@dataclass(frozen=True, slots=True)
class Mention:
    """How often a passage names a register entry on one of its printed pages: what is known of occurrences without the text."""

    work: str
    passage: str
    page: str
    entry: str
    count: int = 1

    def __reduce__(self) -> tuple[type[Mention], tuple[object, ...]]:
        """Be written down as elements are."""
        return Mention, (self.work, self.passage, self.page, self.entry, self.count)


@dataclass(frozen=True, slots=True)
class Position:
    """What one work says to a question, and the citations (`ref`) for it; `said` is TEI, and begins in `line` of its file."""

    work: str
    said: Element
    sources: tuple[Element, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A question on which the works differ; `terms` are entries of the registers, `figures` those of the figures.

    Its background begins in `line` of its file.
    """

    id: str
    question: str
    background: Element
    positions: tuple[Position, ...]
    terms: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Volume:
    """A work in the edition: `document` is `None` where its text is not at hand or may not be shown.

    `report` is `None` where neither the text nor the tables of its damage are at hand. `register` knows every address that was published.
    `base` is the document as its TEI file has it, before annotations are woven into it. `index` is what its printed index leads to.
    """

    record: Record
    contents: tuple[Heading, ...] = ()
    document: Document | None = None
    report: Report | None = None
    register: Register = Register()
    base: Document | None = None
    index: PrintedIndex = PrintedIndex()


@dataclass(frozen=True, slots=True)
class Harvest:
    """Who answers for the edition towards harvesters: the address of a person, and the gateway that serves its records."""

    contact: str = ""
    gateway: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a reader can see; `citations` are those of each work, by its id; `notes` and `emendations` are those of the editors.

    `occurrences` are those in the texts at hand, `mentions` those in all texts. `address` is that of the site, with a slash at its
    end, and empty where nobody knows yet where it will lie. `citings` are the places where the works cite those of the `bibliography`,
    in the texts that are not at hand too. `entries` cites a register entry, `None` where that was never derived. `charts` are those of
    the figures as SVG, by their ids. `abstract` says in a sentence or two what this edition is.
    """

    title: str
    version: str
    date: str
    volumes: tuple[Volume, ...]
    articles: tuple[Article, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    citations: Mapping[str, Citations] = field(default_factory=dict)
    address: str = ""
    harvest: Harvest = Harvest()
    mentions: tuple[Mention, ...] = ()
    questions: tuple[Question, ...] = ()
    bibliography: Bibliography = Bibliography()
    citings: tuple[Citing, ...] = ()
    entries: Citations | None = None
    notes: tuple[EditorsNote, ...] = ()
    emendations: tuple[Emendation, ...] = ()
    figures: Figures = Figures()
    abstract: str = ""
    charts: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def bare(self) -> Edition:
        """The edition without the prose of its entries, which is shown where they are explained, and nowhere else."""
        return replace(self, articles=tuple(article.bare for article in self.articles))

    @property
    def archive(self) -> str:
        """Where the site lies in itself as one file: it is called as the edition is, without its subtitle."""
        return f"downloads/{'-'.join(letters(self.title.partition(':')[0])) or 'edition'}.zip"

    @property
    def own(self) -> frozenset[str]:
        """The works that were written for this edition: it is their publisher."""
        name = self.title.partition(":")[0]
        return frozenset(volume.record.id for volume in self.volumes if volume.record.publisher == name)
