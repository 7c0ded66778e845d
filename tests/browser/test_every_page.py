"""Every type of page, wide and narrow, by day and by night, with scripts and without, over http and from the disk: all is seen and reached.

`EDITION_SITE=FOLDER pytest -m "slow or not slow" tests/browser/test_every_page.py` looks at a site that is built already.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import on_disk, served
from tests.page_types import TYPES, examples

LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
PANEL = "#reading-panel"


class Way(NamedTuple):
    """How a site is looked at."""

    width: int
    scheme: str
    scripts: bool
    place: str


# One of each: what the others add is looked at where time is no matter.
QUICK = (Way(360, "light", True, "file"),)
WAYS = [
    pytest.param(way, id=" ".join(map(str, way)), marks=() if way in QUICK else pytest.mark.slow)
    for way in map(Way._make, product((1440, 1024, 360), ("light", "dark"), (True, False), ("http", "file")))
]

AT = """id => {
  const bars = [...document.querySelectorAll(".md-header")].map(one => one.getBoundingClientRect())
  const box = document.getElementById(id).getBoundingClientRect()
  const top = Math.max(0, ...bars.filter(bar => bar.top <= 0).map(bar => bar.bottom))
  const bottom = Math.min(innerHeight, ...bars.filter(bar => bar.top > 0).map(bar => bar.top))
  return box.top >= top - 2 && box.top < bottom
}"""
DARK = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(one => one < 100)"
LAST = """() => [".pb[id]", "p[id]", "li.note[id]", "dt[id]", "h2[id]"].map(one => [...document.querySelectorAll("article " + one)]
  .filter(one => one.checkVisibility()).pop()?.id).filter(Boolean)"""


@pytest.fixture(scope="module")
def root(site: Path) -> Path:
    """Return the folder of the site that is looked at."""
    return Path(os.environ.get("EDITION_SITE", site)).resolve()


@pytest.fixture(scope="module", name="served")
def address(root: Path) -> Iterator[str]:
    """Return the address of that site on a server of this machine."""
    with served(root) as address:
        yield address


def opened(browser: Browser, way: Way, served: str, root: Path, **more: Any) -> Iterator[Page]:
    """Yield a page that looks in a way, and fail the test for what its watch has seen."""
    start = served if way.place == "http" else on_disk(root)
    context = browser.new_context(
        viewport={"width": way.width, "height": 800}, color_scheme="dark" if way.scheme == "dark" else "light",
        java_script_enabled=way.scripts, base_url=start, **more,
    )
    watch = Watch(context, start)
    yield context.new_page()
    context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.mark.parametrize("way", WAYS)
def test_every_type_of_page_can_be_seen_and_reached(browser: Browser, root: Path, served: str, way: Way) -> None:
    found = examples(root)
    assert len(found) > len(TYPES) / 2
    faults: list[str] = []
    for page in opened(browser, way, served, root):
        for kind, address in found.items():
            page.goto(address)
            faults += [f"{kind} ({address}): {fault}" for fault in page.evaluate(LOOK)]
            if page.evaluate(DARK) != (way.scheme == "dark"):
                faults.append(f"{kind}: the paper is not as the system says")
            if not page.locator('#way a[href$="registers.html"]').count():
                faults.append(f"{kind}: no way to the registers")
            for name in page.evaluate(LAST):
                page.goto(f"{address}#{quote(name)}")
                if not page.evaluate(AT, name):
                    faults.append(f"{kind} ({address}): #{name} does not come into view")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_the_ways_open_and_close_by_the_keyboard_alone(browser: Browser, root: Path, served: str, scripts: bool) -> None:
    for page in opened(browser, Way(360, "light", scripts, "file"), served, root):
        address = examples(root)["text with notes"]
        for name, button in (("#way", ".way-button"), ("#sections", ".sections-button")):
            page.goto(address)
            if not page.locator(button).count():
                continue
            expect(page.locator(name)).to_be_hidden()
            page.locator(button).focus()
            page.keyboard.press("Enter")
            expect(page.locator(name)).to_be_visible()
            page.keyboard.press("Tab")
            assert page.evaluate("name => !!document.activeElement.closest(name)", name), "the next stop is in what was opened"
            page.keyboard.press("Escape")
            expect(page.locator(name)).to_be_hidden()
            expect(page.locator(button)).to_be_focused()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            target = page.evaluate("document.activeElement.href")
            page.keyboard.press("Enter")
            page.wait_for_url(target)
            if scripts:
                expect(page.locator(name)).to_be_hidden()


STOP = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const box = one.getBoundingClientRect()
  const style = getComputedStyle(one)
  one.dataset.visited = ""
  const line = one.getClientRects()[0] || box
  const above = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2)?.closest(".md-header")
  const covered = above && !above.contains(one)
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  return { name: one.outerHTML.slice(0, 90), seen: seen && !covered,
    marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || !!one.closest("svg") }
}"""
MISSED = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.closest("[aria-hidden=true]"))
  .filter(one => !("visited" in one.dataset) && !one.closest("details:not([open]) > :not(summary)"))
  .filter(one => one.type !== "radio").map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["home", "work", "text with notes", "text with a table", "glossary", "search", "figure", "questions"])
@pytest.mark.parametrize(("width", "scripts"), [(1440, True), (360, True), (1440, False), (360, False)])
def test_the_keyboard_alone_reaches_all_and_shows_where_it_is(
    browser: Browser, root: Path, served: str, kind: str, width: int, scripts: bool,
) -> None:
    for page in opened(browser, Way(width, "light", scripts, "file"), served, root, reduced_motion="reduce"):
        page.goto(examples(root)[kind])
        stops = 0
        # The page of search begins in its field: what stands before that comes round after the end.
        ends = 2 if page.evaluate("document.activeElement !== document.body") else 1
        while stops < 900 and ends:
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:
                ends -= 1
                continue
            stops += 1
            assert stop["seen"], f"out of sight: {stop['name']}"
            assert stop["marked"], f"nothing shows the focus: {stop['name']}"
        assert stops > 5
        assert stops == 900 or page.evaluate(MISSED) == []


def test_nothing_moves_when_notes_and_layers_arrive(browser: Browser, root: Path, served: str) -> None:
    """What a reader has chosen stands before the first line is set; notes at the side come when their places are known."""
    chosen = '{"terms":false,"editors":false,"pages":false,"size":"larger","width":"wide","paper":"sepia"}'
    for width, kept in product((1600, 1024, 360), ("{}", chosen)):
        for page in opened(browser, Way(width, "light", True, "http"), served, root):
            page.add_init_script(
                f"localStorage.setItem('smychka.reading', '{kept}');"
                "window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(one => moved.push("
                "[one.value, one.sources.map(source => source.node?.nodeName)]))).observe({ type: 'layout-shift', buffered: true })"
            )
            page.goto(examples(root)["text with notes"])
            page.wait_for_timeout(500)
            assert page.evaluate("moved") == [], f"at {width} with {kept}"
            page.mouse.wheel(0, 1500)
            page.wait_for_timeout(300)
            assert page.evaluate("moved") == [], f"at {width} with {kept}, further down"


def test_the_wish_for_little_motion_is_respected(browser: Browser, root: Path, served: str) -> None:
    slow = """() => [...document.querySelectorAll("*")].filter(one => {
      const { transitionDuration, animationDuration } = getComputedStyle(one)
      return [transitionDuration, animationDuration].join(",").split(",").some(time => parseFloat(time) > 0.001)
    }).map(one => one.outerHTML.slice(0, 80))"""
    for page in opened(browser, Way(1440, "light", True, "file"), served, root, reduced_motion="reduce"):
        for kind in ("home", "text with notes", "search"):
            page.goto(examples(root)[kind])
            assert page.evaluate(slow) == []
            assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wish_for_contrast_is_respected(browser: Browser, root: Path, served: str, scheme: str) -> None:
    colours = "() => ['--faded', '--rule', '--ink'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name).trim())"
    drawn = "() => new Set(['article .trail', 'article'].map(one => getComputedStyle(document.querySelector(one)).color)).size === 1"
    for page in opened(browser, Way(1440, scheme, True, "file"), served, root):
        page.goto(examples(root)["text with notes"])
        assert len(set(page.evaluate(colours))) == 3 and not page.evaluate(drawn)
        page.emulate_media(contrast="more")
        assert len(set(page.evaluate(colours))) == 1 and page.evaluate(drawn), "what is faint is as dark as the text"


def test_paper_is_chosen_over_what_the_system_says(browser: Browser, root: Path, served: str) -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    for page in opened(browser, Way(1440, "light", True, "http"), served, root):
        page.goto(examples(root)["text with notes"])
        seen = {"": page.evaluate(ground)}
        for name in ("light", "sepia", "dark"):
            page.keyboard.press("l")
            page.locator(PANEL).get_by_role("radio", name=name, exact=True).check()
            page.keyboard.press("Escape")
            seen[name] = page.evaluate(ground)
            page.reload()
            assert page.evaluate(ground) == seen[name], "the choice is remembered"
        assert seen[""] == seen["light"] and len(set(seen.values())) == 3
        page.emulate_media(media="print")
        assert page.evaluate("() => getComputedStyle(document.querySelector('article')).color") == "rgb(0, 0, 0)", "paper is white"
