"""The command: exit status, what it says, and that bad input is a finding and never a traceback."""

from __future__ import annotations

import ast
import dataclasses
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.codes import STAGES, codes, nearest, order
from build_tools.command import main
from build_tools.command.report import Report
from build_tools.model.finding import Finding, Severity

ROOT = Path(__file__).resolve().parent.parent
FIELDS = [field.name for field in dataclasses.fields(Finding)]
RAISED = re.compile(r"\"([A-Z]\d{3})\"")  # Finding("R002", …)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with the records of the four works, and no text."""
    monkeypatch.delenv("EDITION_TEXTS", raising=False)
    root = tmp_path / "project"
    for work in ("grain-crisis", "end-of-nep", "marquit", "bettelheim"):
        folder = root / "sources" / work
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "sources" / work / "source.toml", folder)
    (root / "annotations").mkdir()
    shutil.copy(ROOT / "CITATION.cff", root)
    (root / "mkdocs.yml").write_text("site_name: Tried\n")
    monkeypatch.chdir(root)
    return root


def test_every_finding_says_what_was_expected_and_gives_a_hint() -> None:
    lacking = []
    for file in sorted((ROOT / "build_tools").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding":
                given = {*FIELDS[: len(call.args)], *(one.arg for one in call.keywords)}
                lacking += [f"{file.name}:{call.lineno}: {name}" for name in ("expected", "hint") if name not in given]
    assert lacking == []


def test_every_code_that_is_raised_is_explained() -> None:
    files = sorted((ROOT / "build_tools").rglob("*.py"))
    raised = {code: file.name for file in files for code in RAISED.findall(file.read_text("utf-8"))}
    assert {code: file for code, file in raised.items() if code not in codes()} == {}
    assert sorted(set(codes()) - raised.keys()) == []


def test_codes_are_sorted_and_complete() -> None:
    written = re.findall(r"^\[(\w+)\]$", (ROOT / "build_tools" / "codes.toml").read_text("utf-8"), re.M)
    assert written == sorted(written, key=order)
    for code in codes().values():
        assert re.fullmatch(r"[A-Z]\d{3}", code.code) and code.code[0] in STAGES
        assert code.title and code.why.endswith((".", "?")) and code.mend.endswith((".", "?")), code.code


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "r002"]) == 0
    said = capsys.readouterr().out
    assert codes()["R002"].title in said and "Mend:" in said
    assert main(["explain"]) == 0
    listed = capsys.readouterr().out
    assert all(f"{code}  {one.title}" in listed for code, one in codes().items())
    assert main(["explain", "R0O2"]) == 2
    assert "did you mean R002?" in capsys.readouterr().err
    assert nearest("zzzz") == ""


def test_explain_starts_at_once() -> None:
    heavy = {"rich", "mkdocs", "lxml", "wordfreq", "yaml"}
    code = f"import sys; from build_tools.command import main; main(['explain', 'R002']); print(sorted(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize("call", [[], ["bild"], ["build", "--txts", "x"], ["build", "--texts", "no-such-folder"], ["tei", "betelheim"],
                                  ["report", "betelheim"], ["register", "betelheim"],
                                  ["check", "--project", "no-such-folder"], ["add"], ["serve", "--port", "65536"],
                                  ["serve", "--port", "-1"]])
def test_a_call_that_cannot_be_meant(project: Path, call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(call)
    assert caught.value.code == 2
    assert "usage: edition" in capsys.readouterr().err


def test_a_misspelt_work_is_guessed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["tei", "betelheim"])
    assert "did you mean “bettelheim”?" in capsys.readouterr().err


def test_the_folder_of_the_environment_must_exist(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_TEXTS", str(project / "nowhere"))
    with pytest.raises(SystemExit) as caught:
        main(["tei"])
    assert caught.value.code == 2


def test_add_a_stranger(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "letter.txt").write_text("A letter to a friend about the weather of last week.\n")
    assert main(["add", "letter.txt", "no such file.txt"]) == 1
    said = capsys.readouterr().err
    assert "R006 letter.txt" in said and "R016 no such file.txt" in said
    assert not list(project.glob("sources/*/reading.txt"))


def test_add_bytes_that_are_not_utf8(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "old.txt").write_bytes("eins\nzwei für\n".encode("latin-1"))
    assert main(["add", "old.txt"]) == 1
    said = capsys.readouterr().err
    assert "R010 old.txt:2" in said and "byte 11" in said


def test_a_work_without_its_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tei", "marquit"]) == 1
    assert "R017 sources/marquit/source.toml" in capsys.readouterr().err


def test_all_faults_of_all_sources_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for work, old, new in (("marquit", "title = ", "titel = "), ("bettelheim", "publishable = false", "publishable = no")):
        path = project / "sources" / work / "source.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    assert main(["check", "--quiet"]) == 1
    said = capsys.readouterr().err
    assert all(code in said for code in ("R001 sources/bettelheim/", "R002 sources/marquit/", "R003 sources/marquit/"))
    assert "Traceback" not in said


def test_many_findings_of_one_kind_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Finding("T010", f"fault {number}", "a.xml", number) for number in range(1, 101)]
    assert Report(quiet=True).findings([*found, Finding("T020", "another", "a.xml", 7, "12")]) == 1
    said = capsys.readouterr().err
    assert said.count("T010 a.xml:") == 40 and "T010: 60 more of the same kind" in said
    assert "T020 a.xml:7 (p. 12): another" in said


def test_a_note_fails_nothing_and_is_not_told_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    note = Finding("T010", "[bold]a note[/bold]", "a.xml", severity=Severity.NOTE)
    assert Report(quiet=True).findings([note]) == 0
    assert capsys.readouterr().err == ""
    assert Report(quiet=False).findings([note]) == 0
    assert "T010 a.xml: [bold]a note[/bold]" in capsys.readouterr().err


def test_what_the_system_refuses_is_a_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources" / "marquit" / "source.toml").unlink()
    (project / "sources" / "marquit" / "source.toml").mkdir()
    assert main(["check", "--quiet"]) == 1
    said = capsys.readouterr().err
    assert "P006" in said and "source.toml" in said and "Traceback" not in said


def test_a_broken_table_hides_no_other(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("contents.tsv", "occurrences.tsv", "works-cited.tsv", "passages.tsv"):
        (project / "sources" / "marquit" / name).write_text("no columns of ours\n")
    assert main(["check", "--quiet"]) == 1
    said = capsys.readouterr().err
    assert all(f"{code} sources/marquit/" in said for code in ("R015", "A034", "B008", "R020")), said


@pytest.mark.parametrize("call", [["explain"], ["explain", "R001"]], ids=["much", "little"])
def test_who_has_heard_enough_is_told_no_more(call: list[str]) -> None:
    # Much is met while it is written, little only when all is done.
    with subprocess.Popen([sys.executable, "-m", "build_tools", *call], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked:
        assert asked.stdout and asked.stderr
        asked.stdout.close()
        assert (asked.stderr.read(), asked.wait()) == (b"", 141)


@pytest.mark.readings
def test_add_the_readings(project: Path, readings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(readings.glob("*.txt"))
    assert main(["add", *map(str, files)]) == 0
    assert capsys.readouterr().err.count("byte for byte") == len(files)
    added = {path.parent.name: path.read_bytes() for path in project.glob("sources/*/reading.txt")}
    assert set(added) >= {"grain-crisis", "end-of-nep", "marquit", "bettelheim"}
    assert sorted(added.values()) == sorted(file.read_bytes() for file in files)
    (project / "copy.txt").write_bytes(files[-1].read_bytes().replace(b"\n", b"\r\n"))
    assert main(["add", "copy.txt"]) == 0
    assert "a copy, 100% alike" in capsys.readouterr().err
