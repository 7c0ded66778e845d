"""The edition's own index: all entries of all registers from A to Z, with the printed pages of every work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.model.edition import Article
from build_tools.model.memory import remembered
from build_tools.model.page import Anchor, Page
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.registers.alphabet import lettered, ways
from build_tools.render.registers.concordance import Concordance, Work, address
from build_tools.render.registers.places import Place, pages
from build_tools.render.registers.shown import BY_NAME

URL = "index-of-the-edition.html"
TITLE = "Index of the edition"


@remembered()
def index_page(concordance: Concordance) -> Page:
    """Return the index. Entries that are the same thing stand once; one that no work names is left to its register."""
    entries = [one for one in concordance.articles.values() if not one.same_as and (concordance.count(one) or one.see)]
    sections = lettered(entries, lambda article: article.headword)
    anchors = tuple(Anchor(2, f"letter-{letter}", letter) for letter, _ in sections)
    parts = [
        f'<section class="letter index"><h2 id="letter-{letter}">{letter}</h2>\n<ul class="index">\n'
        f'{"".join(_row(article, concordance) for article in members)}</ul></section>\n'
        for letter, members in sections
    ]
    return Page(
        url=URL,
        title=TITLE,
        html=(
            f'<h1 id="index">{TITLE}</h1>\n<p>All terms, people, organisations, places, events and measures, with the pages on which each '
            "work names them; in a work without pages, with its paragraphs. The headword leads to the entry, the number to the "
            f'place.</p>\n{ways(anchors, "Letters")}{"".join(parts)}'
        ),
        toc=(Anchor(1, "index", TITLE, anchors),),
        description="All that the works name, from A to Z, with the printed pages",
        kind="register",
    )


def _row(article: Article, concordance: Concordance) -> str:
    sort = "" if article.register == "glossary" else f' <span class="sort">{BY_NAME[article.register].one}</span>'
    head = f'<a href="{quoted(address(article))}">{escape(article.headword)}</a>{sort}'
    others = [concordance.articles[one] for one in article.see if one in concordance.articles]
    see = f'. See {", ".join(escape(one.headword) for one in others)}' if others else ""
    places = "; ".join(
        f"{escape(work.name)} {locators}" for work in concordance.works if (locators := ", ".join(_locators(article, work, concordance)))
    )
    return f"<li>{head}{f': {places}' if places else ''}{see}</li>\n"


def _locators(article: Article, work: Work, concordance: Concordance) -> Iterator[str]:
    """Yield the pages of a work, those that follow each other drawn together."""
    held: list[Place] = []
    for place in pages(concordance.named(article, work.id), work):
        if held and not _follows(place, held[-1]):
            yield _locator(held)
            held = []
        held.append(place)
    if held:
        yield _locator(held)


def _follows(place: Place, before: Place) -> bool:
    return place.said.isdecimal() and before.said.isdecimal() and int(place.said) == int(before.said) + 1


def _locator(held: Sequence[Place]) -> str:
    said = held[0].said if len(held) == 1 else f"{held[0].said}–{held[-1].said}"
    return f'<a href="{quoted(relative(URL, held[0].address))}">{escape(said)}</a>' if held[0].address else escape(said)
