"""The reasons for which passages stand side by side, in words, and the pages that say more of them."""

from __future__ import annotations

from typing import NamedTuple

from build_tools.render.beside.desk import SIDE_BY_SIDE, Desk, question_url
from build_tools.render.beside.topics import Kind, Topic
from build_tools.render.figures.shown import url as figure_url
from build_tools.render.registers.concordance import address

SAID = {
    Kind.NOTED: "Compared in a note of the editors", Kind.RESTS: "On which this rests", Kind.NAME: "The same names and terms",
    Kind.CITED: "Where our own texts cite it",
}
"""Reasons that are no topic."""
LEADS = {Kind.QUESTION: "Question", Kind.EVENT: "Event", Kind.FIGURE: "Figure"}
"""What kind of a topic it is."""


class Reason(NamedTuple):
    """A reason in words: what kind of a topic it is, its title, and its address in the site; a reason that is no topic has a title only."""

    lead: str
    title: str
    address: str


def reason(topic: Topic, desk: Desk) -> Reason:
    """Return a reason in words."""
    if topic.kind in SAID:
        return Reason("", SAID[topic.kind], "")
    if topic.kind is Kind.QUESTION:
        return Reason(LEADS[topic.kind], desk.questions[topic.id].question, question_url(topic.id))
    if topic.kind is Kind.FIGURE:
        return Reason(LEADS[topic.kind], desk.figures.by_id[topic.id].title, figure_url(topic.id))
    return Reason(LEADS[topic.kind], *entry(topic.id, desk))


def entry(name: str, desk: Desk) -> tuple[str, str]:
    """Return the headword of an entry, and where it is set side by side, or else said what it is."""
    article = desk.articles[name]
    own = desk.own_pages.get(name)
    whole = own is not None and desk.topics.several(desk.topic_of(article))
    return article.headword, f"{own}#{SIDE_BY_SIDE}" if whole else own or address(article)
