"""The editors' own words: notes and emendations are read, placed, set in a series of their own, and leave the print as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.annotate import editors_notes, emendations
from build_tools.annotate.anchor import texts
from build_tools.annotate.catalogue import Catalogue, Shelf
from build_tools.annotate.stitch import bound, stitched
from build_tools.model.document import Document
from build_tools.model.edition import Edition, Volume
from build_tools.model.editorial import EditorsNote, Emendation
from build_tools.model.finding import EditionError, Finding
from build_tools.model.page import Page
from build_tools.model.passage import Passage, Register, State
from build_tools.model.tree import Element
from build_tools.render.pages import rendered_site
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate
from tests.conftest import Golden
from tests.render_parts import document, edition, record

GOLDEN = Path(__file__).parent / "golden" / "editors"
ROWS = Register((
    Passage("w.pb-9", "pb", "9", places=("1.1",)), Passage("w.preface.p1", "p", "5", "¶ 1", 2, (), ("preface",)),
    Passage("w.1.1.p1", "p", "9", "¶ 1", 5, (), ("1.1",)), Passage("w.1.1.p2", "p", "9-10", "¶ 2", 5, (), ("1.1",)),
    Passage("w.1.1.p3", "p", "10", "¶ 1", 4, (), ("1.1",)), Passage("w.1.1.n1", "note", "10", "note 1", 2, (), ("1.1",)),
    Passage("w.1.1.p7", "p", "9", "¶ 7", state=State.JOINED, targets=("w.1.1.p3",), places=("1.1",)),
))
CATALOGUE = Catalogue({"w": Shelf(record(), ROWS)})
RESOLVE = {"kulak": "glossary-kulak"}.get

NOTES = """\
- id: third
  target: w.1.1.p7          # retired: its words are in p3
  quote: Third, first
  kind: gloss
  by: editors
  body: The *third* of all; see [[kulak]].
- id: first
  target: w.1.1.p1
  quote: First
  kind: inconsistency
  by: editors
  body: Elsewhere it comes last [@w, p. 9].
- id: on-a-note
  target: w.1.1.n1
  quote: A note
  kind: context
  by: editors
  body: The only one.
"""
EMENDED = "passage,sic,corr,reason\nw.1.1.p2,goes,went,past tense\nw.preface.p1,Hello,Hullo,older spelling\n"


def load(folder: Path, notes: str = NOTES, table: str = EMENDED) -> tuple[tuple[EditorsNote, ...], tuple[Emendation, ...]]:
    home = folder / "annotations" / "w"
    home.mkdir(parents=True, exist_ok=True)
    (home / "notes.yml").write_text(notes, "utf-8")
    (home / "emendations.csv").write_text(table, "utf-8")
    where = folder / "annotations"
    return editors_notes.load(where, "w", ROWS, RESOLVE, CATALOGUE), emendations.load(where, "w", ROWS)


def sewn(folder: Path, notes: str = NOTES, table: str = EMENDED) -> Document:
    ours, emended = load(folder, notes, table)
    return bound(stitched(document(), ours, emended, ROWS), ours)


def test_notes_are_in_the_order_of_the_passages_and_have_letters(tmp_path: Path) -> None:
    notes, _ = load(tmp_path)
    assert [(one.id, one.n, one.at) for one in notes] == [
        ("w.ed-first", "a", "w.1.1.p1"), ("w.ed-third", "b", "w.1.1.p3"), ("w.ed-on-a-note", "c", "w.1.1.n1"),
    ]


def test_the_print_keeps_every_character(tmp_path: Path) -> None:
    """Law: what the editors add changes no character of any passage, and the printed letters stand in `sic`."""
    before, after = texts(document()), texts(sewn(tmp_path))
    assert {name: words for name, words in after.items() if not name.startswith("w.ed")} == before
    assert [one.text() for one in sewn(tmp_path).text.walk() if one.name == "sic"] == ["Hello", "goes"]


def test_calls_stand_behind_the_quoted_words(tmp_path: Path) -> None:
    after = sewn(tmp_path)
    paragraph = next(one for one in after.text.walk() if one.id == "w.1.1.p3")
    call = Element("ref", {"type": "noteref", "subtype": "editorial", "n": "b", "target": "#w.ed-third"}, ("b",))
    assert paragraph.children[:3] == ("Third, first", call, " on ten.")


def test_what_is_woven_is_valid(tmp_path: Path) -> None:
    def faults(one: Document) -> set[tuple[str, str]]:
        outside = ("#glossary-", "#emendation-")
        return {(f.code, f.message) for f in validate(write(one), "w.xml") if f.code != "T021" or not any(o in f.message for o in outside)}

    assert faults(sewn(tmp_path)) - faults(document()) == set()


def test_without_notes_the_document_is_the_same() -> None:
    work = document()
    assert bound(stitched(work, (), (), ROWS), ()) is work


NOTE = "- {id: a, target: w.1.1.p1, quote: First, kind: gloss, by: editors, body: B.}\n"


@pytest.mark.parametrize(("notes", "expected"), [
    ("- id: [\n", [("A001", 2)]),
    ("id: a\n", [("A002", 1)]),
    (NOTE + NOTE.replace("quote: First", "quote: and"), [("A005", 2)]),
    (NOTE.replace("id: a", "id: A b"), [("A009", 1)]),
    (NOTE.replace("gloss", "glos"), [("A009", 1)]),
    (NOTE.replace("editors", "somebody"), [("A009", 1)]),
    (NOTE.replace("quote: First", "quote: one two three four five six"), [("A009", 1)]),
    (NOTE.replace("by: editors", "signed: editors"), [("A003", 1), ("A004", 1)]),
    (NOTE.replace("w.1.1.p1", "w.1.1.p99"), [("A040", 1)]),
    (NOTE.replace("body: B.", "body: 'See [[mir]].'"), [("A006", 1)]),
    (NOTE.replace("body: B.", "body: 'See [@w, p. 77].'"), [("A032", 1)]),
    (NOTE.replace("body: B.", "body: 'See [@w, p. 9.'"), [("A033", 1)]),
])
def test_a_note_that_is_none_is_a_finding(tmp_path: Path, notes: str, expected: list[tuple[str, int]]) -> None:
    with pytest.raises(EditionError) as caught:
        load(tmp_path, notes)
    assert [(one.code, one.line) for one in caught.value.findings] == expected
    assert {one.file for one in caught.value.findings} == {"annotations/w/notes.yml"}


HEADER = "passage,sic,corr,reason,which\n"


@pytest.mark.parametrize(("table", "expected"), [
    ("passage,sic,corr\n", [("A010", 1)]),
    (HEADER + "w.1.1.p1,First,Last\n", [("A010", 2)]),
    (HEADER + "w.1.1.p1,First,First,why,\n", [("A011", 2)]),
    (HEADER + "w.1.1.p1,First,,why,\n", [("A011", 2)]),
    (HEADER + "w.1.1.p1,First,Last,,x\n", [("A011", 2), ("A011", 2)]),
    (HEADER + "w.1.1.p1,one two three four five six,x,why,\n", [("A011", 2)]),
    (HEADER + "w.1.1.p99,First,Last,why,\n", [("A040", 2)]),
    (HEADER + "w.1.1.p1,First,Last,why,\nw.1.1.p1,First,Next,why,\n", [("A043", 3)]),
])
def test_an_emendation_that_is_none_is_a_finding(tmp_path: Path, table: str, expected: list[tuple[str, int]]) -> None:
    with pytest.raises(EditionError) as caught:
        load(tmp_path, table=table)
    assert [(one.code, one.line) for one in caught.value.findings] == expected


def unplaced(folder: Path, notes: str = "", table: str = HEADER) -> Sequence[Finding]:
    with pytest.raises(EditionError) as caught:
        sewn(folder, notes, table)
    return caught.value.findings


@pytest.mark.parametrize(("quote", "code"), [
    ("Fist", "A041"),  # is not there
    ("e", "A041"),  # stands more than once
    ("p. 7", "A042"),  # stands in a link
])
def test_a_quotation_needs_one_place(tmp_path: Path, quote: str, code: str) -> None:
    (found,) = unplaced(tmp_path, NOTE.replace("quote: First", f"quote: '{quote}'"))
    assert (found.code, found.file, found.line) == (code, "annotations/w/notes.yml", 1)


@pytest.mark.parametrize(("row", "code"), [
    ("w.1.1.p1,Last,First,why,", "A041"),
    ("w.1.1.p1,s,z,why,", "A041"),  # more than once, and “which” is not said
    ("w.1.1.p1,s,z,why,9", "A041"),  # there is no ninth
    ("w.1.1.p2,goes over,went over,why,", "A042"),  # a page break stands between
    ("w.1.1.p2,Second goes,Then goes,why,\nw.1.1.p2,goes,went,why,", "A042"),  # two for the same words
])
def test_an_emendation_needs_one_place(tmp_path: Path, row: str, code: str) -> None:
    (found,) = unplaced(tmp_path, table=f"{HEADER}{row}\n")
    assert (found.code, found.line) == (code, row.count("\n") + 2)


def test_a_call_inside_emended_words_stands_behind_them(tmp_path: Path) -> None:
    note = NOTE.replace("w.1.1.p1", "w.1.1.p3").replace("quote: First", "quote: 'Third, first'")
    after = sewn(tmp_path, note, HEADER + "w.1.1.p3,first on,second on,why,\n")
    paragraph = next(one for one in after.text.walk() if one.id == "w.1.1.p3")
    assert [one if isinstance(one, str) else one.name for one in paragraph.children[:4]] == ["Third, ", "choice", "ref", " ten."]
    assert texts(after)["w.1.1.p3"] == texts(document())["w.1.1.p3"]


def test_which_counts(tmp_path: Path) -> None:
    after = sewn(tmp_path, "", HEADER + "w.1.1.p1,e,E,why,2\n")
    (choice,) = (one for one in after.text.walk() if one.name == "choice")
    paragraph = next(one for one in after.text.walk() if one.id == "w.1.1.p1")
    assert choice in list(paragraph.elements())
    assert texts(after)["w.1.1.p1"] == texts(document())["w.1.1.p1"]


# --------------------------------------------------------------------------------------------------------- on the site

def site(folder: Path, with_text: bool = True) -> dict[str, Page]:
    notes, emended = load(folder)
    whole = edition()
    volumes = tuple(
        replace(one, document=sewn(folder) if with_text else None, register=ROWS) if one.record.id == "w" else one for one in whole.volumes
    )
    made: Edition = replace(whole, volumes=volumes, notes=notes, emendations=emended)
    return {page.url: page for page in rendered_site(made).pages}


def test_the_two_series_are_apart(tmp_path: Path) -> None:
    page = site(tmp_path)["w/1.1.html"].html
    authors, editors = page.split('<section class="notes editorial" id="editors-notes">')
    assert "A note" in authors and "editorial\" data-kind" not in authors
    assert "By the editors of this edition" in editors and 'id="w.1.1.n1"' not in editors
    assert [*re.findall(r'<li class="note editorial" data-kind="(\w+)" id="([^"]+)"', editors)] == [
        ("inconsistency", "w.ed-first"), ("gloss", "w.ed-third"), ("context", "w.ed-on-a-note"),
    ]


def test_links_lead_both_ways(tmp_path: Path) -> None:
    page = site(tmp_path)["w/1.1.html"].html
    for name in ("first", "third", "on-a-note"):
        assert page.count(f'id="call-w.ed-{name}"') == page.count(f'href="#call-w.ed-{name}"') == 1
        assert f'role="doc-noteref" href="#w.ed-{name}"' in page and page.count(f'id="w.ed-{name}"') == 1


def test_an_emendation_shows_both_readings(tmp_path: Path) -> None:
    page = site(tmp_path)["w/1.1.html"].html
    assert ('<a class="emended" href="../notes.html#emendation-w.1.1.p2" title="Printed: goes" data-sic="goes">went</a>') in page
    assert '<tr id="emendation-w.1.1.p2">' in site(tmp_path)["notes.html"].html


def test_search_finds_the_word_that_is_meant_and_no_note_in_a_paragraph(tmp_path: Path) -> None:
    entries = {one.fragment: one for one in site(tmp_path)["w/1.1.html"].search}
    assert entries["w.1.1.p2"].text == "Second went over the page."
    assert entries["w.1.1.p3"].text == "Third, first on ten."
    assert entries["w.ed-third"].title == "W, p. 10, editors’ note b"


@pytest.mark.parametrize("with_text", [True, False])
def test_a_note_has_the_same_address_with_and_without_the_text(tmp_path: Path, with_text: bool) -> None:
    pages = site(tmp_path, with_text)
    for name in ("first", "third", "on-a-note"):
        assert [url for url, page in pages.items() if f'id="w.ed-{name}"' in page.html] == ["w/1.1.html", "notes.html"]
        assert f'href="w/1.1.html#w.ed-{name}"' in pages["notes.html"].html


def test_notes_do_not_move_the_text_to_other_pages(tmp_path: Path) -> None:
    assert set(site(tmp_path)) == {page.url for page in rendered_site(edition()).pages}


def test_golden(tmp_path: Path, golden: Golden) -> None:
    golden(GOLDEN / "woven.xml", write(sewn(tmp_path)).decode())
    golden(GOLDEN / "notes.html", site(tmp_path)["notes.html"].html)
    golden(GOLDEN / "map.html", site(tmp_path, with_text=False)["w/1.1.html"].html)


# ------------------------------------------------------------------------------------------------- what we have written

ROOT = Path(__file__).resolve().parent.parent
WORKS = ("bettelheim", "end-of-nep", "grain-crisis", "marquit")


def written(work: str) -> tuple[EditorsNote, ...]:
    from build_tools.pipeline.annotation import apparatus
    from build_tools.pipeline.cache import Cache
    from build_tools.pipeline.project import Order, Project, take_stock

    project = Project(ROOT)
    said = apparatus(project, tuple(one.record.id for one in take_stock(Order(project))[0].sources), Cache(None))
    return said.notes[work]


@pytest.mark.parametrize("work", WORKS)
def test_our_notes_are_short_and_end(work: str) -> None:
    notes = written(work)
    assert len(notes) >= 10
    for one in notes:
        words = one.body.text()
        assert words.endswith((".", ")")) and len(words.split()) <= 90, one.id
        assert 1 <= len(re.findall(r"[.)](?: |$)", re.sub(r"\bp?p\. ", "", words))) <= 6, one.id


def test_an_edition_without_notes_says_so() -> None:
    bare = Edition("T", "1", "2026-11-21", (Volume(record(), (), document()),))
    (page,) = (page for page in rendered_site(bare).pages if page.url == "notes.html")
    assert "<p>0 notes and 0 emendations" in page.html and "<ol" not in page.html


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")  # 76.4, 1,446,000
PAGED = re.compile(r"(\S+) pp?\. (\d+)(?:–(\d+))?")  # bettelheim pp. 151–152


def named(note: EditorsNote, pages: Mapping[tuple[str, str], str], passages: Mapping[str, str]) -> Iterator[str]:
    """Yield the words of the passage on which a note stands, and of all that it cites."""
    yield passages.get(note.at, "")
    for one in note.body.walk():
        cited = one.get("cRef")
        if match := PAGED.match(cited):
            yield from (pages.get((match[1], str(page)), "") for page in range(int(match[2]), int(match[3] or match[2]) + 1))
        elif cited:
            yield passages.get(cited, "")


@pytest.mark.readings
def test_every_number_of_a_note_stands_in_a_place_that_it_names(readings: Path) -> None:
    """Law: no figure and no year in a note of ours that the print does not have where the note says so."""
    from tests.test_glossary import converted, paged

    pages = paged(readings)
    passages = {name: words for one in converted(readings).values() for name, words in texts(one).items()}
    strangers = []
    for note in (one for work in WORKS for one in written(work)):
        said = "".join(node if isinstance(node, str) else node.text() if node.name != "ref" else "" for node in note.body.children)
        numbers = set(NUMBER.findall(" ".join(named(note, pages, passages))))
        if lacking := [number for number in NUMBER.findall(said) if number not in numbers]:
            strangers.append((note.id, lacking))
    assert strangers == []


@pytest.mark.readings
def test_our_notes_and_emendations_have_their_places_and_change_no_passage(readings: Path) -> None:
    from build_tools.pipeline.annotation import apparatus
    from build_tools.pipeline.cache import Cache
    from build_tools.pipeline.project import Order, Project, take_stock
    from tests.test_glossary import converted

    project = Project(ROOT)
    said = apparatus(project, tuple(one.record.id for one in take_stock(Order(project))[0].sources), Cache(None))
    calls = 0
    for work, one in converted(readings).items():
        known = said.catalogue.works[work].register
        after = stitched(one, said.notes[work], said.emendations[work], known)
        assert texts(after) == texts(one)
        calls += sum(element.get("subtype") == "editorial" for element in after.text.walk())
    assert calls == sum(len(said.notes[work]) for work in WORKS) >= 65


def test_a_published_note_is_missed(tmp_path: Path) -> None:
    import subprocess

    from build_tools.pipeline.project import Project
    from build_tools.pipeline.published import withdrawn_notes

    load(tmp_path)
    for arguments in (("init", "-q"), ("add", "-A"), ("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x")):
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True)
    assert list(withdrawn_notes(Project(tmp_path))) == []
    load(tmp_path, NOTES.replace("id: third", "id: fourth"))
    assert [(one.code, one.file) for one in withdrawn_notes(Project(tmp_path))] == [("A044", "annotations/w/notes.yml")]
    (tmp_path / "annotations/w/notes.yml").unlink()
    assert len(list(withdrawn_notes(Project(tmp_path)))) == 3
