"""The page of questions: what each work says to the questions on which they differ, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from build_tools.model.edition import Position, Question
from build_tools.model.page import Anchor, Page, SearchEntry
from build_tools.render.beside.desk import question_url
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.passages import words
from build_tools.render.registers.concordance import Concordance, Work, address
from build_tools.render.registers.facts import sources
from build_tools.render.sheet import Sheet

URL = "questions.html"
NO_FIGURES: Mapping[str, str] = MappingProxyType({})


def questions_page(
    questions: Sequence[Question], concordance: Concordance, general: Sheet, figures: Mapping[str, str] = NO_FIGURES
) -> Page:
    """Return the page; `figures` are the titles of the figures that the site has, by their ids."""
    sheet = replace(general, url=URL)
    anchors = tuple(Anchor(2, f"question-{one.id}", one.question) for one in questions)
    contents = "".join(f'<li><a href="#{quoted(anchor.id)}">{escape(anchor.title)}</a></li>\n' for anchor in anchors)
    return Page(
        url=URL,
        title="Questions",
        html=(
            '<h1 id="questions">Questions</h1>\n<p>Questions on which the works differ, with what each of them says, in the words of the '
            "editors, and where it says so. A work that says nothing to a question is not named there.</p>\n"
            f'<nav class="contents" aria-label="Questions"><ul>\n{contents}</ul></nav>\n'
            f'{"".join(_question(one, concordance, sheet, figures) for one in questions)}'
        ),
        toc=(Anchor(1, "questions", "Questions", anchors),),
        search=tuple(
            SearchEntry(f"question-{one.id}", f"Questions: {one.question}",
                        " ".join((words(one.background), *(words(position.said) for position in one.positions))), "entry")
            for one in questions
        ),
        description="Questions on which the works differ, with the position of each",
        kind="questions",
    )


def _question(one: Question, concordance: Concordance, sheet: Sheet, figures: Mapping[str, str]) -> str:
    order = {work.id: number for number, work in enumerate(concordance.works)}
    shelves = {work.id: work for work in concordance.works}
    positions = sorted(one.positions, key=lambda position: order.get(position.work, len(order)))
    terms = [concordance.articles[name] for name in one.terms if name in concordance.articles]
    links = [f'<a href="{quoted(relative(URL, address(article)))}">{escape(article.headword)}</a>' for article in terms]
    pictures = [f'<a href="figures/{quoted(name)}.html">{escape(figures[name])}</a>' for name in one.figures if name in figures]
    rows = (("Terms", ", ".join(links)), ("Figures", "; ".join(pictures)))
    below = "".join(f'<p class="see">{lead}: {row}</p>\n' for lead, row in rows if row)
    below += f'<p class="see"><a href="{quoted(question_url(one.id))}">The passages on which this rests, side by side</a></p>\n'
    name = f"question-{quoted(one.id)}"
    link = f'<a class="permalink" href="#{name}" aria-label="Link to {quoted(one.question)}">¶</a>'
    return (
        f'<section class="question"><h2 id="{name}">{escape(one.question)}{link}</h2>\n<p>{sheet.inside(one.background)}</p>\n'
        f'<div class="positions">\n{"".join(_position(position, shelves, sheet) for position in positions)}</div>\n{below}</section>\n'
    )


def _position(position: Position, shelves: dict[str, Work], sheet: Sheet) -> str:
    work = shelves[position.work]
    rests = sources(position.sources, sheet)
    return (
        f'<section><h3><a href="{quoted(work.id)}/index.html">{escape(work.name)}</a></h3>\n<p>{sheet.inside(position.said)}</p>\n'
        f'<p class="rests">{rests}</p></section>\n'
    )
