"""Pages of registers: every count and place on a page is that of the data, with the texts and without them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from build_tools.model.edition import Article, Edition, Mention, Occurrence, Position, Question, Volume
from build_tools.model.page import Page
from build_tools.model.tree import Element
from build_tools.pipeline import Cache, Order, Project
from build_tools.pipeline import edition as assembled
from build_tools.read import occurrences as table
from build_tools.render.elements import ELEMENTS
from build_tools.render.navigation import tree
from build_tools.render.pages import render
from build_tools.render.registers.concordance import FEW, Concordance, address, gather, target
from build_tools.render.registers.facts import facts, when
from build_tools.render.registers.places import OPEN, around, pages
from build_tools.render.registers.shown import BY_NAME, SHOWN
from build_tools.render.registers.timeline import WIDTH, timeline
from build_tools.render.search_page import KINDS
from build_tools.render.sheet import Sheet
from tests.render_parts import document, record, tei

ROOT = Path(__file__).resolve().parent.parent
FOUR = ("bettelheim", "marquit", "end-of-nep", "grain-crisis")
ENTRY = re.compile(r'<dt id="([^"]+)">.*?(?=<dt id=|</dl>)', re.S)  # <dt id="person-bukharin">…
COUNT = re.compile(r'data-count="(\d+)"')
LINE = re.compile(r"<li>.*?<q>.*?</q></li>")
ROW = re.compile(r'<dd class="places"><a href="([a-z-]+)/index\.html">.*?</dd>', re.S)


@pytest.fixture(scope="module")
def open_edition() -> Edition:
    """Return the edition without any of the four texts, as a copy of the repository makes it."""
    made = assembled(Order(Project(ROOT), (), True), Cache(ROOT / "build/cache"))
    assert not any(volume.document for volume in made.volumes if volume.record.id in FOUR)
    return made


@pytest.fixture(scope="module")
def open_pages(open_edition: Edition) -> dict[str, Page]:
    """Return its pages."""
    return by_url(open_edition)


@pytest.fixture(scope="module")
def full_edition(readings: Path) -> Edition:
    """Return the edition with all texts."""
    return assembled(Order(Project(ROOT), (readings,)), Cache(ROOT / "build/cache"))


def by_url(edition: Edition) -> dict[str, Page]:
    return {page.url: page for page in render(edition)[0]}


def entries(html: str) -> dict[str, str]:
    return {match[1]: match[0] for match in ENTRY.finditer(html)}


def counted(edition: Edition) -> Counter[str]:
    count: Counter[str] = Counter()
    for one in edition.mentions:
        count[one.entry] += one.count
    return count


def agrees(edition: Edition, found: Mapping[str, Page]) -> None:
    """Hold every page of a register to the data."""
    count, concordance = counted(edition), gather(edition, {})
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in edition.mentions:
        named[one.entry, one.work].add(one.page or one.passage)
    for article in edition.articles:
        shown = entries(found[BY_NAME[article.register].url].html)[target(article)]
        main = article.same_as or article.id
        assert [int(number) for number in COUNT.findall(shown)] == ([count[main]] if count[main] else []), article.id
        rows = {match[1]: match[0] for match in ROW.finditer(shown)}
        assert set(rows) == {work for entry, work in named if entry == main}, article.id
        for work, row in rows.items():
            assert row.count("<a ") - 1 == len(named[main, work]), (article.id, work)
        own = found.get(BY_NAME[article.register].own_page(article.id))
        assert (own is not None) == concordance.has_page(article) and (own or article.same_as or count[main] <= FEW), article.id
        if own is not None:
            whole, *works = (int(number) for number in COUNT.findall(own.html))
            assert whole == sum(works) == count[main]


@pytest.mark.slow
def test_counts_and_places_without_texts_are_those_of_the_tables(open_edition: Edition, open_pages: dict[str, Page]) -> None:
    for work in FOUR:
        assert sum(one.work == work for one in open_edition.mentions) >= 40, f"{work}: sources/{work}/occurrences.tsv"
    agrees(open_edition, open_pages)
    kinds = Counter(article.register for article in open_edition.articles)
    assert kinds["glossary"] >= 150 and kinds["people"] >= 100 and kinds["organisations"] >= 60
    assert kinds["places"] >= 40 and kinds["events"] >= 60 and kinds["measures"] >= 10


def test_every_address_that_others_rely_on_is_there(open_edition: Edition, open_pages: dict[str, Page]) -> None:
    found = open_pages
    for article in open_edition.articles:
        url, _, name = address(article).partition("#")
        assert f'id="{name}"' in found[url].html
    assert {"registers.html", "index-of-the-edition.html", "questions.html", *(shown.url for shown in SHOWN)} <= set(found)
    for question in open_edition.questions:
        assert f'id="question-{question.id}"' in found["questions.html"].html


def test_whatever_kind_a_reader_asks_for_there_are_passages(open_pages: dict[str, Page]) -> None:
    held = Counter(one.kind for page in open_pages.values() for one in page.search)
    # What is about the edition is written by hand and comes to search from docs/.
    assert {kind for kind, _ in KINDS} - {"about"} == set(held), held
    assert {one.kind for one in open_pages["bibliography.html"].search} == {"work"}


def test_works_are_called_by_their_names(open_edition: Edition, open_pages: dict[str, Page]) -> None:
    ids = "|".join(re.escape(volume.record.id) for volume in open_edition.volumes)
    for page in open_pages.values():
        assert not re.search(rf"<(i|em)>(?:{ids})</\1>", page.html), f"{page.url}: the id of a work among words"


def test_an_entry_is_found_by_what_its_page_says_apart(open_pages: dict[str, Page]) -> None:
    also = {one.fragment: one.also for one in open_pages["glossary.html"].search}
    assert also["glossary-goselro"].startswith("In full: ")
    assert also["glossary-goods-famine"] == "In Russian: товарный голод.", "what has a word of the headword is found by it"
    assert also["glossary-new-economic-policy"] == "See NEP."


def test_the_first_page_counts_the_events_of_each_year(open_edition: Edition, open_pages: dict[str, Page]) -> None:
    home, events = open_pages["index.html"].html, open_pages["events.html"].html
    named = re.findall(r'href="events\.html#year-(\d{4})">\1: (\d+) events<', home)
    assert len(named) == 3
    for year, count in named:
        section = events[events.index(f'id="year-{year}"'):].partition("</section>")[0]
        assert section.count('<dt id="event-') == int(count)
    assert len(re.findall(r"<path", home[home.index('class="years"'):].partition("</a>")[0])) > 5


def test_pages_without_the_texts_have_no_words_around(open_edition: Edition, open_pages: dict[str, Page]) -> None:
    shown = {volume.record.id for volume in open_edition.volumes if volume.document}
    lines = [(page.url, line) for page in open_pages.values() for line in LINE.findall(page.html)]
    assert len(lines) > 100
    for url, line in lines:
        assert re.search(rf'href="(?:\.\./)?(?:{"|".join(shown)})/', line), url


def test_the_index_has_every_entry_that_is_named(open_edition: Edition, open_pages: dict[str, Page]) -> None:
    html = open_pages["index-of-the-edition.html"].html
    heads = [unescape(name) for name in re.findall(r'<li><a href="[a-z]+\.html#([^"]+)">', html)]
    count = counted(open_edition)
    assert sorted(heads) == sorted(target(one) for one in open_edition.articles if not one.same_as and (count[one.id] or one.see))


@pytest.mark.slow
@pytest.mark.readings
def test_every_occurrence_leads_to_its_entry_and_every_entry_to_its_occurrences(full_edition: Edition) -> None:
    edition, found = full_edition, by_url(full_edition)
    agrees(edition, found)
    lines = Counter(unescape(link) for page in found.values() if page.kind in ("glossary", "register", "entry")
                    for line in LINE.findall(page.html) for link in re.findall(r'href="(?:\.\./)?([^"]+)"', line)[:1])
    twins = Counter(article.same_as for article in edition.articles if article.same_as)
    concordance = gather(edition, {})
    wanted: Counter[str] = Counter()
    for one in edition.occurrences:
        # On the page of a register a twin shows the same lines again; an entry with a page of its own has them there alone.
        wanted[one.passage] += 1 if concordance.has_page(concordance.articles[one.entry]) else 1 + twins[one.entry]
    shown = Counter(link.partition("#")[2] for link in lines.elements())
    assert shown == wanted
    places = {f"{page.url}#{name}" for page in found.values() for name in re.findall(r'\bid="([^"]+)"', page.html)}
    assert set(lines) <= places
    marks = re.compile(r'<a class="(?:term|person|organisation|place|event|measure)(?: first)?" href="(?:\.\./)?([^"]+)"')
    for page in found.values():
        for link in marks.findall(page.html):
            assert (link if "#" in link and not link.startswith("#") else f"{page.url}{link}") in places, (page.url, link)


@pytest.mark.readings
def test_the_tables_of_occurrences_are_fresh(full_edition: Edition, readings: Path) -> None:
    for work in FOUR:
        made = table.dump(one for one in full_edition.mentions if one.work == work)
        assert (ROOT / "sources" / work / table.NAME).read_text("utf-8") == made, f"edition derive --texts {readings}"


# --- small works ---------------------------------------------------------------------------------------------------------------------

PERSON = Article("miller", "people", "Miller, Ann", tei("<def>Weighed rye</def>"), ("Miller, Ann", "Miller"), {"born": "1871-02-03"})
TERM = Article("rye", "glossary", "Rye", tei("<def>A grain</def>"))
TWIN = Article("rye-measure", "measures", "Rye", tei("<def>By weight</def>"), same_as="rye")
FAIR = Article("fair", "events", "The fair", tei("<def>Held yearly</def>"), details={"date": "1927-12-02", "end": "1927-12-19"})


def small(*mentions: Mention, occurrences: tuple[Occurrence, ...] = (), questions: tuple[Question, ...] = ()) -> Edition:
    base = document()
    return Edition(
        "Smychka", "0.1.0", "2026-11-21", (Volume(record(), (), base, base=base), Volume(record("x", False))),
        (PERSON, TERM, TWIN, FAIR), occurrences, mentions=mentions, questions=questions,
    )


def test_a_twin_has_the_places_of_its_entry_and_both_lead_to_each_other() -> None:
    found = by_url(small(Mention("w", "w.1.p1", "7", "rye", 3), Mention("x", "x.p1", "9", "rye")))
    for url, name, other in (("glossary.html", "glossary-rye", "measures.html#measure-rye-measure"),
                             ("measures.html", "measure-rye-measure", "glossary.html#glossary-rye")):
        shown = entries(found[url].html)[name]
        assert f'href="{other}"' in shown and 'data-count="4"' in shown
        assert '<a href="w/index.html">W</a>: <a href="w/1.html#w.1.p1">7</a></dd>' in shown
        assert '<a href="x/index.html">X</a>: 9</dd>' in shown
    assert found["index-of-the-edition.html"].html.count(">Rye</a>") == 1


def test_many_places_unfold_and_stand_on_a_page_of_their_own() -> None:
    many = [Mention("x", f"x.p{number}", str(number), "miller") for number in range(1, FEW + 2)]
    found = by_url(small(*many))
    shown = entries(found["people.html"].html)["person-miller"]
    assert f"<summary>{FEW + 1 - OPEN} more places in X</summary>" in shown
    assert f'<a href="people/miller.html">Named {FEW + 1} times</a>' in shown
    own = found["people/miller.html"].html
    assert own.count("<li>") == FEW + 1 and '<a href="../people.html#person-miller">People</a>' in own
    branch = next(one for one in tree(found.values()) if one.page.url == "registers.html")
    people = next(one for one in branch.children if one.page.url == "people.html")
    assert [one.page.url for one in people.children] == ["people/miller.html"]
    assert "people/miller.html" not in by_url(small(*many[:FEW]))


def test_words_around_an_occurrence() -> None:
    found = by_url(small(Mention("w", "w.1.p1", "7", "rye"), occurrences=(Occurrence("w", "w.1.p1", "7", 5, 10, "rye"),)))
    shown = entries(found["glossary.html"].html)["glossary-rye"]
    assert '<li><a href="w/1.html#w.1.p1">p. 7, ¶ 1</a> <q>Part <b>words</b>.</q></li>' in shown
    assert around("a" * 100 + " b c " + "d" * 100, 103, 104) == ("… b ", "c", " …")


def test_what_a_page_names_stands_below_it() -> None:
    rows = (Mention("w", "w.1.p1", "7", "miller"), Mention("w", "w.1.1.p1", "9", "fair"), Mention("w", "w.1.1.p2", "9", "rye"))
    found = by_url(small(*rows))
    assert '<dt>People</dt><dd><a href="../people.html#person-miller">Miller, Ann</a></dd>' in found["w/1.html"].html
    assert "Events" in found["w/1.1.html"].html.partition('<aside class="named"')[2]
    assert "Rye" not in found["w/1.1.html"].html.partition('<aside class="named"')[2], "terms are marked in the text"
    assert '<aside class="named"' not in found["w/1.2.html"].html


def test_names_with_commas_stand_apart() -> None:
    names = (Article("rye-tom", "people", "Rye, Tom", tei("<def>Sold rye</def>")), PERSON)
    edition = small(Mention("w", "w.1.p1", "7", "miller"), Mention("w", "w.1.p1", "7", "rye-tom"))
    found = by_url(replace(edition, articles=names))
    assert ">Miller, Ann</a>; <a" in found["w/1.html"].html


def test_every_entry_with_prose_says_where_it_rests(open_edition: Edition) -> None:
    bare = {one.id for one in open_edition.articles if one.body.text().strip() and not one.sources and not one.see}
    # The old measure of land stands in none of the works; its factor names the law that it comes from.
    assert bare == {"desyatina", "desyatina-area"}


def test_a_name_in_a_name_is_two_links_side_by_side() -> None:
    sheet = Sheet("w/1.html", ELEMENTS, entries={"org-cc": "organisations.html", "org-party": "organisations.html"})
    inner = Element("orgName", {"ref": "#org-party"}, ("Bolshevik Party",))
    html = sheet.set(Element("orgName", {"ref": "#org-cc", "rend": "first"}, ("the ", inner, " Central Committee")))
    assert html == (
        '<span class="organisation"><a class="organisation first" href="../organisations.html#org-cc">the</a> '
        '<a class="organisation" href="../organisations.html#org-party">Bolshevik Party</a> '
        '<a class="organisation first" href="../organisations.html#org-cc">Central Committee</a></span>'
    )
    assert sheet.set(Element("orgName", {"ref": "#org-cc"}, (inner, "’"))).count("<a ") == 1


@pytest.mark.parametrize(("name", "kind", "made"), [
    ("persName", "", "person"), ("placeName", "", "place"), ("name", "event", "event"), ("term", "measure", "measure"),
    ("term", "", "term"),
])
def test_each_register_has_a_class_of_its_own(name: str, kind: str, made: str) -> None:
    element = Element(name, {**({"type": kind} if kind else {}), "ref": "#there"}, ("x",))
    assert f'<a class="{made}" href="p.html#there">x</a>' == Sheet("a.html", ELEMENTS, entries={"there": "p.html"}).set(element)
    assert f'<span class="{made}">x</span>' == Sheet("a.html", ELEMENTS).set(element)


def event(name: str, date: str, end: str = "") -> Article:
    details = {"date": date, **({"end": end} if end else {})}
    return Article(name, "events", f"The event that is called {name}", Element("def"), details=details)


def test_the_timeline_has_a_mark_for_every_dated_event() -> None:
    row = [event("day", "1927-12-02"), event("month", "1927-12"), event("year", "1927"), event("economic", "1927/28"),
           event("long", "1914-08-01", "1918-11-11"), event("new-year", "1928-12-31"), event("first", "1928-01-01"),
           Article("undated", "events", "Undated", Element("def"))]
    html = timeline(row)
    assert sorted(re.findall(r'<a href="#event-([a-z-]+)"', html)) == sorted(one.id for one in row if one.details)
    assert "8 events" not in html and "7 events from 1914 to 1928" in html
    for x, width in re.findall(r'<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"', html):
        assert 44 <= float(x) and float(x) + float(width) <= WIDTH
    for x, end, words in re.findall(r'<text x="([\d.-]+)" y="[\d.]+"( text-anchor="end")?>([^<]+)<', html):
        left = float(x) - (len(words) * 6 if end else 0)
        assert 0 <= left and left + len(words) * 6 <= WIDTH, words
    assert timeline([row[-1]]) == ""


def test_events_stand_by_years() -> None:
    html = by_url(small(Mention("w", "w.1.p1", "7", "fair")))["events.html"].html
    assert '<h2 id="year-1927">1927</h2>' in html and '<span class="date">2–19 December 1927</span>' in html
    assert when("1927-12-30", "1928-01-02") == "30 December 1927 to 2 January 1928"
    assert facts(PERSON) == ' <span class="years">born 1871</span>'


def test_questions_set_the_works_side_by_side() -> None:
    cite = tei('<ref type="cite" cRef="w p. 7">W, p. 7</ref>')
    question = Question("price", "Was the price too low?", tei("<def>It fell.</def>"),
                        (Position("x", tei("<def>No.</def>"), (cite,)), Position("w", tei("<def>Yes.</def>"), (cite,))), ("rye",))
    html = by_url(small(questions=(question,)))["questions.html"].html
    assert html.index("Yes.") < html.index("No."), "in the order of the works"
    assert '<p class="rests"><a class="cite" href="w/1.html#pb-7">W, p.\u00a07</a></p>' in html
    assert '<p class="see">Terms: <a href="glossary.html#glossary-rye">Rye</a></p>' in html
    assert "questions.html" not in by_url(small())


def test_pages_of_a_work_are_named_once_each() -> None:
    work = Concordance().works
    assert work == ()
    rows = [Mention("w", "w.p1", "7", "rye", 2), Mention("w", "w.p2", "7", "rye"), Mention("w", "w.p3", "8", "rye")]
    from build_tools.model.passage import Register
    from build_tools.render.registers.concordance import Work

    made = pages(rows, Work("w", "W", {"w.p1": "w/1.html"}, {}, {}, Register()))
    assert [(one.said, one.address, one.times) for one in made] == [("7", "w/1.html#w.p1", 3), ("8", "", 1)]
