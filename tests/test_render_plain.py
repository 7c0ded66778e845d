"""The same pages read well without MkDocs, and the built folder packs to the same bytes."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

from build_tools.export.offline_zip import pack
from build_tools.model.page import File
from build_tools.render.links import check_site
from build_tools.render.pages import rendered_site
from build_tools.render.plain import plain
from tests.render_parts import edition

DOCS = Path(__file__).resolve().parent.parent / "docs"


def write(folder: Path) -> dict[str, str]:
    site = rendered_site(edition(), (File("downloads/w.xml", b"<TEI/>"),))
    for file in plain(site, DOCS):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_the_plain_site_is_whole(tmp_path: Path) -> None:
    pages = write(tmp_path)
    assert check_site(tmp_path) == []
    assert "legend.html" in pages
    assert 'href="downloads/w.xml"' in pages["downloads.html"]


def test_every_plain_page_says_what_and_where_it_is(tmp_path: Path) -> None:
    for name, html in write(tmp_path).items():
        assert html.startswith("<!doctype html>"), name
        assert len(re.findall(r"<title>[^<]+</title>", html)) == 1
        assert len(re.findall(r'<meta name="description" content="[^"]+">', html)) == 1
        assert len(re.findall(r"<h1[ >]", html)) == 1, name
        assert "version 0.1.0, 2026-11-21" in html
        assert "<script" not in html.replace('<script type="application/ld+json">', ""), "data, and nothing that runs"


def test_plain_pages_turn(tmp_path: Path) -> None:
    html = write(tmp_path)["w/1.1.html"]
    assert '<a rel="prev" href="1.html">Previous: Part 1</a>' in html
    assert '<a rel="next" href="1.2.html">Next: Chapter B</a>' in html
    assert '<a rel="up" href="1.html">Up: Part 1</a>' in html


def test_the_zip_depends_on_names_and_content_alone(tmp_path: Path) -> None:
    for number in (1, 2):
        folder = tmp_path / str(number)
        (folder / "w").mkdir(parents=True)
        for name in ("index.html", "w/1.html") if number == 1 else ("w/1.html", "index.html"):
            (folder / name).write_text(name * 1000)
            os.utime(folder / name, (number * 10**9, number * 10**9))
        pack(folder, folder / "downloads" / "all.zip", "all", (2026, 11, 21))
    one, two = (tmp_path / n / "downloads/all.zip" for n in ("1", "2"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["all/index.html", "all/w/1.html"]
        assert archive.read("all/w/1.html").decode() == "w/1.html" * 1000
    assert [path.name for path in (tmp_path / "1/downloads").iterdir()] == ["all.zip"], "the archive does not hold itself"
