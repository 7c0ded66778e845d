"""The page that leads to all registers, with what is in each."""

from __future__ import annotations

from build_tools.model.page import Anchor, Page
from build_tools.render.markup import escape
from build_tools.render.registers.concordance import Concordance
from build_tools.render.registers.index import TITLE as INDEX
from build_tools.render.registers.index import URL as INDEX_URL
from build_tools.render.registers.shown import SHOWN, Shown

URL = "registers.html"


def overview(concordance: Concordance, questions: int) -> Page:
    """Return the page. A register without entries is left out."""
    rows = [_row(shown, concordance) for shown in shown_with(concordance)]
    rows.append(f'<dt><a href="{INDEX_URL}">{INDEX}</a></dt>\n<dd>All of them together from A to Z, with the pages of every work.</dd>\n')
    if questions:
        rows.append(
            '<dt><a href="questions.html">Questions</a></dt>\n'
            f"<dd>{questions} questions on which the works differ, with what each says.</dd>\n"
        )
    return Page(
        url=URL,
        title="Registers",
        html=(
            '<h1 id="registers">Registers</h1>\n<p>What the works name, gathered from all of them: each entry says what it is and leads to '
            "every place where it is named, and from each place a link leads back to the entry. Works whose text is not in this copy are "
            f'there with their pages.</p>\n<dl class="registers">\n{"".join(rows)}</dl>\n'
        ),
        toc=(Anchor(1, "registers", "Registers"),),
        description="Glossary, people, organisations, places, events and measures, and an index of all of them",
        kind="registers",
    )


def shown_with(concordance: Concordance) -> list[Shown]:
    """Return the registers that have entries, and the glossary, to which the whole edition leads."""
    filled = {article.register for article in concordance.articles.values()}
    return [shown for shown in SHOWN if shown.kind.name in filled or shown.kind.name == "glossary"]


def _row(shown: Shown, concordance: Concordance) -> str:
    entries = [article for article in concordance.articles.values() if article.register == shown.kind.name]
    places = sum(concordance.count(article) for article in entries)
    what = shown.one if len(entries) == 1 else shown.many
    facts = f'{len(entries)} {what}, named {places:,} times' if entries else f"no {shown.many} yet"
    return f'<dt><a href="{shown.url}">{shown.title}</a></dt>\n<dd>{escape(shown.lead)} <span class="facts">{facts}</span></dd>\n'
