"""Search in a real browser, over http and from disk: questions with known answers, the keyboard, the scope, the concordance."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.pipeline import Cache, Order, Project
from build_tools.pipeline import site as made_site
from build_tools.render.library import libraries
from build_tools.render.search_index import index_files
from tests.browser.conftest import opened
from tests.working_copy import ROOT

QUERIES = tomllib.loads((ROOT / "tests/search_queries.toml").read_text(encoding="utf-8"))
SCRIPTS = ROOT / "build_tools/render/theme/assets/javascripts"
LOADED = ("library.js", "search/texts.js", "search/index.js", "query.js", "search.js")
FOUND = ".search-found .hit a"


needs_library = pytest.mark.skipif(not libraries()[0], reason="minisearch is not installed: “make libraries” fetches it from npm")


def right(fragments: Sequence[str], wanted: Sequence[str]) -> bool:
    """Say whether one of the first three hits is one of the passages that answer."""
    return any(fnmatchcase(one, pattern) for one in fragments[:3] for pattern in wanted)


def ask(page: Page, query: str, more: str = "") -> list[str]:
    """Ask on the page of search, and return the ids of the passages found."""
    page.goto("about:blank")
    page.goto(f"search.html#q={quote(query)}{more}")
    expect(page.locator(".search-said")).to_have_text(re.compile(r"\d+ passages?|begin with"))
    return [str(one.get_attribute("href")).partition("#")[2] for one in page.locator(FOUND).all()]


@pytest.mark.parametrize("query", QUERIES["specimen"])
def test_a_question_is_answered(page: Page, query: str) -> None:
    fragments = ask(page, query)
    assert right(fragments, QUERIES["specimen"][query]), fragments[:5]


def test_where_to_look_is_kept_in_the_address(page: Page) -> None:
    ask(page, "grain")
    while (more := page.get_by_role("button", name="more passage")).is_visible():
        more.click()
    whole = [str(one.get_attribute("href")).partition("#")[2] for one in page.locator(FOUND).all()]
    notes = ask(page, "grain", "&kind=note")
    assert notes and set(notes) < set(whole) and all(re.search(r"\.n\d+$", one) for one in notes)
    expect(page.get_by_role("checkbox", name="Authors’ notes")).to_be_checked()
    pages = ask(page, "grain", "&from=4&to=4")
    assert pages and set(pages) < set(whole)
    expect(page.locator(FOUND).first).to_contain_text("p. 4")
    page.get_by_role("checkbox", name="Tables").check()
    assert "kind=table" in page.url


def test_lines_can_be_sorted(page: Page) -> None:
    ask(page, "grain", "&view=lines")
    lines = page.locator(".concordance tr")
    before = lines.count()
    assert before > 10
    page.get_by_role("button", name="what follows").click()
    assert lines.count() == before
    follows = [re.sub(r"^\W+", "", text.casefold()) for text in page.locator(".concordance .right").all_inner_texts()]
    assert follows == sorted(follows)


ENDS = "all => all.map(one => one.getBoundingClientRect().right - one.parentElement.getBoundingClientRect().right)"


def lines_show_what_stands_next_to_the_word(view: Page) -> None:
    ask(view, "grain", "&view=lines")
    ends = view.locator(".concordance .left bdi").evaluate_all(ENDS)
    assert len(ends) > 10 and max(ends) <= 1, "what is cut off is the far end"
    parts = view.locator(".concordance tr").first.evaluate("one => [...one.cells].map(cell => cell.offsetWidth / one.offsetWidth)")
    assert min(parts[0], parts[2]) > 0.2, "a long label leaves the words their room"
    assert view.evaluate("document.documentElement.scrollWidth") <= view.evaluate("innerWidth")


def test_lines_show_what_stands_next_to_the_word(page: Page) -> None:
    lines_show_what_stands_next_to_the_word(page)


def test_lines_show_what_stands_next_to_the_word_on_a_phone(phone: Page) -> None:
    lines_show_what_stands_next_to_the_word(phone)


def test_the_word_list_counts_passages(page: Page) -> None:
    page.goto("search.html#q=kolk&view=words")
    words = page.locator(".word-list li")
    expect(words.first).to_have_text(re.compile(r"^kolk\w+ \d+$"))


@needs_library
def test_a_misspelt_word_is_told(page: Page) -> None:
    ask(page, "procurment")
    expect(page.locator(".search-said")).to_contain_text("procurement")


def test_the_keyboard_is_enough(page: Page) -> None:
    page.goto("index.html")
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("scissors")
    first = page.locator(".find-hits .hit a").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"search\.html#q=scissors"))
    expect(page.locator(FOUND).first).to_be_visible()


def test_a_phone_has_a_way_to_the_page_of_search(phone: Page) -> None:
    phone.goto("index.html")
    phone.get_by_role("link", name="Search", exact=True).first.click()
    expect(phone.locator("#asking")).to_be_focused()


def test_without_scripts_the_page_says_what_stands_in(bare: Page) -> None:
    bare.goto("search.html")
    expect(bare.get_by_text("Search needs JavaScript")).to_be_visible()
    expect(bare.locator(".asking")).to_be_hidden()


OWN = """() => {
  const given = {}
  globalThis.editionSearch = (name, value) => { given[name] = value }
  const load = path => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src: path, onload: done, onerror: failed }))
  })
  return Promise.all(["assets/javascripts/minisearch.js", "search/texts.js", "search/index.js"].map(load)).then(() => {
    const { Library, terms } = EditionSearch
    const ours = new Library(MiniSearch, given.texts, given.index).mini.toJSON()
    const own = new MiniSearch({ fields: ["text"], tokenize: terms, processTerm: word => word })
    own.addAll(given.texts.text.map((text, id) => ({ id, text })))
    const theirs = own.toJSON()
    /* The order is that of a tree, and depends on what came first. */
    for (const one of [ours, theirs]) one.index.sort(([a], [b]) => (a < b ? -1 : 1))
    const differs = Object.keys(theirs).filter(key => JSON.stringify(theirs[key]) !== JSON.stringify(ours[key]))
    return { differs, average: [ours.averageFieldLength[0], theirs.averageFieldLength[0]], terms: theirs.index.length }
  })
}"""


@needs_library
def test_the_index_is_the_one_that_the_library_would_make(page: Page) -> None:
    page.goto("search.html")
    answer = page.evaluate(OWN)
    assert answer["terms"] > 1000
    assert answer["differs"] in ([], ["averageFieldLength"])
    assert answer["average"][0] == pytest.approx(answer["average"][1])


ASK = """queries => {
  const library = new EditionSearch.Library(globalThis.MiniSearch, given.texts, given.index)
  return Object.fromEntries(queries.map(query => {
    const start = performance.now()
    const { hits } = library.find(query, {}, true)
    const fragments = hits.slice(0, 3).map(({ id }) => library.passage(id).fragment)
    return [query, { fragments, milliseconds: performance.now() - start }]
  }))
}"""


@pytest.mark.slow
@pytest.mark.readings
@pytest.mark.parametrize("library", [pytest.param(True, marks=needs_library, id="with the library"), pytest.param(False, id="without it")])
def test_the_full_edition_answers(browser: Browser, readings: Path, tmp_path: Path, library: bool) -> None:
    """Thirty questions about the readings; without the library all but those with misspelt words."""
    site = made_site(Order(Project(ROOT), (readings,)), Cache(ROOT / "build/cache"))
    for file in index_files(site.pages, site.names, site.spellings, site.own):
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(file.content)
    (tmp_path / "library.js").write_bytes(libraries()[0][0].content if library else b"")
    for name in ("query.js", "search.js"):
        (tmp_path / name).write_bytes((SCRIPTS / name).read_bytes())
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><title>Search</title>"
        "<script>var given = {}, editionSearch = (name, value) => { given[name] = value }</script>"
        + "".join(f'<script src="{path}"></script>' for path in LOADED),
        encoding="utf-8",
    )
    queries = [one for one in QUERIES["readings"] if library or one not in QUERIES["misspelt"]]
    for page in opened(browser, f"file://{tmp_path}/", width=800, scripts=True):
        page.goto("index.html")
        answers = page.evaluate(ASK, queries)
    wrong = {one: answers[one]["fragments"] for one in queries if not right(answers[one]["fragments"], QUERIES["readings"][one])}
    assert not wrong
    assert len(queries) >= (30 if library else 25)
