"""The editors' notes in a browser: another colour and another sign than the author's, and a way there and back by the keyboard."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_reading import in_view, with_

OURS = "sup.call.editorial a"
THEIRS = "sup.call:not(.editorial) a"


def look(page: Page, selector: str) -> tuple[str, str, str]:
    """Return the colour, the letter and the sign before it of the first call of a series."""
    found: list[str] = page.locator(selector).first.evaluate(
        "one => [getComputedStyle(one).color, one.textContent, getComputedStyle(one, '::before').content]"
    )
    return found[0], found[1], found[2]


def test_the_two_series_look_different(page: Page, site: Path) -> None:
    page.goto(with_(site, 'class="call editorial"'))
    ours = look(page, OURS)
    page.goto(with_(site, '<sup class="call"><a'))
    theirs = look(page, THEIRS)
    assert ours[0] != theirs[0] and ours[2] != theirs[2]
    assert ours[1].isalpha() and theirs[1].isdigit()


def test_a_call_of_the_editors_leads_there_and_back_by_keyboard(page: Page, site: Path) -> None:
    page.goto(with_(site, 'class="call editorial"'))
    call = page.locator(OURS).first
    name = (call.get_attribute("href") or "").removeprefix("#")
    start = call.get_attribute("id") or ""
    call.focus()
    expect(call).to_be_focused()
    page.keyboard.press("Enter")
    in_view(page, name)
    expect(page.locator(f'section.notes.editorial [id="{name}"]')).to_be_visible()
    number = page.locator(f'[id="{name}"] a.number')
    number.focus()
    page.keyboard.press("Enter")
    in_view(page, start)


def test_notes_without_a_text_stand_in_the_page_map(page: Page) -> None:
    page.goto("notes.html#bettelheim.ed-gap-of-12")
    note = page.locator('[id="bettelheim.ed-gap-of-12"]')
    expect(note).to_be_in_viewport()
    note.locator("a").first.click()
    in_view(page, "bettelheim.ed-gap-of-12")
    expect(page.locator('.addresses [id="bettelheim.ed-gap-of-12"]')).to_be_visible()
