"""The reader of source.toml: each file of cases/source is a `source.toml` whose first lines say what must be found in it."""

from __future__ import annotations

import dataclasses
import re
from enum import Enum
from pathlib import Path

import pytest

from build_tools.model.finding import EditionError, Finding
from build_tools.model.record import Kind, Name
from build_tools.read.fields import decode
from build_tools.read.source import load, load_all

ROOT = Path(__file__).resolve().parent.parent
CASES = sorted((ROOT / "tests" / "cases" / "source").glob("*.toml"))
EXPECTATION = re.compile(r"#! (?P<code>[A-Z]\d{3}) (?P<line>\d+|-) (?P<words>.+)")  # #! R002 7 did you mean “title”?


def put(tmp_path: Path, content: bytes, work: str = "tried") -> Path:
    folder = tmp_path / "sources" / work
    folder.mkdir(parents=True)
    (folder / "source.toml").write_bytes(content)
    return folder


def findings(folder: Path) -> tuple[Finding, ...]:
    try:
        load(folder)
    except EditionError as error:
        return error.findings
    return ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path) -> None:
    told = EXPECTATION.finditer(case.read_text("utf-8"))
    expected = [(one["code"], None if one["line"] == "-" else int(one["line"]), one["words"]) for one in told]
    found = findings(put(tmp_path, case.read_bytes()))
    assert [(one.code, one.line) for one in found] == [(code, line) for code, line, _ in expected]
    for one, (_, _, words) in zip(found, expected, strict=True):
        assert one.file == "sources/tried/source.toml"
        assert words in f"{one.message} | {one.expected} | {one.hint}"
        assert one.expected


def test_the_good_case_is_read_whole(tmp_path: Path) -> None:
    good = next(case for case in CASES if case.stem == "good")
    source = load(put(tmp_path, good.read_bytes()))
    assert source.record.id == "tried"
    assert source.record.kind is Kind.PAMPHLET
    assert source.record.authors == (Name("One", "Ann"), Name("Two"))
    assert source.record.rights.publishable is True
    assert source.input.file == "extraction.txt"
    assert source.habits.pages == "form-feed"
    assert source.habits.page_of == ((5, "11"), (9, "xii"))


def test_a_byte_that_is_not_utf8(tmp_path: Path) -> None:
    good = next(case for case in CASES if case.stem == "good").read_bytes()
    (found,) = findings(put(tmp_path, good.replace(b"A title", b"A t\xeftle")))
    assert (found.code, found.line) == ("R010", 3)


def test_the_id_of_a_work_is_plain(tmp_path: Path) -> None:
    good = next(case for case in CASES if case.stem == "good").read_bytes()
    (found,) = findings(put(tmp_path, good, "Not An Id"))
    assert found.code == "R009"


def test_all_sources_are_read_though_one_is_bad(tmp_path: Path) -> None:
    good = next(case for case in CASES if case.stem == "good").read_bytes()
    put(tmp_path, good, "a")
    put(tmp_path, b"[record", "b")
    put(tmp_path, good, "c")
    sources, found = load_all(tmp_path / "sources")
    assert [source.record.id for source in sources] == ["a", "c"]
    assert [(one.code, one.file) for one in found] == [("R001", "sources/b/source.toml")]


def test_the_sources_of_the_edition_are_sound() -> None:
    sources, found = load_all(ROOT / "sources")
    assert found == ()
    records = {source.record.id: source.record for source in sources}
    assert {"grain-crisis", "end-of-nep", "marquit", "bettelheim"} <= records.keys()
    assert {name for name, record in records.items() if not record.rights.publishable} == {"end-of-nep", "marquit", "bettelheim"}
    assert {"volume", "issue"} <= set(records["marquit"].supplied)
    assert {"title", "authors"} <= set(records["end-of-nep"].supplied)


class Colour(Enum):
    RED = "red"


@dataclasses.dataclass(frozen=True)
class Pair:
    left: int
    right: str = ""


@pytest.mark.parametrize(
    ("hint", "value", "expected"),
    [
        (float, 2, 2.0),
        (Colour, "red", Colour.RED),
        (str | None, "a", "a"),
        (tuple[int, ...], [1, 2], (1, 2)),
        (tuple[tuple[int, int], ...], [[1, 2], [3, 4]], ((1, 2), (3, 4))),
        (tuple[tuple[int, str], ...], {"1": "a"}, ((1, "a"),)),
        (tuple[Pair, ...], [{"left": 1}], (Pair(1),)),
    ],
)
def test_decode(hint: object, value: object, expected: object) -> None:
    assert decode(hint, value) == expected


def test_a_type_that_cannot_be_read_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match="complex"):
        decode(complex, 1)
