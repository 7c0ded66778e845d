"""The printed index of a work: what each of its locators leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Locating:
    """One locator: the `place`-th (from 1) of an item, which names the printed pages `first` to `last`.

    `passages` are those on these pages that fit the words of the item, the best first. `reason` says what is wrong with a locator that
    does not lead where it says, or that was read otherwise than it is printed.
    """

    item: str
    place: int
    first: str
    last: str
    passages: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seeing:
    """One “see” or “see also” of an item; `targets` are the items to which it leads, `missing` how many of its names lead nowhere."""

    item: str
    targets: tuple[str, ...] = ()
    missing: int = 0


@dataclass(frozen=True, slots=True)
class PrintedIndex:
    """All locators and references of an index, in reading order."""

    locators: tuple[Locating, ...] = ()
    references: tuple[Seeing, ...] = ()
