"""The page of a register: each entry with what it is, and with all places where the works name it."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model import dates
from build_tools.model.edition import Article
from build_tools.model.memory import remembered
from build_tools.model.page import Anchor, Page, SearchEntry
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.passages import words
from build_tools.render.registers.alphabet import lettered, sorting, ways
from build_tools.render.registers.concordance import Concordance, address, target
from build_tools.render.registers.facts import facts, sources
from build_tools.render.registers.places import by_work, lines
from build_tools.render.registers.shown import BY_NAME, Shown
from build_tools.render.registers.timeline import timeline
from build_tools.render.sheet import Sheet

UNDATED = "Without a date"


def register_page(shown: Shown, entries: Sequence[Article], concordance: Concordance, sheet: Sheet) -> Page:
    """Return a register from A to Z, or by years where its entries have dates.

    It works without JavaScript: letters are links, and long lists of places unfold by themselves.
    """
    sections = _by_year(entries) if "date" in shown.kind.dates else [
        (f"letter-{letter}", letter, members) for letter, members in lettered(entries, lambda article: article.headword)
    ]
    anchors = tuple(Anchor(2, name, title) for name, title, _ in sections)
    parts = [
        f'<section class="letter"><h2 id="{quoted(name)}">{escape(title)}</h2>\n<dl>\n'
        f'{"".join(entry(article, concordance, sheet) for article in members)}</dl></section>\n'
        for name, title, members in sections
    ]
    picture = timeline(entries) if "date" in shown.kind.dates else ""
    name = shown.kind.name
    return Page(
        url=shown.url,
        title=shown.title,
        html=(
            f'<h1 id="{name}">{shown.title}</h1>\n<p>{shown.lead} Below each entry: where it is named, by work and printed page.</p>\n'
            f'{picture}{ways(anchors, "Years" if picture else "Letters")}{"".join(parts)}'
        ),
        toc=(Anchor(1, name, shown.title, anchors),),
        search=tuple(
            SearchEntry(target(one), f"{shown.title}: {one.headword}", words(one.body), "entry", _also(one, concordance)) for one in entries
        ),
        description=f"{shown.lead} With the places where each is named",
        kind="glossary" if name == "glossary" else "register",
    )


def _by_year(entries: Sequence[Article]) -> list[tuple[str, str, list[Article]]]:
    """Return entries by the year in which they begin, those without a date last."""
    found: dict[str, list[tuple[dates.Span, Article]]] = {}
    undated: list[Article] = []
    for article in entries:
        span = dates.span(article.details.get("date", ""))
        if span is None:
            undated.append(article)
        else:
            found.setdefault(str(span.first.year), []).append((span, article))
    rows = [
        (f"year-{year}", year, [article for _, article in sorted(members, key=lambda one: (one[0].first, one[0].last, one[1].id))])
        for year, members in sorted(found.items())
    ]
    rest = sorted(undated, key=lambda article: sorting(article.headword))
    return [*rows, ("undated", UNDATED, rest)] if rest else rows


@remembered(lambda article, concordance, sheet: (sheet.url, article.id))
def entry(article: Article, concordance: Concordance, sheet: Sheet) -> str:
    """Return an entry: headword and facts, its prose, other names, sources, related entries, places."""
    name = quoted(target(article))
    link = f'<a class="permalink" href="#{name}" aria-label="Link to {quoted(article.headword)}">¶</a>'
    return (
        f'<dt id="{name}"><dfn>{escape(article.headword)}</dfn>{facts(article)}{link}</dt>\n'
        f"{said(article, concordance, sheet)}{''.join(by_work(article, concordance, sheet.url))}"
        f"{_in_context(article, concordance, sheet)}\n"
    )


def said(article: Article, concordance: Concordance, sheet: Sheet) -> str:
    """Return what the register says of an entry, without its places."""
    rows = [f"<dd>{sheet.inside(article.body)}</dd>\n" if words(article.body) else ""]
    forms = [form for form in article.forms if form.casefold() != article.headword.casefold()]
    if forms:
        rows.append(f'<dd class="forms">Also written {escape(", ".join(forms))}</dd>\n')
    for lead, ids in (("See", article.see), ("See also", article.see_also)):
        others = [concordance.articles[one] for one in ids if one in concordance.articles]
        if others:
            rows.append(f'<dd class="see">{lead} {", ".join(_to(one, sheet.url) for one in others)}</dd>\n')
    for twin in concordance.same(article):
        rows.append(f'<dd class="see">The same in {BY_NAME[twin.register].title}: {_to(twin, sheet.url)}</dd>\n')
    if "factor_source" in article.details:
        rows.append(f'<dd class="rests">The number: {escape(article.details["factor_source"])}</dd>\n')
    if article.sources:
        rows.append(f'<dd class="rests">After {sources(article.sources, sheet)}</dd>\n')
    return "".join(rows)


def _also(article: Article, concordance: Concordance) -> str:
    """Return by what else search finds an entry: its name in Russian and in full, names in other words, the entry to which it sends one."""
    said = article.details
    held = set(article.headword.casefold().split())
    forms = [form for form in article.forms if " " in form and held.isdisjoint(form.casefold().split())]
    see = [concordance.articles[one].headword for one in article.see if one in concordance.articles]
    rows = (
        ("In full: ", [said[name] for name in ("full_name", "expansion") if name in said]),
        ("In Russian: ", [said["original"]] if "original" in said else []),
        ("Also written ", forms),
        ("See ", see),
    )
    return " ".join(f"{lead}{', '.join(values)}." for lead, values in rows if values)


def _to(article: Article, url: str) -> str:
    return f'<a href="{quoted(relative(url, address(article)))}">{escape(article.headword)}</a>'


def _in_context(article: Article, concordance: Concordance, sheet: Sheet) -> str:
    """Return how often an entry is named, with the words around each place, or with the page that has them."""
    count = concordance.count(article)
    if not count:
        return ""
    told = f"Named {count} times" if count > 1 else "Named once"
    shown = BY_NAME[article.register]
    main = concordance.articles.get(article.same_as, article)
    if concordance.has_page(main):
        page = relative(sheet.url, BY_NAME[main.register].own_page(main.id))
        return f'<dd class="count" data-count="{count}"><a href="{quoted(page)}">{told}</a></dd>\n'
    rows = "".join(lines(concordance.found(article, work.id), work, sheet.url) for work in concordance.works)
    if not rows:
        return f'<dd class="count" data-count="{count}">{told}</dd>\n'
    seen = sum(len(concordance.found(article, work.id)) for work in concordance.works)
    part = "" if seen == count else f", {seen} of them in the texts of this copy"
    label = f"{told}{part}: the words around"
    return (
        f'<dd class="count" data-count="{count}"><details class="lines"><summary>{label}<span class="hidden"> {escape(article.headword)} '
        f"in {shown.title}</span></summary>\n<ul>\n{rows}</ul></details></dd>\n"
    )
