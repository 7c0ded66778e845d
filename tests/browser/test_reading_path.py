"""A reader who knows nothing: from the home page to an answer, and to the place where each work gives it, in at most three steps."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

STEPS = 3
ARTICLE = "article"


class Way(NamedTuple):
    """The links that a reader follows by their words, where the answer stands, what it says, and the places that it rests on.

    `places` are the words of citations, one for each work that answers, on the page that was reached.
    """

    clicks: tuple[str, ...]
    section: str
    words: tuple[str, ...]
    places: tuple[str, ...]


WAYS = {
    "what the scissors were": Way(
        ("Money, the chervonets and the scissors of 1923",), "companion.money.scissors",
        ("look like open scissors", "a relation of two prices", "could not sell its goods"),
        ("Bettelheim, p. 276", "Marquit, p. 399", "Niu, 2.1, ¶ 1", "Grain crisis, ¶ 8"),
    ),
    "how much grain the state bought": Way(
        ("Start here",), "companion.start-here.in-one-page",
        ("In 1926/27 the state had bought 10.59 million tonnes", "By the end of June 1928 the campaign had reached 10.38 million tonnes",
         "Marquit and Niu give no amount for a whole year"),
        ("Bettelheim, p. 37", "Bettelheim, p. 41", "Grain crisis, ¶ 10"),
    ),
    "what Bukharin held": Way(
        ("Ask", "What did Bukharin hold, and was it a way?"), "question-what-did-bukharin-hold",
        ("Industry and farming in proportion", "no force", "cheaper goods and dearer grain", "peace with the peasants"),
        ("Bettelheim, pp. 408–411", "Marquit, p. 399", "Niu, 3.2, ¶ 2", "Grain crisis, ¶ 14"),
    ),
}


def walk(page: Page, way: Way) -> None:
    """Follow a way, and from its answer each of its citations."""
    assert len(way.clicks) + 1 <= STEPS, "the last step leads to the work"
    page.goto("index.html")
    for words in way.clicks:
        page.locator(ARTICLE).get_by_role("link", name=words, exact=True).first.click()
    answer = page.locator(f'section:has(> [id="{way.section}"]), section[id="{way.section}"]').first
    answer.locator("h2, h3").first.scroll_into_view_if_needed()
    expect(answer.locator("h2, h3").first).to_be_in_viewport()
    for said in way.words:
        expect(page.locator(ARTICLE)).to_contain_text(said)
    reached = page.url
    for words in way.places:
        page.locator(ARTICLE).get_by_role("link", name=words, exact=True).first.click()
        expect(page).not_to_have_url(reached)
        work, name = re.search(r"/([a-z-]+)/[^/]+\.html#(.+)$", page.url).groups()  # type: ignore[union-attr]
        assert work in ("bettelheim", "marquit", "end-of-nep", "grain-crisis")
        expect(page.locator(f'[id="{name}"]')).to_be_in_viewport()
        page.goto(reached)


@pytest.mark.parametrize("question", WAYS)
def test_three_steps_from_home_to_the_works(question: str, page: Page) -> None:
    walk(page, WAYS[question])


@pytest.mark.slow
@pytest.mark.parametrize("question", WAYS)
def test_the_same_steps_on_a_phone(question: str, phone: Page) -> None:
    walk(phone, WAYS[question])


@pytest.mark.readings
@pytest.mark.slow
@pytest.mark.parametrize("question", WAYS)
def test_the_same_steps_where_the_texts_are_at_hand(question: str, full_page: Page) -> None:
    walk(full_page, WAYS[question])


def test_the_companion_comes_first(bare: Page) -> None:
    """The first way in, and the first of the works, are the open companion; without scripts too."""
    bare.goto("index.html")
    for first in (bare.locator(f"{ARTICLE} .doors h3 a").first, bare.locator(f"{ARTICLE} .works a.work").first):
        expect(first).to_have_attribute("href", "companion/index.html")
    bare.locator(f"{ARTICLE} .works a.work").first.click()
    chapters = bare.locator(f"{ARTICLE} .contents")
    for words in ("Start here", "Money, the chervonets and the scissors of 1923", "How to read Soviet statistics"):
        expect(chapters).to_contain_text(words)
