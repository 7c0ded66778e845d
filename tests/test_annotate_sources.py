"""Sources, dates and the register of the same thing: what an entry rests on exists, and one thing is marked once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.annotate.forms import Alternation, Case, Form
from build_tools.annotate.register import forms
from build_tools.annotate.registers import load
from build_tools.annotate.sources import cite, judge
from build_tools.model.finding import EditionError
from build_tools.model.passage import Passage, Register, State
from tests.render_parts import catalogue

REGISTER = Register((
    Passage("w.1", "div", "7"), Passage("w.pb-7", "pb", "7"), Passage("w.1.p1", "p", "7-8", "¶ 1"), Passage("w.pb-8", "pb", "8"),
    Passage("w.1.n1", "note", "8-9", "note 12"), Passage("w.1.p2", "p", state=State.MOVED, targets=("w.1.p1",)),
))
CATALOGUE = catalogue(w=REGISTER, plain=Register((Passage("plain.p1", "p", "", "¶ 1"),)), new=Register())
CATALOGUE = replace(CATALOGUE, keys={"lenin-cw": "Lenin, CW", "stalin-works": "Stalin, Works"})


@pytest.mark.parametrize("said", [
    "w p. 7", "w pp. 7–9", "w p. 9, n. 12", "w.1.p1", "plain.p1", "plain", "new", "lenin-cw, vol. 33, p. 97", "stalin-works",
    "w.1.p2",  # joined with another, where its address still leads
])
def test_sources_that_are_there(said: str) -> None:
    assert told(said) == []


@pytest.mark.parametrize(("said", "code", "message", "hint"), [
    ("w p. 12", "A032", "“w” has no page 12", "the nearest: 9"),
    ("w pp. 9–8", "A033", "“pp. 9–8” is no range", "several pages are several citations: [@work, p. 88; @work, p. 93]"),
    ("w p. 7, n. 12", "A032", "page 7 of “w” has no note 12", ""),
    ("w p. 8, n. 2", "A032", "page 8 of “w” has no note 2", "its notes: 12"),
    ("w.1.p9", "A032", "there is no passage “w.1.p9”", "the last one there is w.1.p1"),
    ("plain p. 3", "A032", "“plain” has no printed pages", "a passage such as “plain.p1”"),
    ("new p. 400", "A032", "“new” has no printed pages", "a new work is registered by “edition register new”"),
    ("wx p. 3", "A031", "“wx” is neither a work nor in the bibliography", "did you mean “w”?"),
    ("lenin-wc, vol. 1", "A031", "“lenin-wc” is neither a work nor in the bibliography", "did you mean “lenin-cw”?"),
    ("w 88", "A033", "“88” names no page", "several pages are several citations: [@work, p. 88; @work, p. 93]"),
    ("p. 88", "A031", "“p.” is neither a work nor in the bibliography", "works: new, plain, w"),
])
def test_sources_that_are_not(said: str, code: str, message: str, hint: str) -> None:
    ((found, line, words, expected, help_),) = told(said)
    assert (found, line, words) == (code, 3, message)
    assert hint in (help_, expected)


def test_a_passage_stands_on_every_page_of_its_range() -> None:
    # A table or a long note may fill a page on which nothing else begins.
    long = catalogue(w=Register((Passage("w.p1", "p", "7-9", "¶ 1"), Passage("w.n1", "note", "7-9", "note 4"))))
    assert long.fault(cite("w p. 8, n. 4")) is None
    assert str(long.fault(cite("w p. 10"))).find("has no page 10") > 0


def told(said: str) -> list[tuple[str, int, str, str, str]]:
    """Return what is said of a source in line 3."""
    found: list[tuple[str, int, str, str, str]] = []
    judge(said, 3, CATALOGUE, lambda *fault: found.append(fault))
    return found


def findings(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(EditionError) as error:
        load(folder, CATALOGUE)
    return [f"{one.code} {one.file.split('/')[1]}:{one.line}" for one in error.value.findings]


def test_dates_numbers_and_works_are_checked(tmp_path: Path) -> None:
    assert findings(
        tmp_path,
        people="- {id: a, headword: A, role: x, born: 1870-13, died: 1860}\n"
        "- id: b\n  headword: B\n  role: x\n  born: 1870\n  died: 1869\n",
        events="- id: c\n  headword: C\n  description: x\n  date: 1927/29\n  end: 1927-02-30\n",
        measures="- {id: d, headword: D, definition: x, unit: kg, factor: about 16}\n",
        places="- id: e\n  headword: E\n  description: x\n  only: [w, ww]\n  sources: [w p. 70]\n",
    ) == ["A009 events.yaml:4", "A009 events.yaml:5", "A009 measures.yaml:1", "A009 people.yaml:1", "A009 people.yaml:6",
          "A009 places.yaml:4", "A032 places.yaml:5"]


def test_one_form_is_one_thing_in_all_registers(tmp_path: Path) -> None:
    glossary = "- {id: gosplan, headword: Gosplan, definition: x}\n"
    other = "- id: commission\n  headword: State Planning Commission\n  forms: [Gosplan]\n  description: x\n"
    assert findings(tmp_path, glossary=glossary, organisations=other) == ["A008 organisations.yaml:3"]
    (tmp_path / "organisations.yaml").write_text(other + "  same_as: gosplan\n")
    assert {(form.text, form.entry) for form in forms(load(tmp_path))} == {
        ("Gosplan", "gosplan"), ("Gosplans", "gosplan"), ("State Planning Commission", "gosplan"),
        ("State Planning Commissions", "gosplan"),
    }


def test_namesakes_in_different_works(tmp_path: Path) -> None:
    people = "- {id: a, headword: Davies, role: x, not_in: [w]}\n- {id: b, headword: Davies, role: x, only: [w]}\n"
    (tmp_path / "people.yaml").write_text(people)
    found = Alternation(forms(load(tmp_path, CATALOGUE)))
    assert [found.find("Davies", work)[0].entry for work in ("w", "plain")] == ["b", "a"]
    assert findings(tmp_path, people=people.replace("only: [w]", "only: [plain]")) == ["A008 people.yaml:2"]


@pytest.mark.parametrize(("same", "code"), [("nobody", "A006"), ("b", "A007"), ("c", "A007")])
def test_the_same_thing_stands_in_another_register(same: str, code: str, tmp_path: Path) -> None:
    assert findings(
        tmp_path, glossary="- {id: c, headword: C, definition: x, same_as: b}\n",
        organisations=f"- {{id: a, headword: A, description: x, same_as: {same}}}\n- {{id: b, headword: B, description: x}}\n",
    )[0] == f"{code} organisations.yaml:1"


@pytest.mark.parametrize(("form", "text", "count"), [
    ("Conquest", "the conquest of power", 0), ("Conquest", "Conquest’s book", 1), ("Bukharin", "BUKHARIN AND STALIN", 1),
    ("Bukharin", "BUKHARIN’S END", 1), ("Party of labour", "the party of labour", 0), ("Party of labour", "Party of Labour", 1),
])
def test_names_keep_their_capitals(form: str, text: str, count: int) -> None:
    assert len(Alternation([Form(form, "x", Case.NAME)]).find(text)) == count


NESTED = Alternation(
    [Form("Bolshevik Party", "party", group="org"), Form("Bolshevik Party Central Committee", "cc", group="org"),
     Form("Central Committee", "cc", group="org"), Form("Moscow", "moscow", group="place"), Form("Moscow Committee", "mk", group="org"),
     Form("Lenin", "lenin", group="person"), Form("Lenin Institute", "institute", group="org"), Form("war", "war", group="term"),
     Form("war communism", "wc", group="term"), Form("Party congress", "congress", group="event")],
    {"org": frozenset({"org"}), "place": frozenset({"org"})},
)


@pytest.mark.parametrize(("text", "found"), [
    ("the Bolshevik Party Central Committee", ["cc=Bolshevik Party Central Committee", "party=Bolshevik Party"]),
    ("the Bolshevik Party congress", ["party=Bolshevik Party", "congress=Party congress"]),
    ("the Moscow Committee", ["mk=Moscow Committee", "moscow=Moscow"]),
    ("the Lenin Institute, Lenin", ["institute=Lenin Institute", "lenin=Lenin"]),
    ("war communism and war", ["wc=war communism", "war=war"]),
])
def test_names_in_names(text: str, found: list[str]) -> None:
    assert [f"{one.entry}={text[one.start:one.end]}" for one in NESTED.find(text)] == found
