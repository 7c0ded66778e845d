"""The fifth law of the design: no sentence of a text that may not be redistributed stands in the repository, and a planted one is found."""

from __future__ import annotations

import gzip
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from build_tools import foreign_sentences
from build_tools.foreign_sentences import folder_files, hold, leaks, repository_files, runs, titles, words

ROOT = Path(__file__).resolve().parent.parent

# A text of nobody: what a held reading would be.
HELD = """4 On the lamps of the quay 17
Seventeen brass lanterns swung above the quay while the ferry-
man counted copper coins into a leather purse, and no gull cried.

III. On the keeping of lanterns in the harbours of the northern lakes
"""
EIGHT = "above the quay while the ferryman counted copper"
SEVEN = "above the quay while the ferryman counted"


def planted(folder: Path, name: str, content: str | bytes) -> list[foreign_sentences.Leak]:
    """Write one file below `folder` and return the leaks there."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return leaks(folder_files(folder), folder, hold([HELD]))


def test_a_planted_run_is_found_with_its_line(tmp_path: Path) -> None:
    (leak,) = planted(tmp_path, "docs/page.md", f"# A page\n\nIt is said that {EIGHT} nothing.\n")
    assert (leak.file, leak.count, leak.words, leak.line) == ("docs/page.md", 1, EIGHT, 3)


def test_seven_words_are_not_a_run(tmp_path: Path) -> None:
    assert planted(tmp_path, "page.md", f"It is said that {SEVEN} nothing.") == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.txt", "ABOVE the Quay,\nwhile the ferry-\nman counted   copper", id="case, punctuation, a hyphenated line"),
        pytest.param("a.html", "<p>above the quay <b>while</b> the ferry<span></span>man counted copper</p>", id="tags inside words"),
        pytest.param("a.html", "<p>above the quay</p><p>while the ferryman counted&#32;copper</p>", id="tags between words"),
        pytest.param("a.html", f'<meta content="{EIGHT}">', id="an attribute"),
        pytest.param("a.xml", "<p>above the quay while the ferry<pb n='3' break='no'/>man counted copper</p>", id="TEI"),
        pytest.param("a.json", json.dumps({"docs": [{"text": f"\n{EIGHT}\n"}]}), id="a string in JSON"),
        pytest.param("a.json", json.dumps({"docs": [EIGHT.replace(" the", " <em>the</em>")]}), id="markup in JSON"),
        pytest.param("a.js", "var index = " + json.dumps(EIGHT.replace("quay", "\u201cquay\u201d")), id="escapes in a script"),
        pytest.param("a.py", f"# {EIGHT}", id="a comment"),
    ],
)
def test_a_run_is_found_in_every_dress(tmp_path: Path, name: str, content: str) -> None:
    assert [leak.file for leak in planted(tmp_path, name, content)] == [name]


def test_archives_are_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "site.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", f"<p>{EIGHT}</p>")
    assert [leak.file for leak in leaks(folder_files(tmp_path), tmp_path, hold([HELD]))] == ["site.zip/index.html"]


def test_what_is_not_text_is_passed_over(tmp_path: Path) -> None:
    assert planted(tmp_path, "picture.png", b"\x89PNG\xff\xfe" + gzip.compress(EIGHT.encode())) == []


def test_titles_are_data(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "sources" / "quay").mkdir(parents=True)
    title = "On the keeping of lanterns in the harbours of the northern lakes"
    (project / "sources" / "quay" / "contents.tsv").write_text(f"1\tIII. On lamps\t3\n2\t{title}\t4\n", encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(f"<h1>{title}</h1>", encoding="utf-8")
    assert leaks([page], tmp_path, hold([HELD]))
    assert not leaks([page], tmp_path, hold([HELD], titles(project)))
    assert hold([HELD], titles(project)), "the rest of the text stays held"


def test_a_title_with_its_page_is_data_too(tmp_path: Path) -> None:
    (tmp_path / "sources" / "quay").mkdir(parents=True)
    (tmp_path / "sources" / "quay" / "contents.tsv").write_text("id\tpage\ttitle\nq.1\t17\t4 On the lamps of the quay\n", encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text("<a>4 On the lamps of the quay</a> <span>17</span>", encoding="utf-8")
    assert leaks([page], tmp_path, hold([HELD]))
    assert not leaks([page], tmp_path, hold([HELD], titles(tmp_path)))


def test_a_leak_is_a_finding_with_its_place(tmp_path: Path) -> None:
    found = planted(tmp_path, "page.md", EIGHT)
    (inside,), (outside,) = foreign_sentences.findings(found, public=False), foreign_sentences.findings(found, public=True)
    assert (inside.code, inside.place()) == ("P001", "page.md:1")
    assert (outside.code, outside.file) == ("P002", "page.md")


def test_the_repository_is_what_git_holds_or_would_take_in(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("kept-out.txt\n")
    for name in ("tracked.txt", "new.txt", "kept-out.txt"):
        (tmp_path / name).write_text(EIGHT)
    assert {file.name for file in repository_files(tmp_path)} >= {"tracked.txt", "new.txt"}
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "tracked.txt"], cwd=tmp_path, check=True)
    assert [file.name for file in repository_files(tmp_path)] == [".gitignore", "new.txt", "tracked.txt"]


def test_a_run_is_eight_words() -> None:
    assert len(runs("one two three four five six seven eight nine")) == 2
    assert runs("one two three four five six seven") == frozenset()
    assert words("The peasant’s grain-procurement, 1928") == ["the", "peasant's", "grain-procurement", "1928"]


def test_numbers_alone_are_no_sentence(tmp_path: Path) -> None:
    index = "lantern, 3, 7, 9, 14, 21, 28, 33, 41, 56, and"
    page = tmp_path / "page.html"
    page.write_text("<p>3, 7, 9, 14, 21, 28, 33, 41, 56</p>", encoding="utf-8")
    assert not leaks([page], tmp_path, hold([index])), "two indexes may name the same pages"
    page.write_text("<p>lantern, 3, 7, 9, 14, 21, 28, 33</p>", encoding="utf-8")
    assert leaks([page], tmp_path, hold([index])), "one word among them makes a run"


@pytest.mark.readings
def test_no_reading_stands_in_the_repository(readings: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(readings.glob("*.txt"))]
    found = leaks(repository_files(ROOT), ROOT, hold(texts, titles(ROOT)))
    assert not found, "\n".join(f"{leak.file}:{leak.line}: {leak.count} runs, the first “{leak.words}”" for leak in found)
