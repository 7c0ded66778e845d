"""The figures: what is wrong is a finding with its line, what must hold between values does, and the print bears them out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from build_tools.annotate.anchor import Run
from build_tools.annotate.entry import Entry
from build_tools.annotate.figure_precision import span
from build_tools.annotate.figures import load, unprinted
from build_tools.model.figure import Accuracy, Datum, Figures
from build_tools.model.finding import EditionError
from build_tools.model.passage import Passage, Register
from build_tools.model.period import period
from build_tools.pipeline.annotation import apparatus
from build_tools.pipeline.cache import Cache
from build_tools.pipeline.project import Project
from tests.render_parts import catalogue
from tests.working_copy import ROOT

FOLDER = ROOT / "annotations" / "figures"
WORKS = ("bettelheim", "end-of-nep", "grain-crisis", "marquit", "specimen")
CATALOGUE = catalogue(w=Register((Passage("w.p1", "p", "7-8"), Passage("w.p2", "p", "9"))))
MEASURES = {"pood-weight": Entry("pood-weight", "Pood", details={"factor": "16.38"})}
HEAD = "period,series,category,value,lower,upper,accuracy,unit,printed,quantity,page,passage,note\n"
UNITS = """
- {unit: tonnes, kind: mass}
- {unit: percent, kind: percent}
- {unit: million poods, kind: mass, factor: 16380, shown: [{unit: tonnes, measure: pood-weight, scale: 1000}]}
"""


def package(folder: Path, rows: str, more: str = "", units: str = UNITS, remarks: str = "", **fields: str) -> Path:
    """Write a package with one figure, `a`, and return the folder of the annotations."""
    said = {
        "name": "a", "path": "a.csv", "title": "Grain", "profile": "tabular-data-resource", "schema": "numbers.schema.yaml",
        "subject": "grain", "unit": "tonnes", "geography": "USSR", "work": "w", "pages": '["7"]', "passages": "[w.p1]", "read": "prose",
        "chart": "bars", "period_type": "calendar year", **fields,
    }
    resource = "".join(f"    {name}: {value}\n" for name, value in said.items() if value)
    (folder / "figures").mkdir()
    for schema in FOLDER.glob("*.schema.yaml"):
        shutil.copy(schema, folder / "figures")
    (folder / "figures" / "datapackage.yaml").write_text(
        f"name: p\ntitle: P\ndescription: D\nsubjects:\n  grain: Grain\nresources:\n  -\n{resource}{more}", "utf-8"
    )
    (folder / "figures" / "a.csv").write_text(HEAD + rows, "utf-8")
    (folder / "figures" / "units.yaml").write_text(units, "utf-8")
    if remarks:
        (folder / "figures" / "remarks.yaml").write_text(remarks, "utf-8")
    return folder


def row(when: str = "1927", category: str = "x", value: str = "5", printed: str = "5", **more: str) -> str:
    cells = {"period": when, "series": "", "category": category, "value": value, "lower": "", "upper": "", "accuracy": "",
             "unit": "tonnes", "printed": printed, "quantity": "", "page": "7", "passage": "w.p1", "note": "", **more}
    return ",".join(cells.values()) + "\n"


def check(rule: str, of: str, gives: str, remark: str = "") -> str:
    said = f"    checks:\n      - rule: {rule}\n        of: {of}\n        gives: {gives}\n"
    return said + (f"        remark: {remark}\n" if remark else "")


def codes(folder: Path) -> list[str]:
    with pytest.raises(EditionError) as error:
        load(folder, CATALOGUE, MEASURES)
    assert all(one.message and one.expected for one in error.value.findings)
    return [f"{one.code} {one.file.rpartition('/')[2]}:{one.line}" for one in error.value.findings]


@pytest.mark.parametrize(("rows", "expected"), [
    pytest.param(row(value="6"), "F003", id="the number is not what is printed"),
    pytest.param(row(when="1926/28"), "F003", id="no economic year"),
    pytest.param(row(when="spring 1927"), "F003", id="no period"),
    pytest.param(row(value="", lower="4"), "F003", id="half a range"),
    pytest.param(row(value="5", lower="4", upper="6"), "F003", id="a range and a value"),
    pytest.param(row(value="", lower="6", upper="4", printed="6 to 4"), "F003", id="a range that runs backwards"),
    pytest.param(row(value="five", printed="five"), "F003", id="no number"),
    pytest.param(row(accuracy="some"), "F003", id="no accuracy"),
    pytest.param(row(category=""), "F003", id="nothing is said of the value"),
    pytest.param(row(page="9"), "F004", id="another page than that of the passage"),
    pytest.param(row(passage="w.p3"), "F004", id="no such passage"),
    pytest.param(row(unit="tons"), "F004", id="no such unit"),
    pytest.param("1927,,x,5\n", "F002", id="cells are missing"),
])
def test_a_fault_of_a_row_has_its_line(rows: str, expected: str, tmp_path: Path) -> None:
    found = codes(package(tmp_path, row(when="1926", value="4", printed="4") + rows))
    assert f"{expected} a.csv:3" in found


@pytest.mark.parametrize(("fields", "expected"), [
    pytest.param({"chart": "column"}, "F001", id="no form of a chart"),
    pytest.param({"colour": "red"}, "F001", id="no such field"),
    pytest.param({"title": ""}, "F001", id="no title"),
    pytest.param({"pages": '["7", "8"]'}, "F001", id="a page that no row is on"),
    pytest.param({"period_type": "economic year"}, "F001", id="another count of time than the rows have"),
    pytest.param({"path": "b.csv"}, "F001", id="a file by another name"),
    pytest.param({"subject": "wheat"}, "F004", id="no such subject"),
    pytest.param({"work": "v"}, "F004", id="no such work"),
    pytest.param({"table": "w.t1"}, "F001", id="a table that is no passage of the figure"),
])
def test_a_fault_of_a_resource(fields: dict[str, str], expected: str, tmp_path: Path) -> None:
    assert expected in {code.split()[0] for code in codes(package(tmp_path, row(), **fields))}


def test_a_table_that_nothing_describes(tmp_path: Path) -> None:
    folder = package(tmp_path, row())
    (folder / "figures" / "b.csv").write_text(HEAD, "utf-8")
    assert codes(folder) == ["F010 b.csv:None"]


def test_two_rows_that_name_one_value(tmp_path: Path) -> None:
    assert codes(package(tmp_path, row() + row())) == ["F003 a.csv:3"]


PARTS = row(category="x", value="29.4", printed="29.4") + row(category="y", value="67.5", printed="67.5")


@pytest.mark.parametrize(("rule", "of", "gives", "code"), [
    ("sum", "['1927 | *']", "96.9", ""),
    ("sum", "['1927 | *']", "97.1", "F006"),
    ("difference", "[y, x]", "38.1", ""),
    ("share", "['| x', '| y']", "43.6", ""),
    ("growth", "['| x', '| y']", "130", ""),
    ("growth", "['| y', '| x']", "130", "F006"),
    ("decline", "['| y', '| x']", "56.4", ""),
    ("ratio", "['| y', '| x']", "2.3", ""),
    ("ratio", "['| y', '| z']", "2.3", "F005"),
    ("ratio", "['1927 |', '| x']", "2.3", "F005"),
    ("ratio", "['b: | y', '| x']", "2.3", "F005"),
    ("product", "['| y']", "2.3", "F005"),
])
def test_what_must_hold_between_values(rule: str, of: str, gives: str, code: str, tmp_path: Path) -> None:
    # The number that a check gives is rounded as a print rounds: it stands as a row of its own.
    unit = "tonnes" if rule in ("sum", "difference") else "percent"
    last = f"1928,,z,{gives},,,,{unit},{gives},,7,w.p1,\n"
    of = of.replace("| z", "| nothing")
    folder = package(tmp_path, PARTS + last, check(rule, of, "'1928 | z'"))
    if code:
        assert codes(folder) == [f"{code} datapackage.yaml:23"]
    else:
        (verdict,) = load(folder, CATALOGUE, MEASURES).verdicts
        assert verdict.holds


def test_a_remark_excuses_a_check_that_fails_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    failing = load(package(tmp_path / "one", PARTS, check("sum", "['1927 | *']", "98", "The print is wrong.")), CATALOGUE, MEASURES)
    assert [(one.holds, one.check.remark) for one in failing.verdicts] == [(False, "The print is wrong.")]
    holding = package(tmp_path / "two", PARTS, check("sum", "['1927 | *']", "96.9", "The print is wrong."))
    assert codes(holding) == ["F007 datapackage.yaml:23"]


@pytest.mark.parametrize(("field", "line"), [
    pytest.param("periods:\n  - {id: early, to: 1926}", 5, id="years without a title"),
    pytest.param("periods:\n  - {id: early, title: Early, until: 1926}", 5, id="no such field"),
    pytest.param("periods:\n  - {id: early, title: Early, to: the war}", 5, id="no year"),
    pytest.param("periods:\n  - {id: early, title: Early, from: 1927, to: 1926}", 5, id="years that run backwards"),
    pytest.param("licenses:\n  - {title: Attribution}", 5, id="a licence without a name"),
    pytest.param("licences:\n  - {name: CC0-1.0}", 4, id="no field of the package"),
])
def test_a_fault_at_the_head_of_the_package_has_its_line(field: str, line: int, tmp_path: Path) -> None:
    folder = package(tmp_path, row())
    path = folder / "figures" / "datapackage.yaml"
    path.write_text(path.read_text("utf-8").replace("subjects:", f"{field}\nsubjects:"), "utf-8")
    assert codes(folder) == [f"F001 datapackage.yaml:{line}"]


def test_figures_are_listed_by_the_years_that_the_package_states(tmp_path: Path) -> None:
    folder = package(tmp_path, row())
    path = folder / "figures" / "datapackage.yaml"
    stated = "periods:\n  - {id: early, title: Old, to: 1926}\n  - {id: late, title: Then, from: 1927}\nlicenses:\n  - {name: CC0-1.0}\n"
    path.write_text(path.read_text("utf-8").replace("subjects:", f"{stated}subjects:"), "utf-8")
    shelf = load(folder, CATALOGUE, MEASURES).shelf
    assert [(one.id, one.first, one.last) for one in shelf.stretches] == [("early", 0, 1926), ("late", 1927, 9999)]
    assert [one.name for one in shelf.licences] == ["CC0-1.0"]


@pytest.mark.parametrize("name", ["a", "The Way", ""])
def test_the_guide_has_an_address_of_its_own(name: str, tmp_path: Path) -> None:
    folder = package(tmp_path, row())
    guide = f"id: '{name}'\ntitle: A way\nlead: By one chart.\nparts:\n  - {{title: One, figure: a, text: '[@w, p. 7].'}}\n"
    (folder / "figures" / "guide.yaml").write_text(guide, "utf-8")
    assert codes(folder)[-1] == "F001 guide.yaml:1"


@pytest.mark.parametrize(("second", "agrees"), [("10.6", True), ("10.59", True), ("10.7", False)])
def test_one_quantity_in_two_places_is_compared_as_it_is_rounded(second: str, agrees: bool, tmp_path: Path) -> None:
    rows = row(value="10.59", printed="10.59", quantity="q/1") + row(category="y", value=second, printed=second, quantity="q/1")
    remark = "" if agrees else "- {quantity: q/1, remark: They differ.}"
    (one,) = load(package(tmp_path, rows, remarks=remark), CATALOGUE, MEASURES).comparisons
    assert (one.agrees, one.remark) == (agrees, "" if agrees else "They differ.")


def test_a_conflict_asks_for_a_remark_and_a_remark_for_a_conflict(tmp_path: Path) -> None:
    rows = row(quantity="q/1") + row(category="y", value="9", printed="9", quantity="q/1")
    folder = package(tmp_path, rows, remarks="- {quantity: q/2, remark: They differ.}")
    assert codes(folder) == ["F007 remarks.yaml:1", "F008 remarks.yaml:1"]


def test_units_of_one_kind_are_compared_in_their_base(tmp_path: Path) -> None:
    rows = row(value="16380", printed="16,380".replace(",", ""), quantity="q/1")
    rows += row(category="y", value="1", printed="1", unit="million poods", quantity="q/1")
    found = load(package(tmp_path, rows), CATALOGUE, MEASURES)
    assert [one.agrees for one in found.comparisons] == [True]
    assert found.units["million poods"].shown[0].factor == Decimal("16380")


@pytest.mark.parametrize(("printed", "value", "accuracy", "low", "high"), [
    ("3.74", "3.74", "", "3.735", "3.745"),
    ("100", "100", "", "99.5", "100.5"),
    ("8", "8", "about", "7", "9"),
    ("a million", "1000000", "about", "900000", "1100000"),
    ("200", "200", "about", "190", "210"),
    ("57", "57", "under", "50.8", "57.5"),
    ("18", "-18", "over", "-20.3", "-17.5"),
    ("one-third", "33.3", "", "31.635", "34.965"),
])
def test_how_far_a_printed_value_is_known(printed: str, value: str, accuracy: str, low: str, high: str) -> None:
    datum = Datum(None, "", "x", Decimal(value), None, None, Accuracy(accuracy), "tonnes", printed, "", "7", "w.p1", "")
    found = span(datum)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


def test_periods_stand_in_the_order_of_time() -> None:
    said = ["1926/27", "1926", "1927-07-01", "1913", "1909/1913", "1927", "1926-12"]
    assert sorted(said, key=period) == ["1909/1913", "1913", "1926", "1926/27", "1926-12", "1927", "1927-07-01"]


def test_a_value_that_the_passage_does_not_print(tmp_path: Path) -> None:
    figures = load(package(tmp_path, row(value="34", printed="34") + row(when="1928", value="7", printed="7")), CATALOGUE, MEASURES)
    strings = [Run(text, "w.p1", 0, "7", 1, "", True) for text in ("It rose by 34.7", "and in 1934 to", "7")]
    assert [(one.code, one.line) for one in unprinted(figures, "w", strings)] == [("F009", 2)]


def said() -> Figures:
    return apparatus(Project(ROOT), WORKS, Cache(None)).figures


def test_the_figures_of_the_edition() -> None:
    found = said()
    tables = [figure.table for figure in found.figures if figure.table]
    assert len(tables) == len(set(tables)) == 10
    assert len(found.figures) >= 180 and sum(len(figure.data) for figure in found.figures) >= 570
    assert {work for figure in found.figures for work in figure.works} == set(WORKS) - {"specimen"}
    assert len(found.verdicts) >= 40
    assert [one.holds for one in found.verdicts] == [not one.check.remark for one in found.verdicts]
    assert {"grain-harvest/1926", "middle-peasants/1926-27"} <= {one.quantity for one in found.comparisons if not one.agrees}


def test_the_package_is_valid_for_frictionless() -> None:
    # A process of its own: the framework changes warnings and the locale of the process that imports it.
    done = subprocess.run([sys.executable, "-m", "frictionless", "validate", "datapackage.yaml", "--json"],
                          cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
