"""What prose of ours cites of the bibliography, and which works only it cites, so that a reader can tell them from those of the texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from build_tools.model.bibliography import Citing
from build_tools.model.edition import Edition
from build_tools.model.tree import Element

_APART = frozenset({"p", "note", "quote", "item", "table", "lg", "ab", "div"})
"""Elements whose `xml:id` is the address of what stands in them."""


def citings(edition: Edition) -> tuple[Citing, ...]:
    """Return all citations of works: those that were recognised in the texts, and those that prose of ours makes as `[@key]`.

    Where a passage of ours cites a work by its key, words that merely name it there are no second citation.
    """
    keys = edition.bibliography.by_key.keys() - {volume.record.id for volume in edition.volumes}
    ours = tuple(one for volume in edition.volumes if volume.document is not None
                 for one in _by_key(volume.document.text, volume.record.id, "", keys))
    said = {(one.passage, one.key) for one in ours}
    return (*(one for one in edition.citings if (one.passage, one.key) not in said), *ours)


def cited_by_us_alone(edition: Edition, found: Collection[Citing]) -> frozenset[str]:
    """Return the keys of the works that prose of ours cites and no reading does; `found` are all citations."""
    own = edition.own
    readings = {one.key for one in found if one.work not in own} | {one.quoted_in for one in found if one.work not in own}
    held = {volume.record.id for volume in edition.volumes}
    return frozenset(one.key for one in found if one.work in own) - readings - held - {""}


def _by_key(element: Element, work: str, passage: str, keys: Collection[str]) -> Iterator[Citing]:
    for child in element.elements():
        inside = child.id if child.name in _APART and child.id else passage
        if child.name == "ref" and child.get("type") == "cite":
            key, _, locator = child.get("cRef").partition(", ")
            if key in keys:
                yield Citing(work, inside, "", 0, 0, key, locator)
        yield from _by_key(child, work, inside, keys)
