"""TEI files that others made: their header as a record, and their notes, of which none is lost."""

from __future__ import annotations

import pytest

from build_tools.model.record import Kind, Name, Record, Rights
from build_tools.tei.adopt import adopt
from build_tools.tei.parse import read_tree
from build_tools.tei.received_header import filled

RIGHTS = Rights("CC0-1.0", True, "Free.")
EMPTY = Record("w", Kind.BOOK, "", RIGHTS, language="")


def header(people: str = "", source: str = "<p/>") -> str:
    return (f"<teiHeader><fileDesc><titleStmt><title>A ferry</title>{people}</titleStmt><publicationStmt><p/></publicationStmt>"
            f"<sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>")


def whole(header: str, text: str) -> bytes:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</TEI>'.encode()


@pytest.mark.parametrize(("people", "authors", "editors", "translators"), [
    ("<author>Zola, Émile, 1840-1902</author>", (Name("Zola", "Émile"),), (), ()),
    ("<author>Émile Zola</author><editor>Anna Rye</editor>", (Name("Zola", "Émile"),), (Name("Rye", "Anna"),), ()),
    ('<editor role="translator"><forename>Tom</forename> <surname>Oats</surname></editor>', (), (), (Name("Oats", "Tom"),)),
    ('<author/><editor> </editor><editor role="translator"/>', (), (), ()),
])
def test_people_are_told_apart_and_an_empty_element_is_nobody(
    people: str, authors: tuple[Name, ...], editors: tuple[Name, ...], translators: tuple[Name, ...]
) -> None:
    found = read_tree(whole(header(people), "<text/>"), "w.xml").first("teiHeader")
    assert found is not None
    record = filled(EMPTY, found)
    assert (record.title, record.authors, record.editors, record.translators) == ("A ferry", authors, editors, translators)


def test_what_the_editor_states_goes_before_what_the_file_says() -> None:
    found = read_tree(whole(header(source='<bibl><publisher>Mill</publisher><date when="1927">27</date></bibl>'), "<text/>"), "w.xml")
    record = filled(Record("w", Kind.BOOK, "Carts", RIGHTS, date="1928", language=""), found)
    assert (record.title, record.date) == ("Carts", "1928")


@pytest.mark.parametrize("text", [
    "<text><body><div><p>One<note>said below</note> two.</p></div></body></text>",
    "<text><body><p>One<note>said below</note> two.</p></body></text>",
    "<text><p>One<note>said below</note> two.</p></text>",
    "<text><front><head>One<note>said below</note></head></front><body><p>Two.</p></body></text>",
], ids=["division", "body", "text", "front"])
def test_no_note_is_lost_wherever_its_call_stands(text: str) -> None:
    people = "<author>Anna Rye</author>"
    document, _ = adopt(whole(header(people, "<bibl><publisher>Mill</publisher><date>1927</date></bibl>"), text), "w.xml", EMPTY)
    (note,) = [one for one in document.text.walk() if one.name == "note"]
    (call,) = [one for one in document.text.walk() if one.name == "ref"]
    assert note.text() == "said below" and call.get("target") == f"#{note.id}"
