"""The reader of Markdown: what becomes of each of its marks, texts in several files, and notes that lack a half."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model.finding import EditionError
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.source import Habits, Input, Source
from build_tools.model.tree import Element
from build_tools.pipeline.conversion import convert
from build_tools.pipeline.project import Project
from build_tools.read.markdown import read
from build_tools.read.marks import scan
from build_tools.read.texts import find
from build_tools.render.elements import ELEMENTS
from build_tools.render.sheet import Sheet
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate

RECORD = Record("w", Kind.BOOK, "A Mill", Rights("CC0-1.0", True, "Free."))


def shape(node: Element | str) -> str:
    """Return an element as names and words: `p(The hi(mill).)`."""
    return node if isinstance(node, str) else f"{node.name}({''.join(map(shape, node.children))})"


CASES = {
    "a title alone opens no division": ("# A Mill\n\nWords.", "body(head(A Mill)p(Words.))"),
    "two headings of the first level are chapters": ("# One\n\nA.\n\n# Two\n\nB.", "body(div(head(One)p(A.))div(head(Two)p(B.)))"),
    "a lower heading stands inside": ("# One\n\n## Sub\n\nA.\n\n# Two\n\nB.", "body(div(head(One)div(head(Sub)p(A.)))div(head(Two)p(B.)))"),
    "emphasis": ("A *fine* and **strong** mill.", "body(p(A hi(fine) and hi(strong) mill.))"),
    "a line end is a space": ("A\nmill.", "body(p(A mill.))"),
    "a quotation": ("> Words of another.", "body(quote(Words of another.))"),
    "a list": ("- one\n- two", "body(list(item(one)item(two)))"),
    "a numbered list": ("3. one\n4. two", "body(list(label(3.)item(one)label(4.)item(two)))"),
    "a table with its caption": (
        "Table: Yield\n\n| farm | rye |\n|---|---|\n| A | 3 |",
        "body(table(head(Yield)row(cell(farm)cell(rye))row(cell(A)cell(3))))",
    ),
    "a note": ("Flour.[^1]\n\n[^1]: Of rye.", "body(p(Flour.ref(1))div(note(Of rye.)))"),
    "a note of two paragraphs": ("Flour.[^1]\n\n[^1]: Of rye.\n\n    And oats.", "body(p(Flour.ref(1))div(note(Of rye.p(And oats.))))"),
    "a page of the site": ("See [the questions](questions.html#question-rye).", "body(p(See ref(the questions).))"),
    "a comment is no text": ("<!-- not this -->\n\nWords.", "body(p(Words.))"),
    "a page": ("Words [p. 7] of a page.", "body(p(Words pb() of a page.))"),
    "no page within words": ("Words [see p. 7].", "body(p(Words [see p. 7].))"),
    "no note without a label": ("Words [^ ] here.", "body(p(Words [^ ] here.))"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mark_becomes_an_element(name: str) -> None:
    text, expected = CASES[name]
    document = read(text.encode(), "w.md", RECORD)
    assert "".join(map(shape, document.text.children)) == expected
    assert validate(write(document), "w.xml") == []


def test_a_page_of_the_site_is_linked_from_its_root() -> None:
    document = read(b"# A\n\nSee [rye](questions.html#question-rye) and [barley](barley.pdf).\n\n# B\n\nC.", "w.md", RECORD)
    links = [one for one in document.text.walk() if one.name == "ref"]
    assert [(one.get("type"), one.get("target")) for one in links] == [("site", "questions.html#question-rye"), ("see", "")]
    deep = Sheet("w/1.html", ELEMENTS)
    assert [deep.set(one) for one in links] == [
        '<a class="ref" href="../questions.html#question-rye">rye</a>', '<span class="ref">barley</span>',
    ]


def test_names_are_ids() -> None:
    document = read(b"# One {#prices}\n\nA. {#first}\n\n# Two\n\nB.", "w.md", RECORD)
    assert [one.id for one in document.text.walk() if one.id] == ["w.prices", "w.prices.first", "w.2", "w.2.p1"]


def test_a_thousand_asterisks_are_no_emphasis_and_lose_no_word() -> None:
    record = Record("w", Kind.BOOK, "W", Rights("CC0-1.0", True, ""))
    document = read(("*" * 2_000 + "mill" + "*" * 2_000 + "\n").encode(), "w.md", record)
    assert document.text.text().strip("*\n") == "mill"
    assert validate(write(document), "w.xml") == []


DEEP: dict[str, Callable[[int], str]] = {
    "quotations": lambda depth: "> " * depth + "deep words\n",
    "lists": lambda depth: "".join("  " * step + f"- item {step}\n" for step in range(depth)) + "\ndeep words\n",
    "a list in quotations": lambda depth: "> " * depth + "- deep words\n",
    "a note": lambda depth: "Rye.[^1]\n\n[^1]: So:\n\n" + "    " + "> " * depth + "deep words\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_what_stands_deep_is_read_or_told_and_never_left_out(name: str) -> None:
    for depth in (1, 17, 18, 19, 20, 21, 38, 39, 40, 41, 60):
        data = ("Begun.\n\n" + DEEP[name](depth)).encode()
        try:
            assert "deep words" in read(data, "w.md", RECORD).text.text(), depth
        except EditionError as error:
            (found,) = error.findings
            assert (found.code, found.file) == ("R037", "w.md") and found.line
            # Lists count twice: the list and its item.
            assert depth > 18, depth
            assert data.decode().splitlines()[found.line - 1].lstrip().startswith((">", "-")), error


OPEN: dict[str, Callable[[int], str]] = {
    "ticks": lambda k: "".join("`" * (n % 90 + 1) + " a " for n in range(60 * k)),
    "fences": lambda k: "".join("`" * (n % 9 + 3) + f"{n}\na\n" for n in range(60 * k)) + "~~~\n" * (30 * k + 1),
    "comments": lambda k: "<!-- a\n" * (200 * k),
    "citations": lambda k: "[@a, p. 1 " * (200 * k),
    "links": lambda k: "[[a|b " * (200 * k),
}
"""Marks and code that are begun and never closed, more with the number given."""


@pytest.mark.parametrize("name", OPEN)
def test_time_on_what_is_never_closed_is_linear(name: str) -> None:
    def seconds(size: int) -> float:
        text, least = OPEN[name](size), float("inf")
        for _ in range(3):
            before = process_time()
            list(scan(text))
            least = min(least, process_time() - before)
        return least

    assert seconds(80) < max(24 * seconds(10), 0.3)


def test_each_file_has_its_own_labels() -> None:
    text = "# One\n\nA.[^1]\n\n[^1]: Of one.\n# Two\n\nB.[^1]\n\n[^1]: Of two.\n"
    document = read(text.encode(), "w.md", RECORD, [1, 6])
    notes = {one.id: one.text() for one in document.text.walk() if one.name == "note"}
    assert notes == {"w.1.n1": "Of one.", "w.2.n1": "Of two."}
    assert [one.get("target") for one in document.text.walk() if one.name == "ref"] == ["#w.1.n1", "#w.2.n1"]


def bound(folder: Path, **files: str) -> Source:
    """Return a work whose chapters are files."""
    chapters = folder / "sources/w/chapters"
    chapters.mkdir(parents=True)
    for name, text in files.items():
        (chapters / f"{name}.md").write_text(text, encoding="utf-8")
    return Source(RECORD, Input("markdown", "chapters"), Habits(), str(folder / "sources/w"))


def test_the_files_of_a_folder_are_bound_in_their_order(tmp_path: Path) -> None:
    source = bound(tmp_path, b="\ufeff# Two\r\n\r\nB.", a="# One\n\nA.\n\n\n")
    texts, findings = find([source], [], tmp_path)
    assert not findings
    assert [part.name for part in texts["w"].parts] == ["sources/w/chapters/a.md", "sources/w/chapters/b.md"]
    stages = convert(source, texts["w"], Project(tmp_path))
    assert shape(stages.document.text) == "text(body(div(head(One)p(A.))div(head(Two)p(B.))))"


def test_a_note_without_a_body_is_found_in_its_file(tmp_path: Path) -> None:
    source = bound(tmp_path, a="# One\n\nA.[^1]\n\n[^1]: Of one.", b="# Two\n\nB.\n\nC.[^1]")
    texts, _ = find([source], [], tmp_path)
    with pytest.raises(EditionError) as caught:
        convert(source, texts["w"], Project(tmp_path))
    assert [(one.code, one.file, one.line) for one in caught.value.findings] == [("R035", "sources/w/chapters/b.md", 5)]


def test_a_folder_without_a_text_is_a_finding(tmp_path: Path) -> None:
    _, findings = find([bound(tmp_path)], [], tmp_path)
    assert [(one.code, one.file) for one in findings] == [("R007", "sources/w/chapters")]


@given(st.text(alphabet="#[]^:*_|-> \n\tab1`!(){}", max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_ends_in_a_document_or_a_finding(text: str) -> None:
    try:
        document = read(text.encode(), "w.md", RECORD)
    except EditionError:
        return
    assert validate(write(document), "w.xml") == []
