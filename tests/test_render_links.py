"""The check of links sees what is broken, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.render.links import check_site

GOOD = '<!doctype html><html><head><link rel="stylesheet" href="a.css"></head><body>{}</body></html>'


def site(folder: Path, body: str, **files: str) -> Path:
    (folder / "sub").mkdir()
    (folder / "a.css").write_text("p { color: red }")
    (folder / "index.html").write_text(GOOD.format(body))
    (folder / "sub" / "b.html").write_text('<p id="there">x</p><a href="../index.html">home</a>')
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


@pytest.mark.parametrize("body", [
    '<a href="sub/b.html#there">x</a>', '<a href="#here" id="here">x</a>', '<a href="">x</a>', '<a href="https://example.org/">out</a>',
    '<a href="mailto:a@example.org">out</a>', '<!-- <a href="nowhere.html"> -->', "<script>var a = '<a href=\"no.html\">'</script>",
    '<p data-id="x" id="x">x</p>', '<img src="data:image/png;base64,AA">', '<a href="sub/b.html?h=word#there">x</a>',
    '<p id="a&amp;b"><a href="#a%26b">x</a></p>',
])
def test_what_is_right_is_let_through(tmp_path: Path, body: str) -> None:
    assert check_site(site(tmp_path, body)) == []


@pytest.mark.parametrize(("code", "body"), [
    ("L001", '<a href="nowhere.html">x</a>'),
    ("L001", "<img src='nowhere.png'>"),
    ("L001", '<script src="nowhere.js"></script>'),
    ("L001", '<a href="../outside.html">x</a>'),
    ("L002", '<a href="sub/b.html#nowhere">x</a>'),
    ("L002", '<a href="#nowhere">x</a>'),
    ("L003", '<p id="a">x</p>\n<p id="a">y</p>'),
    ("L004", '<script src="https://example.org/x.js"></script>'),
    ("L004", '<link rel="stylesheet" href="//example.org/x.css">'),
    ("L004", '<img alt="" src="http://example.org/x.png">'),
    ("L005", '<a href="/index.html">x</a>'),
])
def test_what_is_wrong_is_one_finding(tmp_path: Path, code: str, body: str) -> None:
    (finding,) = check_site(site(tmp_path, body))
    assert finding.code == code
    assert finding.file == "index.html"
    assert finding.expected and finding.hint


def test_a_finding_names_the_line(tmp_path: Path) -> None:
    (finding,) = check_site(site(tmp_path, "\n\n<script>\n\n</script>\n<p>\n<a href='no.html'>x</a>"))
    assert finding.line == 7


def test_a_stylesheet_asks_no_other_host(tmp_path: Path) -> None:
    (finding,) = check_site(site(tmp_path, "", more_css="a {}\n@import 'https://example.org/x.css';"))
    assert (finding.code, finding.file, finding.line) == ("L004", "more.css", 2)
