"""The bibliography: its file with every fault by line, and the citations that lead to it, in invented notes and in the readings."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from build_tools.annotate import bibliography, rulings
from build_tools.annotate.cited import RULINGS, Citations, Cited
from build_tools.clean import clean
from build_tools.clean.corrections import load as corrections
from build_tools.model.bibliography import Bibliography, Citing, How, Shelf
from build_tools.model.document import Document
from build_tools.model.finding import EditionError
from build_tools.read import extraction, source
from build_tools.structure import structure
from tests.test_annotate_recognition import document, element
from tests.test_readings import FILES
from tests.working_copy import ROOT

CASES = ROOT / "tests" / "cases" / "citations"
SMALL = b"""
@book{carr-roads, author = {Carr, Ann}, title = {Roads}, keywords = {study}, cited_as = {Carr, Roads}}
@book{moss-works, author = {Moss, B.}, title = {Works}, keywords = {source}, cited_as = {Moss, Works | Works ~ | CW}}
@periodical{dawn, title = {Dawn}, keywords = {newspaper}, cited_as = {Dawn}}
@book{part-one, title = {Part One}, keywords = {study}, cited_as = {volume I of the present work}}
@book{lee-1990a, author = {Lee, C.}, title = {A}, year = {1990}, keywords = {study}, cited_as = {Lee 1990a}}
@book{lee-1991, author = {Lee, C.}, title = {B}, year = {1991}, keywords = {study}, cited_as = {Lee 1991}}
@book{orr-1990, author = {Orr, D. and Poe, E.}, title = {C}, year = {1990}, keywords = {study}, cited_as = {Orr et al. 1990}}
"""


def small() -> Bibliography:
    return bibliography.read(SMALL, "b.bib")


def notes(*said: str, numbers: tuple[int, ...] = ()) -> Document:
    held = [element("note", words, xml_id=f"w.1.n{n}") for n, words in zip(numbers or range(1, 99), said)]
    return document(element("div", *held, xml_id="w.1.notes"))


def led(found: Cited) -> list[tuple[str, str]]:
    return [(one.key, one.locator) for one in found.citings]


def cite(*said: str, numbers: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    return led(Citations(small()).cite(notes(*said, numbers=numbers)))


def faults(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(EditionError) as caught:
        bibliography.read(text.encode(), "b.bib", {"known": "As recorded"})
    return [(one.code, one.line) for one in caught.value.findings]


SOUND = "@book{a, title = {A}, keywords = {study}}\n"


@pytest.mark.parametrize(("text", "expected"), [
    (SOUND + "@book{b, title = {B\n", [("B001", 2)]),
    (SOUND + "@bok{b, title = {B}, keywords = {study}}", [("B002", 2)]),
    (SOUND + "@book{b,\n  title = {B},\n  publischer = {P},\n  keywords = {study}}", [("B003", 4)]),
    (SOUND + "@book{b, keywords = {study}}", [("B004", 2)]),
    (SOUND + "@book{b, title = {B}}", [("B004", 2)]),
    (SOUND + "@book{a, title = {B}, keywords = {study}}", [("B005", 2)]),
    (SOUND + "@book{B_b, title = {B}, keywords = {study}}", [("B005", 2)]),
    (SOUND + "@book{b,\n title = {B},\n year = {28},\n keywords = {shelf}}", [("B006", 4), ("B006", 5)]),
    (SOUND + "@book{b,\n title = {B \\foo},\n keywords = {study},\n supplied = {year}}", [("B006", 3), ("B006", 5)]),
    ("@book{known, title = {Otherwise}, keywords = {edition}}", [("B006", 1)]),
    ("@book{a, title = {A}, keywords = {study}, cited_as = {Roads}}\n@book{b, title = {B}, keywords = {study}, cited_as = {Roads ~}}",
     [("B007", 2)]),
])
def test_every_fault_is_found_by_code_and_line(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert faults(text) == expected


def test_an_entry_is_read_whole() -> None:
    text = "@book{a, author = {Dupont, Ren{\\'e} and others}, title = {The {Soviet} Village}, year = {1950--1953}, keywords = {study}}"
    one = bibliography.read(text.encode(), "b.bib").publications[0]
    assert (one.title, one.label) == ("The Soviet Village", "Dupont et al., The Soviet Village")
    assert (one.authors[0].given, one.others, one.fields["year"]) == ("René", True, "1950–1953")


def test_the_bibliography_of_the_edition_is_sound() -> None:
    records = {folder.parent.name: source.load(folder.parent).record.title for folder in (ROOT / "sources").glob("*/source.toml")}
    found = bibliography.load(ROOT / "annotations", records)
    shelves = Counter(one.shelf for one in found.publications)
    assert shelves[Shelf.EDITION] == 4 and min(shelves.values()) >= 4 and len(found.publications) >= 150
    assert {one.key for one in found.publications if one.shelf is Shelf.EDITION} < records.keys()


def test_a_title_leads_to_its_work_and_place() -> None:
    assert cite("See Carr, Roads, vol. 1, pt. 2, pp. 7–9, and Dawn, June 3, 1928.") == [
        ("carr-roads", "1/2:7–9"), ("dawn", "June 3, 1928")]


def test_words_that_want_a_place_are_nothing_without_one() -> None:
    assert cite("Works of peace.", "His Works, vol. 3, p. 4.") == [("moss-works", "3:4")]


def test_ibid_stands_for_the_work_cited_last() -> None:
    assert cite("Carr, Roads, vol. 2, p. 5; Moss, Works, vol. 8, p. 1.", "Ibid., p. 9.", "Nothing.", "(ibid.)", "Ibid., vol. 9, p. 3.") == [
        ("carr-roads", "2:5"), ("moss-works", "8:1"), ("moss-works", "8:9"), ("moss-works", "8:9"),
        ("moss-works", "9:3")]


def test_ibid_may_say_the_title_again() -> None:
    assert cite("Carr, Roads, p. 5.", "Ibid., CW, vol. 2, p. 6.") == [("carr-roads", "p. 5"), ("moss-works", "2:6")]


def test_ibid_does_not_mean_another_volume_of_the_same_work() -> None:
    held = (
        element("note", "Carr, Roads, p. 5; see ", element("ref", "volume I of the present work, p. 3", type="work"), ".", xml_id="w.1.n1"),
        element("note", "Ibid., p. 6.", xml_id="w.1.n2"),
    )
    found = Citations(small()).cite(document(element("div", *held, xml_id="w.1.notes")))
    assert led(found) == [("carr-roads", "p. 5"), ("part-one", "p. 3"), ("carr-roads", "p. 6")]
    targets = [one.get("target") for one in found.document.text.walk() if one.name == "ref"]
    assert targets == ["#bib-carr-roads", "#bib-part-one", "#bib-carr-roads"]


def test_ibid_behind_a_lost_note_is_not_guessed() -> None:
    found = Citations(small()).cite(notes("Carr, Roads, p. 5.", "Ibid., p. 6.", numbers=(1, 3)))
    assert [(one.key, one.reason) for one in found.citings] == [("carr-roads", ""), ("", "the note before it is lost")]


def test_ibid_behind_an_unknown_work_is_not_guessed() -> None:
    found = Citations(small()).cite(notes("Carr, Roads, p. 5.", "Unheard, Of, p. 8.", "Ibid., p. 6."))
    assert [(one.key, bool(one.reason)) for one in found.citings] == [("carr-roads", False), ("", True)]


def test_a_further_place_of_the_same_sentence_is_of_the_same_work() -> None:
    assert cite("Carr, Roads, p. 5; on the bridges, p. 8.", "Ibid., p. 9.") == [
        ("carr-roads", "p. 5"), ("carr-roads", "p. 8"), ("carr-roads", "p. 9")]


def test_pages_in_brackets_are_of_the_work_that_the_note_names() -> None:
    assert cite("Carr, Roads, p. 5, shows (pp. 9 ff.) more.", "In it (p. 4).") == [("carr-roads", "p. 5"), ("carr-roads", "pp. 9 ff.")]


def test_the_quoting_work_is_noted_with_the_quoted_one() -> None:
    found = Citations(small()).cite(notes("Dawn, June 3, 1928, quoted in Carr, Roads, p. 5.")).citings
    assert [(one.key, one.quoted_in) for one in found] == [("dawn", "carr-roads"), ("carr-roads", "")]


def test_weaving_changes_no_character_and_says_what_ibid_is() -> None:
    base = notes("Carr, Roads, vol. 2, p. 5.", "Ibid., p. 9.")
    found = Citations(small()).cite(base).document
    assert found.text.text() == base.text.text()
    refs = [one for one in found.text.walk() if one.name == "ref"]
    assert [(one.text(), one.get("target"), one.get("n"), one.get("rend")) for one in refs] == [
        ("Roads, vol. 2, p. 5", "#bib-carr-roads", "", ""), ("Ibid., p. 9", "#bib-carr-roads", "2:9", "ibid")]


def test_nothing_is_woven_into_a_link_that_is_there() -> None:
    held = element("p", "See ", element("ref", "Carr, Roads, p. 5", type="page"), ".", xml_id="w.1.p1")
    base = document(element("div", held, xml_id="w.1"))
    assert Citations(small()).cite(base) == Cited(base, ())


def dated(*said: str) -> list[tuple[str, str]]:
    # Enough labels to show that this is the manner of the work.
    stock = "(Lee 1990a, 1; Lee 1991, 2; Orr et al. 1990, 3; Lee 1990a; Lee 1991)"
    held = [element("p", words, xml_id=f"w.1.p{n}") for n, words in enumerate((stock, *said), 1)]
    return led(Citations(small()).cite(document(element("div", *held, xml_id="w.1"))))[5:]


def test_author_and_date() -> None:
    assert dated("So (Lee 1990a, 33–34), then (35) and (Orr et al, 1990, 7).") == [
        ("lee-1990a", "33–34"), ("lee-1990a", "35"), ("orr-1990", "7")]


def test_a_year_alone_is_of_the_author_who_was_named_last() -> None:
    assert dated("Lee says it (1991, 5); Orr too (1990).") == [("lee-1991", "5"), ("orr-1990", "")]


def test_pages_alone_follow_an_author_who_is_named() -> None:
    assert dated("(Lee 1991, 5) But Orr thinks otherwise (8).") == [("lee-1991", "5"), ("orr-1990", "8")]


def test_numbers_in_brackets_are_no_citations_in_a_work_of_another_manner() -> None:
    base = document(element("div", element("p", "In Lee’s time (1991), as (218) shows.", xml_id="w.1.p1"), xml_id="w.1"))
    assert Citations(small()).cite(base).citings == ()


def ruled(folder: Path, *rows: str) -> tuple[rulings.Ruling, ...]:
    (folder / "w").mkdir()
    (folder / "w" / RULINGS).write_text("\n".join(("passage,surface,entry,verdict,reason", *rows)) + "\n", "utf-8")
    return rulings.load(folder, "w", small().by_key, RULINGS)


def test_an_editor_rules_what_the_rules_miss(tmp_path: Path) -> None:
    said = ruled(tmp_path, "w.1.n1,the same book,carr-roads,yes,he names it above", "w.1.n1,Dawn,dawn,no,the time of day")
    assert led(Citations(small()).cite(notes("In the same book, p. 7, at Dawn."), said)) == [("carr-roads", "p. 7")]


def test_a_ruling_that_changes_nothing_is_a_finding(tmp_path: Path) -> None:
    said = ruled(tmp_path, "w.1.n1,\"Carr, Roads\",carr-roads,yes,needless")
    with pytest.raises(EditionError, match="A013"):
        Citations(small()).cite(notes("Carr, Roads, p. 5."), said)


@pytest.fixture(scope="module")
def cited(readings: Path) -> Callable[[str], Cited]:
    """Return a function that finds the citations of a reading once."""
    found = bibliography.load(ROOT / "annotations")

    @cache
    def make(work: str) -> Cited:
        held = source.load(ROOT / "sources" / work)
        table = ROOT / "annotations" / work / "corrections.csv"
        read = extraction.read(next(readings.glob(FILES[work])).read_bytes(), work)
        made = structure(clean(read, held.habits, corrections(table, "corrections.csv")), held)
        return Citations(found).cite(made, rulings.load(ROOT / "annotations", work, found.by_key, RULINGS))

    return make


def truth(work: str) -> Counter[tuple[str, str, str]]:
    with (CASES / f"{work}.tsv").open(encoding="utf-8", newline="") as file:
        return Counter((f"{work}.{row[0]}", row[1], row[2]) for row in list(csv.reader(file, delimiter="\t"))[1:])


def scores(said: Counter[tuple[str, str, str]], right: Counter[tuple[str, str, str]]) -> tuple[float, float]:
    both = (said & right).total()
    return both / said.total(), both / right.total()


def of_note(one: Citing, among: set[str]) -> str:
    """Return the note of a citation: what follows its first paragraph has an id below its own."""
    return next((name for name in among if one.passage == name or one.passage.startswith(f"{name}.")), "")


@pytest.mark.readings
def test_precision_and_recall_in_sixty_notes(cited: Callable[[str], Cited]) -> None:
    # A random sample of the 332 notes, read by hand; a note without a citation stands with an empty key.
    right = truth("bettelheim")
    among = {note for note, _, _ in right}
    assert len(among) == 60
    said = Counter((of_note(one, among), one.key, one.locator) for one in cited("bettelheim").citings if of_note(one, among))
    precision, recall = scores(said, Counter({row: n for row, n in right.items() if row[1]}))
    assert precision >= 0.97 and recall >= 0.97, (precision, recall)


@pytest.mark.readings
def test_every_ibid_of_a_note_is_resolved(cited: Callable[[str], Cited]) -> None:
    ibid = [one for one in cited("bettelheim").citings if one.how is How.IBID]
    assert len(ibid) == 104
    # Two stand in fragments of lost pages, whose first words are lost with what they mean.
    assert [one.passage.rpartition(".")[2] for one in ibid if not one.key] == ["f1", "f1"]


@pytest.mark.readings
def test_author_and_date_in_marquit(cited: Callable[[str], Cited]) -> None:
    right = truth("marquit")
    said = Counter((one.passage, one.key, one.locator) for one in cited("marquit").citings if one.how is not How.NAMED)
    precision, recall = scores(said, right)
    assert precision >= 0.95 and recall >= 0.95, (precision, recall)


@pytest.mark.readings
def test_numbers_without_a_list_are_said_to_be_unresolved(cited: Callable[[str], Cited]) -> None:
    loose = cited("end-of-nep").citings
    assert len(loose) == 9 and not any(one.key for one in loose) and all(one.reason for one in loose)


@pytest.mark.readings
def test_all_references_to_other_volumes_lead_to_the_bibliography(cited: Callable[[str], Cited]) -> None:
    volumes = [one for one in cited("bettelheim").document.text.walk() if one.name == "ref" and one.get("type") == "work"]
    leads = Counter(one.get("target").rpartition("-")[2] for one in volumes)
    assert leads == {"1": 29, "3": 2}
