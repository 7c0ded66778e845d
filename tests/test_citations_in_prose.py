"""Citations and links in prose of ours: what each becomes, where it leads, and what is said of those that lead nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.annotate.catalogue import Catalogue, Shelf
from build_tools.annotate.prose import tei as prose_tei
from build_tools.annotate.weave import lead
from build_tools.model.document import Document
from build_tools.model.edition import Edition, Volume
from build_tools.model.finding import EditionError, Severity
from build_tools.model.passage import Passage, Register, State
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.source import Habits, Input, Source
from build_tools.model.tree import Element
from build_tools.pipeline import prose
from build_tools.pipeline.annotation import apparatus
from build_tools.pipeline.cache import Cache
from build_tools.pipeline.conversion import convert
from build_tools.pipeline.evidence import unsupported
from build_tools.pipeline.project import Order, Project, take_stock
from build_tools.read.marks import Sort, replaced, scan
from build_tools.read.passages import dump
from build_tools.read.texts import find
from build_tools.render.pages import rendered_site
from build_tools.render.plain import plain
from tests.render_parts import edition, record, tei

BOOK = Register((
    *(Passage(f"w.pb-{n}", "pb", n, places=(place,)) for n, place in (("7", "1"), ("9", "1.1"), ("10", "1.1"), ("12", "1.2"))),
    Passage("w.glossary", "div", places=("glossary",)),
    Passage("w.1.1.p1", "p", "9", "¶ 1", places=("1.1",)), Passage("w.1.1.n1", "note", "10", "note 1", places=("1.1",)),
    Passage("w.1.1.p9", "p", "9", "¶ 9", state=State.JOINED, targets=("w.1.1.p1",), places=("1.1",)),
))
WORKS = {"w": Shelf(record(), BOOK), "x": Shelf(replace(record("x"), short_title="Essay"), Register())}
CATALOGUE = Catalogue(WORKS, {"carr-x": "Carr, X"})


def said(text: str) -> list[tuple[str, str]]:
    """Return the citations of a sentence: what each names, and its words."""
    return [(node.get("cRef"), node.text()) for node in prose_tei(text, lambda name: None, CATALOGUE) if isinstance(node, Element)]


@pytest.mark.parametrize(("text", "expected"), [
    ("So [@w, p. 9].", [("w p. 9", "W, p. 9")]),
    ("So [@w,p.9].", [("w p. 9", "W, p. 9")]),
    ("So [@w, pp. 9-10].", [("w pp. 9–10", "W, pp. 9–10")]),
    ("So [@w, p. 10, note 1].", [("w p. 10, n. 1", "W, p. 10, n. 1")]),
    ("So [@w, glossary].", [("w glossary", "W, glossary")]),
    ("So [@w.1.1.p1].", [("w.1.1.p1", "W, p. 9, ¶ 1")]),
    ("So [@w].", [("w", "W")]),
    ("So [@x].", [("x", "Essay")]),
    ("So [@carr-x, vol. 1, p. 3].", [("carr-x, vol. 1, p. 3", "Carr, X, vol. 1, p. 3")]),
    ("So [@w, p. 9; @w, p. 10;@x].", [("w p. 9", "W, p. 9"), ("w p. 10", "W, p. 10"), ("x", "Essay")]),
    ("No mark: a@b, [w, p. 9], [1].", []),
])
def test_a_citation_becomes_a_reference(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected
    assert list(CATALOGUE.faults(text, "f")) == []


def test_the_brackets_become_round() -> None:
    nodes = prose_tei("So [@w, p. 9; @x].", lambda name: None, CATALOGUE)
    assert "".join(node if isinstance(node, str) else node.text() for node in nodes) == "So (W, p. 9; Essay)."


@pytest.mark.parametrize(("text", "code", "hint"), [
    ("[@v, p. 9]", "A031", "works: w, x"),
    ("[@carr-y, p. 9]", "A031", "did you mean “carr-x”?"),
    ("[@w, p. 8]", "A032", "the nearest: 7 and 9"),
    ("[@w, p. 99]", "A032", "the nearest: 12"),
    ("[@w, pp. 9–11]", "A032", "the nearest: 10 and 12"),
    ("[@w, p. 9, n. 1]", "A032", ""),
    ("[@x, p. 9]", "A032", "a new work is registered by “edition register x”"),
    ("[@x, glossary]", "A032", ""),
    ("[@w.1.1.p2]", "A032", "the last one there is w.1.1.p1"),
    ("[@w.glosary]", "A032", "did you mean “w.glossary”?"),
    ("[@w.1.1.p1, p. 9]", "A033", ""),
    ("[@w, page nine]", "A033", "several pages are several citations: [@work, p. 88; @work, p. 93]"),
    ("[@w, p. 9–10]", "A033", "several pages are several citations: [@work, p. 88; @work, p. 93]"),
    ("[@w, pp. 9]", "A033", "several pages are several citations: [@work, p. 88; @work, p. 93]"),
    ("[@w, pp. 10–9]", "A033", "several pages are several citations: [@work, p. 88; @work, p. 93]"),
    ("[@w, pp. 9, 10]", "A033", "several pages are several citations: [@work, p. 88; @work, p. 93]"),
    ("[@w, p. 9; w, p. 10]", "A033", "each begins with @ and the id of a work"),
    ("[@w, p. 9", "A033", "close it, or put a backslash before a bracket that is meant as such"),
    ("[[kulak]", "A033", "close it, or put a backslash before a bracket that is meant as such"),
])
def test_what_cannot_be_cited_is_a_finding(text: str, code: str, hint: str) -> None:
    (found,) = CATALOGUE.faults(f"First\n\nthen {text}", "f.md", line=10)
    assert (found.code, found.file, found.line, found.hint) == (code, "f.md", 12, hint)
    assert found.message and found.expected


def test_code_and_escaped_signs_are_no_marks() -> None:
    text = "`[@v]` ``[[a]] ` ``\n\n```\n[@v\n```\n\n~~~ x\n[[a\n~~~\n\n<!-- [@v] --> \\[@v] \\[[a]] and [[b]]"
    (mark,) = scan(text)
    assert (mark.sort, mark.inside, mark.line) == (Sort.LINK, "b", 11)
    assert replaced(text, lambda mark: mark.inside).endswith("and b")


def test_a_mark_may_run_over_the_end_of_a_line_but_not_of_a_paragraph() -> None:
    assert [mark.sort for mark in scan("[@w,\np. 9] [@w,\n\np. 9]")] == [Sort.CITE, Sort.OPEN]


# --------------------------------------------------------------------------------------------------- where they lead

WRITTEN = "# About\n\nSo [@w, p. 10; @x] and `[@w]`. See [[kulak|the rich]] [@w.1.1.p9].\n"


def site_of(marked: str, folder: Path, without_text: bool = False) -> str:
    """Return the page `about.html` of the plain site of a small edition."""
    whole = edition()
    volumes = tuple(replace(one, register=BOOK, document=None if without_text else one.document) if one.record.id == "w" else one
                    for one in whole.volumes)
    whole = replace(whole, volumes=volumes)
    folder.joinpath("about.md").write_text(marked, encoding="utf-8")
    nodes = {marked[mark.start:mark.end]: prose_tei(marked[mark.start:mark.end], {"kulak": "glossary-kulak"}.get, CATALOGUE)
             for mark in scan(marked)}
    return next(file.content.decode() for file in plain(rendered_site(whole, marks=nodes), folder) if file.path == "about.html")


@pytest.mark.parametrize("without_text", [False, True])
def test_on_the_site_they_lead_to_the_page_of_the_print(tmp_path: Path, without_text: bool) -> None:
    page = site_of(WRITTEN, tmp_path, without_text)
    assert '(<a class="cite" href="w/1.1.html#pb-10">W, p.\u00a010</a>; <a class="cite" href="x/index.html">Essay</a>)' in page
    assert "<code>[@w]</code>" in page
    assert '<a class="term" href="glossary.html#glossary-kulak">the rich</a>' in page
    assert 'href="w/1.1.html#w.1.1.p' in page


def test_a_text_leads_from_its_own_folder() -> None:
    cited = Document(record("c"), Element("text", {}, (Element("body", {}, (Element("div", {"xml:id": "c.1", "type": "chapter"}, (
        Element("p", {"xml:id": "c.1.p1"}, ("So ", Element("ref", {"type": "cite", "cRef": "w p. 10"}, ("W, p. 10",)))),)),)),)))
    whole = edition()
    made = rendered_site(Edition("T", "1", "2026-11-21", (*whole.volumes, Volume(cited.record, (), cited))))
    assert any('<a class="cite" href="../w/1.1.html#pb-10">W, p.\u00a010</a>' in page.html for page in made.pages)


# --------------------------------------------------------------------------------------------------- texts in Markdown

WORK = Record("m", Kind.BOOK, "M", Rights("CC0-1.0", True, "Free."))


def project(folder: Path, text: str, page: str = "", definition: str = "Rich.") -> Project:
    """Return a project with the works `w` (of which only the register is there) and `m` (in Markdown), and a page of the site."""
    for name, reader in (("w", 'reader = "extraction"'), ("m", 'reader = "markdown"\nfile = "m.md"')):
        (folder / "sources" / name).mkdir(parents=True)
        (folder / "sources" / name / "source.toml").write_text(
            f'[record]\nkind = "book"\ntitle = "{name}"\nshort_title = "Book {name}"\n[rights]\nlicence = "CC0-1.0"\npublishable = true\n'
            f'notice = "Free."\n[input]\n{reader}\n', "utf-8")
    (folder / "sources/w/passages.tsv").write_text(dump(Register(tuple(row for row in BOOK.passages if row.kind != "note"))), "utf-8")
    (folder / "sources/m/m.md").write_text(text, "utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text(page, "utf-8")
    (folder / "annotations").mkdir()
    (folder / "annotations/glossary.yaml").write_text(
        "- id: middle-peasant\n  headword: Middle peasant\n  forms: [peasants in the middle]\n"
        f"  definition: >-\n    {definition}\n", "utf-8")
    (folder / "mkdocs.yml").write_text("", "utf-8")
    return Project(folder)


def converted(where: Project) -> Document:
    (source,) = (one for one in take_stock(Order(where))[0].sources if one.record.id == "m")
    return convert(source, take_stock(Order(where))[0].texts["m"], where).document


def test_a_text_in_markdown_cites_and_links(tmp_path: Path) -> None:
    text = (
        "# One {#prices}\n\nSo [@w, p. 10] [[Middle peasant]]s, [[peasants in the middle|they]].\n\n"
        "# Two\n\nSee [[#prices]], [above](#prices).\n"
    )
    where = project(tmp_path, text)
    document = converted(where)
    said = apparatus(where, ("m", "w"), Cache(None))
    assert list(prose.faults(where, take_stock(Order(where))[0], said)) == []
    led = lead(document, {"middle-peasant": "glossary-middle-peasant", "peasants in the middle": "x"}.get)
    refs = [one for one in led.text.walk() if one.name == "ref"]
    assert [(one.get("type"), one.get("cRef") or one.get("target"), one.text()) for one in refs] == [
        ("cite", "w p. 10", "Book w, p. 10"), ("term", "#glossary-middle-peasant", "Middle peasant"), ("term", "#x", "they"),
        ("see", "#m.prices", "One"), ("see", "#m.prices", "above"),
    ]


def test_a_text_in_markdown_that_cites_what_is_not_there_stops(tmp_path: Path) -> None:
    where = project(tmp_path, "# One\n\nSo [@w, p. 8] and\n[@v].\n")
    with pytest.raises(EditionError) as caught:
        converted(where)
    assert [(one.code, one.file, one.line) for one in caught.value.findings] == [
        ("A032", "sources/m/m.md", 3), ("A031", "sources/m/m.md", 4),
    ]


def test_a_link_to_no_heading_stops(tmp_path: Path) -> None:
    where = project(tmp_path, "# One {#prices}\n\n# Two\n\nSee [[#price]].\n")
    with pytest.raises(EditionError) as caught:
        converted(where)
    assert [(one.code, one.line, one.hint) for one in caught.value.findings] == [("R036", 5, "did you mean “prices”?")]


def test_links_and_citations_of_all_prose_are_judged(tmp_path: Path) -> None:
    where = project(tmp_path, "# One\n\nOf [[kulaks]].\n", "# About\n\n[[Middle peasant]], [[mir]] and [@w, p. 8].\n", "Rich [@w, p. 6].")
    said = apparatus(where, ("m", "w"), Cache(None))
    found = prose.faults(where, take_stock(Order(where))[0], said)
    assert [(one.code, one.file, one.line) for one in found] == [
        ("A006", "docs/about.md", 3), ("A032", "docs/about.md", 3), ("A032", "annotations/glossary.yaml", 4), ("A006", "sources/m/m.md", 3),
    ]


CITED = (
    '<text><body><div xml:id="w.1"><pb n="10" xml:id="pb-10"/>'
    '<p xml:id="w.1.p1">In 1927 it was 12.5, later 1,236 and 36.</p></div></body></text>'
)


@pytest.mark.parametrize(("sentence", "found"), [
    ("It was 12.5 in 1927 [@w, p. 10].", []),
    ("It was 13.5 in 1927 [@w, p. 10].", [("A036", "13.5")]),
    ("It was 12.5 in 1927 [@w, p. 10]. It was 13.5 later [@w, p. 10].", [("A036", "13.5")]),
    ("Nobody is cited for 99.", []),
    ("Computed: 1,236 − 36 = 1,200 [@w, p. 10].", []),
    ("Computed: 1,236 − 36 = 1,300 [@w, p. 10].", [("A037", "1,236 − 36 = 1,300")]),
])
def test_a_cited_sentence_is_held_to_the_numbers_of_its_pages(sentence: str, found: list[tuple[str, str]], tmp_path: Path) -> None:
    where = project(tmp_path, f"# One\n\nA first paragraph.\n\nSo far. {sentence}\n")
    documents = {"m": converted(where), "w": Document(record(), tei(CITED))}
    said = apparatus(where, ("m", "w"), Cache(None))
    told = unsupported(where, said, documents, take_stock(Order(where))[0].texts)
    assert [(one.code, quoted(one.message)) for one in told] == found
    assert all((one.file, one.line, one.severity) == ("sources/m/m.md", 5, Severity.ERROR) for one in told)


def quoted(message: str) -> str:
    """Return what a message names first."""
    return message.partition("“")[2].partition("”")[0]


def test_a_text_is_found_and_read_without_any_catalogue(tmp_path: Path) -> None:
    (tmp_path / "m.md").write_text("# One\n\nSo [@w, p. 10].\n", "utf-8")
    source = Source(WORK, Input("markdown", "m.md"), Habits(), str(tmp_path))
    assert find([source], (), tmp_path)[0]["m"].data.startswith(b"# One")
