"""The page of a question: what each work says to it, and the passages on which that rests, side by side."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model.edition import Position, Question
from build_tools.model.memory import remembered
from build_tools.model.page import Anchor, Page
from build_tools.render.beside.chosen import chosen
from build_tools.render.beside.column import columns
from build_tools.render.beside.desk import SIDE_BY_SIDE, TITLE, Desk, question_url
from build_tools.render.beside.topics import Kind, Topic
from build_tools.render.markup import escape, quoted
from build_tools.render.registers.facts import sources
from build_tools.render.sheet import Sheet

OF_A_WORK = 3
"""Passages of a work that stand for it; all pages on which its position rests are named above them."""
ALL = "questions.html"


@remembered(lambda question, desk, general: question.id)
def question_page(question: Question, desk: Desk, general: Sheet) -> Page:
    """Return the page. The address of the question itself stays that in the page of all questions."""
    url = question_url(question.id)
    sheet = replace(general, url=url)
    found = chosen(Topic(Kind.QUESTION, question.id), desk, OF_A_WORK)
    works = {position.work: found.get(position.work, ()) for position in question.positions}
    heads = {position.work: _position(position, sheet) for position in question.positions}
    ordered = {work: works[work] for work in desk.in_order(works)}
    back = quoted(sheet.site(f"{ALL}#question-{question.id}"))
    return Page(
        url=url,
        title=question.question,
        html=(
            f'<nav class="trail" aria-label="Where this page stands"><a href="{back}">Questions</a></nav>\n'
            f'<h1 id="{SIDE_BY_SIDE}">{escape(question.question)}</h1>\n<p>{sheet.inside(question.background)}</p>\n'
            '<p class="small">Above, what each work says, in the words of the editors; below it, the passages that this rests on.</p>\n'
            f'<section class="side-by-side whole" aria-label="{TITLE}">{columns(ordered, desk.shelves, sheet, heads, 2)}</section>\n'
        ),
        toc=(Anchor(1, SIDE_BY_SIDE, question.question),),
        description=f"{question.question} The passages of the works, side by side",
        kind="question",
        above=ALL,
    )


def _position(position: Position, sheet: Sheet) -> str:
    return (
        f'<div class="position"><p>{sheet.inside(position.said)}</p>\n<p class="rests">{sources(position.sources, sheet)}</p></div>\n'
    )
