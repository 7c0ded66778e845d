"""What stands beside a page of a text: below it, quietly, the questions, events and terms on which other works speak too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from build_tools.annotate.kinds import GLOSSARY
from build_tools.model.page import Dress, Page
from build_tools.render.beside.desk import TITLE, Desk
from build_tools.render.beside.reasons import SAID, entry, reason
from build_tools.render.beside.store import page_of
from build_tools.render.beside.topics import Kind, Topic
from build_tools.render.markup import escape, quoted, relative

LEADS = {Kind.QUESTION: "Questions", Kind.EVENT: "Events", Kind.FIGURE: "Figures", Kind.NAME: "Terms"}


def with_parallels(desk: Desk) -> Dress:
    """Return what puts below a page with passages of a work the way to what other works say on the same.

    The links work without scripts; the ids of the passages that have parallels stand there for the script that opens a second column.
    """
    passages: dict[str, list[str]] = defaultdict(list)
    for name in desk.topics.rows:
        if name in desk.parallels or name in desk.drawn:
            passages[page_of(name, desk)].append(name)

    def dress(page: Page) -> Page:
        here = passages.get(page.url) if page.kind in ("text", "map") else None
        return replace(page, html=page.html + _block(page, here, desk)) if here else page

    return dress


def _block(page: Page, passages: Sequence[str], desk: Desk) -> str:
    near = {name: None for name in passages if _is_near(name, desk)}
    far = [name for name in passages if name not in near]
    topics = _topics(passages, desk)
    rows = "".join(_row(lead, [topic for topic in topics if topic.kind is kind], desk, page.url) for kind, lead in LEADS.items())
    listed = (
        f'<details class="more"><summary>{TITLE} with other works <span class="facts">{len(topics)}</span></summary>'
        f"<dl>\n{rows}</dl></details>"
    ) if topics else ""
    return (
        f'<aside class="parallels-here" aria-label="{TITLE}" data-page="{quoted(page.url)}" data-near="{_ids(near, page)}" '
        f'data-far="{_ids(far, page)}"{"" if topics else " hidden"}>{listed}</aside>\n'
    )


def _is_near(passage: str, desk: Desk) -> bool:
    """Say whether what stands beside a passage is more than a text of ours that cites it."""
    return passage in desk.drawn or any(group.topic.kind is not Kind.CITED for group in desk.parallels[passage])


def _ids(passages: Iterable[str], page: Page) -> str:
    return quoted(" ".join(name.removeprefix(f"{page.work}.") for name in passages))


def _topics(passages: Iterable[str], desk: Desk) -> list[Topic]:
    """Return the questions and events of passages that others treat too, and the terms that they share, the closest bond first."""
    found: dict[Topic, None] = {}
    for name in passages:
        for group in desk.parallels.get(name, ()):
            if group.topic.kind not in SAID:
                found[group.topic] = None
            for one in group.parallels:
                found.update(dict.fromkeys(Topic(Kind.NAME, shared) for shared in one.shared if _is_term(shared, desk)))
    # An event that is told as a reason is no shared name besides.
    told = {topic.id for topic in found if topic.kind is Kind.EVENT}
    return sorted((topic for topic in found if topic.kind is not Kind.NAME or topic.id not in told), key=lambda topic: topic.kind)


def _is_term(name: str, desk: Desk) -> bool:
    """Say whether an entry is a term whose page sets works side by side; who and where is told above."""
    return name in desk.own_pages and desk.articles[name].register == GLOSSARY.name


def _row(lead: str, topics: Sequence[Topic], desk: Desk, url: str) -> str:
    links = [_link(topic, desk, url) for topic in topics]
    # Questions have marks of their own.
    said = links if topics and topics[0].kind is Kind.QUESTION else ["; ".join(links)]
    return f"<dt>{lead}</dt>" + "".join(f"<dd>{one}</dd>\n" for one in said) if links else ""


def _link(topic: Topic, desk: Desk, url: str) -> str:
    title, address = entry(topic.id, desk) if topic.kind is Kind.NAME else reason(topic, desk)[1:]
    return f'<a href="{quoted(relative(url, address))}">{escape(title)}</a>'
