"""The parallel passages of a passage: which passages of other works to read beside it, in what order, and for what reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.model.memory import remembered
from build_tools.render.beside.topics import NAMES, NOTHING, Kind, Topic, Topics

MOST = 12
"""Parallels of one passage: what can be read beside it in some minutes."""
OF_A_WORK = 2
"""Parallels from one work for one reason."""
GROUPS = {Kind.QUESTION: 2, Kind.EVENT: 2, Kind.FIGURE: 1}
"""Topics of a kind that are taken, the rarest first."""
IN_A_GROUP = 5
WIDELY = 60
"""Passages of a name that still lead from one to another; of a name that more have, the two may speak of different things."""
ENOUGH = 10.0
"""Rarity of the names that two passages share, in sum; on 2,700 passages two names that 18 passages each have, or three of 100."""
SAID = 3
"""Shared names that are told of a parallel."""
TELLING = 2.0
"""Rarity of a name that is worth telling: one passage in seven or fewer has it."""


class Parallel(NamedTuple):
    """A passage to read beside another, and the rarest names that both have."""

    passage: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The parallels for one reason; `topic.id` is empty where the reason is what each of them says."""

    topic: Topic
    parallels: tuple[Parallel, ...]


@remembered()
def all_parallels(topics: Topics) -> Mapping[str, tuple[Group, ...]]:
    """Return the parallels of every passage that has some, in the order of the passages."""
    found = ((name, parallels(name, topics)) for name in topics.rows)
    return {name: groups for name, groups in found if groups}


def parallels(passage: str, topics: Topics) -> tuple[Group, ...]:
    """Return the parallels of a passage by reason: what the editors name with it, then questions, events, figures, and shared names.

    A passage stands under the first reason that holds. Works that the editors wrote come behind the others.
    """
    taken: set[str] = set()
    groups: list[Group] = []
    for topic, candidates in _reasons(passage, topics):
        chosen = _chosen([one for one in candidates if one not in taken], topics)[:MOST - len(taken)]
        if chosen:
            taken.update(chosen)
            groups.append(Group(topic, tuple(Parallel(one, _shared(passage, one, topic, topics)) for one in chosen)))
    return tuple(groups)


def _reasons(passage: str, topics: Topics) -> Iterator[tuple[Topic, Sequence[str]]]:
    """Yield the reasons in their order, each with the passages of other works that have it too, the nearest first."""
    work = topics.works[passage]
    for kind in (Kind.NOTED, Kind.RESTS):
        yield Topic(kind, ""), topics.cited.get((kind, passage), ())
    count: Counter[Kind] = Counter()
    for topic in topics.by_passage.get(passage, ()):
        if topic.kind is Kind.NAME or count[topic.kind] == GROUPS[topic.kind]:
            continue
        held = topics.of[topic]
        others = [one for one in held if topics.works[one] != work]
        if others:
            count[topic.kind] += 1
            yield topic, sorted(others, key=lambda one: (-held[one] - topics.common(passage, one), topics.order[one]))
    yield Topic(Kind.NAME, ""), _by_names(passage, topics)
    citing = topics.cited.get((Kind.CITED, passage), ())
    yield Topic(Kind.CITED, ""), sorted(citing, key=lambda one: (-topics.common(passage, one), topics.order[one]))


def _by_names(passage: str, topics: Topics) -> list[str]:
    """Return the passages of other works that share enough names, those with the rarest first."""
    work = topics.works[passage]
    others: set[str] = set()
    for topic in topics.by_passage.get(passage, ()):
        if topic.kind in NAMES and len(topics.of[topic]) <= WIDELY:
            others.update(topics.of[topic])
    near = {other: topics.common(passage, other) for other in others if topics.works[other] != work}
    return sorted((one for one in near if near[one] >= ENOUGH), key=lambda one: (-near[one], topics.order[one]))


def _chosen(candidates: Iterable[str], topics: Topics) -> list[str]:
    """Return the first of each work, the works in turn, and those that the editors wrote behind the others."""
    count: Counter[str] = Counter()
    rounds: list[tuple[bool, int, str]] = []
    for one in candidates:
        work = topics.works[one]
        count[work] += 1
        if count[work] <= OF_A_WORK:
            rounds.append((work in topics.own, count[work], one))
    return [one for _, _, one in sorted(rounds, key=lambda row: row[:2])][:IN_A_GROUP]


def _shared(one: str, other: str, reason: Topic, topics: Topics) -> tuple[str, ...]:
    """Return the rarest names that two passages share, without the one that is told already."""
    told = {reason.id} if reason.kind in NAMES else NOTHING
    both = (topics.names.get(one, NOTHING) & topics.names.get(other, NOTHING)) - told
    named = [name for name in both if topics.rarities[name] >= TELLING]
    return tuple(sorted(named, key=lambda name: (-topics.rarities[name], name))[:SAID])
