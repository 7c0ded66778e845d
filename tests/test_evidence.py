"""Evidence, questions and tables of occurrences: what our prose states is looked up, and every fault has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.annotate import questions, registers
from build_tools.annotate.anchor import runs
from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.evidence import Evidence, gather
from build_tools.model.document import Document
from build_tools.model.edition import Mention
from build_tools.model.finding import EditionError
from build_tools.model.passage import Passage, Register
from build_tools.read import occurrences
from tests.render_parts import catalogue, record, tei

TEXT = """<text><body><div xml:id="w.1"><pb n="7" xml:id="pb-7"/><p xml:id="w.1.p1">In 1927 the price was 12.5, later 1,236.</p>
<p xml:id="w.1.p2">By 1928<ref type="noteref" n="9">9</ref> it <pb n="8" xml:id="pb-8"/>rose by 40.0 percent.</p>
<note xml:id="w.1.n9">Elsewhere 16.38.</note></div></body></text>"""


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return gather({"w": runs(Document(record(), tei(TEXT)))})


@pytest.mark.parametrize(("prose", "sources", "lacking"), [
    ("In 1927 it was 12.5.", ["w p. 7"], []),
    ("In 1927 it was 12.5.", ["w p. 8"], ["1927", "12.5"]),
    ("In 1927/28 it rose.", ["w p. 7"], []),
    ("In 1928/29 it rose.", ["w p. 7"], ["1929"]),
    ("1236 or 1,236", ["w.1.p1"], []),
    ("1236", ["w.1.p2"], ["1236"]),
    ("40 percent, about 13 before", ["w pp. 7–8"], ["13"]),
    ("about 12 before", ["w p. 7"], []),
    ("16.38, on p. 8", ["w p. 8"], []),
    ("9 times", ["w"], ["9"]),
    ("no number at all", [], []),
    ("40 of something", [], ["40"]),
    ("[[economic-year|1927]] and [@w, p. 99]", ["w p. 7"], []),
    ("99", ["w p. 7", "lenin-cw, vol. 1"], []),
    ("99", ["elsewhere p. 7"], []),
])
def test_numbers_are_looked_up_in_the_sources(prose: str, sources: list[str], lacking: list[str], evidence: Evidence) -> None:
    assert list(evidence.unsupported(prose, sources)) == lacking


PAGES = Register((Passage("w.pb-7", "pb", "7"),))
QUESTION = """- id: price
  question: Was it low?
  background: It fell; see [[rye]].
  positions:
    - {work: w, position: "Yes, says [@w].", sources: [w p. 7]}
  terms: [rye]
"""


def asked(folder: Path, text: str) -> tuple[str, ...]:
    """Return the codes and lines of what is wrong with a file of questions."""
    (folder / "glossary.yaml").write_text("- {id: rye, headword: Rye, definition: x}\n")
    (folder / "questions.yml").write_text(text)
    found = registers.load(folder)
    try:
        (one,) = questions.load(folder, found, catalogue(w=PAGES), {"bread-prices"})
    except EditionError as error:
        return tuple(f"{one.code}:{one.line}" for one in error.findings)
    assert (one.id, one.terms, one.positions[0].work) == ("price", ("rye",), "w")
    return ()


@pytest.mark.parametrize(("before", "after", "faults"), [
    ("", "", ()),
    ("[@w]", "[@v]", ("A031:5",)),
    ('"Yes, says [@w]."', '"Yes [[nobody]]."', ("A006:5",)),
    ("[[rye]]", "[[ryes]]", ("A006:3",)),
    ("terms: [rye]", "terms: [ry]", ("A006:6",)),
    ("terms: [rye]", "terms: [rye]\n  figures: [bread-prices]", ()),
    ("terms: [rye]", "terms: [rye]\n  figures:\n    - bread-prices\n    - bred-prices", ("F004:9",)),
    ("  background", "  ground", ("A004:1", "A003:3")),
    ("sources: [w p. 7]", "sources: [w 7]", ("A033:5",)),
    ("sources: [w p. 7]", "source: [w p. 7]", ("A003:5", "A004:5")),
    ("work: w", "work: v", ("A009:5",)),
    ("id: price", "id: The Price", ("A009:1",)),
    ("- id", "id", ("A002:1",)),
])
def test_faults_of_questions(before: str, after: str, faults: tuple[str, ...], tmp_path: Path) -> None:
    text = QUESTION.replace(before, after, 1) if before else QUESTION
    if before == "- id":
        text = "id: price\n"
    assert asked(tmp_path, text) == faults


def test_two_questions_of_one_id(tmp_path: Path) -> None:
    text = QUESTION.replace(' "Yes, says [@w]."', " Yes.")
    assert asked(tmp_path, text + text) == ("A005:7",)


def test_without_questions_there_are_none(tmp_path: Path) -> None:
    assert questions.load(tmp_path, (), Catalogue()) == ()


def test_a_table_of_occurrences_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = (Mention("w", "w.p2", "", "rye", 2), Mention("w", "w.p1", "7", "mill"), Mention("w", "w.p1", "7", "rye"))
    folder = tmp_path / "w"
    folder.mkdir()
    assert occurrences.load(folder, tmp_path) == ()
    (folder / occurrences.NAME).write_text(occurrences.dump(rows), "utf-8")
    assert occurrences.load(folder, tmp_path) == (rows[1], rows[0], rows[2]), "by entry, and in reading order"


@pytest.mark.parametrize(("data", "line"), [
    (b"entry\tpassage\n", 1), (b"", 1), (b"entry\tpassage\tpage\tcount\nrye\tw.p1\t7\n", 2),
    (b"entry\tpassage\tpage\tcount\nrye\tw.p1\t7\t0\n", 2), (b"entry\tpassage\tpage\tcount\n\tw.p1\t7\t1\n", 2),
])
def test_faults_of_a_table_of_occurrences(data: bytes, line: int, tmp_path: Path) -> None:
    (tmp_path / occurrences.NAME).write_bytes(data)
    with pytest.raises(EditionError) as error:
        occurrences.load(tmp_path, tmp_path)
    assert [(one.code, one.line) for one in error.value.findings] == [("A034", line)]
