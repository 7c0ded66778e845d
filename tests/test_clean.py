"""Cleaning: each fix on cases that are data, and the laws that hold for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.clean import Cleaned, clean
from build_tools.clean.corrections import Correction, load
from build_tools.clean.manner import EXTRACTION, LAYOUT, TRANSCRIPTION
from build_tools.model.finding import EditionError
from build_tools.model.ledger import replay
from build_tools.model.source import Habits
from build_tools.read.extraction import read

MANNERS = ["", EXTRACTION, TRANSCRIPTION, LAYOUT]
CASES = sorted((Path(__file__).parent / "cases" / "clean").glob("*.toml"))


def cases() -> list[tuple[str, str, str]]:
    """Return name, input and expected output of every case; at least one of each file must stay the same."""
    found: list[tuple[str, str, str]] = []
    for path in CASES:
        table = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        assert any(case.get("same") for case in table), f"{path.name} has no text that must stay as it is"
        found += [(f"{path.stem}: {case['name']}", case["input"], case["input"] if case.get("same") else case["output"]) for case in table]
    return found


def cleaned(text: str, habits: Habits | None = None, corrections: tuple[Correction, ...] = ()) -> Cleaned:
    """Clean a text as a source does."""
    return clean(read(text.encode(), "case"), habits or Habits(manner="extraction"), corrections)


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_case(before: str, after: str) -> None:
    assert cleaned(before).transcript.text == after


@pytest.mark.parametrize("before", [case[1] for case in cases()], ids=[case[0] for case in cases()])
def test_the_ledger_leads_back(before: str) -> None:
    result = cleaned(before)
    assert "".join(replay(result.transcript.lines, result.ledger)) == before


@given(
    st.text(alphabet="ab -–.,12\n\r\f ’”“AfilI()", min_size=1, max_size=400),
    st.sampled_from(["", "leading-space", "form-feed"]),
    st.sampled_from(MANNERS),
)
def test_the_ledger_leads_back_from_anything(text: str, pages: str, manner: str) -> None:
    try:
        result = cleaned(text, Habits(pages=pages, manner=manner))
    except EditionError as error:
        assert error.findings[0].code == "R011"
        return
    assert "".join(replay(result.transcript.lines, result.ledger)) == text


@given(st.binary(max_size=600))
def test_any_bytes_are_a_finding_or_lead_back(data: bytes) -> None:
    try:
        transcript = read(data, "bytes")
    except EditionError as error:
        assert error.findings[0].hint
        return
    result = clean(transcript, Habits(), ())
    assert "".join(replay(result.transcript.lines, result.ledger)).encode() == data


@pytest.mark.parametrize("after", [case[2] for case in cases()], ids=[case[0] for case in cases()])
def test_cleaning_twice_changes_nothing_more(after: str) -> None:
    assert cleaned(after).transcript.text == after


def test_a_fix_says_what_it_did_and_how_often() -> None:
    result = cleaned("[bookmark: _Hlk1]The peas-\nants sold.\n")
    told = {treatment.rule: treatment for treatment in result.treatments}
    assert told["hyphens"].count == 1
    assert told["hyphens"].kind == "hyphenation"
    assert told["word-leftovers"].sentence.endswith(".")


def test_a_correction_is_a_row_with_its_reason() -> None:
    result = cleaned("The state 4 bought rain.\n", corrections=(Correction(1, "rain", "grain", "first letter lost", 2, "corrections.csv"),))
    assert result.transcript.text == "The state 4 bought grain.\n"
    assert [entry.change.evidence for entry in result.ledger if entry.rule == "corrections"] == ["first letter lost"]


def test_a_displaced_line_goes_where_it_belongs() -> None:
    moved = Correction(3, "", "→1", "displaced", 2, "corrections.csv")
    assert cleaned("It rose by\nin the spring.\ntwo parts\n", corrections=(moved,)).transcript.text.startswith("It rose by two parts\n")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1,none,nothing,letters", "C003"),
        ("1,e,a,letters", "C003"),
        ("7,x,y,letters", "C003"),
        ("1,The state,the state,small\n1,state bought,State bought,two that overlap", "C004"),
        ("one,x,y,letters", "C002"),
        ("1,x,y,", "C002"),
        ("1,x,x,the same", "C002"),
        ("9,,→1,moved from nowhere", "C003"),
    ],
)
def test_a_correction_that_does_not_apply(row: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(f"line,before,after,reason\n{row}\n", encoding="utf-8")
    with pytest.raises(EditionError) as caught:
        cleaned("The state bought rye.\n", corrections=load(path, "corrections.csv"))
    finding = caught.value.findings[0]
    assert (finding.code, finding.file, finding.line) == (code, "corrections.csv", 2 if code != "C004" else 3)


def test_pages_are_counted_between_running_heads() -> None:
    page = "".join(f" a line of the text that is as wide as the others {number}\n"[number > 0 :] for number in range(30))
    head = "The Grain and the Rouble   {}\n"
    text = page + page + "\n\n\n" + head.format(12) + "\n" + page[1:] + page + "\n\n\n" + head.format(14) + "\n" + page[1:]
    result = cleaned(text, Habits(pages="leading-space"))
    assert [(start.n, start.cert) for start in result.transcript.pages] == [
        ("10", "medium"), ("11", "medium"), ("12", ""), ("13", "high"), ("14", ""),
    ]  # fmt: skip
    assert "Rouble" not in result.transcript.text
