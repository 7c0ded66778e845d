"""Charts and pages of figures: what is drawn is what the table says, as text, and the data come out as they went in."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from build_tools.export import figure_data
from build_tools.model.edition import Edition, Volume
from build_tools.model.figure import Accuracy, Datum, Figure, Figures, Form, Reading
from build_tools.model.period import period
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.tree import Element
from build_tools.pipeline.annotation import Apparatus, apparatus
from build_tools.pipeline.cache import Cache
from build_tools.pipeline.charts import charts
from build_tools.pipeline.project import Project
from build_tools.read.marks import ALONE
from build_tools.render.figures.chart_forms import charted, description, spec
from build_tools.render.figures.chart_style import COLOURS, INK, TOKENS
from build_tools.render.figures.drawing import drawn, inline
from build_tools.render.figures.shown import CONFLICTS, INDEX, subject_url, url
from build_tools.render.figures.words import number, said
from build_tools.render.pages import render
from tests.working_copy import ROOT

WORKS = ("bettelheim", "end-of-nep", "grain-crisis", "marquit", "specimen")
NUMBER = re.compile(r"[−\d][\d,.–−]*")


@cache
def annotated() -> Apparatus:
    return apparatus(Project(ROOT), WORKS, Cache(None))


def of_the_edition() -> Figures:
    return annotated().figures


def datum(when: str = "1927", category: str = "x", value: str = "5", **more: str) -> Datum:
    lower, upper = more.get("lower"), more.get("upper")
    return Datum(
        period(when) if when else None, more.get("series", ""), category, None if lower else Decimal(value),
        Decimal(lower) if lower else None, Decimal(upper) if upper else None, Accuracy(more.get("accuracy", "")),
        more.get("unit", "tonnes"), value, more.get("quantity", ""), "7", "w.p1", more.get("note", ""),
    )


def figure(form: Form, *data: Datum, **more: str) -> Figure:
    return Figure("a", "Grain of the years", "grain", "tonnes", "w", Reading.PROSE, form, data, ("w.p1",), ("7",), **more)  # type: ignore[arg-type]


def words_of(node: etree._Element) -> str:
    return "".join(map(str, node.itertext()))


def drawing(one: Figure) -> tuple[str, list[str]]:
    """Draw a figure, and return its SVG and the words in it."""
    found = spec(one)
    assert found is not None
    svg = inline(drawn(found), "chart-a", one.title, description(one))
    root = etree.fromstring(svg)
    return svg, [words_of(node) for node in root.iter("{*}text")]


SERIES = (datum("1925/26", value="74.5"), datum("1926/27", value="76.4", accuracy="about"), datum("1927/28", value="1446"))


@pytest.mark.parametrize("form", [Form.COLUMNS, Form.LINES, Form.BARS, Form.POINTS])
def test_every_value_stands_in_the_chart_as_text(form: Form) -> None:
    svg, words = drawing(figure(form, *SERIES))
    assert {"74.5", "≈ 76.4", "1,446", "1925/26", "1926/27", "1927/28", "tonnes"} <= set(words)
    assert "<image" not in svg and "<script" not in svg


def test_a_chart_takes_its_colours_and_letters_from_the_page() -> None:
    svg, _ = drawing(figure(Form.BARS, *SERIES))
    assert "currentColor" in svg and "var(--figure-1)" in svg
    assert not [colour for colour in (*COLOURS, INK) if colour in svg]
    assert "font-family" not in svg and set(TOKENS) >= {INK, *COLOURS}


def test_a_chart_has_a_name_and_words_for_who_cannot_see_it() -> None:
    svg, _ = drawing(figure(Form.COLUMNS, *SERIES))
    root = etree.fromstring(svg)
    assert root.get("role") == "img" and root.get("aria-labelledby") == "chart-a-title chart-a-desc"
    assert root.findtext("{*}title") == "Grain of the years"
    assert "1926/27, x: about 76.4" in str(root.findtext("{*}desc"))


def test_a_drawing_is_the_same_to_the_byte() -> None:
    found = spec(figure(Form.LINES, *SERIES))
    assert found is not None and drawn(found) == drawn(found)


def test_ranges_and_falls_are_drawn() -> None:
    _, words = drawing(figure(Form.BARS, datum(category="a", value="29 and 37", lower="29", upper="37"), datum(category="b", value="-18",
                                                                                                        accuracy="over")))
    assert {"29–37", "< −18"} <= set(words)


def test_lines_keep_true_time_and_measure_by_the_base() -> None:
    found = spec(figure(Form.LINES, datum("1913", value="100"), datum("1923/24", value="29.1"), datum("1929/30", value="76.9"),
                        base="1913 = 100"))
    assert found is not None
    rows = found["data"]["values"]
    assert [row["time"] for row in rows] == [1924.25, 1930.25]
    assert found["layer"][0]["encoding"] == {"y": {"datum": 100}}


def test_what_is_printed_twice_is_drawn_once() -> None:
    twice = figure(Form.BARS, datum(quantity="q", category="a"), datum(quantity="q", category="b"), datum(category="c"))
    assert [one.category for one in charted(twice)] == ["a", "c"]


def test_a_figure_of_one_value_has_no_chart() -> None:
    assert spec(figure(Form.BARS, datum())) is None
    assert spec(figure(Form.NONE, *SERIES)) is None


def test_every_chart_of_the_edition_says_the_values_of_its_table(tmp_path: Path) -> None:
    figures = of_the_edition()
    svgs = charts(figures, "key", Cache(ROOT / "build" / "cache"))()
    assert len(svgs) >= 110
    for name, svg in svgs.items():
        one = figures.by_id[name]
        said_in_chart = {words_of(node) for node in etree.fromstring(svg).iter("{*}text")}
        wanted = {number(each.value) for each in charted(one) if each.value is not None and not (one.base and each.value == 100)}
        assert wanted <= {match for words in said_in_chart for match in NUMBER.findall(words)}, name


def test_only_what_changed_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_now: list[str] = []

    def draw(found: dict[str, object]) -> bytes:
        drawn_now.append(str(found["description"]))
        return b"<svg/>"

    monkeypatch.setattr("build_tools.render.figures.drawing.drawn", draw)
    one, other = figure(Form.BARS, *SERIES), figure(Form.COLUMNS, *SERIES)
    cached = Cache(tmp_path)
    charts(Figures(figures=(one,)), "1", cached)()
    charts(Figures(figures=(one,)), "1", cached)()
    assert len(drawn_now) == 1
    charts(Figures(figures=(one,)), "2", cached)()
    assert len(drawn_now) == 1
    charts(Figures(figures=(other,)), "3", cached)()
    assert len(drawn_now) == 2


def edition() -> Edition:
    """Return the figures of the edition with the records of its works, as a copy without texts has them."""
    rights = Rights("none", False, "Not to be given out.")
    volumes = tuple(
        Volume(Record(work, Kind.BOOK, work, rights), register=annotated().catalogue.works[work].register) for work in WORKS
    )
    return Edition("Smychka", "1", "2026-11-21", volumes, figures=of_the_edition())


def test_each_figure_has_a_page_and_its_data() -> None:
    whole = edition()
    files = {file.path: file.content for file in figure_data.export(whole)}
    pages = {page.url: page for page in render(whole)[0]}
    for one in whole.figures.figures:
        page = pages[url(one.id)]
        assert page.above == subject_url(one.subject) in pages
        for each in one.data:
            assert f"<td>{each.printed}</td>" in page.html
        assert f"figures/{one.id}.csv" in files and f"figures/{one.id}.json" in files
    guide = whole.figures.guide
    assert guide is not None and {INDEX, url(guide.id), CONFLICTS} <= set(pages)
    assert all(f'href="{url(one.id).rpartition("/")[2]}"' in pages[INDEX].html for one in whole.figures.figures)
    assert pages[url(guide.id)].html.count("<section") == len(guide.parts) >= 8
    for verdict in whole.figures.verdicts:
        assert url(verdict.figure).rpartition("/")[2] in pages[CONFLICTS].html


def test_a_page_of_a_text_leads_to_the_figures_that_were_read_from_it() -> None:
    pages = [page for page in render(edition())[0] if page.kind == "map" and page.work == "marquit"]
    assert sum('href="../figures/poods-collected-1928.html"' in page.html for page in pages) == 1


def test_the_data_come_out_as_they_went_in(tmp_path: Path) -> None:
    whole = edition()
    files = {file.path: file.content for file in figure_data.export(whole)}
    for one in whole.figures.figures:
        rows = list(csv.DictReader(io.StringIO(files[f"figures/{one.id}.csv"].decode())))
        assert [(row["value"], row["printed"], row["page"]) for row in rows] == [
            ("" if each.value is None else str(each.value), each.printed, each.page) for each in one.data
        ]
        stated = json.loads(files[f"figures/{one.id}.json"])["data"]
        assert [type(row.get("value", 0)) for row in stated if one.whole] == [int] * (len(one.data) if one.whole else 0)
    archive = zipfile.ZipFile(io.BytesIO(files["downloads/figures.zip"]))
    assert len(archive.namelist()) == len(whole.figures.figures) + 3
    assert files["downloads/figures.zip"] == {file.path: file.content for file in figure_data.export(whole)}["downloads/figures.zip"]
    archive.extractall(tmp_path)
    done = subprocess.run([sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
                          cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_a_paragraph_that_is_a_figure_becomes_one_in_tei() -> None:
    from build_tools.annotate.catalogue import Catalogue
    from build_tools.annotate.prose import tei

    assert tei("![[figure:scissors]]", lambda words: None, Catalogue()) == (Element("figure", {"corresp": "figures/scissors.html"}),)
    (_, link, _) = tei("See ![[figure:scissors]] there.", lambda words: None, Catalogue())
    assert isinstance(link, Element) and link.get("target") == "figures/scissors.html"
    assert ALONE.match("![[figure:scissors]]") and not ALONE.match("See ![[figure:scissors]]")


def test_words_of_values() -> None:
    assert said(datum(value="-18", accuracy="over")) == "under −18"
    assert said(datum(value="1446000", accuracy="under")) == "under 1,446,000"
