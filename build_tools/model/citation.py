"""How a work is cited: strings that a processor of citation styles has formatted, with a place left open for the passage."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a citation as HTML: `before`, then what cites the passage, then `after`.

    `style` is `chicago`, `mla` or `apa`; `kind` is `first` (a note, or the words in brackets), `later` (a shortened note) or `list` (the
    entry of a bibliography, which names no passage). `none`, `page`, `pages`, `paragraph`, `paragraphs` and `inside` (a paragraph of a
    division) cite the passage; `{}` stands for the number. `ranges` is the rule of the style for ranges of pages, by its name in CSL.
    """

    style: str
    kind: str
    name: str
    before: str
    after: str = ""
    none: str = ""
    page: str = ""
    pages: str = ""
    paragraph: str = ""
    paragraphs: str = ""
    inside: str = ""
    ranges: str = "expanded"


@dataclass(frozen=True, slots=True)
class Citations:
    """All forms of one work. `made_from` is the digest of the record they were made from, `status` what the text is worth as evidence."""

    made_from: str
    processor: str
    status: str
    bibtex: str
    ris: str
    csl_json: str
    forms: tuple[Form, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Locator:
    """A passage as it is cited: `unit` is `page`, `paragraph`, `part` (a division, or what has a name in it) or `""` (the whole work).

    `within` is the division in a work without pages: `2.1`, `“The sellers”`; `name` is what is not counted: `note 12`, `table 3`.
    """

    unit: str = ""
    first: str = ""
    last: str = ""
    within: str = ""
    name: str = ""

    @property
    def is_range(self) -> bool:
        """Say whether more than one page or paragraph is meant."""
        return bool(self.last) and self.last != self.first
