"""Recognition: the forms of the glossary are found where they are terms, and nowhere else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.annotate.anchor import texts
from build_tools.annotate.entry import Entry
from build_tools.annotate.forms import Alternation, Case, Form, fold, key
from build_tools.annotate.kinds import GLOSSARY, Kind
from build_tools.annotate.recognise import Recogniser
from build_tools.annotate.register import Register
from build_tools.annotate.registers import load
from build_tools.model.document import Document
from build_tools.model.edition import Occurrence
from build_tools.model.record import Kind as Publication
from build_tools.model.record import Record, Rights
from build_tools.model.tree import Element, Node

ROOT = Path(__file__).resolve().parent.parent
with (ROOT / "tests" / "cases" / "annotate" / "recognition.tsv").open(encoding="utf-8", newline="") as file:
    CASES = [{name: value.replace("\\n", "\n") for name, value in row.items()} for row in csv.DictReader(file, delimiter="\t", quoting=3)]


@pytest.fixture(scope="module")
def glossary() -> Alternation:
    return Alternation(load(ROOT / "annotations")[0].forms())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["origin"])
def test_cases(case: dict[str, str], glossary: Alternation) -> None:
    text, wanted = case["text"], case["found"]
    found = [f"{match.entry}={text[match.start:match.end]}" for match in glossary.find(text)]
    # Surfaces may hold spaces, so the found ones are joined and not the wanted ones split.
    assert " ".join(found) == wanted


def element(name: str, *children: Node, **attributes: str) -> Element:
    return Element(name, {key.replace("xml_", "xml:"): value for key, value in attributes.items()}, children)


def document(*divisions: Element) -> Document:
    record = Record("w", Publication.BOOK, "A work", Rights("CC0-1.0", True, ""))
    return Document(record, element("text", element("body", *divisions)))


def recogniser(*entries: Entry) -> Recogniser:
    return Recogniser([Register(GLOSSARY, entries)])


CALL = element("ref", "1", type="noteref", n="1")
WORK = document(
    element(
        "div", element("pb", n="9"), element("head", "The kulak and ", element("pb", n="10"), "the mir"),
        element("p", "A ku", element("pb", n="11", **{"break": "no"}), "lak", CALL, "’s house; kulak", CALL, " ",
                element("quote", "the mir itself", xml_id="w.1.q1"), "mir", xml_id="w.1.p1"),
        element("table", element("head", "Kulak"),
                element("row", element("cell", "a mir"), element("cell", "kulak"), element("cell", "s")), xml_id="w.1.t1"),
        element("list", element("label", "Kulak"), element("item", "a ", element("hi", "mi"), "r", xml_id="w.1.i1"), xml_id="w.1.l1"),
        element("p", "a kulak without an address"),
        xml_id="w.1",
    )
)


def test_every_passage_has_its_own_text() -> None:
    assert texts(WORK) == {
        "w.1": "The kulak and the mir", "w.1.p1": "A kulak’s house; kulak mir", "w.1.q1": "the mir itself",
        "w.1.t1": "Kulaka mirkulaks", "w.1.i1": "a mir",
    }


def test_occurrences_have_passage_page_and_offsets() -> None:
    found = recogniser(Entry("kulak", "Kulak", "x", forms=("kulaks",)), Entry("mir", "Mir", "x")).occurrences(WORK)
    said = texts(WORK)
    assert [(one.passage, one.page, said[one.passage][one.start:one.end]) for one in found] == [
        ("w.1", "9", "kulak"), ("w.1", "10", "mir"),
        ("w.1.p1", "10", "kulak’s"), ("w.1.p1", "11", "kulak"), ("w.1.p1", "11", "mir"),
        ("w.1.q1", "11", "mir"), ("w.1.t1", "11", "Kulak"), ("w.1.t1", "11", "mir"), ("w.1.t1", "11", "kulak"), ("w.1.i1", "11", "mir"),
    ]
    assert {one.work for one in found} == {"w"}


def test_registers_may_overlap_and_forms_of_one_register_do_not() -> None:
    organisations = Kind("organisations", "organisations.yaml", "orgName", "org-", "what")
    both = Recogniser([
        Register(GLOSSARY, (Entry("cc", "Central Committee", "x"), Entry("committee", "committee", "x"))),
        Register(organisations, (Entry("party-cc", "Party Central Committee", "x"),)),
    ])
    paragraph = document(element("div", element("p", "the Party Central Committee", xml_id="w.1.p1"), xml_id="w.1"))
    assert both.occurrences(paragraph) == (
        Occurrence("w", "w.1.p1", "", 4, 27, "party-cc"), Occurrence("w", "w.1.p1", "", 10, 27, "cc"),
    )


def test_a_shorter_form_is_tried_where_a_rule_forbids_the_longer() -> None:
    forms = Alternation([Form("Land Code of 1922", "code", Case.EXACT), Form("land", "land")])
    assert [match.entry for match in forms.find("the Land Code of 1922, the land code of 1922")] == ["code", "land"]


@pytest.mark.parametrize(("context", "text", "count"), [
    ("Novy ~", "Novy Mir", 0), ("Novy ~", "novy  mir", 0), ("Novy ~", "Supernovy mir", 1), ("Novy ~", "a mir", 1),
    ("~ of the * Union", "mir of the Workers’ Union", 0), ("~ of the * Union", "mir of the Union", 1),
    ("~ power", "mir powers", 1), ("the ~ rules", "the mir rules", 0), ("the ~ rules", "the mir", 1),
])
def test_contexts(context: str, text: str, count: int) -> None:
    forms = Alternation([Form("mir", "mir", Case.ANY, (context,))])
    assert len(list(forms.find(text))) == count


LETTERS = st.text(alphabet="mirkulaİKß -’'\n(", max_size=40)


@given(LETTERS)
def test_matches_are_whole_words_in_order(text: str) -> None:
    forms = Alternation([Form("mir", "mir"), Form("kulak", "kulak"), Form("mir kulak", "both")])
    matches = list(forms.find(text))
    ends = [0, *(match.end for match in matches)]
    for end, match in zip(ends, matches):
        assert end <= match.start < match.end <= len(text)
        assert not text[match.start - 1:match.start].isalnum() and not text[match.end:match.end + 1].isalpha()
        assert key(text[match.start:match.end]).removesuffix("'s") in ("mir", "kulak", "mir kulak")


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_no_forms_find_nothing() -> None:
    assert list(Alternation([]).find("anything")) == []
