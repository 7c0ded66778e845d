"""The reading room: what stands beside a word, notes at the side, layers, keys, and the place where a reader stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import opened
from tests.browser.test_reading import WORK, with_


@pytest.fixture
def desk(browser: Browser, start: str) -> Iterator[Page]:
    """Return a page on a screen wide enough for notes at the side."""
    yield from opened(browser, start, width=1600, scripts=True)


def noted(site: Path) -> str:
    """Return a page of the specimen with notes of its author."""
    return with_(site, 'role="doc-noteref"')


def test_an_entry_shows_on_hover_and_goes_with_escape(page: Page, site: Path) -> None:
    page.goto(with_(site, '<a class="term first"'))
    term = page.locator("article a.term").first
    term.hover()
    gloss = page.get_by_role("tooltip")
    expect(gloss).to_be_visible()
    assert len(gloss.inner_text()) > 30
    expect(term).to_have_attribute("aria-describedby", "gloss")
    page.keyboard.press("Escape")
    expect(gloss).to_be_hidden()


def test_a_word_under_a_pointer_at_rest_was_not_pointed_at(page: Page, site: Path) -> None:
    page.goto(with_(site, '<a class="term first"'))
    term = page.locator("article a.term").first
    term.scroll_into_view_if_needed()
    box = term.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    # Something lies over the word while the pointer comes to rest there, and goes.
    over = "Object.assign(document.createElement('div'), {id: 'over', style: 'position: fixed; inset: 0; z-index: 99'})"
    page.evaluate(f"document.body.append({over})")
    page.mouse.move(x, y)
    page.evaluate("document.getElementById('over').remove()")
    page.wait_for_function(f"document.elementFromPoint({x}, {y}).closest('a.term').matches(':hover')")
    page.wait_for_timeout(400)
    expect(page.get_by_role("tooltip")).to_be_hidden()
    page.mouse.move(x + 1, y)
    expect(page.get_by_role("tooltip")).to_be_visible()


def test_a_note_shows_with_the_keyboard(page: Page, site: Path) -> None:
    page.goto(noted(site))
    call = page.locator("article p a[role=doc-noteref]").first
    body = page.locator(f'[id="{str(call.get_attribute("href"))[1:]}"] p').first.inner_text()
    page.keyboard.press("Tab")
    call.focus()
    expect(page.get_by_role("tooltip")).to_contain_text(body[:20])
    call.press("Enter")
    expect(page.locator("li.note:target")).to_be_in_viewport()


def test_the_first_tap_shows_and_the_second_goes(browser: Browser, start: str, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True, base_url=start)
    page = context.new_page()
    page.goto(with_(site, '<a class="term first"'))
    address = page.url
    term = page.locator("article a.term").first
    term.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert page.url == address
    term.tap()
    # The glossary is the longest page: a machine that is busy takes its time.
    expect(page.locator("dt:target")).to_be_visible(timeout=15_000)
    context.close()


def test_notes_stand_at_the_side_where_there_is_room(desk: Page, site: Path) -> None:
    desk.goto(noted(site))
    notes = desk.locator(".side-note")
    calls = desk.locator("article a[role=doc-noteref]").evaluate_all("all => all.filter(one => !one.closest('.notes')).length")
    assert notes.count() == calls > 0
    expect(notes.first).to_be_visible()
    boxes = [box for one in notes.all() if (box := one.bounding_box())]
    column = desk.locator(f"article p[id^='{WORK}.']").first.bounding_box()
    assert column is not None and all(box["x"] >= column["x"] + column["width"] for box in boxes)
    assert all(above["y"] + above["height"] <= below["y"] for above, below in zip(boxes, boxes[1:]))
    expect(notes.first).to_have_attribute("aria-hidden", "true")
    assert desk.locator("[id]").evaluate_all("all => all.length === new Set(all.map(one => one.id)).size"), "no id stands twice"


def test_nothing_moves_when_scripts_have_run(browser: Browser, start: str, site: Path) -> None:
    for page in opened(browser, start, width=1600, scripts=True):
        page.add_init_script(
            "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) window.shift += one.value })"
            ".observe({ type: 'layout-shift', buffered: true })"
        )
        page.goto(noted(site))
        page.wait_for_timeout(600)
        assert page.evaluate("window.shift") < 0.02


def test_layers_are_switched_and_kept(page: Page, site: Path) -> None:
    address = with_(site, '<a class="term first"')
    page.goto(address)
    before = page.url
    term = page.locator("article a.term.first").first
    decorated = "one => getComputedStyle(one).textDecorationLine + getComputedStyle(one).borderBottomStyle"
    marked = term.evaluate(decorated)
    page.keyboard.press("l")
    box = page.get_by_role("checkbox", name="Terms")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    box.uncheck()
    assert term.evaluate(decorated) != marked
    page.get_by_role("checkbox", name="Names").uncheck()
    kinds = "all => new Set(all.map(one => getComputedStyle(one).textDecorationLine)).size"
    names = page.locator("article a:is(.term, .measure, .person, .organisation, .place, .event)")
    assert names.count() > 1 and names.evaluate_all(kinds) == 1 and names.first.evaluate(decorated) == "nonenone"
    page.get_by_role("radio", name="larger").check()
    size = page.locator("main article").evaluate("one => getComputedStyle(one).fontSize")
    assert page.url == before
    page.reload()
    assert term.evaluate(decorated) != marked
    assert page.locator("main article").evaluate("one => getComputedStyle(one).fontSize") == size
    page.keyboard.press("l")
    expect(page.get_by_role("checkbox", name="Terms")).not_to_be_checked()
    page.get_by_role("radio", name="off").check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="Terms")).to_be_hidden()
    for key in "?nb/":
        page.keyboard.press(key)
    assert page.url == before
    expect(page.locator("dialog[open], .second-column:not([hidden]), :focus:is(input)")).to_have_count(0)


def test_keys_lead_on_and_are_listed(page: Page, site: Path) -> None:
    page.goto(noted(site))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("next and previous printed page")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    here = page.url
    following = page.locator(".md-footer__link--next").get_attribute("href")
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != here)
    assert page.url.endswith(str(following).rpartition("/")[2])


def test_no_key_turns_the_page_behind_a_panel(page: Page, site: Path) -> None:
    page.goto(noted(site))
    page.locator("article p .permalink").first.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    here = page.url
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert page.url == here
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_edition_knows_where_a_reader_stopped(page: Page, site: Path) -> None:
    page.goto(noted(site))
    paragraph = page.locator(f"article p[id^='{WORK}.']").nth(4)
    paragraph.evaluate("one => one.scrollIntoView({ block: 'start' })")
    page.mouse.wheel(0, 40)
    page.wait_for_timeout(900)
    page.goto("index.html")
    link = page.get_by_text("Continue where you stopped").get_by_role("link")
    link.click()
    expect(page.locator(f"article p[id^='{WORK}.']:target")).to_be_in_viewport()


def test_a_page_on_paper_is_an_offprint(page: Page, site: Path) -> None:
    page.goto(noted(site))
    head = page.locator("article .offprint")
    expect(head).to_be_hidden()
    page.emulate_media(media="print")
    expect(head).to_be_visible()
    expect(head).to_contain_text(page.url.rpartition("/")[2])
    above = page.locator("article h1").bounding_box()
    first = head.bounding_box()
    assert above and first and first["y"] < above["y"], "the citation and the address stand on the first page"
    expect(page.locator("section.notes li").first).to_be_visible()
    expect(page.locator("article a.pb > span").first).to_be_visible()
    ways = ".md-header, .aisle, .beside, .figures-here, details.more > summary, .md-footer__inner, .reading-panel, .pagelist, .here"
    for one in page.locator(f"{ways}, details.cite").all():
        expect(one).to_be_hidden()
