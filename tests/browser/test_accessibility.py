"""Accessibility of every type of page, by axe-core: light and dark, on a wide screen and a phone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.page_types import TYPES, examples

AXE = Path(sys.prefix) / "node_modules/axe-core/axe.min.js"
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PLACES = {"type": "rule", "values": ["scrollable-region-focusable", "target-size", "color-contrast", "meta-viewport"]}
WAYS = [
    (1440, "light", ALL),
    pytest.param((1440, "dark", COLOURS), marks=pytest.mark.slow),
    pytest.param((360, "light", PLACES), marks=pytest.mark.slow),
]
"""What may differ from the first way is looked at in the others: all rules on all pages three times would take minutes."""


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0]} {way[1]}", scope="module")
def screen(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[tuple[Page, object]]:
    """Return a page of a width in a scheme of colours, and the rules to hold it to."""
    width, scheme, rules = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=f"file://{site}/")
    yield context.new_page(), rules
    context.close()


def told(violations: list[Any]) -> list[str]:
    """Return what axe has found, a line for each place."""
    return [f"{one['id']}: {node['html'][:120]} {node['failureSummary'][:160]}" for one in violations for node in one["nodes"][:3]]


# The long lists are of the same parts as the short ones, and take minutes.
LONG = ("glossary", "people", "organisations", "places", "events", "index of the edition", "bibliography")


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=pytest.mark.slow if kind in LONG else ()) for kind in TYPES])
def test_axe_finds_nothing(screen: tuple[Page, object], site: Path, kind: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make libraries")
    address = examples(site).get(kind)
    if address is None:
        pytest.skip("the default edition has no such page")
    page, rules = screen
    page.goto(address)
    page.add_script_tag(path=AXE)
    violations = page.evaluate("rules => axe.run({ runOnly: rules, resultTypes: ['violations'] }).then(said => said.violations)", rules)
    assert told(violations) == []


def test_the_types_of_pages_are_there(site: Path) -> None:
    """A pattern that fits no page any more would skip its checks in silence."""
    missing = set(TYPES) - set(examples(site))
    assert not missing, missing
