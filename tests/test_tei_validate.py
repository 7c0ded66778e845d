"""Each case of tests/cases/tei is a text with its findings: code, line and what the message says; none in those called `valid`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.model.document import Document
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.tree import Element
from build_tools.tei import grammar
from build_tools.tei.parse import read
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate

CASES = sorted((Path(__file__).parent / "cases" / "tei").glob("*.xml"))

EXPECTED = re.compile(r"<!-- (T\d{3}) line (\d+): (.+?) -->")
"""What a case expects, such as `<!-- T029 line 4: `p` w.p1 is empty -->`; the line is that of the case."""

TEXT = re.compile(rb" <text/>")

SHELL = write(Document(Record("w", Kind.BOOK, "T", Rights("MIT", True, "")), Element("text")))


def whole(case: bytes) -> tuple[bytes, int]:
    """Return the case in a file with a header, and how many lines stand before it."""
    before, after = TEXT.split(SHELL)
    return before + case + after, before.count(b"\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path) -> None:
    text = case.read_bytes()
    data, before = whole(text)
    found = [(one.code, (one.line or 0) - before, one.message) for one in validate(data, case.name)]
    expected = [(code, int(line), said) for code, line, said in EXPECTED.findall(text.decode())]
    assert [one[:2] for one in found] == [one[:2] for one in expected], found
    for (_, _, message), (_, _, said) in zip(found, expected):
        assert said in message
    assert bool(expected) is not case.stem.startswith("valid")


def test_every_finding_names_its_file_and_says_what_was_expected() -> None:
    for case in CASES:
        for finding in validate(whole(case.read_bytes())[0], case.name):
            assert finding.file == case.name and finding.line and finding.expected, case.stem


def test_every_code_of_a_fault_in_a_text_has_a_case() -> None:
    codes = {code for case in CASES for code, _, _ in EXPECTED.findall(case.read_text())}
    assert codes == {f"T{number:03}" for number in [*range(10, 18), *range(20, 30)]}


def test_values_are_listed_where_there_is_a_choice() -> None:
    data, _ = whole(b'<text><body><div type="book" xml:id="w.1"><p xml:id="w.1.p1">Words.</p></div></body></text>')
    (finding,) = validate(data, "w.xml")
    assert "`chapter`" in finding.expected and finding.expected.endswith("or `notes`")


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"<TEI>\n\xff</TEI>", "T002", 2),
        (b"\xef\xbb\xbf<TEI>\n<a></b></TEI>", "T003", 2),
        (b"", "T003", 1),
        (b"<TEI>\n&kulak;</TEI>", "T003", 2),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">&a;</TEI>', "T004", 1),
        (b"\n<TEI><text/></TEI>", "T004", 2),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x" xml:id="w" xml:lang="en">\n<x:p/></TEI>', "T010", 2),
        (b'\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>', "T010", 2),
    ],
)
def test_what_is_no_tei_at_all_is_a_finding_too(data: bytes, code: str, line: int) -> None:
    findings = validate(data, "w.xml")
    assert (code, line) in {(finding.code, finding.line) for finding in findings}


def test_no_file_is_read_that_a_document_names(tmp_path: Path) -> None:
    """A document type could name any file of the machine as an entity."""
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    data = f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "{secret.as_uri()}">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&a;</TEI>'.encode()
    assert [finding.code for finding in validate(data, "w.xml")] == ["T004"]
    assert "secret words" not in str(validate(data, "w.xml"))


def test_a_fault_that_only_the_schema_sees_is_still_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where our explanation finds nothing, the words of libxml2 must do."""
    monkeypatch.setattr("build_tools.tei.validate.explain", lambda root, file: [])
    data, _ = whole(b"<text><body><p>Words.</p></body></text>")
    assert {finding.code for finding in validate(data, "w.xml")} == {"T019"}


def test_the_schema_is_found_where_the_package_lies() -> None:
    assert b"<grammar" in grammar.source()


def test_a_valid_case_can_be_read() -> None:
    for case in CASES:
        if case.stem.startswith("valid"):
            document = read(whole(case.read_bytes())[0], case.name)
            assert read(write(document), case.name) == document
