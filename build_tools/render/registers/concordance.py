"""The concordance: where each entry of a register is named, by work and in reading order, gathered once for all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.annotate.anchor import texts
from build_tools.annotate.kinds import EVENTS
from build_tools.model.edition import Article, Edition, Mention, Occurrence, Volume
from build_tools.model.memory import remembered
from build_tools.model.passage import Register
from build_tools.render.page_map import published_places
from build_tools.render.registers.shown import BY_NAME
from build_tools.render.text_page import Setting, short_name

FEW = 40
"""Occurrences of an entry that its register shows with the words around them; an entry with more has a page of its own."""

MATTERS = frozenset({EVENTS.name})
"""Registers whose entries works may tell otherwise, so that even one that is named once by each is worth a page."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work: `places` leads from an id to its page of the site, `labels` to the words that cite it; `texts` are those of its passages."""

    id: str
    name: str
    places: Mapping[str, str]
    labels: Mapping[str, str]
    texts: Mapping[str, str]
    register: Register

    def link(self, name: str) -> str:
        """Return the address of an id from the root of the site, `""` where no page holds it."""
        page = self.places.get(name)
        return f"{page}#{name}" if page else ""


@dataclass(frozen=True, slots=True)
class Concordance:
    """`entries` leads from the id of an entry in a page (`person-bukharin`) to the page; the rest goes by the id of the entry.

    `own` are the works that the editors wrote. Of an entry only its register and its own page show the prose, which is none of this.
    """

    works: tuple[Work, ...] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    mentions: Mapping[str, Mapping[str, Sequence[Mention]]] = field(default_factory=dict)
    occurrences: Mapping[str, Mapping[str, Sequence[Occurrence]]] = field(default_factory=dict)
    twins: Mapping[str, Sequence[Article]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def named(self, article: Article, work: str) -> Sequence[Mention]:
        """Return where a work names an entry; what names another entry that is the same thing names this one."""
        return self.mentions.get(article.same_as or article.id, {}).get(work, ())

    def found(self, article: Article, work: str) -> Sequence[Occurrence]:
        """Return the occurrences of an entry in a work, as far as its text is at hand."""
        return self.occurrences.get(article.same_as or article.id, {}).get(work, ())

    def count(self, article: Article) -> int:
        """Return how often all works name an entry."""
        return sum(one.count for row in self.mentions.get(article.same_as or article.id, {}).values() for one in row)

    def has_page(self, article: Article) -> bool:
        """Say whether an entry has a page of its own; that of its twin serves both.

        It has one where it is named too often for the page of its register, and where it is a matter on which works that the editors
        did not write can be set side by side.
        """
        if article.same_as:
            return False
        matter = article.register in MATTERS and len(self.mentions.get(article.id, {}).keys() - self.own) > 1
        return matter or self.count(article) > FEW

    def same(self, article: Article) -> tuple[Article, ...]:
        """Return the entries of other registers that are the same thing."""
        others = [self.articles[article.same_as]] if article.same_as in self.articles else []
        return (*others, *(one for one in self.twins.get(article.same_as or article.id, ()) if one.id != article.id))


def target(article: Article) -> str:
    """Return the id of an entry in the page of its register."""
    return BY_NAME[article.register].kind.target(article.id)


def address(article: Article) -> str:
    """Return the address of an entry from the root of the site."""
    return f"{BY_NAME[article.register].url}#{target(article)}"


@remembered()
def gather(edition: Edition, settings: Mapping[str, Setting]) -> Concordance:
    """Return the concordance of an edition; without its text a work is there with pages and passages, and without words."""
    mentions: dict[str, dict[str, list[Mention]]] = {}
    for mention in edition.mentions:
        mentions.setdefault(mention.entry, {}).setdefault(mention.work, []).append(mention)
    occurrences: dict[str, dict[str, list[Occurrence]]] = {}
    for occurrence in edition.occurrences:
        occurrences.setdefault(occurrence.entry, {}).setdefault(occurrence.work, []).append(occurrence)
    twins: dict[str, list[Article]] = defaultdict(list)
    for article in edition.articles:
        if article.same_as:
            twins[article.same_as].append(article)
    return Concordance(
        tuple(_work(volume, settings.get(volume.record.id)) for volume in edition.volumes),
        {article.id: article for article in edition.articles},
        entries(edition),
        mentions, occurrences, twins, edition.own,
    )


def entries(edition: Edition) -> dict[str, str]:
    """Return the page of every entry by its id in that page."""
    return {target(article): BY_NAME[article.register].url for article in edition.articles}


@remembered(lambda volume, setting: volume.record.id)
def _work(volume: Volume, setting: Setting | None) -> Work:
    record = volume.record
    if setting is not None:
        places, labels = setting.register.places, setting.foliation.labels
        said = texts(volume.base) if volume.base is not None else {}
        return Work(record.id, short_name(record), places, labels, said, volume.register)
    # A heading has no words that cite it; in a text without pages it is called as its division is.
    labels = {row.id: row.label or row.id.removeprefix(f"{record.id}.") for row in volume.register.passages}
    return Work(record.id, short_name(record), published_places(volume), labels, {}, volume.register)
