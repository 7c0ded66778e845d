"""The printed index and the cross references: every locator accounted for, every reference led to its place and back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from build_tools.annotate import printed_index as locators
from build_tools.clean import clean
from build_tools.clean.corrections import load as corrections
from build_tools.model.document import Document
from build_tools.model.edition import Edition, Volume
from build_tools.model.finding import EditionError
from build_tools.model.printed_index import PrintedIndex
from build_tools.read import extraction, printed_index, source
from build_tools.render.cross_references import referred
from build_tools.render.index_account import index_account
from build_tools.render.pages import render
from build_tools.structure import structure
from tests.render_parts import record, tei
from tests.test_readings import FILES
from tests.working_copy import ROOT

TEXT = """<text><body><div type="chapter" n="1" xml:id="w.1"><pb n="7" xml:id="pb-7"/><head>Bread</head>
  <p xml:id="w.1.p1">The harvest was poor, and of trade no word.</p>
  <p xml:id="w.1.p2">Grain was scarce in the towns<ref type="noteref" n="1" target="#w.1.n1">1</ref>.</p>
  <p xml:id="w.1.p3"><pb n="8" xml:id="pb-8"/>Grain prices rose; see above, p. <ref type="page" target="#pb-7">7</ref>.</p>
  <p xml:id="w.1.p4"><pb n="9" xml:id="pb-9"/>Nothing of it here.</p>
  <div type="notes" xml:id="w.1.notes"><note place="end" n="1" xml:id="w.1.n1">In the towns above all.</note>
    <note place="end" n="2" xml:id="w.1.n2">See above, note <ref type="note" target="#w.1.n1">1</ref>.</note></div></div></body>
  <back><div type="index" xml:id="w.index"><head>Index</head><list type="index">
    <item xml:id="w.index.i1">Grain, <ref type="page" target="#pb-7">7</ref>, <ref type="page" target="#pb-7">7–8</ref>,
      <ref type="page" target="#pb-9">9</ref><list type="index">
        <item xml:id="w.index.i2">prices, <ref type="page" target="#pb-8">8</ref> <ref type="page" target="#pb-9">9</ref></item>
      </list></item>
    <item xml:id="w.index.i3">Towns, <ref type="page" target="#pb-7">7–841</ref>.
      <ref type="see">See also Grain; Workers</ref></item>
  </list></div></back></text>"""
WORK = Document(record(), tei(TEXT))


def test_a_locator_leads_to_the_passages_that_fit_the_best_first() -> None:
    found = {(one.item, one.place): one for one in locators.printed_index(WORK).locators}
    assert found["w.index.i1", 1].passages == ("w.1.p2",)
    # The word of the entry itself counts more than that of the entry above it.
    assert found["w.index.i2", 1].passages[0] == "w.1.p3"


def test_a_range_takes_all_its_pages() -> None:
    found = locators.printed_index(WORK).locators[1]
    assert (found.first, found.last, found.passages) == ("7", "8", ("w.1.p2", "w.1.p3"))


def test_what_leads_nowhere_says_why() -> None:
    found = {(one.item, one.place): one for one in locators.printed_index(WORK).locators}
    assert (found["w.index.i1", 3].passages, found["w.index.i1", 3].reason) == ((), locators.NO_MATCH)
    assert (found["w.index.i3", 1].last, found["w.index.i3", 1].reason) == ("7", locators.BEYOND)
    assert (found["w.index.i2", 2].first, found["w.index.i2", 2].last, found["w.index.i2", 2].reason) == ("8", "9", locators.JOINED)


def test_see_also_leads_to_entries_and_counts_those_that_are_lost() -> None:
    seen = locators.printed_index(WORK).references
    assert [(one.item, one.targets, one.missing) for one in seen] == [("w.index.i3", ("w.index.i1",), 1)]


def test_weaving_adds_links_and_no_character() -> None:
    woven = locators.weave(WORK, locators.printed_index(WORK))
    assert woven.text.text() == WORK.text.text()
    refs = [one for one in woven.text.walk() if one.get("corresp")]
    assert [one.get("corresp") for one in refs][:2] == ["#w.1.p2", "#w.1.p2 #w.1.p3"]
    assert [one.get("target") for one in woven.text.walk() if one.get("type") == "see"] == ["#w.index.i1"]


def site() -> dict[str, str]:
    index = locators.printed_index(WORK)
    volume = Volume(record(), (), locators.weave(WORK, index), index=index)
    return {page.url: page.html for page in render(Edition("T", "1", "2026-11-21", (volume,)))[0]}


def test_the_page_of_the_index_leads_to_the_passages() -> None:
    html = site()["w/printed-index.html"]
    assert '<a href="index-account.html">' in html
    assert re.search(r'<a class="ref" href="1.html#w\.1\.p2" title="p\. 7, ¶ 2">7–8</a><sup class="also"><a href="1.html#w\.1\.p3"', html)


def test_a_page_and_a_note_say_from_where_they_are_referred_to() -> None:
    html = site()["w/1.html"]
    assert '<li><a href="#pb-7">Page 7</a>, from <a href="#w.1.p3">p. 8, ¶ 1</a></li>' in html
    assert re.search(r'id="w\.1\.n1".*?\[referred to from <a href="#w\.1\.n2">[^<]*note 2</a>\]', html)


def test_the_account_counts_every_locator() -> None:
    html = site()["w/index-account.html"]
    assert html.startswith('<h1 id="account">') and "6 locators stand" in html and "5 lead to the passages" in html
    assert "2 names: 1 lead to an entry, 1 name entries in the lost parts" in html


def test_the_account_needs_no_text() -> None:
    page = index_account(Volume(record(), index=locators.printed_index(WORK)), None)
    assert page is not None and "6 locators stand" in page.html and "Grain" not in page.html
    assert index_account(Volume(record()), None) is None


def test_the_table_reads_back(tmp_path: Path) -> None:
    index = locators.printed_index(WORK)
    (tmp_path / printed_index.NAME).write_text(printed_index.dump(index), "utf-8")
    assert printed_index.load(tmp_path, tmp_path) == index


@pytest.mark.parametrize("text", ["item\tplace\n", printed_index.dump(PrintedIndex()) + "w.i1\tone\t7\t7\t\t0\t\n"])
def test_a_broken_table_is_a_finding(tmp_path: Path, text: str) -> None:
    (tmp_path / printed_index.NAME).write_text(text, "utf-8")
    with pytest.raises(EditionError, match="B010"):
        printed_index.load(tmp_path, tmp_path)


def test_all_locators_of_bettelheim_are_in_the_table() -> None:
    # 676 were counted by hand and by script before any of this was written.
    kept = printed_index.load(ROOT / "sources" / "bettelheim", ROOT)
    assert len(kept.locators) == len({(one.item, one.place) for one in kept.locators}) == 676
    assert all(one.passages or one.reason for one in kept.locators)
    known = {line.split("\t")[0] for line in (ROOT / "sources/bettelheim/passages.tsv").read_text("utf-8").splitlines()}
    assert {passage for one in kept.locators for passage in one.passages} <= known
    assert {one.item for one in kept.locators} | {one.item for one in kept.references} <= known


@pytest.fixture(scope="module")
def reading(readings: Path) -> Callable[[], Document]:
    """Return a function that converts the book once."""

    @cache
    def make() -> Document:
        held = source.load(ROOT / "sources" / "bettelheim")
        table = ROOT / "annotations" / "bettelheim" / "corrections.csv"
        read = extraction.read(next(readings.glob(FILES["bettelheim"])).read_bytes(), "bettelheim")
        return structure(clean(read, held.habits, corrections(table, "corrections.csv")), held)

    return make


@pytest.mark.readings
def test_the_table_is_what_the_text_says(reading: Callable[[], Document]) -> None:
    # The ids of the register may be older than those of a fresh conversion; pages, places and reasons may not.
    found = locators.printed_index(reading())
    kept = printed_index.load(ROOT / "sources" / "bettelheim", ROOT)
    assert [replace(one, item="", passages=()) for one in found.locators] == [replace(one, item="", passages=()) for one in kept.locators]
    assert sum(bool(one.passages) for one in found.locators) >= 660
    assert Counter(one.reason for one in found.locators if one.reason) == {
        locators.NO_MATCH: 13, locators.JOINED: 2, locators.BEYOND: 1}


@pytest.mark.readings
def test_a_name_in_the_index_leads_to_a_passage_that_has_it(reading: Callable[[], Document]) -> None:
    document = reading()
    texts = {one.id: one.text() for one in document.text.walk() if one.id}
    items = {one.id: "".join(child for child in one.children if isinstance(child, str)).split(",")[0] for one in document.text.walk()
             if one.name == "item" and ".index." in one.id}
    names = {item: name for item, name in items.items() if name in ("Kamenev", "Kaganovich", "Krupskaya", "Frumkin", "Lashevich", "Gastev")}
    names |= {item: "Gorky" for item, name in items.items() if name == "Gorky"}
    hits = [names[one.item] in texts[one.passages[0]] for one in locators.printed_index(document).locators
            if one.item in names and one.passages]
    assert len(hits) >= 10 and sum(hits) == len(hits)


@pytest.mark.readings
def test_every_internal_reference_leads_to_a_page_or_a_note_and_back(reading: Callable[[], Document]) -> None:
    text = reading().text
    ids = {one.id for one in text.walk() if one.id}
    index = {id(one) for division in text.walk() if division.get("type") == "index" for one in division.walk()}
    refs = [one for one in text.walk() if one.name == "ref" and one.get("type") in ("page", "note") and id(one) not in index]
    # 28 with pages, some of which name two, and 7 of notes; counted by hand.
    assert Counter(one.get("type") for one in refs) == {"page": 32, "note": 7}
    assert all(one.get("target").removeprefix("#") in ids for one in refs)
    assert referred(text).keys() == {one.get("target").removeprefix("#") for one in refs}
