"""MkDocs puts the skin around finished pages, twice the same, and search knows every passage."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader
from lxml import html
from mkdocs.utils import get_theme_dir

from build_tools.mkdocs_plugin import EditionPlugin
from build_tools.mkdocs_theme import STYLES, ThemeLoader, skin, stylesheet
from build_tools.render.links import check_site
from build_tools.render.pages import rendered_site
from tests.render_parts import edition

ROOT = Path(__file__).resolve().parent.parent


def build(folder: Path) -> Path:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    site = rendered_site(edition())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionPlugin, "source", staticmethod(lambda root, options: site))
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        mkdocs_build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder)))
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    return build(tmp_path_factory.mktemp("site"))


def test_every_link_of_the_built_site_leads_somewhere(site: Path) -> None:
    assert check_site(site) == []


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    assert digests(build(tmp_path / "again")) == digests(site)


def test_a_page_has_title_description_version_and_neighbours(site: Path) -> None:
    html = (site / "w/1.1.html").read_text(encoding="utf-8")
    assert "<title>Chapter A &amp; O, W - Smychka</title>" in html
    assert '<meta name="description" content="Chapter A &amp; O. The book w &amp; more, pp. 9–10">' in html
    assert "Smychka, version 0.1.0, 2026-11-21" in html
    assert '<link rel="prev" href="1.html">' in html and '<link rel="next" href="1.2.html">' in html


def test_search_knows_every_passage_and_the_pages_written_by_hand(site: Path) -> None:
    text = (site / "search/texts.js").read_text(encoding="utf-8")
    said = json.loads(text.removeprefix('editionSearch("texts",').removesuffix(")\n"))
    place = said["fragment"].index("w.1.1.p3")
    assert (said["label"][place], said["text"][place]) == ("W, p. 10, ¶ 1", "Third, first on ten.")
    assert ["help.html", "How to read and cite", ""] in said["pages"]
    assert (site / "search/index.js").read_text(encoding="utf-8").startswith('editionSearch("index",{"terms":"0')


def ways(page: Path, name: str) -> list[tuple[str, bool]]:
    """Return what the links of a way beside a page lead to, and which of them says that the reader is there."""
    way = next(one for one in html.fromstring(page.read_bytes()).iter("nav") if one.get("id") == name).find("ul")
    assert way is not None
    return [(str(one.get("href")), one.get("aria-current") == "page") for one in way.iter("a")]


def test_the_way_leads_through_the_branch_of_the_page_and_past_the_others(site: Path) -> None:
    pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    assert len(pages) > 10
    for name in pages:
        if name == "404.html":
            continue
        links = ways(site / name, "way")
        folder = (site / name).parent
        assert [(folder / href).resolve().relative_to(site).as_posix() for href, here in links if here] in ([name], []), name
        assert len({href for href, _ in links}) == len(links), f"{name}: a way stands twice"
    inside, outside = (ways(site / name, "way") for name in ("w/1.1.html", "help.html"))
    assert ("1.1.html", True) in inside and ("1.2.html", False) in inside and ("index.html", False) in inside
    assert ("help.html", True) in outside and not [href for href, _ in outside if href.startswith("w/1.")], "another branch is one link"


def test_the_sections_of_a_page_stand_beside_it(site: Path) -> None:
    sections = [href for href, _ in ways(site / "help.html", "sections")]
    tree = html.fromstring((site / "help.html").read_bytes())
    assert sections and sections == [f"#{one.get('id')}" for one in tree.iter("h2", "h3") if one.get("id")]
    assert 'popovertarget="sections"' in (site / "help.html").read_text(encoding="utf-8")


def test_tables_of_pages_written_by_hand_scroll_in_a_box(site: Path) -> None:
    pages = [page for page in site.glob("*.html") if "<table" in page.read_text(encoding="utf-8")]
    assert pages
    for page in pages:
        for table in html.fromstring(page.read_bytes()).iter("table"):
            box = table.getparent()
            assert box is not None and box.get("class") == "scroll" and box.get("tabindex") == "0", page


def test_the_theme_is_listed_without_what_no_page_loads() -> None:
    folder = get_theme_dir("material")
    listed = set(ThemeLoader([folder]).list_templates())
    stock = {name for name in FileSystemLoader(folder).list_templates() if not re.search(r"(?:^|/)\.", name)}
    assert skin([folder]) in listed <= stock
    assert not [name for name in listed if name.endswith((".js", ".map"))], "the scripts of the theme, which no page loads"
    with pytest.raises(FileNotFoundError):
        skin(["nowhere"])


def test_pages_load_no_script_of_the_theme(site: Path) -> None:
    """Material's scripts lay a long page out again and again before it can be used: 1 to 2 s on a CPU slowed four times."""
    ours = {f"assets/javascripts/{path.name}" for path in (ROOT / "build_tools/render/theme/assets/javascripts").iterdir()}
    for page in site.rglob("*.html"):
        scripts = [one for one in html.fromstring(page.read_bytes()).iter("script") if one.get("src")]
        assert scripts and {re.sub(r"^(?:/|(?:\.\./)+)", "", one.get("src") or "") for one in scripts} <= ours, page
        assert all(one.get("defer") is not None for one in scripts), "a script that is not deferred holds up the text"


def test_all_our_style_sheets_are_one_file(site: Path) -> None:
    from mkdocs.config import load_config

    names = load_config(str(ROOT / "mkdocs.yml")).extra_css
    folder = ROOT / "build_tools/render/theme"
    assert set(names) == {path.relative_to(folder).as_posix() for path in folder.rglob("*.css")}, "mkdocs.yml names each once"
    assert (site / STYLES).read_text(encoding="utf-8") == "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    assert not [name for name in names if (site / name).exists()]
    assert ":has(" not in (site / STYLES).read_text(encoding="utf-8"), "each piece of a long page would have all of it styled anew"
    assert '<body dir="ltr" class="noted">' in (site / "w/1.1.html").read_text(encoding="utf-8")
    assert f'href="../{STYLES}"' in (site / "w/1.1.html").read_text(encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        stylesheet(["assets/none.css"], [str(folder)])


def test_nothing_generated_lands_in_the_docs(site: Path) -> None:
    written = {"about.md", "help.md", "how-to-cite.md", "interfaces.md", "legend.md", "method.md"}
    assert {path.name for path in (ROOT / "docs").iterdir() if path.is_file()} == written


def test_every_label_names_a_field(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert site / "404.html" in pages
    for page in pages:
        tree = html.fromstring(page.read_bytes())
        ids = {one.get("id") for one in tree.iter("input", "select", "textarea")}
        assert {name for one in tree.iter("label") if (name := one.get("for"))} <= ids, page
