"""The command on a whole tiny edition: it builds the same bytes twice, and on bad input the last good site stays as it was."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.command.staging import swap
from build_tools.model.document import Document
from build_tools.model.record import Kind, Name, Record, Rights
from build_tools.model.tree import Element
from build_tools.read.sketch import sketch
from build_tools.tei.serialize import write

ROOT = Path(__file__).resolve().parent.parent

WORDS = "In the second winter the miller of our invented village weighed the rye of nine neighbours and found less than he had hoped."
RECORD = """[record]
kind = "pamphlet"
title = "{title}"
authors = [{{ family = "Nobody" }}]
date = "1928"

[rights]
licence = "{licence}"
publishable = {publishable}
notice = "Invented for a test."

[input]
reader = "tei"
{where}
"""
GLOSSARY = """- id: kulak
  headword: Kulak
  forms: [kulaks]
  definition: A rich peasant, as it was understood then.
  sources: [open]
"""


def tei(work: str, text: str) -> bytes:
    rights = Rights("CC-BY-4.0", True, "Invented for a test.")
    record = Record(work, Kind.PAMPHLET, work.title(), rights, authors=(Name("Nobody"),), date="1928")
    children = (
        Element("pb", {"n": "1", "xml:id": "pb-1"}),
        Element("head", {}, ("1. The scales",)),
        Element("p", {"xml:id": f"{work}.1.p1"}, (text,)),
    )
    division = Element("div", {"type": "chapter", "n": "1", "xml:id": f"{work}.1"}, children)
    return write(Document(record, Element("text", {}, (Element("body", {}, (division,)),))))


MARK = re.compile(r"\[@[^\]]*\]|\[\[|\]\]")  # [@bettelheim, p. 57] and [[chervonets]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with one work that may be given out, one that may not, and one term."""
    monkeypatch.delenv("EDITION_TEXTS", raising=False)
    root = tmp_path / "project"
    for work, publishable in (("open", True), ("closed", False)):
        folder = root / "sources" / work
        folder.mkdir(parents=True)
        text = tei(work, "The kulaks sold nothing." if publishable else WORDS)
        numbers = ", ".join(map(str, sketch(text.decode())))
        where = 'file = "text.xml"' if publishable else f'sha256 = "{hashlib.sha256(text).hexdigest()}"\nsketch = [{numbers}]'
        licence = "CC-BY-4.0" if publishable else "in copyright"
        record = RECORD.format(title=work.title(), licence=licence, publishable=str(publishable).lower(), where=where)
        (folder / "source.toml").write_text(record, encoding="utf-8")
        (folder / ("text.xml" if publishable else "reading.txt")).write_bytes(text)
    (root / "annotations").mkdir()
    (root / "annotations" / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("images", "contributing"))
    for page in (root / "docs").glob("*.md"):
        # Our pages cite our works; this edition has others.
        page.write_text(MARK.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(ROOT / "CITATION.cff", root)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    theme = ROOT / "build_tools" / "render" / "theme"
    (root / "mkdocs.yml").write_text(config.replace("build_tools/render/theme", str(theme)), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def state(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_build(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0, capsys.readouterr().err
    assert "pages" in capsys.readouterr().err
    text = (project / "site" / "open" / "1.html").read_text(encoding="utf-8")
    assert "sold nothing" in text and "glossary" in text
    assert "miller" in (project / "site" / "closed" / "1.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(project / "site" / "downloads" / "smychka.zip") as archive:
        assert "smychka/index.html" in archive.namelist()
    assert (project / "site" / "downloads" / "open.xml").read_bytes() == (project / "sources" / "open" / "text.xml").read_bytes()
    assert not list((project / "build").glob(".site-*")), "the place where the site was made is left behind"
    assert not (project / "docs" / "open").exists()


def test_two_builds_are_the_same(project: Path) -> None:
    assert main(["build", "--quiet"]) == 0
    first = state(project / "site")
    shutil.rmtree(project / "build")
    assert main(["build", "--quiet", "--site", "again"]) == 0
    assert state(project / "again") == first


def test_a_public_build_leaves_out_what_may_not_be_given_out(project: Path) -> None:
    assert main(["build", "--public", "--quiet"]) == 0
    site = project / "site"
    assert (site / "closed" / "index.html").is_file(), "the work keeps its page"
    assert not (site / "closed" / "1.html").exists() and not (site / "downloads" / "closed.xml").exists()
    assert not [path for path in site.rglob("*") if path.is_file() and b"miller" in path.read_bytes()]
    assert (site / "open" / "1.html").is_file()


def test_a_public_build_with_a_foreign_sentence_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    about = project / "docs" / "about.md"
    about.write_text(about.read_text("utf-8") + f"\n{WORDS}\n", "utf-8")
    assert main(["build", "--public", "--quiet"]) == 1
    assert "P002 about.html" in capsys.readouterr().err
    assert not (project / "site").exists()


def test_check_finds_a_foreign_sentence(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--quiet"]) == 0, capsys.readouterr().err
    (project / "annotations" / "note.md").write_text(f"Nobody wrote:\n{WORDS}\n", "utf-8")
    assert main(["check", "--quiet"]) == 1
    assert "P001 annotations/note.md:2" in capsys.readouterr().err


def test_plain(project: Path) -> None:
    assert main(["build", "--plain", "bare", "--quiet"]) == 0
    assert "sold nothing" in (project / "bare" / "open" / "1.html").read_text("utf-8")
    assert not (project / "site").exists()


@pytest.mark.parametrize("target", [".", "sources"])
def test_a_folder_that_is_no_site_is_never_replaced(project: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(project)
    assert main(["build", "--quiet", "--site", target]) == 1
    assert "P007" in capsys.readouterr().err
    assert before.items() <= state(project).items()


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        assert old in text
        (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def overwrite(path: str, data: bytes) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / path).write_bytes(data)

    return change


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "a misspelt field": (edit("sources/open/source.toml", "date =", "dat ="), "R002 sources/open/source.toml:5"),
    "a missing field": (edit("sources/open/source.toml", 'kind = "pamphlet"\n', ""), "R003 sources/open/source.toml:1"),
    "broken TOML": (edit("sources/open/source.toml", 'date = "1928"', 'date = "1928'), "R001 sources/open/source.toml:5"),
    "another reader": (edit("sources/open/source.toml", '"tei"', '"extraktion"'), "R008 sources/open/source.toml:13"),
    "a record that is not UTF-8": (overwrite("sources/open/source.toml", b"[record]\n# \xe9\n"), "R010 sources/open/source.toml:2"),
    "a text that is not there": (lambda project: (project / "sources/open/text.xml").unlink(), "R007 sources/open/source.toml"),
    "a text that is not UTF-8": (overwrite("sources/open/text.xml", b"<TEI>\n\xff"), "T002 sources/open/text.xml:2"),
    "a stranger beside a record": (overwrite("sources/closed/reading.txt", b"Another text."), "R006 sources/closed/reading.txt"),
    "XML that is not well-formed": (edit("sources/open/text.xml", "</head>", ""), "T003 sources/open/text.xml"),
    "invalid TEI": (edit("sources/open/text.xml", "<head>", '<head><ref target="#nowhere">Words</ref>'), "T021 sources/open/text.xml"),
    "broken YAML": (edit("annotations/glossary.yaml", "forms: [kulaks]", "forms: [kulaks"), "A001 annotations/glossary.yaml"),
    "a misspelt field of an entry": (edit("annotations/glossary.yaml", "forms", "fomrs"), "A003 annotations/glossary.yaml:3"),
    "an annotation without an anchor": (
        overwrite("annotations/open/terms.csv", b"passage,surface,entry,verdict,reason\nopen.9.p9,kulaks,kulak,no,tried\n"), "A013 ",
    ),
    "broken CSV": (overwrite("annotations/open/terms.csv", b"passage\nx,y\n"), "A010 annotations/open/terms.csv:1"),
    "a table of contents": (overwrite("sources/closed/contents.tsv", b"id\tlevel\n"), "R015 sources/closed/contents.tsv:1"),
    "broken CITATION.cff": (overwrite("CITATION.cff", b"title: [\n"), "P003 CITATION.cff"),
    "no date": (edit("CITATION.cff", "date-released: ", "date-released: soon "), "P003 CITATION.cff"),
    # Which of the two processes reads it first is a matter of luck: P020 or P004.
    "broken mkdocs.yml": (overwrite("mkdocs.yml", b"site_name: [\n"), " mkdocs.yml:"),
    "a broken link in a page": (edit("docs/about.md", "# ", "[nowhere](nowhere.md)\n\n# "), "P004 mkdocs.yml"),
}


@pytest.mark.parametrize(("harm", "said"), BAD.values(), ids=BAD)
def test_bad_input(project: Path, harm: Callable[[Path], None], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("the last good site")
    (project / "annotations" / "open").mkdir()
    if said.startswith("R015"):
        (project / "sources" / "closed" / "reading.txt").unlink()
    harm(project)
    assert main(["build", "--quiet"]) == 1
    error = capsys.readouterr().err
    assert said in error and "expected:" in error
    assert "Traceback" not in error
    findings = [line for line in error.splitlines() if line[:1].isupper() and line[1:4].isdigit()]
    assert len(findings) == 1, error
    assert state(site) == {"index.html": hashlib.sha256(b"the last good site").hexdigest()}
    assert not list((project / "build").glob(".*")) if (project / "build").exists() else True


def test_a_swap_that_fails_is_taken_back(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("old")
    with pytest.raises(OSError):
        swap(tmp_path / "missing", target, tmp_path / "old")
    assert (target / "index.html").read_text() == "old"


def test_tei_and_its_stages(project: Path) -> None:
    assert main(["tei", "open", "--out", "out", "--keep-stages", "stages", "--contents", "--quiet"]) == 0
    assert (project / "out" / "open.xml").read_bytes() == (project / "sources" / "open" / "text.xml").read_bytes()
    assert (project / "stages" / "open.3-document.xml").is_file()
    table = (project / "sources" / "open" / "contents.tsv").read_text(encoding="utf-8")
    assert table == "id\tlevel\tpage\ttitle\nopen.1\t1\t1\t1. The scales\n"
