"""MkDocs puts the skin around finished pages, twice the same, and search knows every passage."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from pathlib import Path

import pytest

from build_tools.mkdocs_plugin import EditionPlugin
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


def test_search_knows_every_passage_over_http_and_from_disk(site: Path) -> None:
    text = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert (site / "search/search_index.js").read_text(encoding="utf-8") == f"var __index = {text}"
    entries = {entry["location"]: entry for entry in json.loads(text)["docs"]}
    assert entries["w/1.1.html#w.1.1.p3"] == {
        "location": "w/1.1.html#w.1.1.p3", "title": "W, p. 10, ¶ 1", "text": "Third, first on ten.",
    }
    assert entries["w/index.html"]["title"] == "W"
    assert any(location.startswith("help.html#") for location in entries), "pages written by hand are indexed by the theme"
    places = [entry["location"] for entry in json.loads(text)["docs"]]
    assert places.index("w/1.1.html") < places.index("w/1.1.html#w.1.1.p1"), "Material takes the first entry of a page for the page"


def test_nothing_generated_lands_in_the_docs(site: Path) -> None:
    assert {path.name for path in (ROOT / "docs").iterdir() if path.is_file()} == {"about.md", "help.md", "legend.md", "method.md"}


def test_templates_of_the_theme_are_mended(site: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    assert 'role="dialog" aria-label="Search"' in html
    assert 'id="__drawer">' in html and 'id="__search">' in html, "no autocomplete on a checkbox"
    assert 'src="assets/javascripts/worker.js"' in html
