"""Small works for the tests of the renderer, written as TEI."""

from __future__ import annotations

from lxml import etree

from build_tools.annotate.catalogue import Catalogue, Shelf
from build_tools.model.document import Document, Treatment
from build_tools.model.edition import Article, Edition, Heading, Mention, Occurrence, Volume
from build_tools.model.passage import Register
from build_tools.model.record import Kind, Name, Record, Rights
from build_tools.model.tree import Element, Node

XML_ID = "{http://www.w3.org/XML/1998/namespace}"


def tei(text: str) -> Element:
    """Return a piece of TEI, written without its namespace, as a tree."""
    return _element(etree.fromstring(text))


def _element(node: etree._Element) -> Element:
    children: list[Node] = [node.text] if node.text else []
    for child in node:
        children.append(_element(child))
        if child.tail:
            children.append(child.tail)
    attributes = {str(name).replace(XML_ID, "xml:"): str(value) for name, value in node.attrib.items()}
    return Element(str(node.tag), attributes, tuple(children))


def record(name: str = "w", publishable: bool = True) -> Record:
    """Return the record of a work."""
    return Record(
        name, Kind.BOOK, f"The book {name} & more", Rights("CC-BY-4.0", publishable, "Free for all."), name.upper(),
        (Name("Writer", "Anna"),), date="1928", publisher="Press", supplied=("date",),
    )


def catalogue(**registers: Register) -> Catalogue:
    """Return what prose may cite, where nothing is known of a work but its passages."""
    return Catalogue({name: Shelf(record(name), register) for name, register in registers.items()})


WORK = """<text>
  <front><div type="preface" xml:id="w.preface"><pb n="5" xml:id="pb-5"/><head>Preface</head>
    <p xml:id="w.preface.p1">Hello kulaks.</p></div></front>
  <body>
    <div type="part" n="1" xml:id="w.1"><pb n="7" xml:id="pb-7"/><head>Part 1</head>
      <p xml:id="w.1.p1">Part words<ref type="noteref" n="1" target="#w.1.n1">1</ref>.</p>
      <div type="chapter" n="1" xml:id="w.1.1"><pb n="9" xml:id="pb-9"/><head>Chapter A &amp; O</head>
        <p xml:id="w.1.1.p1">First<ref type="noteref" n="1" target="#w.1.1.n1">1</ref>, and see
          <ref type="page" target="#pb-7">p. 7</ref>.</p>
        <p xml:id="w.1.1.p2">Second goes <pb n="10" xml:id="pb-10" cert="high" resp="#edition"/>over the page.</p>
        <p xml:id="w.1.1.p3">Third, first on ten.<ref type="noteref" n="3">3</ref></p>
        <div type="notes" xml:id="w.1.1.notes"><head>Notes</head>
          <note place="end" n="1" xml:id="w.1.1.n1">A note.</note><gap reason="lost" unit="note" extent="2"/>
          <note place="end" n="4" xml:id="w.1.1.n4">Uncalled.</note></div>
      </div>
      <div type="chapter" n="2" xml:id="w.1.2"><pb n="12" xml:id="pb-12"/><head>Chapter B</head>
        <p xml:id="w.1.2.p1">Of the <term ref="#glossary-kulak" rend="first">kulak</term>.</p></div>
      <div type="notes" xml:id="w.1.notes"><note place="end" n="1" xml:id="w.1.n1">To the part.</note></div>
    </div>
  </body>
  <back><div type="index" xml:id="w.index"><head>Index</head><list type="index"><item xml:id="w.index.i1">Kulaks,
    <ref type="page" target="#pb-10">10</ref></item></list></div></back>
</text>"""


def document() -> Document:
    """Return a small work with everything in it that pages must keep together."""
    return Document(record(), tei(WORK), (Treatment("running_head", "normalization", "Running heads were removed.", 513),))


def edition() -> Edition:
    """Return an edition of two works, of which one has no text at hand, and of two terms."""
    return Edition(
        "Smychka", "0.1.0", "2026-11-21",
        (
            Volume(record(), (), document()),
            Volume(
                record("x", False),
                (Heading("x.1", 1, "Part one", "5"), Heading("x.1.1", 2, "Deep", "7"), Heading("x.2", 1, "Two", "99")),
            ),
        ),
        (
            Article(
                "kulak", "glossary", "Kulak", tei("<def>Rich peasant</def>"), ("Kulak", "Kulaks"),
                {"original": "кулак", "literal": "fist"}, see_also=("artel",),
            ),
            Article("artel", "glossary", "Artel", tei("<def>Producers’ co-operative</def>")),
        ),
        (
            Occurrence("w", "w.preface.p1", "5", 6, 12, "kulak"),
            Occurrence("w", "w.1.2.p1", "12", 7, 12, "kulak"),
            Occurrence("w", "w.1.2.p1", "12", 7, 12, "kulak"),
        ),
        mentions=(
            Mention("w", "w.preface.p1", "5", "kulak"), Mention("w", "w.1.2.p1", "12", "kulak", 2),
            Mention("x", "x.1.p1", "77", "kulak"),
        ),
    )
