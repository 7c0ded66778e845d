"""The report on a work: what befell each printed page, told from ledger and document, from tables, and as a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from build_tools.command import main
from build_tools.model.document import Document
from build_tools.model.edition import Edition, Volume
from build_tools.model.finding import EditionError
from build_tools.model.ledger import Change, Entry
from build_tools.model.page import Page
from build_tools.model.report import Condition, PrintedPage, Report
from build_tools.model.transcript import PageStart, Transcript
from build_tools.pipeline import Cache, Order, Project, account, conversion
from build_tools.pipeline.project import stock
from build_tools.read import damage
from build_tools.render.pages import render
from build_tools.render.strip import strip
from tests.conftest import Golden
from tests.render_parts import document, edition, record, tei

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "report"


def reported(work: Document, **more: object) -> Report:
    return account.account(work, **more)  # type: ignore[arg-type]


def site(volume: Volume) -> dict[str, Page]:
    return {page.url: page for page in render(Edition("S", "1", "2026-11-21", (volume,)))[0]}


def test_every_printed_page_is_told_once_and_the_missing_ones_are_lost_or_blank() -> None:
    pages = reported(document(), blank=("11",)).pages
    assert [(page.n, page.condition.name) for page in pages] == [
        ("5", "INTACT"), ("6", "LOST"), ("7", "INTACT"), ("8", "LOST"), ("9", "INTACT"), ("10", "DAMAGED"), ("11", "BLANK"),
        ("12", "INTACT"),
    ]
    assert [(page.n, page.calls, page.lost_notes) for page in pages if page.calls] == [("7", 1, 0), ("9", 1, 0), ("10", 1, 1)]
    assert pages[5].cert == "high" and [page.part for page in pages[:2]] == ["front", "body"]


def test_a_wide_jump_is_another_numbering_and_no_loss() -> None:
    text = tei('<text><body><div xml:id="w.1"><pb n="3"/><pb n="99999999999"/><pb n="12"/><pb n="14"/></div></body></text>')
    assert [page.n for page in reported(Document(record(), text)).pages] == ["3", "99999999999", "12", "13", "14"]


def test_a_gap_in_the_text_damages_its_page_and_one_between_pages_does_not() -> None:
    text = tei('<text><body><div xml:id="w.1"><pb n="1" xml:id="pb-1"/><p xml:id="w.1.p1">a <gap reason="lost" unit="line"/></p>'
               '<gap reason="lost" unit="page" extent="1"/><pb n="3" xml:id="pb-3"/><p xml:id="w.1.p2">b</p></div></body></text>')
    found = reported(Document(record(), text))
    assert [page.condition for page in found.pages] == [Condition.DAMAGED, Condition.LOST, Condition.INTACT]
    assert [(place.page, place.passage, place.reason) for place in found.gaps] == [("1", "w.1.p1", "line")]


def test_notes_are_told_by_the_division_that_holds_them() -> None:
    rows = {row.division: row for row in reported(document()).apparatus}
    assert {name: (row.title, row.page, row.calls, row.notes, row.paired, row.lost, row.uncalled) for name, row in rows.items()} == {
        "w.1": ("Part 1", "7", 1, 1, 1, 0, 0), "w.1.1": ("Chapter A & O", "9", 2, 2, 1, 1, 1),
    }


def test_a_change_is_told_with_page_and_passage_and_few_words() -> None:
    text = tei('<text><body><div xml:id="w.1"><p xml:id="w.1.p1">one</p><p xml:id="w.1.p2">two</p></div></body></text>')
    lines = iter((1, 3))

    def placed(element: object) -> object:
        return replace(element, line=next(lines)) if element.name == "p" else element  # type: ignore[attr-defined, type-var]

    from build_tools.model.tree import rebuild

    ledger = (
        Entry("corrections", Change(3, 0, "a whole line of many words\n", "", "why")),
        Entry("hyphens", Change(1, 2, "-\n", "", "no evidence for a compound")),
    )
    cleaned = Transcript("t", ("co", "operate now\n", "two\n"), (PageStart(1, "7"), PageStart(3, "8")))
    found = reported(Document(record(), rebuild(text, placed)), ledger=ledger, cleaned=cleaned)  # type: ignore[arg-type]
    (corrections, hyphens) = found.rules
    assert (corrections.places[0].before, corrections.places[0].page, corrections.places[0].passage) == ("a whole line of …", "8", "w.1.p2")
    assert hyphens.pages == (("7", 1),)
    assert [(place.after, place.passage) for place in found.doubts] == [("cooperate", "w.1.p1")]


def test_the_cache_gives_back_the_same_report() -> None:
    found = reported(document(), ledger=(Entry("corrections", Change(1, 0, "a", "b", "why")),))
    assert account.load(account.dump(found)) == found


def test_the_tables_give_back_pages_and_notes(tmp_path: Path) -> None:
    found = reported(document(), blank=("11",))
    (tmp_path / damage.PAGES).write_text(damage.dump_pages(found.pages), "utf-8")
    (tmp_path / damage.NOTES).write_text(damage.dump_notes(found.apparatus), "utf-8")
    loaded = damage.load(tmp_path, tmp_path)
    assert loaded is not None and (loaded.pages, loaded.apparatus) == (found.pages, found.apparatus)
    assert damage.load(tmp_path / "nowhere", tmp_path) is None


@pytest.mark.parametrize(("old", "new"), [("intact", "fine"), ("\t1\t", "\tone\t"), ("page\tpart", "page\tparts")])
def test_a_faulty_table_is_a_finding(tmp_path: Path, old: str, new: str) -> None:
    text = damage.dump_pages(reported(document()).pages)
    assert old in text
    (tmp_path / damage.PAGES).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(EditionError) as caught:
        damage.load(tmp_path, tmp_path)
    assert [(one.code, one.file) for one in caught.value.findings] == [("R030", "pages.tsv")]


PAGES = (
    *(PrintedPage(str(n)) for n in range(8, 12)), PrintedPage("12", lost_notes=2, condition=Condition.DAMAGED),
    PrintedPage("13", lost_notes=40, gaps=1, corrections=2, condition=Condition.DAMAGED), PrintedPage("14", condition=Condition.LOST),
    PrintedPage("15", condition=Condition.BLANK), PrintedPage("iv"),
)


def test_the_strip_draws_each_page_once_in_blocks_of_ten() -> None:
    picture = etree.fromstring(strip(PAGES, lambda n: f"1.html#pb-{n}" if n in ("8", "12") else "", "A book"))
    blocks = picture.findall(".//div[@class='block']/svg")
    assert [block.get("aria-label") for block in blocks] == ["Pages 8 to 9", "Pages 10 to 15", "Page iv"]
    assert [title.text for title in picture.findall(".//title")] == [
        "p. 8", "p. 9", "p. 10", "p. 11", "p. 12: 2 notes lost", "p. 13: 40 notes lost, 1 gap, 2 corrections", "p. 14: lost",
        "p. 15: blank", "p. iv",
    ]
    assert [link.get("href") for link in picture.findall(".//a")] == ["1.html#pb-8", "1.html#pb-12"]
    for shape in picture.iter("path"):
        top, height = (float(part) for part in re.match(r"M\d+ ([\d.]+)h\d+(?:v(\d+))?", shape.get("d", "")).groups("0"))  # type: ignore[union-attr]
        assert 0 <= top and top + height <= 15, "a page does not run over its edge, however much is lost"


def test_the_legend_counts_what_occurs() -> None:
    said = re.sub(r"<[^>]+>", "", strip(PAGES, lambda n: "", "A book"))
    assert "whole: 5 pages" in said and "lost, the more the higher: 2 pages" in said and "blank in print: 1 page\n" in said
    assert "gap" not in re.sub(r"<[^>]+>", "", strip(PAGES[:4], lambda n: "", "A book"))


def test_the_page_of_the_report() -> None:
    work = document()
    html = site(Volume(record(), (), work, reported(work, blank=("11",))))["w/report.html"].html
    assert 'href="1.1.html#pb-10" tabindex="-1"><title>p. 10: 1 note lost</title>' in html
    assert "2 printed pages of the text: pp. 6, 8." in html and "blank in print: p. 11." in html
    assert "1 note: the text calls 3, and 2 of them are here." in html
    assert '<a href="1.1.html#w.1.1">Chapter A &amp; O</a></td><td class="figure">9</td><td class="figure">2</td>' in html
    assert "1 page number counted between two printed numbers" in html


def test_without_the_text_the_report_has_numbers_and_no_links_and_no_words() -> None:
    work = document()
    found = reported(work, ledger=(Entry("corrections", Change(1, 0, "Part", "Bart", "why")),))
    tables = Report(found.pages, found.apparatus)
    html = site(Volume(record(publishable=False), (), None, tables))["w/report.html"].html
    assert "p. 10: 1 note lost" in html and "<q>" not in html
    assert re.findall(r'href="(?!index\.html)', html) == []
    assert 'href="report.html"' in site(Volume(record(), (), None, tables))["w/index.html"].html


def test_a_work_of_which_nothing_is_known_has_no_report() -> None:
    assert [page.url for page in render(edition())[0] if page.url.endswith("report.html")] == []


@pytest.fixture(scope="module")
def specimen() -> tuple[Document, Report]:
    taken = stock(Order(Project(ROOT)))
    source = next(one for one in taken.sources if one.record.id == "specimen")
    text = taken.texts["specimen"]
    stages = conversion.convert(source, text, Project(ROOT))
    return stages.document, conversion.accounted(source, stages)


def test_the_picture_of_the_specimen(specimen: tuple[Document, Report], golden: Golden) -> None:
    work, found = specimen
    html = site(Volume(work.record, (), work, found))["specimen/report.html"].html
    picture = html[html.index("<figure"):html.index("</figure>") + 10]
    golden(GOLDEN / "specimen.html", picture)


def test_the_specimen_is_whole(specimen: tuple[Document, Report]) -> None:
    _, found = specimen
    assert [page.n for page in found.pages] == [str(n) for n in range(1, 21)]
    assert (found.calls, found.notes, found.paired) == (93, 93, 93)
    assert [(place.page, place.after) for place in found.doubtful_calls] == [("11", "5")]
    assert sum(rule.count for rule in found.rules) == sum(count for rule in found.rules for _, count in rule.pages)


def test_the_command_tells_it(specimen: tuple[Document, Report], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "specimen", "--project", str(ROOT), "--quiet"]) == 0
    said = capsys.readouterr().out
    assert "running-heads" in said and "93" in said and "4. From measure to system" in said
    with pytest.raises(SystemExit):
        main(["report", "speciman", "--project", str(ROOT)])
    assert "did you mean “specimen”?" in capsys.readouterr().err


@pytest.mark.readings
def test_the_report_on_bettelheim_agrees_with_what_was_counted_by_hand(readings: Path) -> None:
    project = Project(ROOT)
    taken = stock(Order(project, (readings,)))
    source = next(one for one in taken.sources if one.record.id == "bettelheim")
    found = conversion.report(source, taken.texts["bettelheim"], project, Cache(None))
    assert (found.calls, found.paired, found.calls - found.paired, found.notes) == (1236, 332, 904, 332)
    assert len(found.lost_pages()) == 57
    assert [page.n for page in found.pages if page.condition is Condition.BLANK] == ["84", "360", "588"]
    there = [page for page in found.pages if page.condition in (Condition.INTACT, Condition.DAMAGED)]
    assert sum(page.part != "back" for page in there) == 524
    assert {row.division: (row.calls, row.notes) for row in found.apparatus if row.notes and row.lost} == {
        "bettelheim.2.2": (51, 9), "bettelheim.3.1": (20, 3), "bettelheim.3.3": (147, 4), "bettelheim.4.2": (242, 129),
    }
    tables = damage.load(project.sources / "bettelheim", project.root)
    assert tables is not None and (tables.pages, tables.apparatus) == (found.pages, found.apparatus)
