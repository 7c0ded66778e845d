"""The gates of CI can fail: a score that is too low or missing, TEI that is not valid, a folder with nothing in it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from build_tools.foreign_sentences import folder_files, hold, leaks
from tests import score_gate, site_gate, tei_all

WANTED = tomllib.loads(score_gate.THRESHOLDS.read_text(encoding="utf-8"))

SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="TEI"><element name="text"><text/></element></element></start></grammar>"""


def test_the_acceptance_of_the_first_issue_is_what_is_asked() -> None:
    least = {"type_accuracy": 0.80, "one_block_accuracy": 0.75, "page_accuracy": 0.90}
    least |= {"hyphen_accuracy_passages": 0.85, "hyphen_accuracy_tsv": 0.85}
    assert WANTED.keys() == least.keys()
    assert all(WANTED[name] >= value for name, value in least.items())


@pytest.mark.parametrize("name", sorted(WANTED))
def test_each_figure_can_stop_the_run(tmp_path: Path, name: str) -> None:
    report = tmp_path / "report.json"
    report.write_text(json.dumps(WANTED))
    assert score_gate.main([str(report)]) == 0
    report.write_text(json.dumps({**WANTED, name: WANTED[name] - 0.001}))
    assert score_gate.main([str(report)]) == 1
    report.write_text(json.dumps({**WANTED, name: None}))
    assert score_gate.main([str(report)]) == 1


@pytest.mark.parametrize(
    ("content", "valid"),
    [
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>Words</text></TEI>', True),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><txt>Words</txt></TEI>', False),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>Words</TEI>', False),
        (None, False),
    ],
)
def test_faulty_tei_stops_the_run(tmp_path: Path, content: str | None, valid: bool) -> None:
    schema = tmp_path / "small.rng"
    schema.write_text(SCHEMA)
    folder = tmp_path / "tei"
    folder.mkdir()
    if content is not None:
        (folder / "work.xml").write_text(content)
    assert (tei_all.main([str(schema), str(folder)]) == 0) is valid


@pytest.mark.parametrize(
    ("pages", "body", "said"),
    [
        (site_gate.FEWEST_PAGES, "<p>Words</p>", ""),
        (site_gate.FEWEST_PAGES - 1, "<p>Words</p>", f"only {site_gate.FEWEST_PAGES - 1} pages"),
        (site_gate.FEWEST_PAGES, '<a href="nowhere.html">x</a>', "L001 "),
        (site_gate.FEWEST_PAGES, '<script src="https://example.org/x.js"></script>', "L004 "),
    ],
)
def test_a_faulty_site_stops_the_run(tmp_path: Path, pages: int, body: str, said: str) -> None:
    for number in range(pages):
        (tmp_path / f"{number}.html").write_text(body)
    found = site_gate.faults(tmp_path, None)
    assert bool(found) is bool(said) and all(said in one for one in found)
    assert site_gate.main([str(tmp_path)]) == bool(said)


def test_a_public_site_that_gives_out_a_text_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "a miller of our invented village weighed the rye of nine neighbours"
    for number in range(site_gate.FEWEST_PAGES):
        (tmp_path / f"{number}.html").write_text(f"<p>{words}</p>" if number == 3 else "<p>Words</p>")
    held = hold([words])
    monkeypatch.setattr(site_gate, "leaked", lambda site, readings: leaks(folder_files(site), site, held))
    assert [one.partition(":")[0] for one in site_gate.faults(tmp_path, tmp_path)] == ["3.html"]
    assert site_gate.faults(tmp_path, None) == []
