"""Structure: the specimen against what its editors wrote before it was printed, and against its golden TEI file."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from build_tools.clean import clean
from build_tools.clean.corrections import load
from build_tools.model.document import Document
from build_tools.model.source import Source
from build_tools.model.transcript import Transcript
from build_tools.model.tree import Element
from build_tools.read import extraction, source
from build_tools.structure import structure, tables
from build_tools.structure.balance import difference
from build_tools.structure.blocks import blocks
from build_tools.tei.serialize import write
from tests.conftest import Golden
from tests.working_copy import ROOT

TESTS = Path(__file__).parent
BLOCKS = ("p", "head", "quote", "note", "item", "label", "ab", "row", "lg")


def converted(work: str, data: bytes) -> Document:
    """Convert a text of a work as the pipeline does."""
    found: Source = source.load(ROOT / "sources" / work)
    corrections = load(ROOT / "annotations" / work / "corrections.csv", "corrections.csv")
    return structure(clean(extraction.read(data, work), found.habits, corrections), found)


@pytest.fixture(scope="module")
def specimen() -> Document:
    """Return the specimen, converted once."""
    return converted("specimen", (ROOT / "sources" / "specimen" / "extraction.txt").read_bytes())


def words(element: Element) -> str:
    """Return the text of a block without the blocks inside it; a note call is `⟦n12⟧`."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.name == "ref" and child.get("type") == "noteref":
            parts.append(f"⟦n{child.get('n')}⟧")
        elif child.name not in (*BLOCKS, "table", "list", "pb"):
            parts.append(words(child))
    return " ".join("".join(parts).split())


def printed(element: Element, page: list[str]) -> Iterator[str]:
    """Yield page, kind and text of every block, as the truth has them."""
    for child in element.elements():
        if child.name == "pb":
            page[0] = child.get("n")
        elif child.name == "row":
            yield f"{page[0]}\trow\t{' | '.join(words(cell) for cell in child.elements())}"
        elif child.name == "lg":
            yield f"{page[0]}\tlg\t{' '.join(words(line) for line in child.elements())}"
        else:
            here = page[0]
            inside = list(printed(child, page))
            if child.name in BLOCKS:
                yield f"{here}\t{child.name}\t{words(child)}"
            yield from inside


def test_the_specimen_comes_back_as_it_was_written(specimen: Document) -> None:
    truth = (TESTS / "cases" / "specimen" / "truth.tsv").read_text(encoding="utf-8").splitlines()[1:]
    unlike = list(unified_diff(truth, list(printed(specimen.text, [""])), "as written", "as converted", lineterm="", n=0))
    assert not unlike, "\n".join(unlike)


def test_the_specimen_as_tei(specimen: Document, golden: Golden) -> None:
    golden(TESTS / "golden" / "specimen.xml", write(specimen).decode())


def test_every_call_of_the_specimen_has_its_note(specimen: Document) -> None:
    calls = [one for one in specimen.text.walk() if one.name == "ref" and one.get("type") == "noteref"]
    notes = {one.id: one.get("n") for one in specimen.text.walk() if one.name == "note"}
    assert len(calls) == len(notes) == 93
    assert all(notes[one.get("target")[1:]] == one.get("n") for one in calls)


def test_no_character_is_lost_between_cleaning_and_the_tree(specimen: Document) -> None:
    found: Source = source.load(ROOT / "sources" / "specimen")
    cleaned = clean(extraction.read((ROOT / "sources" / "specimen" / "extraction.txt").read_bytes(), "specimen"), found.habits)
    assert difference(cleaned.transcript, specimen) == {}


def test_the_balance_sees_a_lost_letter(specimen: Document) -> None:
    assert difference(Transcript("x", ("A b.\n",)), Document(specimen.record, Element("text", {}, ("A.",)))) == {"b": -1}


@pytest.mark.parametrize(
    ("after", "made"),
    [
        ("122\u2013125).\n", ["12. Barley, Mills, pp. 122\u2013125)."]),
        ("317 (my emphasis).\n", ["12. Barley, Mills, pp. 317 (my emphasis)."]),
        ("13. See below.\n", ["12. Barley, Mills, pp.", "13. See below."]),
        ("The mills stood still.\n", ["12. Barley, Mills, pp.", "The mills stood still."]),
    ],
)
def test_a_blank_line_does_not_part_a_page_from_its_number(after: str, made: list[str]) -> None:
    lines = ("12. Barley, Mills, pp.\n", "\n", after)
    assert [block.plain for block in blocks(Transcript("x", lines), [0, 0, 0], frozenset())] == made


def test_what_an_editor_cuts_stays_cut() -> None:
    lines = ("Barley, Mills, pp.\n", "\n", "122.\n")
    assert len(blocks(Transcript("x", lines), [0, 0, 0], frozenset({3}))) == 2


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(("Barley, first draft 1.77", "Barley, second draft 2.03", "Oats, as before 2.27"), [(0, 1)], id="narrow rows"),
        pytest.param(
            ("Draft Share", "Barley, first draft 1.77", "Oats 2.03", "Rye and barley of the mills together 2.68", "Millet 2.79"),
            [(0, 1)], id="a label fills the measure among other rows",
        ),
        pytest.param(
            ("The mill had barley and oats from 1921", "and sold them for less than it had paid in",
             "the year before, so that the stock of 1923", "was 40"),
            [], id="prose whose lines end in a number here and there",
        ),
        pytest.param(
            ("The mill had barley and oats from 1921", "and sold them for less than in 1922", "and lost some of its hands in 1923"),
            [], id="three lines of prose that all end in a year",
        ),
        pytest.param(
            ("Draft", "of", "Barley, first draft 1.77", "Oats 2.03", "Rye and barley of the mills together 2.68", "Millet 2.79"),
            [], id="a wide line among lines that are no rows",
        ),
    ],
)
def test_a_table_is_found_by_its_rows_and_prose_is_none(lines: tuple[str, ...], found: list[tuple[int, int]]) -> None:
    transcript = Transcript("x", tuple(f"{line}\n" for line in lines))
    assert tables.find(blocks(transcript, [len(line) for line in lines], frozenset()), 42) == found
