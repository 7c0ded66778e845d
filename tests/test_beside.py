"""Side by side: which passages stand beside a passage and why, and the pages that set works in columns."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.foreign_sentences import hold, runs, titles
from build_tools.model.edition import Article, Edition, Mention, Position, Question, Volume
from build_tools.model.passage import Passage, Register
from build_tools.model.tree import Element
from build_tools.pipeline import Cache, Order, Project
from build_tools.pipeline import edition as assembled
from build_tools.render.beside.gathering import gather
from build_tools.render.beside.parallels import IN_A_GROUP, MOST, OF_A_WORK, parallels
from build_tools.render.beside.topics import Kind, Topic, Topics
from build_tools.render.pages import render
from tests.render_parts import document, record, tei

ROOT = Path(__file__).resolve().parent.parent
CASES = tomllib.loads((ROOT / "tests/cases/beside/parallels.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def open_edition() -> Edition:
    """Return the edition without any of the four texts."""
    return assembled(Order(Project(ROOT), (), True), Cache(ROOT / "build/cache"))


@pytest.fixture(scope="module")
def topics(open_edition: Edition) -> Topics:
    return gather(open_edition)


# --- what is chosen --------------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("case", CASES, ids=[case["passage"] for case in CASES])
def test_the_parallels_of_a_passage(case: dict[str, Any], topics: Topics) -> None:
    groups = parallels(case["passage"], topics)
    found = {(group.topic.kind.name, group.topic.id): {one.passage for one in group.parallels} for group in groups}
    wanted = [(one["kind"], one["id"]) for one in case["beside"]]
    assert [one for one in found if one in wanted] == wanted and bool(found) == bool(wanted), found
    for row, one in zip(case["beside"], wanted):
        assert set(row["passages"]) <= found[one], found[one]


def test_what_holds_for_every_passage(topics: Topics) -> None:
    with_some = 0
    for name in topics.rows:
        groups = parallels(name, topics)
        chosen = [one.passage for group in groups for one in group.parallels]
        with_some += bool(chosen)
        assert len(chosen) == len(set(chosen)) <= MOST, name
        assert all(topics.works[one] != topics.works[name] for one in chosen), name
        assert [group.topic.kind for group in groups] == sorted(group.topic.kind for group in groups), name
        for group in groups:
            works = [topics.works[one.passage] for one in group.parallels]
            assert len(works) <= IN_A_GROUP and max(map(works.count, works)) <= OF_A_WORK, name
            ours = [work in topics.own for work in works]
            assert ours == sorted(ours), f"{name}: works of the editors come behind the others"
            assert all(group.topic.id not in one.shared for one in group.parallels), name
    assert with_some > len(topics.rows) / 3


def test_the_order_of_the_works_changes_nothing(open_edition: Edition, topics: Topics) -> None:
    notes = tuple(sorted(open_edition.notes, key=lambda one: one.work, reverse=True))
    other = gather(replace(open_edition, volumes=open_edition.volumes[::-1], notes=notes))
    some = [*topics.rows][::7]
    assert [parallels(one, other) for one in some] == [parallels(one, topics) for one in some]


# --- small works -----------------------------------------------------------------------------------------------------------------------

def row(name: str, page: str = "", words: int = 80) -> Passage:
    return Passage(name, "p", page, "¶ 1", words, places=(name.split(".")[1],))


def small(*mentions: Mention, questions: tuple[Question, ...] = ()) -> Edition:
    """Return three works: w can be read, x and y are closed."""
    base = document()
    rows = {
        "w": [row("w.preface.p1", "5"), row("w.1.p1", "7"), row("w.1.1.p1", "9")],
        "x": [row(f"x.1.p{n}", str(n)) for n in range(1, 60)],
        "y": [row(f"y.1.p{n}") for n in range(1, 60)],
    }
    volumes = (
        Volume(record("w"), (), base, register=Register(tuple(rows["w"])), base=base),
        *(Volume(record(one, False), register=Register(tuple(rows[one]))) for one in "xy"),
    )
    articles = (
        Article("fair", "events", "The fair", tei("<def>Held yearly</def>"), details={"date": "1927"}),
        Article("rye", "glossary", "Rye", tei("<def>A grain</def>")), Article("oats", "glossary", "Oats", tei("<def>A grain</def>")),
        Article("pood", "measures", "Pood", tei("<def>A weight</def>")),
    )
    return Edition("Smychka", "0.1.0", "2026-11-21", volumes, articles, mentions=mentions, questions=questions)


def named(passage: str, *entries: str) -> list[Mention]:
    return [Mention(passage.split(".")[0], passage, "", entry) for entry in entries]


def test_an_event_binds_closer_than_names() -> None:
    topics = gather(small(*named("w.1.p1", "fair", "rye", "oats"), *named("x.1.p3", "fair"), *named("y.1.p4", "rye", "oats")))
    assert [(group.topic, [one.passage for one in group.parallels]) for group in parallels("w.1.p1", topics)] == [
        (Topic(Kind.EVENT, "fair"), ["x.1.p3"])]


def test_two_rare_names_are_enough_and_one_or_a_measure_is_not() -> None:
    # Of 1,000 passages two name each of the terms.
    many = small(*named("w.1.p1", "rye", "oats"), *named("x.1.p3", "rye", "oats"), *named("y.1.p4", "rye"), *named("y.1.p5", "pood"))
    volumes = [*many.volumes[:2], replace(many.volumes[2], register=Register(tuple(row(f"y.1.p{n}") for n in range(1, 1000))))]
    topics = gather(replace(many, volumes=tuple(volumes)))
    assert [(group.topic.kind, group.parallels) for group in parallels("w.1.p1", topics)] == [
        (Kind.NAME, (("x.1.p3", ("oats", "rye")),))]
    assert all(topic.id != "pood" for topic in topics.of)


def cites(*sources: str) -> tuple[Element, ...]:
    return tuple(Element("ref", {"type": "cite", "cRef": one}, (one,)) for one in sources)


def test_a_cited_page_gives_the_passages_that_name_a_term_of_the_question() -> None:
    said = tei("<def>So it was</def>")
    question = Question("why", "Why?", said, (
        Position("x", said, cites("x pp. 3–5")), Position("y", said, cites("y.1.p9")), Position("w", said, cites("w p. 7")),
    ), terms=("rye",))
    topics = gather(small(*named("x.1.p4", "rye"), *named("x.1.p6", "rye"), *named("y.1.p1", "rye"), questions=(question,)))
    held = topics.of[Topic(Kind.QUESTION, "why")]
    assert set(held) == {"x.1.p4", "y.1.p9", "w.1.p1"}, "p. 6 is not cited, the rest of pp. 3–5 names no rye, and on p. 7 is one passage"
    assert held["y.1.p9"] > held["x.1.p4"] > 0


def test_a_passage_of_three_pages_is_found_from_the_one_in_the_middle() -> None:
    said = tei("<def>So it was</def>")
    question = Question("why", "Why?", said, (Position("x", said, cites("x p. 81")),))
    many = small(questions=(question,))
    over = replace(many.volumes[1], register=Register((row("x.1.p1", "80-82"), row("x.1.p2", "83"))))
    topics = gather(replace(many, volumes=(many.volumes[0], over, many.volumes[2])))
    assert set(topics.of[Topic(Kind.QUESTION, "why")]) == {"x.1.p1"}


# --- pages -----------------------------------------------------------------------------------------------------------------------------

def test_a_question_has_a_page_with_each_work_in_a_column() -> None:
    said = tei("<def>So it was</def>")
    question = Question("why", "Why?", said, (Position("w", said, cites("w p. 7")), Position("x", said, cites("x p. 3"))), terms=())
    found = {page.url: page.html for page in render(small(questions=(question,)))[0]}
    html = found["questions/why.html"]
    works = re.findall(r'<section class="column"><h2><a href="\.\./([wx])/index\.html">', html)
    assert works == ["w", "x"]
    assert "<p>Part words" in html and '<a href="../w/1.html#w.1.p1">p. 7, ¶ 1</a>' in html
    assert html.count('<div class="words">') == 1, "the closed work has its place, and no words"
    assert '<a href="../x/1.html#x.1.p3">p. 3, ¶ 1</a>' in html
    assert not re.search(r'id="w\.', html), "an id stands once, where the passage is"
    assert '<a href="questions/why.html">' in found["questions.html"]


def test_an_entry_that_two_works_name_sets_them_side_by_side() -> None:
    found = {page.url: page.html for page in render(small(*named("w.1.p1", "fair"), *named("x.1.p3", "fair"), *named("y.1.p1", "rye")))[0]}
    html = found["events/fair.html"]
    assert '<h2 id="side-by-side">' in html and html.index("side-by-side") < html.index('id="in-w"')
    assert "<p>Part words" in html and '<a href="../x/1.html#x.1.p3">' in html
    assert "glossary/rye.html" not in found, "one work alone has nothing beside it"


def test_the_scripts_hold_the_words_that_may_be_shown_and_no_others(open_edition: Edition) -> None:
    files = {file.path: json.loads(file.content.decode().partition(",")[2].removesuffix(")\n"))
             for file in render(open_edition)[1] if file.path.startswith("beside/")}
    closed = {volume.record.id for volume in open_edition.volumes if volume.document is None}
    words = {name for path, value in files.items() if path.endswith(".words.js") for name in value}
    assert words and not closed & {name.partition(".")[0] for name in words}
    lists = {path: value for path, value in files.items() if not path.endswith(".words.js") and "/figures/" not in path}
    for path, value in lists.items():
        for groups in value["passages"].values():
            for reason, rows in groups:
                assert value["reasons"][reason][1], path
                for number, *shared in rows:
                    page, rest, label, section, there = value["others"][number]
                    url, name = value["pages"][page]
                    assert label and name and isinstance(value["sections"][section], str), path
                    assert bool(there) == (f"{url.partition('/')[0]}.{rest}" in words), (path, rest)
                    assert set(shared) <= set(value["entries"]), path
    assert max(len(json.dumps(value)) for value in files.values()) < 60_000, "one click loads a few of these"


def test_the_public_pages_hold_no_words_of_closed_works(open_edition: Edition) -> None:
    closed = {volume.record.id for volume in open_edition.volumes if volume.document is None}
    pages = [page for page in render(open_edition)[0] if 'class="parallel"' in page.html]
    assert len(pages) > 50
    for page in pages:
        for block in page.html.split('<div class="parallel">')[1:]:
            work = re.search(r'href="\.\./([\w-]+)/', block)
            assert work is not None
            assert ('<div class="words">' in block.partition("</div>\n</div>")[0]) == (work[1] not in closed), (page.url, block[:200])


def test_an_event_without_a_second_work_has_nothing_beside_it(open_edition: Edition) -> None:
    pages = {page.url: page for page in render(open_edition)[0] if page.kind == "entry"}
    for url, page in pages.items():
        works = re.findall(r'<section class="column">', page.html)
        assert ("side-by-side" in page.html) == bool(works) and len(works) != 1, url


@pytest.mark.readings
def test_no_script_gives_out_a_sentence_of_a_closed_text(readings: Path) -> None:
    made = assembled(Order(Project(ROOT), (readings,), True), Cache(ROOT / "build/cache"))
    whole = assembled(Order(Project(ROOT), (readings,)), Cache(ROOT / "build/cache"))
    texts = [volume.base.text.text() for volume in whole.volumes if volume.base is not None and not volume.record.rights.publishable]
    held = hold(texts, titles(ROOT))
    assert len(texts) >= 3 and len(held) > 100_000
    found = {file.path: runs(file.content.decode()) & held for file in render(made)[1] if file.path.startswith("beside/")}
    assert len(found) > 100 and not [path for path, leaked in found.items() if leaked]
