"""The passages that stand for a work where works are set side by side: those that treat a topic most, in the order of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from build_tools.model.edition import Article
from build_tools.render.beside.column import columns
from build_tools.render.beside.desk import SIDE_BY_SIDE, TITLE, Desk
from build_tools.render.beside.topics import Topic
from build_tools.render.sheet import Sheet

FEW = 2
"""Passages of a work that stand for it where an entry is named; of a work that the editors wrote it is one."""
SHORT, LONG = 60, 250
"""Words of a passage that only leads over to the next, and of one of which half is beside the point."""
LEAD = (
    "<p>The passages of each work that say most of it. What else names it is listed below.</p>\n"
)


def chosen(topic: Topic, desk: Desk, most: int) -> dict[str, tuple[str, ...]]:
    """Return for each work that treats a topic the passages that do so most, and in few words, in reading order."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for passage, weight in desk.topics.of.get(topic, {}).items():
        words = desk.topics.rows[passage].words
        found[desk.topics.works[passage]].append((-weight * min(1, words / SHORT) / (1 + words / LONG), passage))
    order = desk.topics.order
    best = {work: sorted(rows, key=lambda row: (row[0], order[row[1]]))[:most] for work, rows in found.items()}
    return {work: tuple(sorted((name for _, name in best[work]), key=order.__getitem__)) for work in desk.in_order(best)}


def _few(found: Mapping[str, tuple[str, ...]], desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return the passages of the works that the editors did not write, and one of each that they did."""
    return {work: passages[:1] if work in desk.topics.own else passages for work, passages in found.items()}


def side_by_side(article: Article, desk: Desk, sheet: Sheet) -> str:
    """Return the section of an entry that sets the works side by side, `""` where fewer than two works have passages that name it."""
    found: Mapping[str, tuple[str, ...]] = _few(chosen(desk.topic_of(article), desk, FEW), desk)
    if len(found) < 2:
        return ""
    return (
        f'<section class="side-by-side"><h2 id="{SIDE_BY_SIDE}">{TITLE}</h2>\n{LEAD}{columns(found, desk.shelves, sheet)}</section>\n'
    )
