"""What stands beside a page of a text: below it, quietly, the questions, events and terms on which other works speak too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from build_tools.model.page import Page
from build_tools.render.beside.desk import TITLE, Desk
from build_tools.render.beside.reasons import SAID, entry, reason
from build_tools.render.beside.store import page_of
from build_tools.render.beside.topics import Kind, Topic
from build_tools.render.markup import escape, quoted, relative


def with_parallels(pages: Iterable[Page], desk: Desk) -> Iterator[Page]:
    """Yield every page, those with passages of a work with the way to what other works say on the same.

    The links work without scripts; the ids of the passages that have parallels stand there for the script that opens a second column.
    """
    passages: dict[str, list[str]] = defaultdict(list)
    for name in desk.topics.rows:
        if name in desk.parallels or name in desk.drawn:
            passages[page_of(name, desk)].append(name)
    for page in pages:
        here = passages.get(page.url) if page.kind in ("text", "map") else None
        yield replace(page, html=page.html + _block(page, here, desk)) if here else page


def _block(page: Page, passages: Sequence[str], desk: Desk) -> str:
    near = [name for name in passages if _is_near(name, desk)]
    far = [name for name in passages if name not in near]
    links = "".join(f"<li>{_link(topic, desk, page.url)}</li>\n" for topic in _topics(passages, desk))
    listed = (
        f'<details class="more"><summary>{TITLE} with other works <span class="facts">{links.count("<li>")}</span></summary>'
        f"<ul>\n{links}</ul></details>"
    ) if links else ""
    return (
        f'<aside class="parallels-here" aria-label="{TITLE}" data-page="{quoted(page.url)}" data-near="{_ids(near, page)}" '
        f'data-far="{_ids(far, page)}"{"" if links else " hidden"}>{listed}</aside>\n'
    )


def _is_near(passage: str, desk: Desk) -> bool:
    """Say whether what stands beside a passage is more than a text of ours that cites it."""
    return passage in desk.drawn or any(group.topic.kind is not Kind.CITED for group in desk.parallels[passage])


def _ids(passages: Iterable[str], page: Page) -> str:
    return quoted(" ".join(name.removeprefix(f"{page.work}.") for name in passages))


def _topics(passages: Iterable[str], desk: Desk) -> list[Topic]:
    """Return the questions and events of passages that others treat too, and the names that they share, the closest bond first."""
    found: dict[Topic, None] = {}
    for name in passages:
        for group in desk.parallels.get(name, ()):
            if group.topic.kind not in SAID:
                found[group.topic] = None
            for one in group.parallels:
                found.update(dict.fromkeys(Topic(Kind.NAME, shared) for shared in one.shared if shared in desk.own_pages))
    # An event that is told as a reason is no shared name besides.
    told = {topic.id for topic in found if topic.kind is Kind.EVENT}
    return sorted((topic for topic in found if topic.kind is not Kind.NAME or topic.id not in told), key=lambda topic: topic.kind)


def _link(topic: Topic, desk: Desk, url: str) -> str:
    title, address = entry(topic.id, desk) if topic.kind is Kind.NAME else reason(topic, desk)[1:]
    return f'<a href="{quoted(relative(url, address))}">{escape(title)}</a>'
