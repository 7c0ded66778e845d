"""The header says what the record says, refuses what is missing, and its citation trees lead to every passage."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from build_tools.model.document import Document, Treatment
from build_tools.model.finding import EditionError
from build_tools.model.record import Kind, Name, Record, Rights
from build_tools.model.tree import Element
from build_tools.tei.header import header
from build_tools.tei.layout import NAMESPACE, PREFIX, XML_PREFIX
from build_tools.tei.parse import element, read
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate

RECORD = Record(
    "w",
    Kind.ARTICLE_JOURNAL,
    "A title",
    Rights("CC-BY-4.0", True, "Use it freely.", "https://example.org/by"),
    short_title="Title",
    authors=(Name("Ivanov", "Anna"), Name("Anonymus")),
    container="Journal",
    volume="19",
    date="2006-10",
    supplied=("volume", "kind"),
)

TEXT = """<text xmlns="http://www.tei-c.org/ns/1.0">
<front><div type="glossary" xml:id="w.glossary">
<list type="gloss"><label>Kulak</label><item xml:id="w.glossary.i1">rich</item></list></div></front>
<body><pb n="49" xml:id="pb-49"/><head>Title</head><p xml:id="w.p1">Words.</p><div type="notes" xml:id="w.notes">
<note place="end" n="1" xml:id="w.n1">Note. <p xml:id="w.n1.p2">More.</p></note></div>
<div type="part" xml:id="w.1"><head>Part</head><p xml:id="w.1.p1">A <pb n="xi" xml:id="pb-xi"/>b</p>
<quote xml:id="w.1.q1">Q</quote><cit><quote xml:id="w.1.q2">Q</quote><bibl>S</bibl></cit><lg xml:id="w.1.lg1"><l>V</l></lg>
<table xml:id="w.1.t1"><row role="data"><cell role="data">1</cell></row></table><figure xml:id="w.1.fig1"/>
<div type="chapter" xml:id="w.1.1"><p xml:id="w.1.1.p1">C</p><div type="subsection" xml:id="w.1.1.1"><p xml:id="w.1.1.1.p1">S</p>
<div type="subsection" xml:id="w.1.1.1.1"><p xml:id="w.1.1.1.1.p1">SS</p></div></div>
<div type="notes" xml:id="w.1.1.notes"><note place="end" n="1" xml:id="w.1.1.n1">N</note>
<ab type="fragment" xml:id="w.1.1.f1">f</ab></div></div>
<div type="chapter" xml:id="w.1.2"><p xml:id="w.1.2.p1">C</p></div></div></body>
<back><div type="index" xml:id="w.index"><head>Index</head><list type="index"><item xml:id="w.index.i1">A
<list type="index"><item xml:id="w.index.i2">a</item></list></item></list></div></back></text>"""

PASSAGES = ("div", "p", "quote", "lg", "table", "figure", "note", "ab", "item")


def document(record: Record = RECORD, treatments: tuple[Treatment, ...] = ()) -> Document:
    return Document(record, element(etree.fromstring(TEXT), "text.xml"), treatments)


def qualified(path: str) -> str:
    """Give the names of an XPath the prefix that XPath 1.0 wants; what stands in quotes, or is an axis or a function, stays.

    >>> qualified("/TEI/text/*/div[@type='part']/descendant::item")
    "/t:TEI/t:text/*/t:div[@type='part']/descendant::t:item"
    """
    pieces = re.split(r"('[^']*')", path)
    name = re.compile(r"(?<![\w@:.-])([A-Za-z][\w-]*)(?![\w-]*(?:\(|::|:))|(?<=::)([A-Za-z]\w*)(?!\w*\()")
    return "".join(piece if piece.startswith("'") else name.sub(lambda found: f"t:{found[0]}", piece) for piece in pieces)


NAMESPACES = {"t": NAMESPACE}


def select(context: etree._Element, path: str) -> list[etree._Element]:
    return context.xpath(qualified(path), namespaces=NAMESPACES)  # type: ignore[return-value]


def citations(structure: etree._Element, context: etree._Element, before: str = "") -> list[tuple[str, str, etree._Element]]:
    """Return citation, unit and element for all that a citeStructure cites below `context`, as the TEI Guidelines tell to build it."""
    found = []
    for cited in select(context, structure.get("match", "")):
        own = str(cited.xpath(f"string({qualified(structure.get('use', ''))})", namespaces=NAMESPACES))
        citation = f"{before}{structure.get('delim', '')}{own}"
        found.append((citation, structure.get("unit", ""), cited))
        for inner in structure.iterchildren(f"{PREFIX}citeStructure"):
            found += citations(inner, cited, citation)
    return found


def tree(root: etree._Element, name: str) -> list[tuple[str, str, etree._Element]]:
    structures = root.findall(f".//{PREFIX}refsDecl[@n='{name}']/{PREFIX}citeStructure")
    assert structures
    return [one for structure in structures for one in citations(structure, root)]


def test_the_paragraph_tree_cites_every_passage_once_by_its_id() -> None:
    root = etree.fromstring(write(document()))
    cited = tree(root, "paragraph")
    citable = [node for name in PASSAGES for node in root.iterfind(f"{PREFIX}text//{PREFIX}{name}")]
    inside = {node.get(f"{XML_PREFIX}id") for name in ("note", "item") for node in root.iterfind(f".//{PREFIX}{name}//{PREFIX}p")}
    expected = {node.get(f"{XML_PREFIX}id") for node in citable} - inside
    assert {citation: node.get(f"{XML_PREFIX}id") for citation, _, node in cited} == {one: one for one in expected}
    assert len(cited) == len(expected)
    units = {citation: unit for citation, unit, _ in cited}
    assert units["w.1.1.n1"] == "note" and units["w.1.1"] == "chapter" and units["w.1.q2"] == "quotation" and units["w.p1"] == "paragraph"


def test_the_page_tree_cites_every_page_by_its_number() -> None:
    root = etree.fromstring(write(document()))
    assert [(citation, unit, node.tag) for citation, unit, node in tree(root, "page")] == [
        ("49", "page", f"{PREFIX}pb"),
        ("xi", "page", f"{PREFIX}pb"),
    ]


def test_titles_of_divisions_are_cited_with_them() -> None:
    root = etree.fromstring(write(document()))
    (part,) = root.iterfind(f".//{PREFIX}citeStructure[@unit='part']")
    (data,) = part.iterchildren(f"{PREFIX}citeData")
    (division,) = select(root, part.get("match", ""))
    (title,) = select(division, data.get("use", ""))
    assert title.text == "Part"


def test_a_work_without_pages_has_no_tree_of_pages() -> None:
    text = Element("text", {}, (Element("body", {}, (Element("p", {"xml:id": "w.p1"}, ("Words",)),)),))
    root = etree.fromstring(write(Document(RECORD, text)))
    assert [one.get("n") for one in root.iterfind(f".//{PREFIX}refsDecl")] == ["paragraph"]


def test_the_example_is_valid() -> None:
    assert validate(write(document()), "w.xml") == []


def test_supplied_fields_are_marked_where_they_stand_and_named_in_a_sentence() -> None:
    root = etree.fromstring(write(document()))
    bibl = root.find(f".//{PREFIX}biblStruct")
    assert bibl is not None
    marked = [node.tag[len(PREFIX) :] for node in bibl.iter(etree.Element) if node.get("resp") == "#edition"]
    assert marked == ["biblStruct", "biblScope"]
    assert root.find(f".//{PREFIX}respStmt[@{XML_PREFIX}id='edition']") is not None
    assert [node.text for node in root.iterfind(f".//{PREFIX}resp/{PREFIX}ident")] == ["volume", "kind"]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("container", ["", "Journal"])
def test_the_titles_stand_at_the_level_of_their_kind(kind: Kind, container: str) -> None:
    root = etree.fromstring(write(document(replace(RECORD, kind=kind, container=container))))
    part = kind in (Kind.CHAPTER, Kind.ARTICLE_JOURNAL, Kind.ENTRY_ENCYCLOPEDIA) or bool(container)
    assert (root.find(f".//{PREFIX}analytic") is not None) is part
    title = root.find(f".//{PREFIX}biblStruct//{PREFIX}title[@type='main']")
    assert title is not None
    assert title.get("level") == ("a" if part else "u" if kind is Kind.WEBPAGE else "m")
    larger = root.find(f".//{PREFIX}monogr/{PREFIX}title")
    assert not (part and container) or larger is not None and larger.get("level") == ("j" if kind is Kind.ARTICLE_JOURNAL else "m")


def test_each_rule_says_what_it_did_and_how_often() -> None:
    treatments = (
        Treatment("ligatures", "normalization", "Broken ligatures were mended.", 12),
        Treatment("joined", "hyphenation", "A hyphen at a line end was removed.", 1),
        Treatment("spaces", "normalization", "Spaces were made single.", 0),
    )
    made = document(treatments=treatments)
    root = etree.fromstring(write(made))
    said = ["".join(map(str, node.itertext())) for node in root.iterfind(f".//{PREFIX}editorialDecl//{PREFIX}p")]
    assert said == [
        "Broken ligatures were mended. (12 places)",
        "A hyphen at a line end was removed. (1 place)",
        "Spaces were made single. (0 places)",
    ]
    assert read(write(made), "w.xml").treatments == treatments


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (replace(RECORD, title=" "), "title"),
        (replace(RECORD, id=""), "id"),
        (replace(RECORD, language=""), "language"),
        (replace(RECORD, rights=Rights("", False, "")), "rights.licence"),
    ],
)
def test_a_missing_field_is_a_finding_and_never_a_guess(broken: Record, field: str) -> None:
    with pytest.raises(EditionError) as caught:
        header(document(broken))
    (finding,) = caught.value.findings
    assert finding.code == "T005" and finding.message == f"the record has no {field}"


def test_a_treatment_of_unknown_kind_is_a_finding() -> None:
    with pytest.raises(EditionError, match="T007.*'guess'"):
        header(document(treatments=(Treatment("x", "guess", "", 1),)))


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        (r' type="article-journal"', "", "`biblStruct` has no `type`"),
        (r' type="article-journal"', ' type="opera"', "'opera'"),
        (r"(<licence[^>]*>).*?(</licence>)", r"\1\2", "no licence"),
        (r'<language ident="en"/>', "", "no language"),
        (r' type="main"', "", "no title of type main"),
        (r"<text>.*</text>", "", "without a `text`"),
    ],
)
def test_a_header_of_another_shape_is_a_finding(pattern: str, replacement: str, said: str) -> None:
    data, changed = re.subn(pattern, replacement, write(document()).decode(), flags=re.DOTALL)
    assert changed
    with pytest.raises(EditionError) as caught:
        read(data.encode(), "w.xml")
    assert {finding.code for finding in caught.value.findings} == {"T006"}
    assert said in str(caught.value)
