"""A text of one's own, as a newcomer brings it: one command makes a work of it, and the next ones promise, derive and build it."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_tools.command import main, received
from build_tools.command.new import SUBTITLE

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "new"
PIER = CASES / "pier.xml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition with nothing in it yet."""
    monkeypatch.delenv("EDITION_TEXTS", raising=False)
    root = tmp_path / "project"
    for folder in ("sources", "annotations", "docs"):
        (root / folder).mkdir(parents=True)
    for page in ("about", "help", "legend"):
        (root / "docs" / f"{page}.md").write_text(f"# {page.title()}\n\nAn edition of three texts.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Tried\n", encoding="utf-8")
    shutil.copy(ROOT / "CITATION.cff", root)
    monkeypatch.chdir(root)
    return root


def record(project: Path, work: str) -> dict[str, Any]:
    return tomllib.loads((project / "sources" / work / "source.toml").read_text(encoding="utf-8"))


def ids(project: Path, work: str) -> list[str]:
    rows = (project / "sources" / work / "passages.tsv").read_text(encoding="utf-8").splitlines()
    return [row.split("\t")[0].removeprefix(f"{work}.") for row in rows[1:]]


def test_three_texts_become_works_that_are_promised_and_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("northwick.txt", "ferry.md", "pier.xml"):
        assert main(["new", str(CASES / name)]) == 0, capsys.readouterr().err
    capsys.readouterr()
    assert main(["register"]) == 0, capsys.readouterr().err
    assert main(["tei", "--contents"]) == 0, capsys.readouterr().err
    assert main(["check"]) == 0, capsys.readouterr().err
    assert ids(project, "harbour-northwick")[:4] == ["titlepage", "pb-1", "titlepage.p1", "titlepage.p2"]
    assert {"2.t1", "2.n2", "3.p1"} <= set(ids(project, "harbour-northwick"))
    assert {"bell", "bell.q1", "2.fares", "n1"} <= set(ids(project, "ferry-at-low-water"))
    assert ids(project, "letter-from-pier") == ["d1", "pb-1", "d1.p1", "d1.p2", "d1.notes", "d1.n1"]
    assert main(["build", "--plain", str(project / "bare")]) == 0, capsys.readouterr().err
    page = (project / "bare" / "letter-from-pier" / "d1.html").read_text(encoding="utf-8")
    assert 'href="#letter-from-pier.d1.n1"' in page and "signature is torn" in page


@pytest.mark.parametrize(
    ("name", "work", "said"),
    [
        ("northwick.txt", "harbour-northwick", {
            "title": "The Harbour of Northwick", "authors": [{"family": "Holloway", "given": "Agnes"}], "language": "en",
        }),
        ("ferry.md", "ferry-at-low-water", {
            "title": "The Ferry at Low Water", "authors": [{"family": "Holloway", "given": "Agnes"}], "date": "1913", "language": "en",
        }),
        ("pier.xml", "letter-from-pier", {
            "title": "A Letter from the Pier", "date": "1912",
            "authors": [{"family": "Holloway", "given": "Agnes"}, {"family": "Reeve", "given": "Tobias"}],
        }),
    ],
)
def test_the_record_says_what_the_file_says(project: Path, name: str, work: str, said: dict[str, object]) -> None:
    assert main(["new", str(CASES / name), "--id", work]) == 0
    made = record(project, work)
    assert made["record"].items() >= said.items()
    assert made["rights"]["publishable"] is False, "nobody has said that the text may be given out"
    assert (project / "sources" / work / "reading.txt").read_bytes() == (CASES / name).read_bytes()


def test_a_text_that_may_be_published_lies_where_git_sees_it(project: Path) -> None:
    assert main(["new", str(PIER), "--publishable", "--id", "pier"]) == 0
    made = record(project, "pier")
    assert made["rights"]["publishable"] is True and made["input"]["file"] == "text.xml"
    assert sorted(path.name for path in (project / "sources" / "pier").iterdir()) == ["source.toml", "text.xml"]


def test_a_title_is_cut_at_its_subtitle_only() -> None:
    cut = {"Walden; or, Life in the Woods": "Walden", "The Mill: A Story": "The Mill", "Dr. Marsh and the Mill": "Dr. Marsh and the Mill"}
    assert {title: SUBTITLE.sub("", title) for title in cut} == cut


def test_two_works_of_one_author_are_told_apart(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("northwick.txt", "ferry.md"):
        assert main(["new", str(CASES / name)]) == 0
    assert "short_title" not in record(project, "harbour-northwick")["record"]
    assert record(project, "ferry-at-low-water")["record"]["short_title"] == "The Ferry at Low Water"
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "R045" not in capsys.readouterr().err
    path = project / "sources" / "harbour-northwick" / "source.toml"
    path.write_text(path.read_text("utf-8").replace("[record]\n", '[record]\nshort_title = "The Ferry at Low Water"\n'), "utf-8")
    assert main(["check"]) == 0, "it is a matter of taste, and stops nothing"
    assert "R045 sources/harbour-northwick/source.toml" in capsys.readouterr().err


def test_what_others_encoded_in_another_way_is_told_where_it_stands(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(PIER), "--id", "pier"]) == 0
    told = re.findall(r"^(T\d+) (\S+):(\d+)", capsys.readouterr().err, re.MULTILINE)
    lines = PIER.read_text(encoding="utf-8").splitlines()
    assert {code for code, _, _ in told} == {"T010", "T012", "T014"}
    for code, file, line in told:
        expected = {"T010": "<lb", "T012": "<persName", "T014": 'type="letter"'}[code]
        assert file == "sources/pier/reading.txt" and expected in lines[int(line) - 1]
    assert main(["check"]) == 0, "what stops no build is no error in the check"
    said = capsys.readouterr().err
    assert "T010 sources/pier/reading.txt" in said and "nothing that stops a build" in said
    (project / "sources" / "pier" / "exceptions.toml").write_text(
        "".join(f'[[accepted]]\ncode = "{code}"\nplace = "line {line}"\nreason = "as its makers did it"\n' for code, _, line in told),
        encoding="utf-8",
    )
    assert main(["check"]) == 0
    assert "T010" not in capsys.readouterr().err


def test_ids_that_cannot_be_promised_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = PIER.read_text(encoding="utf-8").replace('<div type="letter">', '<div xml:id="letter">')
    (project / "named.xml").write_text(named, encoding="utf-8")
    assert main(["new", "named.xml", "--id", "pier"]) == 0
    assert 'unit=""' not in capsys.readouterr().err, "a division of no type is cited as a division"
    assert main(["register"]) == 1
    said = capsys.readouterr().err
    assert "R042 sources/pier/reading.txt" in said and "pier.letter in its place" in said
    assert not (project / "sources" / "pier" / "passages.tsv").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("old.txt", "eins\nzwei für\n".encode("latin-1"), "R010 old.txt:2"),
        ("empty.txt", b"\xef\xbb\xbf \r\n\f\n", "R011 empty.txt"),
        ("broken.xml", PIER.read_bytes().replace(b"</p>", b"", 1), "T003 broken.xml"),
        ("entity.xml", b"<!DOCTYPE TEI>\n" + PIER.read_bytes().partition(b"\n")[2], "T004 entity.xml:1"),
        ("twice.xml", PIER.read_bytes().replace(b"<p>", b'<p xml:id="a">'), "T020 twice.xml"),
        ("headless.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "T006 headless.xml"),
        ("other.xml", b"<?xml version='1.0'?><book><p>Words</p></book>", "T004 other.xml"),
        ("book.pdf", b"%PDF-1.7\n\x00", "R043 book.pdf"),
        ("book.docx", b"PK\x03\x04\x14", "R043 book.docx"),
        ("page.htm", b"\xef\xbb\xbf\n<!-- saved -->\n<!doctype HTML>\n<html><p>Words</html>", "R043 page.htm"),
        ("note.md", b"# A\n\nA call of no note.[^1]\n", "R035 note.md:3"),
    ],
)
def test_a_file_that_cannot_be_converted_leaves_nothing_behind(
    project: Path, name: str, content: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / name).write_bytes(content)
    assert main(["new", name, "--id", "tried"]) == 1
    assert code in capsys.readouterr().err
    assert list((project / "sources").iterdir()) == []


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt(), 130), (OSError(28, "no space"), 1)], ids=["key", "disk"])
def test_a_call_that_is_broken_off_leaves_nothing_behind(
    project: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    def broken(*arguments: object) -> None:
        raise error

    with monkeypatch.context() as moment:
        moment.setattr("build_tools.pipeline.conversion.convert", broken)
        assert main(["new", str(CASES / "ferry.md"), "--quiet"]) == status
    assert list((project / "sources").iterdir()) == []
    assert main(["new", str(CASES / "ferry.md"), "--quiet"]) == 0, "and can be made again"


@pytest.mark.parametrize(("call", "said"), [
    (["--id", "No Id"], "cannot be the id of a work"),
    (["--id", "there"], "there is already a folder sources/there"),
])
def test_a_name_that_will_not_do(project: Path, call: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources" / "there").mkdir()
    with pytest.raises(SystemExit) as caught:
        main(["new", str(PIER), *call])
    assert caught.value.code == 2 and said in capsys.readouterr().err


@pytest.mark.parametrize("command", ["new", "add"])
@pytest.mark.parametrize("name", ["no such file.txt", "docs", "pipe"])
def test_a_file_that_is_none(project: Path, command: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(project / "pipe")
    assert main([command, name]) == 1
    assert f"R016 {name}" in capsys.readouterr().err


def test_a_file_that_is_too_large_for_a_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (project / "disk.txt").open("wb") as file:
        file.truncate(received.LARGEST + 1)
    assert main(["new", "disk.txt"]) == 1
    assert "R018 disk.txt" in capsys.readouterr().err
    assert list((project / "sources").iterdir()) == []
