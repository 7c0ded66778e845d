"""MkDocs puts the skin around finished pages, twice the same, and search knows every passage."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BaseLoader, Environment, FileSystemLoader
from lxml import etree, html
from mkdocs.utils import get_theme_dir

from build_tools import mkdocs_plugin
from build_tools.mkdocs_plugin import EditionPlugin
from build_tools.mkdocs_theme import STYLES, ThemeLoader, stylesheet
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


class StockNavigation(ThemeLoader):
    """Finds the navigation of Material itself, and all else where the site finds it."""

    def get_source(self, environment: Environment, template: str) -> Any:
        stock: BaseLoader = FileSystemLoader(get_theme_dir("material"))
        return stock.get_source(environment, template) if template == "partials/nav.html" else super().get_source(environment, template)


def structure(element: etree._Element) -> Iterator[object]:
    """Yield tags, attributes and words; how much white space stands between them is all one, and we name the lists below a section."""
    names = ("aria-label", "aria-labelledby") if element.tag == "nav" and element.get("data-md-level") not in (None, "0") else ()
    attributes = {name: " ".join(str(value).split()) for name, value in element.attrib.items() if name not in names}
    yield element.tag, attributes, (element.text or "").split()
    for child in element:
        yield from structure(child)
        yield (child.tail or "").split()


def test_the_navigation_is_that_of_material(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mkdocs_plugin, "ThemeLoader", StockNavigation)
    stock = build(tmp_path / "stock")
    pages = sorted(page.relative_to(site) for page in site.rglob("*.html"))
    assert len(pages) > 10
    others = 0
    for page in pages:
        ours, theirs = ((folder / page).read_text(encoding="utf-8") for folder in (site, stock))
        others += ours != theirs
        assert [*structure(html.document_fromstring(ours))] == [*structure(html.document_fromstring(theirs))], page
    assert others == len(pages), "the stock navigation was not taken"


def test_the_theme_is_listed_without_what_no_reader_asks_for() -> None:
    folder = get_theme_dir("material")
    shown = {name for name in FileSystemLoader(folder).list_templates() if not re.search(r"(?:^|/)\.|\.map$", name)}
    assert set(ThemeLoader([folder]).list_templates()) == shown


def test_all_our_style_sheets_are_one_file(site: Path) -> None:
    from mkdocs.config import load_config

    names = load_config(str(ROOT / "mkdocs.yml")).extra_css
    folder = ROOT / "build_tools/render/theme"
    assert set(names) == {path.relative_to(folder).as_posix() for path in folder.rglob("*.css")}, "mkdocs.yml names each once"
    assert (site / STYLES).read_text(encoding="utf-8") == "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    assert not [name for name in names if (site / name).exists()]
    assert f'href="../{STYLES}"' in (site / "w/1.1.html").read_text(encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        stylesheet(["assets/none.css"], [str(folder)])


def test_nothing_generated_lands_in_the_docs(site: Path) -> None:
    written = {"about.md", "help.md", "how-to-cite.md", "interfaces.md", "legend.md", "method.md"}
    assert {path.name for path in (ROOT / "docs").iterdir() if path.is_file()} == written


def test_templates_of_the_theme_are_mended(site: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    assert 'id="__drawer">' in html and 'id="__search">' in html, "no autocomplete on a checkbox"
    assert 'name="search"' not in html, "the scripts of the theme would start a search of their own"


def test_every_label_names_a_field(site: Path) -> None:
    """The templates of the theme leave labels without a field, and say of switches what only a field of text may say."""
    pages = sorted(site.rglob("*.html"))
    assert site / "404.html" in pages
    for page in pages:
        tree = html.fromstring(page.read_bytes())
        ids = {one.get("id") for one in tree.iter("input", "select", "textarea")}
        assert {name for one in tree.iter("label") if (name := one.get("for"))} <= ids, page
        switches = [one for one in tree.iter("input") if one.get("type") in ("checkbox", "radio")]
        assert switches and not [one for one in switches if one.get("autocomplete")], page
