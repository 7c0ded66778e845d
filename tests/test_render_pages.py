"""A text is divided into pages on which notes, addresses and citations stay true."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.document import Document
from build_tools.model.page import Page
from build_tools.model.tree import Element
from build_tools.render.elements import ELEMENTS
from build_tools.render.foliation import foliate
from build_tools.render.navigation import tree
from build_tools.render.pages import render
from build_tools.render.paginate import paginate
from build_tools.render.sheet import Sheet
from build_tools.render.text_page import compose, text_pages
from tests.render_parts import WORK, document, edition, record, tei

IDS = re.compile(r'\bid="([^"]+)"')


def pages() -> dict[str, Page]:
    return {page.url: page for page in render(edition())[0]}


def test_a_page_for_each_chapter() -> None:
    found = pages()
    assert list(found) == [
        "index.html", "w/index.html", "w/preface.html", "w/1.html", "w/1.1.html", "w/1.2.html", "w/printed-index.html",
        "x/index.html", "registers.html", "glossary.html", "index-of-the-edition.html", "notes.html", "search.html", "downloads.html",
    ]
    assert '<a href="1.1.html">Chapter A &amp; O</a><span class="page">9</span>' in found["w/1.html"].html


def test_every_id_of_the_text_stands_on_exactly_one_page() -> None:
    wanted = sorted(element.id for element in tei(WORK).walk() if element.id)
    found = [name for page in pages().values() if page.kind == "text" for name in IDS.findall(page.html) if not name.startswith("call-")]
    assert sorted(found) == wanted


def test_a_note_stands_on_the_page_of_its_call_and_leads_back() -> None:
    found = pages()
    assert 'id="call-w.1.n1" role="doc-noteref" href="#w.1.n1"' in found["w/1.html"].html
    assert '<li class="note" id="w.1.n1"><a class="number" href="#call-w.1.n1"' in found["w/1.html"].html
    chapter = found["w/1.1.html"].html
    assert chapter.index('id="w.1.1.n1"') < chapter.index("[2 notes are lost in the received text]") < chapter.index('id="w.1.1.n4"')
    assert "w.1.n1" not in chapter


def test_references_lead_over_pages() -> None:
    assert '<a class="ref" href="1.html#pb-7">p. 7</a>' in pages()["w/1.1.html"].html
    assert '<a class="ref" href="1.1.html#pb-10">10</a>' in pages()["w/printed-index.html"].html


def test_a_passage_is_cited_by_the_page_on_which_it_begins() -> None:
    labels = foliate(tei(WORK), "w").labels
    assert labels["w.1.1"] == "p. 9"
    assert [labels[f"w.1.1.p{n}"] for n in (1, 2, 3)] == ["p. 9, ¶ 1", "p. 9, ¶ 2", "p. 10, ¶ 1"]
    assert labels["w.1.1.n4"] == "p. 10, note 4"
    assert labels["w.index.i1"] == "p. 12"


def test_a_page_break_before_the_first_word_counts() -> None:
    text = tei('<text><body><div xml:id="w.1"><p xml:id="w.1.p1">a</p>'
               '<p xml:id="w.1.p2"> <pb n="3" xml:id="pb-3"/>b</p></div></body></text>')
    assert foliate(text, "w").labels["w.1.p2"] == "p. 3, ¶ 1"


def test_without_pages_a_paragraph_is_cited_by_its_division() -> None:
    text = tei('<text><body><div xml:id="w.2"><p xml:id="w.2.p1">a</p><p xml:id="w.2.p2">b</p>'
               '<div xml:id="w.2.1"><p xml:id="w.2.1.p1">c</p></div></div></body></text>')
    labels = foliate(text, "w").labels
    assert [labels["w.2.p2"], labels["w.2.1.p1"], labels["w.2.1"]] == ["2, ¶ 2", "2.1, ¶ 1", "2.1"]


def test_without_pages_and_numbers_the_heading_names_a_division() -> None:
    text = tei(
        '<text><body><div xml:id="w.rye"><head>Of rye:</head><p xml:id="w.rye.p1">a</p><note xml:id="w.rye.n1" n="1">b</note>'
        '<div xml:id="w.rye.more"><head>More to read</head><p xml:id="w.rye.more.p1">c</p></div>'
        '<div type="notes" xml:id="w.rye.notes"><note xml:id="w.rye.n2" n="2">d</note></div></div>'
        '<div xml:id="w.oats"><head>Of oats, which one feeds to horses</head>'
        '<div xml:id="w.oats.more"><head>More to read</head><p xml:id="w.oats.more.p1">e</p></div></div></body></text>'
    )
    labels = foliate(text, "w").labels
    assert {name: labels[name] for name in ("w.rye", "w.rye.p1", "w.rye.n1", "w.rye.n2", "w.rye.more.p1", "w.oats", "w.oats.more.p1")} == {
        "w.rye": "“Of rye”", "w.rye.p1": "“Of rye”, ¶ 1", "w.rye.n1": "“Of rye”, note 1", "w.rye.n2": "“Of rye”, note 2",
        "w.rye.more.p1": "“Of rye”, “More to read”, ¶ 1", "w.oats": "“Of oats, which one feeds to …”",
        "w.oats.more.p1": "“Of oats, which one feeds to …”, “More to read”, ¶ 1",
    }


def test_search_finds_passages_by_their_citation() -> None:
    entries = {entry.fragment: entry for entry in pages()["w/1.1.html"].search}
    assert entries["w.1.1.p1"].title == "W, p. 9, ¶ 1"
    assert entries["w.1.1.p1"].text == "First, and see p. 7.", "the number of a note is no word of the text"
    assert entries["w.1.1.p2"].text == "Second goes over the page."
    assert entries["w.1.1.n4"].text == "Uncalled."
    assert len(pages()["w/1.1.html"].search) == len(entries)


def test_a_page_says_where_it_stands() -> None:
    page = pages()["w/1.1.html"]
    assert '<a href="index.html">W</a> <span>›</span> <a href="1.html">Part 1</a> <span class="pages">pp. 9–10</span>' in page.html
    assert page.description == "Chapter A & O. The book w & more, pp. 9–10"
    (top,) = page.toc
    assert (top.id, [child.id for child in top.children]) == ("w.1.1", ["w.1.1.notes"])


def test_the_page_of_a_work_without_its_text() -> None:
    html = pages()["x/index.html"].html
    assert "edition add FILE" in html
    assert "make site" in html
    assert re.sub(r"\s+", " ", html.partition("<h2 id=\"contents\">")[2]).count("<a ") == 0, "nothing to lead to"
    assert '<span class="entry">Deep <span class="page">7</span></span>' in html
    assert html.count("<ul") == html.count("</ul>") and html.count("<li") == html.count("</li>")


def test_the_page_of_a_work_with_its_text() -> None:
    html = pages()["w/index.html"].html
    assert "edition add FILE" not in html
    assert '<span class="supplied" title="Supplied by the edition">[1928]</span>' in html
    assert '<a href="1.1.html">Chapter A &amp; O</a> <span class="page">9</span>' in html
    assert "Running heads were removed." in html and "513" in html
    assert "The book w &amp; more" in html


def test_the_glossary_leads_to_places_and_places_to_the_glossary() -> None:
    html = pages()["glossary.html"].html
    assert html.index('id="glossary-artel"') < html.index('id="glossary-kulak"')
    assert '<a href="w/index.html">W</a>: <a href="w/preface.html#w.preface.p1">5</a>, <a href="w/1.2.html#w.1.2.p1">12</a></dd>' in html
    assert '<a href="x/index.html">X</a>: 77</dd>' in html, "a work without its text is cited, not linked"
    assert 'See also <a href="#glossary-artel">Artel</a>' in html
    assert '<a class="term first" href="../glossary.html#glossary-kulak">kulak</a>' in pages()["w/1.2.html"].html


def test_the_tree_of_pages_is_read_from_their_addresses() -> None:
    branches = {branch.page.url: branch for branch in tree(pages().values())}
    work = branches["w/index.html"]
    assert [child.page.url for child in work.children] == ["w/preface.html", "w/1.html", "w/printed-index.html"]
    assert [child.page.url for child in work.children[1].children] == ["w/1.1.html", "w/1.2.html"]


def long_chapter(sections: int, paragraphs: int, size: int) -> Element:
    def body(prefix: str) -> str:
        return "".join(f'<p xml:id="{prefix}.p{n}">{"x" * size}</p>' for n in range(1, paragraphs + 1))

    inner = "".join(f'<div type="section" xml:id="w.1.{n}"><head>S{n}</head>{body(f"w.1.{n}")}</div>' for n in range(1, sections + 1))
    return tei(f'<text><body><div type="chapter" xml:id="w.1"><head>C</head>{"" if sections else body("w.1")}{inner}</div></body></text>')


def test_a_large_chapter_is_divided_at_its_sections() -> None:
    leaves = paginate(long_chapter(3, 10, 100), "w", limit=1_500)
    assert [leaf.url for leaf in leaves] == ["w/1.html", "w/1.1.html", "w/1.2.html", "w/1.3.html"]
    assert paginate(long_chapter(3, 10, 100), "w", limit=4_000)[0].divided is False


def test_a_large_division_without_sections_is_divided_between_paragraphs() -> None:
    leaves = paginate(long_chapter(0, 30, 100), "w", limit=1_100)
    assert [leaf.url for leaf in leaves] == ["w/1.html", "w/1-2.html", "w/1-3.html"]
    sizes = [len(node.text()) for leaf in leaves for node in leaf.nodes if isinstance(node, Element)]
    assert max(sizes) <= 1_100 and min(sizes) >= 900


def test_notes_of_a_divided_chapter_go_with_their_calls() -> None:
    paragraphs = "".join(
        f'<p xml:id="w.1.p{n}">{"x" * 100}<ref type="noteref" n="{n}" target="#w.1.n{n}">{n}</ref></p>' for n in range(1, 21)
    )
    notes = "".join(f'<note n="{n}" xml:id="w.1.n{n}">{"y" * 100}</note>' for n in range(1, 21))
    text = tei(f'<text><body><div type="chapter" xml:id="w.1"><head>C</head>{paragraphs}'
               f'<div type="notes" xml:id="w.1.notes"><head>Notes</head>{notes}</div></div></body></text>')
    found = compose_pages(text, 2_200)
    assert len(found) == 2
    for page in found:
        calls = re.findall(r'role="doc-noteref" href="#(w\.1\.n\d+)"', page.html)
        assert calls and calls == re.findall(r'<li class="note" id="([^"]+)"', page.html)
    assert [page.html.count('id="w.1.notes"') for page in found] == [1, 0]


def compose_pages(text: Element, limit: int) -> list[Page]:
    return text_pages(compose(Document(record(), text), limit), Sheet("", ELEMENTS))


@given(st.lists(st.integers(min_value=1, max_value=400), min_size=1, max_size=40), st.integers(min_value=50, max_value=2_000))
def test_pagination_loses_nothing(sizes: list[int], limit: int) -> None:
    """Law: the leaves hold every character of the text in its order, whatever the sizes, and no paragraph is cut."""
    parts = "".join(
        f'<p xml:id="w.p{n}">{chr(97 + n % 26) * size}</p>' if n % 5 else f'<pb n="{n}" xml:id="pb-{n}"/>' for n, size in enumerate(sizes)
    )
    text = tei(f'<text><body><div type="chapter" xml:id="w.1"><head>C</head>{parts}</div></body></text>')
    leaves = paginate(text, "w", limit)
    nodes = [node for leaf in leaves for node in leaf.nodes if isinstance(node, Element)]
    assert "".join(node.text() for node in nodes) == text.text()
    assert [one.id for node in nodes for one in node.walk() if one.id] == [one.id for one in text.walk() if one.id]
    assert len({leaf.url for leaf in leaves}) == len(leaves)


def test_words_outside_every_division_have_a_page() -> None:
    text = tei('<text><body><p xml:id="w.p1">All of it.</p></body></text>')
    (leaf,) = paginate(text, "w")
    assert leaf.url == "w/text.html"
    found = render(replace(edition(), volumes=(replace(edition().volumes[0], document=replace(document(), text=text)),)))[0]
    assert '<a href="text.html">The text</a>' in next(page for page in found if page.url == "w/index.html").html


def test_the_first_page_says_what_there_is_and_leads_in() -> None:
    said = pages()["index.html"].html
    assert '<p class="lead">Two works, one of them with the text in this copy.</p>' in said
    stated = next(page for page in render(replace(edition(), abstract="Texts on mills."))[0] if page.url == "index.html")
    assert "Texts on mills. Two works, one" in stated.html
    doors = re.findall(r'<li><h3><a href="([^"]+)">', said)
    assert doors[0].endswith("/index.html") and doors[-1] == "search.html"
    assert set(doors) <= set(pages())
