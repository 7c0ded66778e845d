"""A whole tiny edition with one file of every kind, each damaged in every way: a finding with its file, no traceback, no site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_tools.command import main
from tests.working_copy import ROOT

EDITION = ROOT / "tests" / "cases" / "edition"
FILES = sorted(path.relative_to(EDITION).as_posix() for path in EDITION.rglob("*") if path.is_file())
FOUND = re.compile(r"^([A-Z]\d{3}) ([^\s:]+).*", re.MULTILINE)  # A001 annotations/glossary.yaml:3: not YAML

Damage = Callable[[bytes], bytes]
DAMAGES: dict[str, Damage] = {
    "a byte of another encoding": lambda data: data[: len(data) // 2] + b"\xfc" + data[len(data) // 2 :],
    "sixteen bits a character": lambda data: data.decode().encode("utf-16"),
    "a zero byte": lambda data: data[: len(data) // 3] + b"\0" + data[len(data) // 3 :],
    "half of it": lambda data: data[: len(data) * 2 // 3],
    "nothing": lambda data: b"",
    "a word": lambda data: b"word\n",
    "a list": lambda data: b"- a\n- b\n",
    "an open quotation mark": lambda data: b'"a\n',
}
HARMLESS: dict[str, Damage] = {
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "line ends of Windows": lambda data: data.replace(b"\n", b"\r\n"),
}
PROSE = re.compile(r"docs/.*|.*/(?:text\.md|extraction\.txt)")
"""Where any words will do."""

OPTIONAL = re.compile(r".*\.(?:ya?ml|toml|bib)")
"""Where nothing says that there is nothing."""


SHARES = ["some", pytest.param("others", marks=pytest.mark.slow)]
"""In the default run each file is damaged in some ways only, the next file in others."""


def share_of(ways: Mapping[str, Damage], file: str, share: str, some: int) -> list[tuple[str, Damage]]:
    """Return the ways in which a file is damaged in a share of the runs: `some` of them, or all the others."""
    start = FILES.index(file) % len(ways)
    turned = [*ways.items()][start:] + [*ways.items()][:start]
    return turned[:some] if share == "some" else turned[some:]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny edition: a text with its pages, one in Markdown, and a work without its text."""
    monkeypatch.delenv("EDITION_TEXTS", raising=False)
    root = tmp_path / "project"
    shutil.copytree(EDITION, root)
    monkeypatch.chdir(root)
    return root


def told(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    return FOUND.findall(capsys.readouterr().err)


def test_the_tiny_edition_is_sound(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "3 works, 2 with their text: nothing to mend" in capsys.readouterr().err
    assert main(["build", "--quiet", "--plain", "bare"]) == 0
    assert told(capsys) == []


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_is_a_finding(project: Path, file: str, share: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Not one after another in one test each: reading the whole edition 400 times takes long enough in one process."""
    path = project / file
    sound = path.read_bytes()
    for name, damage in share_of(DAMAGES, file, share, 3):
        path.write_bytes(damage(sound))
        status = main(["check", "--quiet"])
        lines = [*FOUND.finditer(capsys.readouterr().err)]
        found = [one.groups() for one in lines]
        says_nothing = name == "nothing" and OPTIONAL.fullmatch(file) or name in ("half of it", "a zero byte")
        if status == 0:
            assert says_nothing or PROSE.fullmatch(file), f"{file} with {name} is no finding"
        else:
            assert found, f"{file} with {name}: status {status} and no finding"
            if not says_nothing and not PROSE.fullmatch(file):
                assert found[0][1] == file, f"{file} with {name}: the first finding is {found[0]}"
            assert len({one[0] for one in lines}) == len(lines), f"{file} with {name}: a finding is told twice"
    path.write_bytes(sound)
    assert main(["check", "--quiet"]) == 0


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("file", FILES)
def test_what_some_programs_do_to_a_file_does_no_harm(project: Path, file: str, share: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / file
    sound = path.read_bytes()
    for name, damage in share_of(HARMLESS, file, share, 1):
        path.write_bytes(damage(sound))
        status = main(["check", "--quiet"])
        codes = {code for code, _ in told(capsys)}
        # What the edition has written itself is compared byte for byte.
        assert status == 0 or codes == {"R031"}, f"{file} with {name}: {codes}"


@pytest.mark.parametrize("file", FILES)
def test_a_folder_in_the_place_of_a_file_is_a_finding(project: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / file
    path.unlink()
    path.mkdir()
    assert main(["check", "--quiet"]) == 1
    assert any(place.startswith((file, "sources/ferry/source.toml", "annotations/figures/datapackage.yaml")) for _, place in told(capsys))


@pytest.mark.parametrize("file", ["sources/ferry/text.md", "sources/northwick/extraction.txt", "annotations/citations.json"])
def test_links_that_lead_in_a_circle(project: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / file
    path.unlink()
    path.symlink_to(path.name)
    assert main(["check", "--quiet"]) == 1
    assert told(capsys)


@pytest.mark.parametrize(("file", "line", "code"), [
    ("mkdocs.yml", "site_name: Again", "P020"), ("CITATION.cff", "version: 2.0.0", "P003"),
])
def test_a_setting_that_stands_twice(project: Path, file: str, line: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / file
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert main(["check", "--quiet"]) == 1
    assert f"{code} {file}:{lines}: " in capsys.readouterr().err


def test_a_misspelt_work_in_the_order_of_works_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("ferry", "fery"), encoding="utf-8")
    assert main(["check"]) == 0
    said = capsys.readouterr().err
    assert "P020 mkdocs.yml" in said and "did you mean “ferry”?" in said


def test_a_folder_without_a_record_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources" / "pier" / "source.toml").unlink()
    (project / "sources" / "empty").mkdir()
    assert main(["check"]) == 0
    assert told(capsys) == [("R044", "sources/pier"), ("P020", "mkdocs.yml")]


@pytest.mark.parametrize(("table", "code", "row"), [
    ("occurrences.tsv", "A035", "keeper\tpier.d1.p1\t1\t1\n"),
    ("works-cited.tsv", "B009", "pier.d1.p1\t1\ttides\tp. 1\ttitle\t\t\n"),
])
def test_a_table_that_lags_behind_its_text_is_told(
    project: Path, table: str, code: str, row: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "tests" / "cases" / "new" / "pier.xml", project / "sources" / "pier" / "reading.txt")
    path = project / "sources" / "pier" / table
    sound = path.read_bytes()
    assert main(["check"]) == 0
    assert (code, f"sources/pier/{table}") not in told(capsys)
    path.write_bytes(sound + row.encode())
    assert main(["check"]) == 0
    assert (code, f"sources/pier/{table}") in told(capsys)
    path.unlink()
    assert main(["check"]) == 0
    assert (code, f"sources/pier/{table}") in told(capsys)
    assert main(["derive"]) == 0
    assert path.read_bytes() == sound


@pytest.mark.parametrize(("call", "status", "said"), [
    (["northwick.1.p1", "4"], 1, "L011 northwick"),
    (["northwick", "99"], 1, "L011 northwick"),
    (["northwick", "5-3"], 1, "L012 northwick"),
    (["northwick.9.p9"], 1, "L010 northwick"),
    (["lamp", "3"], 2, "there is no work “lamp”"),
    (["glossary-lamp", "3"], 2, "“glossary-lamp” is an entry of a register"),
])
def test_what_cannot_be_cited(project: Path, call: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert main(["cite", *call]) == status
    except SystemExit as ended:
        assert ended.code == status
    assert said in capsys.readouterr().err


def test_an_id_that_was_published_is_never_registered_away(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments], cwd=project, check=True,
                       capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "Publish")
    table = project / "sources" / "northwick" / "passages.tsv"
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    short = "".join(row for row in rows if not row.startswith("northwick.1.p2\t"))
    table.write_text(short, encoding="utf-8")
    assert main(["register", "northwick"]) == 1
    assert ("R024", "sources/northwick/passages.tsv") in told(capsys)
    assert table.read_text(encoding="utf-8") == short, "nothing is written over a register that has lost an id"


def test_two_builds_are_the_same_wherever_and_whenever(tmp_path: Path) -> None:
    """The order of sets, the clock's zone, the language of the machine and the name of the folder have no part in a site."""
    made = []
    for place, settings in (
        ("one", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "COLUMNS": "80"}),
        ("a folder with ä", {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "COLUMNS": "200"}),
    ):
        project = tmp_path / place
        shutil.copytree(EDITION, project)
        command = [sys.executable, "-m", "build_tools", "build", "--quiet", "--project", str(project), "--plain", str(project / "bare")]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "EDITION_TEXTS": "", **settings}, check=True, timeout=120)
        files = (path for path in sorted((project / "bare").rglob("*")) if path.is_file())
        made.append({path.relative_to(project).as_posix(): path.read_bytes() for path in files})
    assert len(made[0]) > 100
    assert [name for name in made[0].keys() | made[1].keys() if made[0].get(name) != made[1].get(name)] == []


@pytest.mark.parametrize(("file", "old", "new", "code"), [
    ("sources/northwick/contents.tsv", "I. THE OIL", "I. THE OILS", "R031"),
    ("annotations/figures/guide.yaml", " [@northwick, p. 4]", "", "F011"),
    ("sources/northwick/source.toml", 'pages = "form-feed"', 'pages = "form-feed"\nbreaks = [[20, 999]]', "C005"),
])
def test_what_is_well_written_and_wrong(
    project: Path, file: str, old: str, new: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["check", "--quiet"]) == 1
    assert code in {one for one, _ in told(capsys)}


def test_a_site_is_never_built_over_its_own_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project.parent / "index.html").write_text("An older site, into which the project was put.\n", encoding="utf-8")
    assert main(["build", "--quiet", "--plain", str(project.parent)]) == 1
    assert told(capsys)[0][0] == "P007" and (project / "mkdocs.yml").is_file()
