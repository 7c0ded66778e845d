"""What passages have in common: questions, events, figures and names, each with the passages that treat it and how much they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from math import fsum, log
from typing import NamedTuple

from build_tools.model.passage import Passage

KINDS = frozenset({"p", "quote"})
"""Passages that are read: notes, tables and lists are read with the text that calls them."""


class Kind(IntEnum):
    """What two passages may have in common, the closest bond first.

    NOTED: a note of the editors at the one cites the other. RESTS: the one is ours, and cites the other. CITED: the other is ours, and
    cites the one.
    """

    NOTED = 0
    RESTS = 1
    QUESTION = 2
    EVENT = 3
    FIGURE = 4
    NAME = 5
    CITED = 6


NAMES = frozenset({Kind.EVENT, Kind.NAME})
NOTHING: frozenset[str] = frozenset()


class Topic(NamedTuple):
    """Something that passages treat; `id` is that of a question, of an entry of a register, or of a figure."""

    kind: Kind
    id: str


@dataclass(frozen=True)
class Topics:
    """Who treats what: `of` leads from a topic to its passages with their weights, `cited` from a passage to those named with it.

    `rows` are all passages that are read, in the order of the works and of their texts; `own` are the works that the editors wrote.
    """

    rows: Mapping[str, Passage]
    works: Mapping[str, str]
    of: Mapping[Topic, Mapping[str, float]]
    cited: Mapping[tuple[Kind, str], Sequence[str]]
    own: frozenset[str] = frozenset()

    @cached_property
    def by_passage(self) -> Mapping[str, Sequence[Topic]]:
        """The topics of each passage, the closest bond first, and of one kind the rarest."""
        found: dict[str, list[Topic]] = defaultdict(list)
        for topic, held in sorted(self.of.items(), key=lambda one: (one[0].kind, len(one[1]), one[0].id)):
            for passage in held:
                found[passage].append(topic)
        return found

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each passage in the edition, by which those that weigh the same are told apart."""
        return {name: number for number, name in enumerate(self.rows)}

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The events and names of each passage: an event is no name besides, so that their ids tell them apart."""
        return {name: frozenset(one.id for one in row if one.kind in NAMES) for name, row in self.by_passage.items()}

    @cached_property
    def rarities(self) -> Mapping[str, float]:
        """The rarity of every event and name."""
        return {topic.id: self.rarity(topic) for topic in self.of if topic.kind in NAMES}

    def rarity(self, topic: Topic) -> float:
        """Return how much it says of two passages that both treat a topic: the logarithm of how few do."""
        return log(len(self.rows) / max(1, len(self.of.get(topic, ()))))

    def common(self, one: str, other: str) -> float:
        """Return how much two passages have in common by what they name."""
        shared = self.names.get(one, NOTHING) & self.names.get(other, NOTHING)
        # Whatever the order in which a set comes: two builds are the same.
        return fsum(map(self.rarities.__getitem__, shared))

    def several(self, topic: Topic) -> bool:
        """Say whether at least two works treat a topic."""
        return len({self.works[one] for one in self.of.get(topic, ())}) > 1
