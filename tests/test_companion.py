"""The companion as it is committed: its chapters and their order, what each holds, and that every citation and name leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from build_tools.annotate.anchor import texts
from build_tools.annotate.cited_sentences import paragraphs
from build_tools.model.document import Document
from build_tools.model.tree import Element
from build_tools.pipeline import Cache, Order, Project, conversion, exceptions, names
from build_tools.pipeline import register as registers
from build_tools.pipeline.annotation import Apparatus, apparatus
from build_tools.pipeline.citable import catalogue
from build_tools.pipeline.project import Stock, take_stock
from build_tools.read.cites import Cite
from build_tools.render.prose_measures import Measures, measures
from build_tools.render.text_page import heading
from tests.working_copy import ROOT

WORK = "companion"
READINGS = ("bettelheim", "marquit", "end-of-nep", "grain-crisis")
CALLED = {"bettelheim": "Bettelheim", "marquit": "Marquit", "end-of-nep": "Niu", "grain-crisis": "encyclopedia article"}
CHAPTERS = (
    "start-here", "nep", "money", "village", "grain-market", "harvests", "goods-famine", "emergency", "argument", "industry", "workers",
    "great-change", "collectivization", "readings", "statistics",
)
LEAST = {"words": 20_000, "cited": 300, "notes": 40, "figures": 20}
"""What the whole companion holds at least."""

IN_A_CHAPTER = {"words": 1_200, "notes": 3, "cited": 20}
LONGEST = 20
"""Words a sentence, on the average of a chapter."""

READERS = ("new to you", "essay", "scholar")
_PAGE = re.compile(r"(?P<work>[a-z-]+)(?:\.\S+| (?P<locator>\S.*))")  # bettelheim p. 88, end-of-nep.2.1.p3


@pytest.fixture(scope="module")
def stock() -> Stock:
    found, faults = take_stock(Order(Project(ROOT)))
    assert not faults
    return found


@pytest.fixture(scope="module")
def companion(stock: Stock) -> Document:
    source = next(one for one in stock.sources if one.record.id == WORK)
    return conversion.convert(source, stock.texts[WORK], Project(ROOT)).document


@pytest.fixture(scope="module")
def said(stock: Stock) -> Apparatus:
    return apparatus(Project(ROOT), tuple(one.record.id for one in stock.sources), Cache(None))


@pytest.fixture(scope="module")
def chapters(companion: Document) -> tuple[Element, ...]:
    body = companion.text.first("body")
    assert body is not None
    return tuple(one for one in body.elements() if one.name == "div")


@pytest.fixture(scope="module")
def measured(companion: Document) -> tuple[Measures, ...]:
    return tuple(measures(companion))


def cites(element: Element) -> list[str]:
    return [one.get("cRef") for one in element.walk() if one.get("type") == "cite"]


def sections(chapter: Element) -> list[Element]:
    return [one for one in chapter.elements() if one.name == "div" and one.get("type") != "notes"]


def test_the_chapters_stand_in_their_order(chapters: tuple[Element, ...]) -> None:
    assert tuple(one.id.removeprefix(f"{WORK}.") for one in chapters) == CHAPTERS


@pytest.mark.parametrize("what", LEAST)
def test_the_whole_holds_enough(what: str, measured: tuple[Measures, ...]) -> None:
    assert sum(getattr(one, what) for one in measured) >= LEAST[what]


@pytest.mark.parametrize("what", IN_A_CHAPTER)
def test_each_chapter_holds_enough(what: str, measured: tuple[Measures, ...]) -> None:
    assert {one.id: getattr(one, what) for one in measured if getattr(one, what) < IN_A_CHAPTER[what]} == {}


def test_sentences_are_short(measured: tuple[Measures, ...]) -> None:
    assert {one.id: round(one.mean, 1) for one in measured if one.mean >= LONGEST} == {}


def test_passages_of_all_four_works_are_cited(companion: Document) -> None:
    found = Counter(match["work"] for one in cites(companion.text) if (match := _PAGE.fullmatch(one)))
    places = sum(found[work] for work in READINGS)
    assert places >= LEAST["cited"]
    assert {work: found[work] for work in READINGS if found[work] < 20} == {}, "each work is a witness, not an ornament"


def test_every_citation_resolves(companion: Document) -> None:
    known = catalogue(Project(ROOT))
    lost = []
    for said in set(cites(companion.text)):
        comma = said.partition(" ")[0].endswith(",")
        key, _, locator = said.partition(", " if comma else " ")
        if known.fault(Cite(key, locator)) is not None:
            lost.append(said)
    assert lost == []


def test_each_chapter_says_first_what_it_answers_in_three_sentences(chapters: tuple[Element, ...]) -> None:
    found = {}
    for chapter in chapters:
        first = next(one for one in chapter.elements() if one.name != "head")
        found[chapter.id] = (first.name, len(next(paragraphs(first))))
    assert {name: one for name, one in found.items() if one != ("p", 3)} == {}


def test_each_chapter_ends_with_passages_to_read_in_each_work(chapters: tuple[Element, ...]) -> None:
    for chapter in chapters:
        last = sections(chapter)[-1]
        assert heading(last) == "Passages to read", chapter.id
        items = {next(work for work in READINGS if CALLED[work] in one.text()): cites(one) for one in last.walk() if one.name == "item"}
        assert items.keys() == {*READINGS}, chapter.id
        for work, places in items.items():
            assert 1 <= len(places) <= 4 and all(place.partition(" ")[0].partition(".")[0] == work for place in places), (chapter.id, work)


def test_a_chapter_shows_a_figure_once_and_all_of_them_exist(chapters: tuple[Element, ...], said: Apparatus) -> None:
    shown = [(chapter.id, one.get("corresp").removeprefix("figures/").removesuffix(".html"))
             for chapter in chapters for one in chapter.walk() if one.name == "figure"]
    assert [one for one, count in Counter(shown).items() if count > 1] == []
    assert [one for one in shown if one[1] not in said.figures.by_id] == []
    assert len({name for _, name in shown}) >= LEAST["figures"], "the same figure shown again is no further one"


def test_chapters_refer_to_each_other(chapters: tuple[Element, ...]) -> None:
    """Each chapter leads to others; the links that lead nowhere stop the conversion."""
    for chapter in chapters:
        targets = {one.get("target").removeprefix(f"#{WORK}.").partition(".")[0] for one in chapter.walk() if one.name == "ref"}
        assert targets & {*CHAPTERS} - {chapter.id.removeprefix(f"{WORK}.")}, chapter.id


def test_the_first_chapter_leads_three_kinds_of_reader(chapters: tuple[Element, ...]) -> None:
    ways = next(one for one in sections(chapters[0]) if one.id.endswith("three-ways"))
    paragraphs = [one for one in ways.elements() if one.name == "p"]
    assert len(paragraphs) == len(READERS)
    for reader, paragraph in zip(READERS, paragraphs):
        lead = next(one for one in paragraph.elements() if one.name == "hi")
        assert reader in lead.text()
        assert sum(one.name == "ref" for one in paragraph.walk()) >= 3, "a way has its stations"


def test_chronology_and_who_is_who_lead_to_the_registers(chapters: tuple[Element, ...]) -> None:
    targets = {one.get("target") for one in chapters[0].walk() if one.name == "ref"}
    assert {"events.html", "people.html", "places.html", "organisations.html", "glossary.html", "questions.html"} <= targets


def test_every_name_is_known_and_spelt_in_one_way(companion: Document, stock: Stock, said: Apparatus) -> None:
    found = list(names.strange(companion, stock.texts[WORK], said, stock, registers.load(Project(ROOT), WORK)))
    source = next(one for one in stock.sources if one.record.id == WORK)
    folder = Project(ROOT).sources / source.record.id
    accepted = exceptions.load(folder / exceptions.NAME, "exceptions.toml")
    assert [f"{one.place()}: {one.message}" for one in exceptions.judge(found, accepted, "exceptions.toml")] == []


RUN = 6
"""Words in a row that the companion shares with no reading, but in names of organisations and titles of works."""

_WORDS = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)?")


def runs_of(text: str) -> list[tuple[str, ...]]:
    words = _WORDS.findall(text.lower())
    return [tuple(words[at:at + RUN]) for at in range(len(words) - RUN + 1)]


@pytest.mark.readings
def test_the_companion_speaks_in_its_own_words(companion: Document, said: Apparatus, readings: Path) -> None:
    taken, _ = take_stock(Order(Project(ROOT), (readings,)))
    titles = {run for one in said.bibliography.publications for run in runs_of(f"the {one.title} of")}
    ours = {run: name for name, text in texts(companion).items() for run in runs_of(text)}
    shared: dict[str, str] = {}
    for source in taken.sources:
        if source.record.id in READINGS and source.record.id in taken.texts:
            document = conversion.document(source, taken.texts[source.record.id], Project(ROOT), Cache(ROOT / "build/cache"))
            for text in texts(document).values():
                shared |= {ours[run]: " ".join(run) for run in runs_of(text) if run in ours and run not in titles}
    assert shared == {}
