"""Reading beside: the second column, the ways to it and back, its address, and the links that stand there without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import opened
from tests.browser.test_accessibility import ALL, AXE, told

CALL = re.compile(r'^editionBeside\("([^"]+)",(.*)\)\n$', re.S)


@pytest.fixture
def desk(browser: Browser, start: str) -> Iterator[Page]:
    """Return a page on a screen that is wide enough for two columns."""
    yield from opened(browser, start, width=1440, scripts=True)


def known(site: Path) -> tuple[str, str]:
    """Return a page of the pamphlet and a passage of it that stands beside words of the companion, which can be read."""
    for file in sorted((site / "beside/specimen").glob("*.js")):
        if file.name.endswith(".words.js"):
            continue
        name, value = CALL.fullmatch(file.read_text("utf-8")).groups()  # type: ignore[union-attr]
        data = json.loads(value)
        for passage, groups in data["passages"].items():
            if any(data["others"][row[0]][4] for _, rows in groups for row in rows) and len(groups[0][1]) > 1:
                return f"{name}.html", passage
    raise AssertionError("no passage of the pamphlet stands beside another that can be read")


def column(page: Page) -> object:
    return page.locator(".second-column")


def test_the_key_opens_and_escape_closes_and_the_focus_comes_back(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(f"{url}#{passage}")
    before = desk.url
    link = desk.locator(f'[id="{passage}"] .permalink').last
    link.focus()
    desk.keyboard.press("b")
    beside = desk.get_by_role("complementary", name=re.compile("^Beside "))
    expect(beside).to_be_visible()
    expect(beside.get_by_role("heading", level=2)).to_be_focused()
    expect(beside.locator(".parallel").first).to_be_visible()
    expect(beside.locator(".words p").first).not_to_be_empty()
    assert "?beside#" in desk.url
    for place in beside.locator(".where > a").all():
        assert (place.get_attribute("href") or "").startswith(desk.url.split("specimen/")[0])
    desk.keyboard.press("Escape")
    expect(beside).to_be_hidden()
    expect(link).to_be_focused()
    assert desk.url == before


def test_escape_in_the_field_of_search_is_for_the_field(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(f"{url}?beside#{passage}")
    expect(desk.locator(".second-column .parallel").first).to_be_visible()
    desk.locator("#find").fill("bread")
    expect(desk.locator(".find-panel")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator(".find-panel")).to_be_hidden()
    expect(desk.locator(".second-column")).to_be_visible()


def test_closing_leaves_the_reader_at_the_place_that_a_link_led_to(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(f"{url}?beside#{passage}")
    expect(desk.locator(".second-column .parallel").first).to_be_visible()
    desk.evaluate("location.hash = 'text'")
    desk.get_by_role("button", name="Close").last.click()
    assert desk.url.endswith(f"{url}#text")


def test_what_did_not_come_is_asked_for_again(browser: Browser, over_http: str, site: Path) -> None:
    url, passage = known(site)
    context = browser.new_context(viewport={"width": 1440, "height": 800}, base_url=over_http)
    page = context.new_page()
    page.route("**/beside/**", lambda route: route.abort())
    page.goto(f"{url}?beside#{passage}")
    expect(page.locator(".second-column .status")).to_contain_text("cannot be shown")
    page.unroute("**/beside/**")
    page.get_by_role("button", name="Close").last.click()
    page.keyboard.press("b")
    expect(page.locator(".second-column .parallel").first).to_be_visible()
    context.close()


def test_misprints_stand_as_the_reader_wants_them(browser: Browser, over_http: str, site: Path) -> None:
    url, passage = known(site)
    context = browser.new_context(viewport={"width": 1440, "height": 800}, base_url=over_http)
    context.add_init_script("localStorage.setItem('smychka.reading', JSON.stringify({ emendations: 'printed' }))")
    page = context.new_page()

    def with_a_misprint(route: Route) -> None:
        text = (site / route.request.url.removeprefix(over_http)).read_text("utf-8")
        said = json.dumps('<a class="emended" href="notes.html" data-sic="goes"><em>went</em></a>')[1:-1]
        route.fulfill(body=re.sub(r"(<p[^>]*>)", lambda opened: opened[1] + said, text), content_type="text/javascript; charset=utf-8")

    page.route("**/*.words.js", with_a_misprint)
    page.goto(f"{url}?beside#{passage}")
    misprint = page.locator(".second-column .emended").first
    expect(misprint).to_have_text("goes")
    page.keyboard.press("l")
    page.get_by_role("radio", name="as emended").check()
    assert misprint.inner_html() == "<em>went</em>", "what stands in the word comes back with it"
    context.close()


def test_nothing_moves_but_the_columns(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(f"{url}#{passage}")
    of = desk.locator(f'[id="{passage}"]')
    before = of.bounding_box()
    of.hover()
    desk.locator(f'[id="{passage}"] > .beside-mark').click()
    expect(desk.locator(".second-column .parallel").first).to_be_visible()
    after = of.bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 2
    assert before["width"] == after["width"] and before["height"] == after["height"], "no line breaks elsewhere than before"
    box = desk.locator(".second-column").bounding_box()
    assert box and box["x"] >= after["x"] + after["width"], "the column covers no text"


def test_the_address_opens_both_columns_again(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(f"{url}?beside#{passage}")
    expect(desk.locator(".second-column .parallel .words").first).to_be_visible()
    expect(desk.locator(f'[id="{passage}"]')).to_be_in_viewport()
    address = desk.get_by_role("link", name="Link to both")
    assert (address.get_attribute("href") or "").endswith(f"?beside#{passage}")
    desk.get_by_role("button", name="Close").last.click()
    expect(desk.locator(".second-column")).to_be_hidden()
    assert "beside" not in desk.url.partition("#")[0].partition("?")[2]


def test_the_panel_of_a_citation_leads_to_it(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(url)
    link = desk.locator(f'[id="{passage}"] .permalink').last
    link.focus()
    link.press("Enter")
    desk.get_by_role("dialog").get_by_role("button", name="Read beside").click()
    expect(desk.locator(".second-column h2")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_a_closed_work_stands_there_with_its_place_only(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(f"{url}?beside#{passage}")
    expect(desk.locator(".second-column .parallel").first).to_be_visible()
    assert desk.locator(".second-column .placed").count() >= 1
    assert desk.locator(".second-column .placed .words").count() == 0
    desk.locator(".second-column .placed .where a").first.click()
    expect(desk.locator("li:target")).to_be_visible()


def test_a_figure_stands_beside_its_paragraph(desk: Page, site: Path) -> None:
    found = [(name.stem, next(iter(json.loads(CALL.fullmatch(name.read_text("utf-8"))[2])["figures"]), ""))  # type: ignore[index]
             for name in sorted((site / "beside/bettelheim").glob("*.js")) if not name.name.endswith(".words.js")]
    place, passage = next((place, passage) for place, passage in found if passage)
    desk.goto(f"bettelheim/{place}.html?beside#{passage}")
    expect(desk.locator(".second-column .drawn").first).to_be_visible()
    expect(desk.locator(".second-column .drawn").first.locator("svg, table").first).to_be_visible()


def test_a_phone_has_a_sheet_at_the_foot(phone: Page, site: Path) -> None:
    url, passage = known(site)
    phone.goto(f"{url}?beside#{passage}")
    expect(phone.locator(".second-column .parallel").first).to_be_visible()
    sheet, of = phone.locator(".second-column").bounding_box(), phone.locator(f'[id="{passage}"]').bounding_box()
    assert sheet and of and sheet["y"] > 200 and of["y"] < sheet["y"] - 40, "the passage can be seen above it"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.locator(".second-column").evaluate("one => one.scrollWidth <= one.clientWidth")
    phone.get_by_role("button", name="Close").click()
    # The sheet is low as long as it is empty: a passage at half the height is covered only when it has been filled.
    phone.evaluate("([id, y]) => scrollBy(0, document.getElementById(id).getBoundingClientRect().top - y)", [passage, sheet["y"] + 60])
    phone.locator(f'[id="{passage}"] .beside-mark').click()
    expect(phone.locator(".second-column .parallel").first).to_be_visible()
    phone.wait_for_function("id => document.getElementById(id).getBoundingClientRect().top < "
                            "document.querySelector('.second-column').getBoundingClientRect().top - 40", arg=passage)


def test_without_scripts_the_links_lead_on(bare: Page, site: Path) -> None:
    url, _ = known(site)
    bare.goto(url)
    bare.locator(".parallels-here summary").click()
    link = bare.locator(".parallels-here a").first
    expect(link).to_be_visible()
    link.click()
    expect(bare.locator("section.side-by-side .column").nth(1)).to_be_visible()


def test_a_term_leads_to_the_works_side_by_side(page: Page, site: Path) -> None:
    said = json.loads(CALL.sub(r"\2", (site / "search/entries.js").read_text("utf-8").replace("editionSearch", "editionBeside", 1)))
    many = {name for name, row in said.items() if len(row) == 4}
    assert len(many) > 10
    for url in sorted(file.relative_to(site).as_posix() for file in (site / "companion").glob("*.html")):
        html = (site / url).read_text("utf-8")
        name = next((one for one in re.findall(r'<a class="term first" href="\.\./glossary\.html#([^"]+)"', html) if one in many), "")
        if name:
            break
    page.goto(url)
    page.locator(f'article a.term.first[href$="#{name}"]').first.hover()
    gloss = page.get_by_role("tooltip")
    gloss.get_by_role("link", name="The works side by side").click()
    expect(page.locator("#side-by-side")).to_be_in_viewport()


def test_on_paper_the_column_follows_the_page(desk: Page, site: Path) -> None:
    url, passage = known(site)
    desk.goto(f"{url}?beside#{passage}")
    expect(desk.locator(".second-column .parallel").first).to_be_visible()
    desk.emulate_media(media="print")
    assert desk.locator(".second-column").evaluate("one => getComputedStyle(one).position") == "static"
    expect(desk.get_by_role("button", name="Close").last).to_be_hidden()
    expect(desk.locator(".beside-mark").first).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [
    (1440, "light"), *(pytest.param(*way, marks=pytest.mark.slow) for way in ((1440, "dark"), (360, "light"), (360, "dark"))),
])
def test_axe_finds_nothing_in_the_second_column(browser: Browser, site: Path, width: int, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make libraries")
    url, passage = known(site)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=f"file://{site}/")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{url}?beside#{passage}")
    expect(page.locator(".second-column .parallel").first).to_be_visible()
    page.add_script_tag(path=AXE)
    violations = page.evaluate("rules => axe.run({ runOnly: rules, resultTypes: ['violations'] }).then(said => said.violations)", ALL)
    assert told(violations) == []
    context.close()
