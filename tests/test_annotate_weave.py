"""Weaving: links around the right words, no character changed, no link inside a link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.annotate.anchor import texts
from build_tools.annotate.entry import Entry
from build_tools.annotate.kinds import GLOSSARY, Kind
from build_tools.annotate.recognise import Recogniser
from build_tools.annotate.register import Register
from build_tools.annotate.weave import kinds_of, weave
from build_tools.model.document import Document
from build_tools.model.edition import Occurrence
from build_tools.model.finding import EditionError
from build_tools.model.tree import Element, Node
from tests.test_annotate_recognition import CALL, WORK, document, element

RECOGNISER = Recogniser([Register(GLOSSARY, (Entry("kulak", "Kulak", "x", forms=("kulaks",)), Entry("mir", "Mir", "x")))])
PLACES = Kind("places", "places.yaml", "placeName", "place-", "where")


def woven(*children: Node) -> tuple[Node, ...]:
    """Recognise and weave one paragraph, and return what is in it."""
    work = document(element("div", element("p", *children, xml_id="w.1.p1"), xml_id="w.1"))
    (division,) = next(weave(work, RECOGNISER.occurrences(work)).text.elements()).elements()
    return next(division.elements()).children


def term(words: str, entry: str, rend: str = "") -> Element:
    return Element("term", {"ref": f"#glossary-{entry}", **({"rend": rend} if rend else {})}, (words,))


def test_the_first_on_a_page_is_marked() -> None:
    page = element("pb", n="2")
    assert woven("mir, mir ", page, "mir") == (
        term("mir", "mir", "first"), ", ", term("mir", "mir"), " ", page, term("mir", "mir", "first"),
    )


def test_without_pages_the_first_in_a_division_is_marked() -> None:
    work = document(
        element("div", element("p", "mir", xml_id="w.1.p1"), element("p", "mir", xml_id="w.1.p2"), xml_id="w.1"),
        element("div", element("p", "mir", xml_id="w.2.p1"), xml_id="w.2"),
    )
    after = weave(work, RECOGNISER.occurrences(work))
    assert [one.get("rend") for one in after.text.walk() if one.name == "term"] == ["first", "", "first"]


def test_a_page_break_inside_a_word_divides_the_link() -> None:
    page = element("pb", n="2", **{"break": "no"})
    assert woven("a ku", page, "lak.") == ("a ", term("ku", "kulak", "first"), page, term("lak", "kulak", "continued"), ".")


def test_an_element_around_a_part_divides_the_link() -> None:
    assert woven("ku", element("hi", "la"), "ks") == (
        term("ku", "kulak", "first"), element("hi", term("la", "kulak", "continued")), term("ks", "kulak", "continued"),
    )


def test_the_number_of_a_note_call_is_no_part_of_a_link() -> None:
    assert woven("mir", CALL, "’s") == (term("mir", "mir", "first"), CALL, term("’s", "mir", "continued"))


@pytest.mark.parametrize("name", ["ref", "term", "persName"])
def test_no_link_in_a_link(name: str) -> None:
    inside = element(name, "the mir")
    assert woven("see ", inside, ", mir") == ("see ", inside, ", ", term("mir", "mir", "first"))


def test_headings_have_occurrences_but_no_links() -> None:
    found = RECOGNISER.occurrences(WORK)
    after = weave(WORK, found)
    assert {one.passage for one in found} >= {"w.1"}
    for head in (one for one in after.text.walk() if one.name == "head"):
        assert [one.name for one in head.walk() if one.name == "term"] == []
    begun = [one for one in after.text.walk() if one.name == "term" and one.get("rend") != "continued"]
    assert len(begun) == len([one for one in found if one.passage != "w.1" and (one.passage, one.start) != ("w.1.t1", 0)])


def test_what_has_no_occurrence_is_kept_as_it_is() -> None:
    assert weave(WORK, ()).text is WORK.text


def test_weaving_twice_adds_nothing() -> None:
    once = weave(WORK, RECOGNISER.occurrences(WORK))
    assert weave(once, RECOGNISER.occurrences(once)) == once


def test_overlapping_registers_nest_or_are_cut() -> None:
    work = document(element("div", element("p", "abcdef", xml_id="w.1.p1"), xml_id="w.1"))
    registers = [Register(GLOSSARY, (Entry("x", "x", "x"),)), Register(PLACES, (Entry("y", "y", "y"), Entry("z", "z", "z")))]
    spans = [Occurrence("w", "w.1.p1", "", *span) for span in ((0, 4, "x"), (1, 2, "y"), (3, 6, "z"))]
    (paragraph,) = (one for one in weave(work, spans, kinds_of(registers)).text.walk() if one.name == "p")

    def place(words: str, entry: str, rend: str) -> Element:
        return Element("placeName", {"ref": f"#place-{entry}", "rend": rend}, (words,))

    outer = Element("term", {"ref": "#glossary-x", "rend": "first"}, ("a", place("b", "y", "first"), "c", place("d", "z", "first")))
    assert paragraph.children == (outer, place("ef", "z", "continued"))


@pytest.mark.parametrize("span", [("w.1.p1", 0, 99), ("w.1.p1", 3, 3), ("w.1.p1", -1, 2), ("w.7.p1", 0, 1), ("", 0, 1)])
def test_an_occurrence_without_an_anchor(span: tuple[str, int, int]) -> None:
    passage, start, end = span
    with pytest.raises(EditionError) as error:
        weave(WORK, [Occurrence("w", passage, "9", start, end, "mir")])
    assert [one.code for one in error.value.findings] == ["A014"]


WORDS = st.sampled_from(["kulak", "mir", "ku", "lak", "k", " ", ", ", "s", "’s", "kulak mir", "."])
LEAVES: st.SearchStrategy[Node] = st.one_of(
    WORDS, st.just(CALL), st.builds(lambda n: element("pb", n=n), st.sampled_from("123")), st.just(element("ref", "mir", type="page")),
)


def branch(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """An element around nodes: inline ones, and passages with ids that are made unique afterwards."""
    names = st.sampled_from(["hi", "quote", "lg", "l", "note", "foreign", "head", "cell", "table"])
    return st.builds(lambda name, row: Element(name, {}, tuple(row)), names, st.lists(children, max_size=5))


TREES = st.lists(st.recursive(LEAVES, branch, max_leaves=20), max_size=6)


def numbered(nodes: list[Node]) -> Document:
    """Return a document in which every element that may be a passage has an id of its own."""
    count = 0

    def number(node: Node) -> Node:
        nonlocal count
        if isinstance(node, str):
            return node
        attributes = dict(node.attributes)
        if node.name in ("quote", "lg", "note", "table"):
            count += 1
            attributes["xml:id"] = f"w.1.x{count}"
        return Element(node.name, attributes, tuple(number(child) for child in node.children))

    return document(element("div", element("p", *(number(node) for node in nodes), xml_id="w.1.p1"), xml_id="w.1"))


@given(TREES)
def test_no_character_is_changed(nodes: list[Node]) -> None:
    work = numbered(nodes)
    found = RECOGNISER.occurrences(work)
    after = weave(work, found)
    assert after.text.text() == work.text.text()
    assert texts(after) == texts(work)
    assert unwoven(after.text) == merged(work.text)
    if after.text is not work.text:
        assert any(one.name == "term" for one in after.text.walk())


@given(TREES, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8))
def test_any_spans_can_be_woven(nodes: list[Node], spans: list[tuple[int, int]]) -> None:
    work = numbered(nodes)
    length = len(texts(work).get("w.1.p1", ""))
    found = [Occurrence("w", "w.1.p1", "", start, start + size, f"e{size}") for start, size in spans if start + size <= length]
    after = weave(work, found)
    assert after.text.text() == work.text.text()
    assert unwoven(after.text) == merged(work.text)


def merged(element: Element) -> Element:
    """Join strings that stand beside each other, as a file would."""
    children: list[Node] = []
    for child in element.children:
        node = child if isinstance(child, str) else merged(child)
        if isinstance(node, str) and children and isinstance(children[-1], str):
            children[-1] += node
        elif node != "":
            children.append(node)
    return element.replace(children=tuple(children))


def unwoven(element: Element) -> Element:
    """Take all woven elements out again, their words stay."""
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
        elif child.name == "term":
            children += unwoven(child).children
        else:
            children.append(unwoven(child))
    return merged(element.replace(children=tuple(children)))
