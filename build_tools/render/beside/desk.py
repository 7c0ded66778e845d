"""The desk on which passages are laid side by side: what they have in common, the works they come from, and where topics are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_tools.model.edition import Article, Edition, Question
from build_tools.model.figure import Figure
from build_tools.render.beside.column import Shelf, shelves
from build_tools.render.beside.topics import Kind, Topic, Topics, gather
from build_tools.render.sheet import Sheet
from build_tools.render.text_page import Setting

SIDE_BY_SIDE = "side-by-side"
"""The id of the part of a page that sets works side by side."""
TITLE = "Side by side"


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is laid out; `shelves` go by the ids of the works."""

    topics: Topics
    shelves: Mapping[str, Shelf]
    articles: Mapping[str, Article] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def shelf(self, passage: str) -> Shelf:
        """Return the work of a passage."""
        return self.shelves[self.topics.works[passage]]

    def topic_of(self, article: Article) -> Topic:
        """Return the topic that an entry of a register is."""
        event = Topic(Kind.EVENT, article.same_as or article.id)
        return event if event in self.topics.of else Topic(Kind.NAME, event.id)

    def in_order(self, works: Mapping[str, object]) -> list[str]:
        """Return works in their order, those that the editors wrote behind the others."""
        return sorted(works, key=lambda work: (work in self.topics.own, list(self.shelves).index(work)))


def laid_out(edition: Edition, settings: Mapping[str, Setting], general: Sheet) -> Desk:
    """Return the desk of an edition."""
    return Desk(
        gather(edition), shelves(edition, settings, general), {article.id: article for article in edition.articles},
        {question.id: question for question in edition.questions}, edition.figures.by_id,
    )


def question_url(question: str) -> str:
    """Return the address of a question with its passages.

    >>> question_url("was-the-harvest-poor")
    'questions/was-the-harvest-poor.html'
    """
    return f"questions/{question}.html"
