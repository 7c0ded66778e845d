"""From an edition to its topics: what passages treat and what the editors have named together, known without any text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log

from build_tools.annotate.kinds import EVENTS, MEASURES
from build_tools.annotate.sources import cite
from build_tools.model.edition import Edition, Question
from build_tools.model.figure import Reading
from build_tools.model.memory import remembered
from build_tools.model.passage import Passage, printed
from build_tools.model.tree import Element
from build_tools.read.cites import Cite, Unreadable
from build_tools.read.cites import pages as printed_pages
from build_tools.render.beside.topics import KINDS, Kind, Topic, Topics

NOTE = "note"
"""How the name of a paragraph begins that stands in a note: `note 12`."""
EXPLICIT = 20.0
"""Weight of a passage that an editor has named by its id: more than any that is found by its words."""
CITED = 2
"""Passages of a cited page that are taken: those that share most with what cites it."""


@remembered()
def gather(edition: Edition) -> Topics:
    """Return the topics of an edition; all is known without any text: from the registers, the questions and the tables of mentions."""
    rows: dict[str, Passage] = {}
    works: dict[str, str] = {}
    # Which works can be read comes first in an edition, and must not change what is chosen.
    for volume in sorted(edition.volumes, key=lambda one: one.record.id):
        for row in volume.register.passages:
            if row.kind in KINDS and row.places and not row.retired and not row.name.startswith(NOTE):
                rows[row.id] = row
                works[row.id] = volume.record.id
    named = _named(edition, rows)
    bare = Topics(rows, works, named, {})
    pages = _Pages(edition, bare)
    topics = {**named, **_figures(edition, rows)}
    for question in edition.questions:
        topics[Topic(Kind.QUESTION, question.id)] = _question(question, pages, bare)
    return Topics(rows, works, topics, _together(edition, pages, bare), edition.own)


def _named(edition: Edition, rows: Mapping[str, Passage]) -> dict[Topic, dict[str, float]]:
    """Return the entries that passages name; an event is a topic of its own, and measures are named everywhere."""
    main = {article.id: article for article in edition.articles}
    events = {article.same_as or article.id for article in edition.articles if article.register == EVENTS.name}
    found: dict[Topic, dict[str, float]] = defaultdict(dict)
    for one in edition.mentions:
        article = main.get(one.entry)
        if one.passage not in rows or article is None or article.register == MEASURES.name:
            continue
        held = found[Topic(Kind.EVENT if one.entry in events else Kind.NAME, one.entry)]
        held[one.passage] = held.get(one.passage, 0.0) + one.count
    return {topic: {passage: 1 + log(count) for passage, count in held.items()} for topic, held in found.items()}


def _question(question: Question, pages: _Pages, topics: Topics) -> dict[str, float]:
    """Return the passages on which the positions rest. Of a page, those that name a term of the question, more for a rare one."""
    terms = [Topic(kind, one) for one in question.terms for kind in (Kind.EVENT, Kind.NAME)]
    found: dict[str, float] = {}
    for position in question.positions:
        cited = [cite(one.get("cRef")) for one in position.sources]
        weighed = {passage: EXPLICIT for source in cited for passage in pages.named(source)}
        printed = [passage for source in cited for passage in pages.printed(source)]
        for passage in printed:
            weight = sum(topics.rarity(term) * topics.of[term][passage] for term in terms if passage in topics.of.get(term, ()))
            if weight:
                weighed.setdefault(passage, weight)
        if not weighed and printed:
            # None names a term: what is cited is most of what the page says.
            weighed[max(printed, key=lambda one: topics.rows[one].words)] = 1.0
        found.update(weighed)
    return found


def _figures(edition: Edition, rows: Mapping[str, Passage]) -> dict[Topic, dict[str, float]]:
    """Return the passages that print values of one figure, or the same quantity, where several do."""
    found: dict[Topic, dict[str, float]] = {}
    for figure in edition.figures.figures:
        if figure.reading is Reading.COMPILED:
            found[Topic(Kind.FIGURE, figure.id)] = {datum.passage: 1.0 for datum in figure.data if datum.passage in rows}
    for comparison in edition.figures.comparisons:
        printed = {datum.passage: 1.0 for _, datum in comparison.places if datum.passage in rows}
        found.setdefault(Topic(Kind.FIGURE, comparison.places[0][0]), {}).update(printed)
    return {topic: held for topic, held in found.items() if len(held) > 1}


def _together(edition: Edition, pages: _Pages, topics: Topics) -> dict[tuple[Kind, str], tuple[str, ...]]:
    """Return the passages that the editors have named together, in a note at the one or in a text of their own."""
    found: dict[tuple[Kind, str], dict[str, None]] = defaultdict(dict)
    for kind, passage, cited in _citing(edition):
        source = cite(cited)
        if passage not in topics.rows or source.key.partition(".")[0] == topics.works[passage]:
            continue
        best = sorted(pages.printed(source), key=lambda one: (-topics.common(passage, one), topics.order[one]))
        for other in pages.named(source) or best[:CITED]:
            found[kind, passage][other] = None
            found[Kind.NOTED if kind is Kind.NOTED else Kind.CITED, other][passage] = None
    return {one: tuple(others) for one, others in found.items()}


def _citing(edition: Edition) -> Iterator[tuple[Kind, str, str]]:
    """Yield each passage of which, or in which, the editors cite a place of a work, with what they cite."""
    for note in sorted(edition.notes, key=lambda one: one.work):
        yield from ((Kind.NOTED, note.at, cited) for cited in _cited(note.body))
    for volume in sorted(edition.volumes, key=lambda one: one.record.id):
        # In the base text only what its author cites; the notes of the editors are woven in later.
        for element in volume.base.text.walk() if volume.base is not None else ():
            if element.name in KINDS and element.id:
                yield from ((Kind.RESTS, element.id, cited) for cited in _cited(element))


def _cited(element: Element) -> Iterator[str]:
    return (one.get("cRef") for one in element.walk() if one.name == "ref" and one.get("type") == "cite" and one.get("cRef"))


class _Pages:
    """The passages of each printed page."""

    def __init__(self, edition: Edition, topics: Topics) -> None:
        self._rows = topics.rows
        self._resolve = {volume.record.id: volume.register.resolve for volume in edition.volumes}
        self._on: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, row in topics.rows.items():
            for page in printed(row.page):
                self._on[topics.works[name], page].append(name)

    def named(self, source: Cite) -> tuple[str, ...]:
        """Return the passage that a source names by its id, as far as it is one that is read."""
        resolve = self._resolve.get(source.key.partition(".")[0])
        living: Iterable[str] = resolve(source.key) if resolve else ()
        return tuple(one for one in living if one in self._rows)

    def printed(self, source: Cite) -> tuple[str, ...]:
        """Return the passages on the pages that a source names; a note of theirs is no passage that is read."""
        try:
            pages = printed_pages(source.locator)
        except Unreadable:
            return ()
        return () if pages.note else tuple(dict.fromkeys(one for page in pages.each for one in self._on.get((source.key, page), ())))
