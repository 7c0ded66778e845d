"""The default site, as a fresh clone builds it: what must be on it, and that it depends on nothing but the repository."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests import site_gate
from tests.conftest import edition

WORKS = ("specimen", "grain-crisis", "end-of-nep", "marquit", "bettelheim")
TAG = re.compile(r"<[^>]+>")
ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
LARGEST = 80_000
"""Bytes of text on a page, with some room for what stands around it."""


def test_the_site_stands_from_outside(site: Path) -> None:
    assert site_gate.faults(site, None) == []


def test_every_work_has_its_page(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    for work in WORKS:
        assert (site / work / "index.html").is_file()
        assert f'href="{work}/index.html"' in home
    assert len(list((site / "specimen").glob("*.html"))) > 3, "the specimen is there to be read"
    for work in WORKS[1:]:
        for file in (site / work).glob("*.html"):
            words = file.read_text(encoding="utf-8")
            # Without a text there are its record, its report, the account of its index, and the addresses of its passages.
            said = file.name in ("index.html", "report.html", "index-account.html") or "The text of this work is not in this copy" in words
            assert said, file.name
            assert not re.search(r'<(?:p|blockquote) id="', words), "the repository holds no text of it"


def test_no_page_is_too_large_for_a_bad_line(site: Path) -> None:
    sizes = {}
    for file in site.rglob("*.html"):
        article = ARTICLE.search(file.read_text(encoding="utf-8"))
        if article and "specimen" in file.parts:
            sizes[file.name] = len(TAG.sub("", article[0]).encode())
    assert sizes
    assert max(sizes.values()) < 1.25 * LARGEST


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    project = site.parent / "project"
    again = tmp_path / "again"
    edition("build", "--quiet", "--project", str(project), "--site", str(again))
    assert digests(again) == digests(site)


def digests(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.readings
def test_a_leak_in_a_public_site_is_seen(readings: Path, tmp_path: Path) -> None:
    (tmp_path / "clean.html").write_text("<p>Words of our own, and no others at all, on a page of ours.</p>")
    assert site_gate.leaked(tmp_path, readings) == []
    largest = max(readings.glob("*.txt"), key=lambda file: file.stat().st_size)
    middle = largest.read_text(encoding="utf-8").split()[50_000:50_040]
    (tmp_path / "leak.html").write_text(f"<p>{' '.join(middle)}</p>")
    assert [leak.file for leak in site_gate.leaked(tmp_path, readings)] == ["leak.html"]
