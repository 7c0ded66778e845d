"""The account of a printed index: what became of every locator, in numbers, so that it can be given without the words of the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from build_tools.model.edition import Volume
from build_tools.model.page import Anchor, Page
from build_tools.model.printed_index import Locating
from build_tools.render.cross_references import account_of
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.page_map import published_places
from build_tools.render.text_page import Setting, short_name

TITLE = "The printed index, accounted for"


def index_account(volume: Volume, setting: Setting | None, own: str = "") -> Page | None:
    """Return the page, `None` where the work has no printed index; `own` is the address of the edition's own index."""
    index, work = volume.index, volume.record.id
    if not index.locators:
        return None
    url = account_of(work)
    places = setting.register.places if setting is not None else published_places(volume)
    led = [one for one in index.locators if one.passages]
    names = sum(len(one.targets) + one.missing for one in index.references)
    missing = sum(one.missing for one in index.references)
    said = (
        f"<p>{len(index.locators)} locators stand in what has survived of the printed index. {len(led)} lead to the passages on their "
        "page that fit the words of their entry, the best first; the others lead to their page. A passage fits by the words that it has "
        "in common with the entry and with the entries above it; the rarer a word, the more it counts.</p>\n"
        f"<p>{len(index.references)} entries say “see” or “see also”, with {names} names: {names - missing} lead to an entry, {missing} "
        "name entries in the lost parts of the index.</p>\n"
    )
    ours = f'<p>The <a href="{quoted(relative(url, own))}">index of the edition</a> covers all works.</p>\n' if own else ""
    return Page(
        url=url,
        title=TITLE,
        html=f'<h1 id="account">{TITLE}</h1>\n{said}{ours}{_doubtful(index.locators, url, places)}{_pages(index.locators, url, places)}',
        toc=(Anchor(1, "account", TITLE, (Anchor(2, "doubtful", "Locators in doubt"), Anchor(2, "pages", "Page by page"))),),
        description=f"{short_name(volume.record)}: what became of every locator of the printed index",
        kind="index-account",
        work=work,
    )


def _link(name: str, words: str, url: str, places: Mapping[str, str]) -> str:
    place = places.get(name)
    return f'<a href="{quoted(relative(url, f"{place}#{name}"))}">{escape(words)}</a>' if place else escape(words)


def _doubtful(locators: Iterable[Locating], url: str, places: Mapping[str, str]) -> str:
    reasons: dict[str, list[str]] = {}
    for one in locators:
        if one.reason:
            pages = f"p. {one.first}" if one.first == one.last else f"pp. {one.first}–{one.last}"
            number = one.item.rpartition(".i")[2]
            item = _link(one.item, f"item {number}, locator {one.place}", url, places)
            reasons.setdefault(one.reason, []).append(f"{item} ({_link(f'pb-{one.first}', pages, url, places)})")
    rows = "".join(
        f"<li>{escape(reason[0].upper() + reason[1:])} ({len(row)}): {'; '.join(row)}</li>\n" for reason, row in reasons.items()
    )
    return f'<h2 id="doubtful">Locators in doubt</h2>\n<ul>\n{rows}</ul>\n' if rows else ""


def _pages(locators: Iterable[Locating], url: str, places: Mapping[str, str]) -> str:
    """Return how many locators name each printed page, one of a range naming its first."""
    counts = Counter(one.first for one in locators)
    ordered = sorted(counts, key=lambda page: (not page.isdecimal(), int(page) if page.isdecimal() else 0, page))
    cells = ", ".join(_link(f"pb-{page}", page, url, places) + (f" ({counts[page]})" if counts[page] > 1 else "") for page in ordered)
    return f'<h2 id="pages">Page by page</h2>\n<p>{len(ordered)} pages, with the number of locators that begin there:</p>\n<p>{cells}</p>\n'
