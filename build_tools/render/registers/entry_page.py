"""The page of an entry that is named often: all its places in all works, with the words around them where the text may be shown."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model.edition import Article
from build_tools.model.memory import remembered
from build_tools.model.page import Anchor, Page
from build_tools.render.beside.chosen import side_by_side
from build_tools.render.beside.desk import SIDE_BY_SIDE, TITLE, Desk
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.registers.concordance import Concordance, Work, address
from build_tools.render.registers.facts import facts
from build_tools.render.registers.page import said
from build_tools.render.registers.places import lines
from build_tools.render.registers.shown import BY_NAME
from build_tools.render.sheet import Sheet


@remembered(lambda article, *others: article.id)
def entry_page(article: Article, concordance: Concordance, general: Sheet, desk: Desk) -> Page:
    """Return the page. Its address is that of the entry in the register, which leads here."""
    shown = BY_NAME[article.register]
    url = shown.own_page(article.id)
    sheet = replace(general, url=url)
    count = concordance.count(article)
    beside = side_by_side(article, desk, sheet)
    anchors = [Anchor(2, SIDE_BY_SIDE, TITLE)] if beside else []
    parts: list[str] = []
    for work in concordance.works:
        named = sum(one.count for one in concordance.named(article, work.id))
        if named:
            anchors.append(Anchor(2, f"in-{work.id}", work.name))
            parts.append(
                f'<section class="occurrences" data-count="{named}">'
                f'<h2 id="in-{quoted(work.id)}">{escape(work.name)}: {_times(named)}</h2>\n'
                f"{_places(article, concordance, work, url)}</section>\n"
            )
    back = quoted(relative(url, address(article)))
    return Page(
        url=url,
        title=article.headword,
        html=(
            f'<nav class="trail" aria-label="Where this page stands"><a href="{back}">{shown.title}</a></nav>\n'
            f'<h1 id="entry">{escape(article.headword)}</h1>\n'
            f'<dl class="article"><dt class="facts">{facts(article).strip() or shown.one.capitalize()}</dt>\n'
            f"{said(article, concordance, sheet)}</dl>\n"
            f'<p class="count" data-count="{count}">Named {_times(count)} in {len(parts)} work{"s" if len(parts) > 1 else ""}.</p>\n'
            f'{beside}{"".join(parts)}'
        ),
        toc=(Anchor(1, "entry", article.headword, tuple(anchors)),),
        description=f"All places where the works name {article.headword}",
        kind="entry",
    )


def _times(count: int) -> str:
    return f"{count} times" if count > 1 else "once"


def _places(article: Article, concordance: Concordance, work: Work, url: str) -> str:
    found = concordance.found(article, work.id)
    if found:
        return f'<ul class="lines">\n{lines(found, work, url)}</ul>\n'
    rows: list[str] = []
    for one in concordance.named(article, work.id):
        label = work.labels.get(one.passage) or one.passage
        place = work.link(one.passage)
        words = f'<a href="{quoted(relative(url, place))}">{escape(label)}</a>' if place else escape(label)
        rows.append(f"<li>{words}{f' ({one.count} times)' if one.count > 1 else ''}</li>\n")
    return f'<ul class="passages">\n{"".join(rows)}</ul>\n'
