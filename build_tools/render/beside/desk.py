"""The desk on which passages are laid side by side: what they have in common, the works they come from, and where topics are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from build_tools.model.edition import Article, Edition, Question
from build_tools.model.figure import Figures, Reading
from build_tools.model.memory import remembered
from build_tools.render.beside.column import Shelf, shelves
from build_tools.render.beside.gathering import gather
from build_tools.render.beside.parallels import Group, all_parallels
from build_tools.render.beside.topics import Kind, Topic, Topics
from build_tools.render.sheet import Sheet
from build_tools.render.text_page import Setting

SIDE_BY_SIDE = "side-by-side"
"""The id of the part of a page that sets works side by side."""
TITLE = "Side by side"
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Desk:
    """All that is laid out; `shelves` go by the ids of the works. `own_pages` are the pages of the entries that have one."""

    topics: Topics
    shelves: Mapping[str, Shelf]
    articles: Mapping[str, Article] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    figures: Figures = Figures()
    own_pages: Mapping[str, str] = field(default_factory=dict)

    def shelf(self, passage: str) -> Shelf:
        """Return the work of a passage."""
        return self.shelves[self.topics.works[passage]]

    @cached_property
    def parallels(self) -> Mapping[str, tuple[Group, ...]]:
        """The parallels of every passage that has some, in the order of the passages."""
        return all_parallels(self.topics)

    @cached_property
    def drawn(self) -> Mapping[str, Sequence[str]]:
        """The figures to look at beside a passage: those whose values it prints, and those of a printed table right before or behind it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for figure in self.figures.figures:
            if figure.reading is Reading.COMPILED:
                continue
            for passage in (*figure.passages, *self.around(figure.table)):
                if passage in self.topics.rows:
                    found[passage][figure.id] = None
        return {passage: tuple(figures) for passage, figures in found.items()}

    def around(self, table: str) -> tuple[str, ...]:
        """Return the passages right before and right behind a printed table, `""` where there is none."""
        shelf = self.shelves.get(table.partition(".")[0])
        if not table or shelf is None or table not in shelf.register.by_id:
            return ()
        ids = list(shelf.register.by_id)
        at = ids.index(table)
        before = next((one for one in reversed(ids[:at]) if one in self.topics.rows), "")
        behind = next((one for one in ids[at + 1:] if one in self.topics.rows), "")
        return before, behind

    def topic_of(self, article: Article) -> Topic:
        """Return the topic that an entry of a register is."""
        event = Topic(Kind.EVENT, article.same_as or article.id)
        return event if event in self.topics.of else Topic(Kind.NAME, event.id)

    def in_order(self, works: Mapping[str, object]) -> list[str]:
        """Return works in their order, those that the editors wrote behind the others."""
        places = {work: number for number, work in enumerate(self.shelves)}
        return sorted(works, key=lambda work: (work in self.topics.own, places[work]))


@remembered()
def laid_out(edition: Edition, settings: Mapping[str, Setting], general: Sheet, own_pages: Mapping[str, str] = NONE) -> Desk:
    """Return the desk of an edition; `own_pages` are the pages of those entries that have one."""
    return Desk(
        gather(edition), shelves(edition, settings, general), {article.id: article for article in edition.articles},
        {question.id: question for question in edition.questions}, edition.figures, own_pages,
    )


def question_url(question: str) -> str:
    """Return the address of a question with its passages.

    >>> question_url("was-the-harvest-poor")
    'questions/was-the-harvest-poor.html'
    """
    return f"questions/{question}.html"
