"""A reader who cites: words over a page break, a paragraph, a note and an entry, with the mouse and from the keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import cite_readers
from tests.browser.test_reading import ARTICLE, WORK, with_

# Selects the last letters before a page break and the first ones behind it.
ACROSS = """([name, before, after]) => {
  const mark = document.getElementById(name), words = []
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  for (let node; (node = walker.nextNode());) {
    if (node.data.trim() && !node.parentElement.closest("a.pb, a.permalink, nav")) words.push(node)
  }
  const next = words.findIndex(node => mark.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)
  const [last, first] = [words[next - 1], words[next]]
  getSelection().setBaseAndExtent(last, Math.max(0, last.data.length - before), first, Math.min(after, first.data.length))
  return getSelection().toString()
}"""
LISTEN = "document.addEventListener('copy', event => { window.copied = event.clipboardData.getData('text/plain') })"
WITHIN = re.compile(r'<p id="[^"]+">(?:(?!</p>).)*?\w[\s\S]*?<a class="pb[^"]*" id="(pb-(\d+))"')
PANEL = "dialog.citing"


SHIFTS = """() => {
  window.moved = 0
  new PerformanceObserver(list => list.getEntries().forEach(one => { window.moved += one.value })).observe({ type: "layout-shift" })
}"""


def copied(page: Page, name: str) -> str:
    """Press the button that copies one form, and return what it put on the clipboard."""
    page.evaluate("window.copied = ''")
    page.get_by_role("button", name=f"Copy: {name}", exact=True).click()
    expect(page.locator(f"{PANEL} [role=status]")).to_have_text(f"Copied: {name}.")
    said: str = page.evaluate("window.copied")
    return said


def break_in_a_paragraph(site: Path, work: str) -> tuple[str, str, int]:
    """Return page, id and number of the first page break that stands among the words of a paragraph."""
    for file in sorted((site / work).glob("*.html")):
        found = WITHIN.search(file.read_text(encoding="utf-8"))
        if found and f'id="pb-{int(found[2]) - 1}"' in file.read_text(encoding="utf-8"):
            return file.relative_to(site).as_posix(), found[1], int(found[2])
    pytest.fail(f"no page break stands in a paragraph of {work}")


def test_words_over_a_page_break_are_cited_with_both_pages(page: Page, site: Path) -> None:
    address, name, n = break_in_a_paragraph(site, WORK)
    page.goto(address)
    page.evaluate(LISTEN)
    assert page.evaluate(ACROSS, [name, 12, 12]).strip()
    button = page.locator("button.citing")
    expect(button).to_be_visible()
    button.click()
    expect(page.locator(PANEL)).to_be_visible()
    expect(page.locator(f"{PANEL} h2")).to_have_text(f"Cite pp. {n - 1}–{n}")
    note = copied(page, "Chicago, note")
    assert note.endswith(f"(Smychka, 2026), {n - 1}–{n}.")
    assert copied(page, "APA, in the text") == f"(The Smychka editors, 2026, pp. {n - 1}–{n})"
    edition = copied(page, "This edition")
    assert f"pp. {n - 1}–{n}, in Smychka" in edition and "not proofread against the print" in edition
    assert cite_readers.bibtex(copied(page, "BibTeX"))["note"].startswith(f"Cited: pp. {n - 1}–{n}, {WORK}.")
    assert cite_readers.ris(copied(page, "RIS"))["N1"][0].startswith(f"Cited: pp. {n - 1}–{n}")
    item = cite_readers.csl(copied(page, "CSL-JSON"))
    assert item["note"].startswith(f"Cited: pp. {n - 1}–{n}")
    assert ("URL" in item) == page.url.startswith("http")
    assert ":~:text=" in copied(page, "Address of the words")


def test_one_page_is_cited_by_its_number_alone(page: Page, site: Path) -> None:
    address, name, n = break_in_a_paragraph(site, WORK)
    page.goto(address)
    page.evaluate(LISTEN)
    # Nothing but the words behind the break: the page before it is none of theirs.
    page.evaluate(ACROSS, [name, 0, 12])
    page.keyboard.press("Alt+Shift+KeyC")
    expect(page.locator(f"{PANEL} h2")).to_have_text(f"Cite p. {n}")
    assert copied(page, "MLA, in the text") == f"(The Smychka editors {n})"


def test_all_of_it_from_the_keyboard(page: Page, site: Path) -> None:
    address, name, n = break_in_a_paragraph(site, WORK)
    page.goto(address)
    page.evaluate(LISTEN)
    page.evaluate(ACROSS, [name, 12, 12])
    page.keyboard.press("Alt+Shift+KeyC")
    expect(page.get_by_role("button", name="Copy: This edition")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} [role=status]")).to_have_text("Copied: Chicago, note.")
    assert page.evaluate("window.copied").endswith(f", {n - 1}–{n}.")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    link = page.locator(f"{ARTICLE} p a.permalink").first
    link.focus()
    link.press("Enter")
    expect(page.locator(PANEL)).to_be_visible()
    passage = (link.get_attribute("href") or "")[1:]
    assert page.url.endswith(f"#{passage}")
    assert copied(page, "Address").endswith(f"#{passage}")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_a_note_and_an_entry_are_cited_by_their_names(page: Page, site: Path) -> None:
    page.goto(with_(site, 'class="note"'))
    page.evaluate(LISTEN)
    page.locator("li.note").first.locator("a.permalink").first.focus()
    page.keyboard.press("Enter")
    assert re.search(r", p\. \d+, note 1, in Smychka", copied(page, "This edition"))
    assert re.search(r"\d+n1\.$", copied(page, "Chicago, note"))
    assert re.search(r", p\. \d+, Note 1\)$", copied(page, "APA, in the text"))
    page.goto("glossary.html")
    page.evaluate(LISTEN)
    entry = page.locator("dt").nth(3)
    link = entry.locator("a.permalink")
    link.focus()
    link.press("Enter")
    headword = entry.locator("dfn").inner_text()
    assert copied(page, "This edition").startswith(f"“{headword},” in “Glossary,” in Smychka")
    name = entry.get_attribute("id")
    chicago = copied(page, "Chicago, note")
    assert chicago.startswith(f"“{headword},” Smychka: A Digital Edition") and chicago.endswith(f"glossary.html#{name}.")
    assert copied(page, "MLA, works cited").startswith(f"“{headword}.” Smychka")
    assert copied(page, "APA, reference list").startswith(f"{headword}. (2026). In Smychka")
    record = cite_readers.bibtex(copied(page, "BibTeX"))
    assert record["title"] == f"{{{headword}}}" and record["type"] == "incollection" and name in record["note"]
    assert cite_readers.ris(copied(page, "RIS"))["TI"] == [headword]
    item = cite_readers.csl(copied(page, "CSL-JSON"))
    assert (item["id"], item["type"], item["title"]) == (name, "entry-encyclopedia", headword)


def test_a_text_without_pages_is_cited_by_paragraphs(page: Page, site: Path, tmp_path: Path) -> None:
    page.goto("index.html")
    # The works without pages are not in this copy: a page of the specimen, without its page breaks, is such a text.
    address, _, _ = break_in_a_paragraph(site, WORK)
    page.goto(address)
    page.evaluate(LISTEN)
    page.evaluate("""() => {
      document.querySelectorAll("a.pb").forEach(one => one.remove())
      document.querySelector("details.cite").dataset.begins = ""
      document.querySelectorAll("article p a.permalink").forEach((one, n) => one.setAttribute("aria-label", `Link to 1.1, ¶ ${n + 1}`))
      document.querySelector("article p:nth-of-type(3) a.permalink").setAttribute("aria-label", "Link to “Rye, oats”, table 3")
    }""")
    link = page.locator(f"{ARTICLE} p a.permalink").nth(1)
    link.focus()
    link.press("Enter")
    assert copied(page, "MLA, in the text") == "(The Smychka editors, sec. 1.1, par. 2)"
    page.keyboard.press("Escape")
    table = page.locator(f"{ARTICLE} p:nth-of-type(3) a.permalink").first
    table.focus()
    table.press("Enter")
    assert copied(page, "APA, in the text") == "(The Smychka editors, 2026, Section “Rye, oats”, Table 3)"
    assert copied(page, "MLA, in the text") == "(The Smychka editors, sec. “Rye, oats”, table 3)"


def test_going_to_a_printed_page(page: Page, site: Path) -> None:
    address, name, n = break_in_a_paragraph(site, WORK)
    page.goto(f"{WORK}/index.html")
    page.keyboard.press("Alt+Shift+KeyG")
    box = page.get_by_label("Go to page")
    expect(box).to_be_focused()
    box.fill("999")
    box.press("Enter")
    expect(page.locator(".goto-said")).to_contain_text("Nearest: 20")
    expect(page.locator(".goto-said").get_by_role("link", name="20")).to_have_attribute("href", re.compile(r"\.html#pb-20$"))
    box.fill(" ")
    box.press("Enter")
    expect(page.locator(".goto-said")).to_have_text("Which page?")
    box.fill(f"pp. {n}–{int(n) + 1}")
    box.press("Enter")
    expect(page).to_have_url(re.compile(rf"{re.escape(address)}#{name}$"))
    expect(page.locator(f'[id="{name}"]')).to_be_in_viewport()


def test_the_printed_page_in_view_stands_in_the_bar(page: Page, site: Path) -> None:
    the_page_in_view(page, site)


def test_the_printed_page_in_view_stands_in_the_bar_of_a_phone(phone: Page, site: Path) -> None:
    the_page_in_view(phone, site)


def the_page_in_view(view: Page, site: Path) -> None:
    address, name, n = break_in_a_paragraph(site, WORK)
    view.goto(address)
    view.evaluate(SHIFTS)
    here = view.locator(".here")
    expect(here).to_have_text(re.compile(r"^p\. \d+$"))
    mark = "document.getElementById(name).getBoundingClientRect().top + scrollY"
    view.evaluate(f"name => scrollTo(0, {mark} - innerHeight / 4 + 1)", name)
    expect(here).to_have_text(f"p. {n}")
    view.evaluate(f"name => scrollTo(0, {mark} - innerHeight / 4 - 40)", name)
    expect(here).to_have_text(f"p. {n - 1}")
    view.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(here).to_be_empty()  # notes are of other pages
    assert view.evaluate("window.moved") == 0
    assert here.get_attribute("aria-hidden") == "true"


def test_the_panel_fits_a_phone_and_moves_nothing(phone: Page, site: Path) -> None:
    address, name, _ = break_in_a_paragraph(site, WORK)
    phone.goto(address)
    phone.evaluate(SHIFTS)
    phone.evaluate(ACROSS, [name, 12, 12])
    phone.locator("button.citing").click()
    box = phone.locator(PANEL).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] <= 800
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.evaluate("window.moved") == 0


def test_without_scripts_a_page_says_how_it_is_cited(bare: Page, site: Path) -> None:
    address, name, n = break_in_a_paragraph(site, WORK)
    bare.goto(address)
    bare.locator("details.cite > summary").click()
    expect(bare.locator('[data-form="chicago-first"]')).to_be_visible()
    expect(bare.locator('[data-form="chicago-first"]')).to_contain_text("(Smychka, 2026), ")
    bare.locator("nav.pagelist").get_by_role("link", name=str(n), exact=True).click()
    expect(bare.locator(f'[id="{name}"]')).to_be_in_viewport()


@pytest.mark.readings
@pytest.mark.slow
def test_bettelheim_over_pages_138_and_139(full_page: Page) -> None:
    full_page.goto("bettelheim/index.html")
    box = full_page.get_by_label("Go to page")
    box.fill("139")
    box.press("Enter")
    expect(full_page.locator('[id="pb-139"]')).to_be_in_viewport()
    full_page.evaluate(LISTEN)
    full_page.evaluate(ACROSS, ["pb-139", 20, 20])
    full_page.keyboard.press("Alt+Shift+KeyC")
    assert copied(full_page, "Chicago, note").endswith("(Monthly Review Press, 1978), 138–39.")
    assert copied(full_page, "MLA, in the text") == "(Bettelheim 138–39)"
    assert copied(full_page, "APA, in the text") == "(Bettelheim, 1978, pp. 138–139)"
    assert cite_readers.bibtex(copied(full_page, "BibTeX"))["note"].startswith("Cited: pp. 138–139, bettelheim.")
    assert cite_readers.ris(copied(full_page, "RIS"))["A4"] == ["Pearce, Brian"]
    assert cite_readers.csl(copied(full_page, "CSL-JSON"))["type"] == "book"
