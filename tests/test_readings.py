"""The four readings: what an editor counted in them, as numbers only, and the laws on real text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from build_tools.clean import Cleaned, clean
from build_tools.clean.corrections import load
from build_tools.model.document import Document
from build_tools.model.ledger import replay
from build_tools.model.source import Habits
from build_tools.model.tree import Element
from build_tools.read import extraction, source
from build_tools.structure import structure
from build_tools.structure.balance import difference
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate
from tests.working_copy import ROOT

pytestmark = pytest.mark.readings

FILES = {"grain-crisis": "000_*", "end-of-nep": "001_*", "marquit": "002_*", "bettelheim": "003_*"}

CALLS_AND_NOTES = {
    "preface": (6, 6), "introduction": (47, 0), "1": (5, 5), "1.1": (50, 0), "1.2": (13, 0), "2": (0, 0), "2.1": (117, 0),
    "2.2": (51, 9), "2.3": (57, 0), "3": (2, 2), "3.1": (20, 3), "3.2": (25, 0), "3.3": (147, 4), "3.4": (21, 0), "3.5": (82, 0),
    "3.6": (54, 0), "4": (0, 0), "4.1": (123, 0), "4.2": (242, 129), "4.3": (168, 168), "5": (6, 6),
}  # fmt: skip
"""By chapter of Bettelheim; counted by hand and by script before any of this was written."""

Convert = Callable[[str], tuple[bytes, Cleaned, Document]]


@pytest.fixture(scope="module")
def convert(readings: Path) -> Convert:
    """Return a function that converts a reading once: its bytes, the cleaned text, the document."""

    @cache
    def make(work: str) -> tuple[bytes, Cleaned, Document]:
        data = next(readings.glob(FILES[work])).read_bytes()
        found = source.load(ROOT / "sources" / work)
        cleaned = clean(extraction.read(data, work), found.habits, load(ROOT / "annotations" / work / "corrections.csv", "corrections.csv"))
        return data, cleaned, structure(cleaned, found)

    return make


def elements(document: Document, name: str, **attributes: str) -> list[Element]:
    """Return the elements of a name with these attributes."""
    return [one for one in document.text.walk() if one.name == name and all(one.get(key) == value for key, value in attributes.items())]


@pytest.mark.parametrize("work", FILES)
def test_the_ledger_leads_back_to_the_bytes(convert: Convert, work: str) -> None:
    data, cleaned, _ = convert(work)
    assert "".join(replay(cleaned.transcript.lines, cleaned.ledger)).encode() == data


@pytest.mark.parametrize("work", FILES)
def test_no_letter_is_lost_or_added_by_structure(convert: Convert, work: str) -> None:
    _, cleaned, document = convert(work)
    assert difference(cleaned.transcript, document) == {}


@pytest.mark.parametrize("work", FILES)
def test_the_file_passes_the_gate(convert: Convert, work: str) -> None:
    assert validate(write(convert(work)[2]), f"{work}.xml") == []


@pytest.mark.parametrize("work", FILES)
def test_cleaning_what_is_clean_changes_nothing(convert: Convert, work: str) -> None:
    text = convert(work)[1].transcript.text
    again = clean(extraction.read(text.encode(), work), Habits())
    assert again.transcript.text == text, Counter(entry.rule for entry in again.ledger)


def test_bettelheim_pages_and_headings(convert: Convert) -> None:
    document = convert("bettelheim")[2]
    pages = [one.get("n") for one in elements(document, "pb")]
    assert len([n for n in pages if 11 <= int(n) <= 594]) == 524
    assert len(pages) == len(set(pages))
    assert [int(n) for n in pages] == sorted(int(n) for n in pages)
    heads = [one for one in elements(document, "div") if one.first("head")]
    assert len(heads) == 242
    kinds = Counter(one.get("type") for one in heads)
    assert (kinds["part"], kinds["chapter"], kinds["preface"], kinds["introduction"]) == (5, 14, 1, 1)


@pytest.mark.parametrize("scope", CALLS_AND_NOTES)
def test_bettelheim_calls_and_notes(convert: Convert, scope: str) -> None:
    document = convert("bettelheim")[2]
    prefix = f"bettelheim.{scope}.n"
    notes = [one for one in elements(document, "note") if one.id.startswith(prefix) and one.id[len(prefix) :].isdigit()]
    top = next(one for one in elements(document, "div") if one.id == f"bettelheim.{scope}")
    calls = list(calls_of(top))
    expected, bodies = CALLS_AND_NOTES[scope]
    assert [int(one.get("n")) for one in calls] == list(range(1, expected + 1))
    assert len(notes) == bodies
    assert sum(bool(one.get("target")) for one in calls) == bodies


def calls_of(element: Element) -> list[Element]:
    """Return the calls in a division and those below it that share its series of notes."""
    found: list[Element] = []
    for child in element.elements():
        if child.name == "ref" and child.get("type") == "noteref":
            found.append(child)
        if child.get("type") not in ("part", "chapter"):
            found += calls_of(child)
    return found


def test_bettelheim_apparatus(convert: Convert) -> None:
    document = convert("bettelheim")[2]
    assert len(elements(document, "table")) == 10
    glossary = next(one for one in elements(document, "div") if one.get("type") == "glossary")
    assert len([one for one in glossary.walk() if one.name == "label"]) == 33
    index = next(one for one in elements(document, "div") if one.get("type") == "index")
    locators = [one for one in index.walk() if one.name == "ref" and one.get("type") == "page"]
    assert len(locators) == 676
    inside = [one for one in elements(document, "ref") if one.get("type") in ("page", "note") and id(one) not in set(map(id, locators))]
    assert len(inside) == 39
    labels = {f"#{one.id}" for one in document.text.walk() if one.id}
    assert all(one.get("target") in labels for one in (*locators, *inside))


def test_tables_keep_their_values(convert: Convert) -> None:
    tables = elements(convert("bettelheim")[2], "table")
    cells = [[cell.text(frozenset({"ref"})) for cell in row.elements()] for row in tables[6].elements() if row.name == "row"]
    assert (cells[2][1], cells[2][4], len(cells[2])) == ("+ 1.7", "– 4 to 4.5", 5)
    assert [len(list(row.elements())) for row in tables[3].elements() if row.name == "row"] == [4] * 6


def test_marquit(convert: Convert) -> None:
    document = convert("marquit")[2]
    assert [one.get("n") for one in elements(document, "pb")] == [str(n) for n in range(389, 415)]
    assert len(elements(document, "lg")) == 6
    calls = [one for one in elements(document, "ref") if one.get("type") == "noteref"]
    assert [(one.get("n"), bool(one.get("target"))) for one in calls] == [("1", True), ("2", True)]
    cleaned = convert("marquit")[1]
    assert next(one.count for one in cleaned.treatments if one.rule == "ligatures") == 69


def test_end_of_nep_and_grain_crisis(convert: Convert) -> None:
    document = convert("end-of-nep")[2]
    assert len(elements(document, "head")) == 18
    assert [one.get("n") for one in elements(document, "ref", type="bibl")] == ["1", "2", "3", "4", "5", "2", "2", "6", "8"]
    assert len(elements(convert("grain-crisis")[2], "p")) == 15
