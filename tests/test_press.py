"""Conversion under the press: books that are known exactly come back from the converter as they went in."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.press import FIGURES, Count, press, prove
from tests.press.printer import Writer
from tests.press.work import work

LEAST = {
    "boundaries": 0.99,
    "types": 0.99,
    "pages": 1.0,
    "notes": 1.0,
    "calls": 0.995,
    "headings": 0.995,
    "tables": 0.97,
    "cells": 0.97,
    "locators": 0.99,
    "references": 1.0,
}
"""The shares that must be right, over all books of a run together."""

MOST_WRONG = 0.002
"""Characters of a thousand that may be wrong: 2."""

QUICK = range(12)
MANY = range(200)


def totals(seeds: Iterable[int], write: Writer | None = None) -> dict[str, Count]:
    """Print, convert and prove the books of some seeds, and add up the figures."""
    total = {figure: Count(0, 0) for figure in FIGURES}
    for seed in seeds:
        for figure, count in prove(press(seed, write=write)).figures.items():
            total[figure] += count
    return total


def missed(total: dict[str, Count]) -> dict[str, Count]:
    """Return the figures that are not reached."""
    found = {figure: total[figure] for figure, least in LEAST.items() if total[figure].share < least}
    return found | ({"characters": total["characters"]} if total["characters"].share > MOST_WRONG else {})


def test_a_dozen_books_come_back() -> None:
    total = totals(QUICK)
    assert missed(total) == {}
    # A press that printed nothing would prove nothing.
    assert all(count.all > 10 for count in total.values())
    assert total["characters"].all > 200_000


@pytest.mark.slow
def test_two_hundred_books_come_back() -> None:
    assert missed(totals(MANY)) == {}


def test_the_companion_comes_back() -> None:
    companion = work("companion")
    total = totals(range(3), companion.book)
    assert missed(total) == {}
    chapters = len([*companion.chapters()])
    notes = sum(one.name == "note" for one in companion.document.text.walk())
    # All of it was printed: every chapter has its heading, every note its call.
    assert total["headings"].all >= 3 * chapters * 5
    assert total["calls"].all == 3 * notes
    assert total["characters"].all > 3 * 150_000


@pytest.mark.slow
def test_the_companion_comes_back_in_forty_prints() -> None:
    total = totals(range(40), work("companion").book)
    assert missed(total) == {}
    # The only table of the companion, in each of forty prints.
    assert total["tables"] == Count(40, 40)
