"""Rulings: an editor's yes or no on a single occurrence, and the finding when it no longer does anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.annotate.anchor import texts
from build_tools.annotate.entry import Entry
from build_tools.annotate.kinds import GLOSSARY
from build_tools.annotate.recognise import Recogniser
from build_tools.annotate.register import Register
from build_tools.annotate.rulings import Ruling, load
from build_tools.model.finding import EditionError
from tests.test_annotate_recognition import document, element

HEADER = "passage,surface,entry,verdict,reason"
WORK = document(element("div", element("p", "A mir, a mir and the land community.", xml_id="w.1.p1"), xml_id="w.1"))
RECOGNISER = Recogniser([Register(GLOSSARY, (Entry("mir", "Mir", "x"), Entry("land", "Land", "x")))])


def rulings(folder: Path, *rows: str, header: str = HEADER) -> tuple[Ruling, ...]:
    (folder / "w").mkdir(exist_ok=True)
    (folder / "w" / "terms.csv").write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return load(folder, "w", ("mir", "land"))


def surfaces(found: tuple[Ruling, ...]) -> list[tuple[int, str, str]]:
    said = texts(WORK)["w.1.p1"]
    return [(one.start, said[one.start:one.end], one.entry) for one in RECOGNISER.occurrences(WORK, found)]


def test_without_a_file_the_rules_decide(tmp_path: Path) -> None:
    assert load(tmp_path, "w", ()) == ()
    assert surfaces(()) == [(2, "mir", "mir"), (9, "mir", "mir"), (21, "land", "land")]


def test_no_takes_away(tmp_path: Path) -> None:
    assert surfaces(rulings(tmp_path, "w.1.p1,mir,mir,no,another word")) == [(21, "land", "land")]


def test_which_names_one_of_several(tmp_path: Path) -> None:
    found = rulings(tmp_path, "w.1.p1,mir,mir,no,another word,2", header=f"{HEADER},which")
    assert surfaces(found) == [(2, "mir", "mir"), (21, "land", "land")]


def test_yes_adds(tmp_path: Path) -> None:
    assert surfaces(rulings(tmp_path, "w.1.p1,land community,mir,yes,the same thing"))[-2:] == [
        (21, "land", "land"), (21, "land community", "mir"),
    ]


def test_yes_widens_an_occurrence(tmp_path: Path) -> None:
    assert surfaces(rulings(tmp_path, "w.1.p1,land community,land,yes,one name"))[-1] == (21, "land community", "land")


@pytest.mark.parametrize("row", [
    "w.1.p9,mir,mir,no,no such passage", "w.1.p1,miry,mir,no,no such words", "w.1.p1,community,land,no,is not recognised",
    "w.1.p1,mir,mir,yes,is recognised", "w.1.p1,communit,mir,yes,half a word",
])
def test_a_row_without_effect(row: str, tmp_path: Path) -> None:
    with pytest.raises(EditionError) as error:
        surfaces(rulings(tmp_path, "w.1.p1,land,land,no,works", row))
    (one,) = error.value.findings
    assert (one.code, one.line, one.file) == ("A013", 3, f"{tmp_path.name}/w/terms.csv")


@pytest.mark.parametrize(("header", "row", "code", "line"), [
    ("passage,surface", "a,b", "A010", 1),
    (f"{HEADER},colour", "a,b,c,yes,d,red", "A010", 1),
    (HEADER, "w.1.p1,mir", "A010", 2),
    (HEADER, "w.1.p1,mir,mir,maybe,why", "A011", 2),
    (HEADER, "w.1.p1,mir,mir,no,", "A011", 2),
    (f"{HEADER},which", "w.1.p1,mir,mir,no,why,first", "A011", 2),
    (HEADER, "w.1.p1,mir,mirr,no,why", "A012", 2),
    (HEADER, "w.1.p1,mir,mir,no,why\nw.1.p1,mir,mir,no,why", "A012", 3),
])
def test_faults_of_the_table(header: str, row: str, code: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(EditionError) as error:
        rulings(tmp_path, row, header=header)
    assert [(one.code, one.line) for one in error.value.findings] == [(code, line)]
