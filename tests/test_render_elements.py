"""Every TEI element is set as a reader needs it, and none is dropped in silence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from build_tools.model.finding import EditionError
from build_tools.render.elements import ELEMENTS
from build_tools.render.sheet import Sheet
from tests.render_parts import tei

CASES = tomllib.loads((Path(__file__).parent / "cases/render/elements.toml").read_text(encoding="utf-8"))["case"]

# What holds no words.
MARKS = {"pb", "gap", "lb", "anchor", "milestone"}


def sheet() -> Sheet:
    here = dict.fromkeys(("w.1.p1", "pb-7", "w.1.n1"), "w/1.html")
    return Sheet(
        "w/1.html", ELEMENTS, here | {"w.2.p1": "w/2.html", "pb-9": "w/2.html"}, {"w.1.p1": "p. 7, ¶ 1"},
        {"w.1.n3": (("w/1.html", "call-w.1.n3"), ("w/2.html", "call-w.1.n3"))}, {"glossary-kulak": "glossary.html"},
        frozenset({"w", "other"}),
    )


def without_line_ends(html: str) -> str:
    return html.replace("\n", "")


def without_addresses(html: str, wanted: str) -> str:
    """Leave out the pilcrows of elements without a label where a case does not speak of them."""
    return html if "permalink" in wanted else re.sub(r'<a class="permalink".*?</a>', "", html)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_element_is_set(case: dict[str, str]) -> None:
    html = without_line_ends(sheet().set(tei(case["tei"])))
    assert without_addresses(html, case["html"]) == case["html"]


def test_an_unknown_element_stops_the_build() -> None:
    with pytest.raises(EditionError) as raised:
        sheet().set(tei("<p>words <ruby>more</ruby></p>"))
    (finding,) = raised.value.findings
    assert finding.code == "P101"
    assert "<ruby>" in finding.message


@pytest.mark.parametrize("name", sorted(ELEMENTS.keys() - MARKS))
def test_no_element_loses_its_words(name: str) -> None:
    """Whatever an element is, the words in it are on the page."""
    inner = {"table": "<row><cell>word</cell></row>", "list": "<item>word</item>", "listBibl": "<bibl>word</bibl>"}.get(name, "word")
    assert "word" in sheet().set(tei(f"<{name}>{inner}</{name}>"))
