"""The gates of CI can fail: a score that is too low or missing, TEI that is not valid, a folder with nothing in it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests import score_gate, tei_all

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
