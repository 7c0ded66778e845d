"""A reader in the specimen: opens it, follows a note and a term and comes back, searches and lands, on a wide screen and a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

WORK = "specimen"
ARTICLE = "article"

TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[a-z]{9,}")  # "procurement"


def with_(site: Path, mark: str) -> str:
    """Return the address of the first page of the specimen that holds some markup."""
    for file in sorted((site / WORK).glob("*.html")):
        if file.name != "index.html" and mark in file.read_text(encoding="utf-8"):
            return file.relative_to(site).as_posix()
    pytest.fail(f"no page of the specimen holds {mark}")


def in_view(page: Page, name: str) -> None:
    """Expect an element on the screen, with the address bar pointing to it."""
    expect(page).to_have_url(re.compile(re.escape(f"#{name}") + "$"))
    expect(page.locator(f'[id="{name}"]')).to_be_in_viewport()


def test_from_home_to_a_text(page: Page) -> None:
    page.goto("index.html")
    expect(page.locator("h1").first).to_be_visible()
    page.locator(f'{ARTICLE} a[href^="{WORK}/"]').first.click()
    expect(page).to_have_url(re.compile(rf"/{WORK}/[^/]+\.html"))
    page.goto(f"{WORK}/index.html")
    expect(page.locator(f"{ARTICLE} .contents a").first).to_be_visible()
    page.locator(f"{ARTICLE} .start a").click()
    expect(page.locator(f"{ARTICLE} h1")).to_be_visible()
    expect(page.locator(f'{ARTICLE} p[id^="{WORK}."]').first).to_be_visible()


@pytest.mark.parametrize("work", ["bettelheim", "end-of-nep", "grain-crisis", "marquit"])
def test_a_work_without_its_text_says_how_to_add_it(page: Page, work: str) -> None:
    page.goto(f"{work}/index.html")
    expect(page.locator(f"{ARTICLE} h1")).to_be_visible()
    expect(page.locator(ARTICLE)).to_contain_text("edition add")


def test_every_passage_has_an_address(page: Page, site: Path) -> None:
    page.goto(with_(site, 'class="permalink"'))
    paragraph = page.locator(f'{ARTICLE} p[id^="{WORK}."]').first
    name = paragraph.get_attribute("id")
    assert name
    link = paragraph.locator("a.permalink")
    expect(link).to_have_attribute("href", f"#{name}")
    link.focus()
    expect(link).to_be_visible()
    link.press("Enter")
    in_view(page, name)


def test_a_printed_page_has_an_address(page: Page, site: Path) -> None:
    page.goto(with_(site, 'class="pb'))
    mark = page.locator(f"{ARTICLE} a.pb").last
    name = mark.get_attribute("id")
    assert name
    page.goto(f"{page.url.partition('#')[0]}#{name}")
    in_view(page, name)


def test_a_note_leads_there_and_back(page: Page, site: Path) -> None:
    page.goto(with_(site, 'role="doc-noteref"'))
    call = page.locator('sup.call a[role="doc-noteref"]').first
    back = call.get_attribute("id")
    number = call.inner_text()
    assert back
    call.click()
    note = page.locator("li.note:target")
    expect(note).to_be_in_viewport()
    expect(note.locator("a.number")).to_have_text(number)
    note.locator("a.number").click()
    in_view(page, back)


def test_a_term_leads_to_its_entry_and_back(page: Page, site: Path) -> None:
    origin = with_(site, 'class="term"')
    page.goto(origin)
    term = page.locator("a.term").first
    entry = (term.get_attribute("href") or "").partition("#")[2]
    assert entry
    term.click()
    in_view(page, entry)
    # The entry lists the places where the term is used, and the page just left is one of them.
    places = page.locator(f'xpath=//dt[@id="{entry}"]/following-sibling::dd[preceding-sibling::dt[1][@id="{entry}"]]')
    places.locator(f'a[href*="{origin}#"]').first.click()
    in_view(page, page.url.partition("#")[2])
    expect(page.locator(f'a.term[href$="#{entry}"]').first).to_be_attached()


def test_search_lands_on_a_passage(page: Page, site: Path) -> None:
    origin = with_(site, 'class="permalink"')
    html = (site / origin).read_text(encoding="utf-8")
    paragraphs = re.findall(rf'<p id="({WORK}\.[^"]+)">(.*?)</p>', html, re.S)
    words = {word for _, content in paragraphs for word in WORD.findall(TAG.sub(" ", content))}
    # The rarest word of the page that its own passages have, so that the first hit must be one of them.
    everywhere = " ".join(file.read_text(encoding="utf-8") for file in sorted(site.glob("**/*.html")))
    word = min(sorted(words), key=lambda one: everywhere.count(one))
    page.goto("index.html")
    field = page.get_by_role("searchbox", name="Search")
    field.click()
    field.press_sequentially(word, delay=20)
    hit = page.locator(".find-hits .hit a").first
    expect(hit).to_be_visible()
    hit.click()
    expect(page).to_have_url(re.compile(rf"/{WORK}/[^/]+\.html.*#.+$"))
    name = page.url.partition("#")[2]
    passage = page.locator(f'[id="{name}"]')
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text(word, ignore_case=True)
    expect(passage.locator("mark.found").first).to_have_text(re.compile(f"^{word}$", re.I))
    assert "?" not in page.url, "the address that a reader copies is that of the passage"


def test_tables_are_tables(page: Page, site: Path) -> None:
    page.goto(with_(site, "<table"))
    table = page.locator(f"{ARTICLE} table").first
    expect(table).to_be_visible()
    expect(table.locator("th").first).to_be_visible()
    expect(table.locator("td").first).to_be_visible()


def test_nothing_is_wider_than_a_phone(phone: Page, site: Path) -> None:
    kinds = ["index.html", f"{WORK}/index.html", "bettelheim/index.html", "glossary.html", "registers.html", "people.html", "events.html",
             "questions.html", "index-of-the-edition.html"]
    kinds += [with_(site, mark) for mark in ("<table", 'role="doc-noteref"', 'class="pb', "<blockquote")]
    for address in dict.fromkeys(kinds):
        phone.goto(address)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{address} scrolls sideways: {width} px"


def test_all_can_be_read_without_scripts(bare: Page, site: Path) -> None:
    bare.goto(with_(site, 'role="doc-noteref"'))
    expect(bare.locator(f'{ARTICLE} p[id^="{WORK}."]').first).to_be_visible()
    call = bare.locator('sup.call a[role="doc-noteref"]').first
    call.click()
    expect(bare.locator("li.note:target")).to_be_in_viewport()
    bare.locator("li.note:target a.number").click()
    expect(call).to_be_in_viewport()
    bare.goto("glossary.html")
    expect(bare.locator(f"{ARTICLE} h1")).to_be_visible()


def test_the_site_can_be_carried_away(page: Page, site: Path) -> None:
    import zipfile

    archives = [path for path in site.rglob("*.zip") if path.name == "smychka.zip"]
    assert len(archives) == 1
    with zipfile.ZipFile(archives[0]) as archive:
        assert archive.testzip() is None
        inside = {name for name in archive.namelist() if name.endswith(".html")}
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    root = min((name for name in inside if name.endswith("index.html")), key=len).removesuffix("index.html")
    assert {name.removeprefix(root) for name in inside} == pages
    name = archives[0].relative_to(site).as_posix()
    linked = next(one for one in sorted(pages) if re.search(rf'href="[^"]*{re.escape(archives[0].name)}"', (site / one).read_text("utf-8")))
    page.goto(linked)
    link = page.locator(f'{ARTICLE} a[href$="{archives[0].name}"]').first
    expect(link).to_be_visible()
    assert page.evaluate("(link) => link.href", link.element_handle()).endswith(f"/{name}")
