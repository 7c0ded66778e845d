"""The index of search: words are folded and counted, files are written closely and the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.finding import Severity
from build_tools.model.page import Page, SearchEntry
from build_tools.render.hand_written import hand_written
from build_tools.render.library import LIBRARIES, libraries
from build_tools.render.pages import RenderedSite
from build_tools.render.search_index import (
    INDEX,
    KINDS,
    TEXTS,
    _base36,
    _front_coded,
    _written,
    fold,
    index_files,
    passages,
    postings,
    terms,
)

PAGES = [
    Page("w/1.html", "Prices", "", work="w", search=(
        SearchEntry("w.1", "W, p. 7: Prices", "", "heading"),
        SearchEntry("w.1.p1", "W, p. 7, ¶ 1", "Grain, grain and “bread”."),
        SearchEntry("w.1.n1", "W, p. 7, note 1", "Élan\u2028vital.", "note"),
    )),
    Page("glossary.html", "Glossary", "", search=(SearchEntry("glossary-kulak", "Glossary: Kulak", "A rich peasant.", "entry"),)),
]


def read(data: bytes) -> tuple[str, dict[str, object]]:
    """Return what a script hands over."""
    name, _, value = data.decode().removeprefix('editionSearch("').removesuffix(")\n").partition('",')
    return name, json.loads(value)


def test_the_scripts_hold_passages_and_places() -> None:
    files = {file.path: read(file.content) for file in index_files(PAGES, {"w": "W"}, [("Kulak", "kulaks", "rich peasant"), ("alone",)])}
    name, texts = files[TEXTS]
    assert name == "texts"
    assert texts["works"] == [["w", "W", 0]]
    assert texts["pages"] == [["w/1.html", "Prices", "w"], ["glossary.html", "Glossary", ""]]
    assert texts["page"] == [0, 0, 0, 1]
    assert texts["kind"] == "".join(str(KINDS.index(kind)) for kind in ("heading", "text", "note", "entry"))
    assert texts["text"] == ["Prices", "Grain, grain and “bread”.", "Élan\u2028vital.", "Kulak: A rich peasant."]
    assert texts["spellings"] == [["kulak", "kulaks"]], "of what is one word, and has another spelling"
    name, index = files[INDEX]
    assert name == "index"
    assert str(index["terms"]).split("\n") == ["0a", "1nd", "0bread", "0elan", "0grain", "0kulak", "0peasant", "1rices", "0rich", "0vital"]
    assert str(index["places"]).split("\n")[4] == "1.2"
    assert index["lengths"] == "1 3 2 4"
    assert index["average"] == 2.5


def test_a_line_separator_does_not_end_a_script() -> None:
    assert "\u2028" not in index_files(PAGES, {"w": "W"})[0].content.decode()


def test_the_same_pages_give_the_same_bytes() -> None:
    assert index_files(PAGES, {"w": "W"}, [("b", "a")]) == index_files(PAGES, {"w": "W"}, [("a", "b")])


@pytest.mark.parametrize(("text", "folded"), [
    ("Kontraktatsiya", "kontraktatsiya"), ("Ästhetik", "asthetik"), ("Palmström", "palmstrom"), ("СМЫЧКА", "смычка"), ("Ёлка", "елка"),
])
def test_letters_are_compared_without_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.lists(st.text(alphabet="абвabcz019", min_size=1, max_size=60), unique=True))
def test_front_coding_can_be_undone(words: list[str]) -> None:
    words.sort()
    back: list[str] = []
    for row in _front_coded(words).split("\n") if words else []:
        back.append((back[-1] if back else "")[:int(row[0], 36)] + row[1:])
    assert back == words


@given(st.dictionaries(st.integers(0, 10_000), st.integers(1, 50), min_size=1))
def test_places_can_be_read_back(places: dict[int, int]) -> None:
    places = dict(sorted(places.items()))
    found: dict[int, int] = {}
    at = 0
    for row in _written(places).split(" "):
        gap, _, times = row.partition(".")
        at += int(gap, 36)
        found[at] = int(times or "1", 36)
    assert found == places


@given(st.integers(0, 10**9))
def test_numbers_can_be_read_back(number: int) -> None:
    assert int(_base36(number), 36) == number


@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_word_is_counted_where_it_stands(texts: list[str]) -> None:
    made = postings(texts)
    for number, text in enumerate(texts):
        words = terms(text)
        assert made.lengths[number] == len(set(words))
        assert all(made.terms[word][number] == words.count(word) for word in words)
    if texts:
        assert made.average == pytest.approx(sum(made.lengths) / len(texts))


def test_an_entry_is_found_by_its_headword() -> None:
    assert passages(PAGES)[3].text.startswith("Kulak:")


def test_pages_written_by_hand_are_found_by_section(tmp_path: Path) -> None:
    file = tmp_path / "legend.md"
    file.write_text("# Marks\n\nWhat they *mean*.\n\n## Lost lines\n\nA & B.\n", encoding="utf-8")
    page = hand_written(file, RenderedSite("T", "1", "2026-11-21", ()))
    assert [(one.fragment, one.title, one.text, one.kind) for one in page.search] == [
        ("marks", "Marks", "Marks. What they mean.", "about"), ("lost-lines", "Marks: Lost lines", "Lost lines. A & B.", "about"),
    ]


def test_a_library_that_is_missing_is_a_note(tmp_path: Path) -> None:
    files, findings = libraries(tmp_path)
    assert files == ()
    assert {(one.code, one.severity) for one in findings} == {("P011", Severity.NOTE)}
    for source, _ in LIBRARIES:
        (tmp_path / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "node_modules" / source).write_bytes(b"code\n//# sourceMappingURL=x.map\n")
    files, findings = libraries(tmp_path)
    assert findings == () and [file.content for file in files] == [b"code\n"] * len(LIBRARIES)
