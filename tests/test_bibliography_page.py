"""The page of the bibliography and its downloads: every work and every citation once, both ways, and nothing of a text in the open copy."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pybtex.database import parse_string

from build_tools.annotate import bibliography
from build_tools.annotate.cited import Citations
from build_tools.export.bibliography import CSL, RIS, export
from build_tools.model.bibliography import Bibliography, Citing, How
from build_tools.model.document import Document
from build_tools.model.edition import Edition, Volume
from build_tools.model.finding import EditionError
from build_tools.model.page import Page
from build_tools.model.passage import Passage, Register
from build_tools.read import works_cited
from build_tools.read.source import load
from build_tools.render.bibliography_entry import entry
from build_tools.render.citation import plain
from build_tools.render.own_citations import cited_by_us_alone, citings
from build_tools.render.pages import render
from tests.render_parts import record, tei
from tests.test_bibliography import small
from tests.working_copy import ROOT

TEXT = """<text><body><div type="chapter" n="1" xml:id="w.1"><pb n="7" xml:id="pb-7"/><head>One</head>
  <p xml:id="w.1.p1">Said<ref type="noteref" n="1" target="#w.1.n1">1</ref> and<ref type="noteref" n="2" target="#w.1.n2">2</ref>.</p>
  <div type="notes" xml:id="w.1.notes"><pb n="8" xml:id="pb-8"/>
    <note place="end" n="1" xml:id="w.1.n1">Carr, Roads, vol. 2, p. 5.</note>
    <note place="end" n="2" xml:id="w.1.n2">Ibid., p. 9.</note></div></div></body></text>"""
LOST = Citing("w", "w.1.p1", "7", 0, 4, "", "p. 3", How.TITLE, "", "[4]: the list is lost")


def whole() -> Edition:
    cited = Citations(small()).cite(Document(record(), tei(TEXT)))
    rows = (("w.1.n1", "note", "8", "note 1"), ("w.1.n2", "note", "8", "note 2"), ("w.1.p1", "p", "7", "¶ 1"))
    volume = Volume(record(), (), cited.document, register=Register(tuple(Passage(*row) for row in rows)))
    return Edition("T", "1", "2026-11-21", (volume,), bibliography=small(), citings=(*cited.citings, LOST))


def pages(edition: Edition) -> dict[str, Page]:
    return {page.url: page for page in render(edition)[0]}


def test_citation_and_entry_lead_to_each_other() -> None:
    made = pages(whole())
    text, list_of_works = made["w/1.html"].html, made["bibliography.html"].html
    assert 'href="../bibliography.html#bib-carr-roads" title="Carr, Roads">Roads, vol. 2, p. 5</a>' in text
    carr = list_of_works[list_of_works.index('<li id="bib-carr-roads">'):].partition("</li>")[0]
    assert re.findall(r'href="(w/1.html#w\.1\.n\d)">([^<]+)</a> \(([^)]+)\)', carr) == [
        ("w/1.html#w.1.n1", "p. 8, note 1", "2:5"), ("w/1.html#w.1.n2", "p. 8, note 2", "2:9")]


def test_ibid_says_what_it_stands_for_to_eyes_and_ears() -> None:
    link = re.search(r"<a class=\"cited ibid\"[^>]*>Ibid\., p\. 9</a>", pages(whole())["w/1.html"].html)
    assert link and 'data-stands-for="Carr, Roads, 2:9"' in link[0] and 'aria-label="Ibid., p. 9: Carr, Roads, 2:9"' in link[0]


def test_every_work_stands_once_and_in_order() -> None:
    found = bibliography.load(ROOT / "annotations")
    html = pages(replace(whole(), bibliography=found, citings=()))["bibliography.html"].html
    ids = re.findall(r'<li id="bib-([\w-]+)">', html)
    assert sorted(ids) == sorted(found.by_key)
    studies = html[html.index('id="studies"'):html.index('id="newspapers"')]
    names = [plain(row) for row in re.findall(r'<p class="work-cited">(.*?)<a class="permalink"', studies)]
    assert names == sorted(names, key=lambda name: name.casefold().replace("é", "e").partition(",")[0]) and len(names) > 40


OWN = """<text><body><div type="chapter" xml:id="o.1"><head>One</head>
  <p xml:id="o.1.p1">See Moss (<ref type="cite" cRef="moss-works, p. 4">Moss, Works, p. 4</ref>) and Carr
  (<ref type="cite" cRef="carr-roads">Carr, Roads</ref>; <ref type="cite" cRef="w p. 7">W, p. 7</ref>).</p></div></body></text>"""


def test_works_that_only_the_editors_cite_are_told_from_those_of_the_readings() -> None:
    edition = whole()
    mine = replace(record(), id="o", publisher="T", title="Ours")
    volume = Volume(mine, (), Document(mine, tei(OWN)), register=Register((Passage("o.1.p1", "p", "", "¶ 1"),)))
    ours = replace(edition, volumes=(*edition.volumes, volume))
    html = pages(ours)["bibliography.html"].html
    row = {key: html[html.index(f'<li id="bib-{key}">'):].partition("</li>")[0] for key in ("carr-roads", "moss-works", "lee-1990a")}
    assert re.search(r'href="o/1.html#o\.1\.p1">¶ 1</a> \(p\. 4\)', row["moss-works"]), "the place in our text, and in the work"
    assert "o/1.html#o.1.p1" in row["carr-roads"], "cited by both"
    assert [key for key, said in row.items() if "no reading cites it" in said] == ["moss-works"]
    assert "1 of the works are cited by the editors alone" in html
    assert "cited by the editors alone" not in pages(edition)["bibliography.html"].html
    assert cited_by_us_alone(ours, citings(ours)) == {"moss-works"}


def test_no_work_of_the_bibliography_is_cited_by_nobody() -> None:
    """Every key stands in a table of a reading or in prose of ours: an entry that leads nowhere would be a list of reading."""
    found = bibliography.load(ROOT / "annotations").by_key
    read = {one.key for path in ROOT.glob("sources/*/works-cited.tsv") for one in works_cited.load(path.parent, ROOT)}
    works = {path.parent.name for path in ROOT.glob("sources/*/source.toml")}
    own = "".join(path.read_text("utf-8") for path in ROOT.glob("sources/companion/chapters/*.md"))
    assert [key for key in found if key not in read | works and f"@{key}" not in own] == []


def test_the_unresolved_are_listed_with_their_reason() -> None:
    html = pages(whole())["bibliography.html"].html
    unresolved = html[html.index('id="unresolved"'):]
    assert "The list is lost (1)" in unresolved and 'href="w/1.html#w.1.p1">p. 7, ¶ 1</a> ([4], p. 3)' in unresolved


def test_without_the_text_the_places_lead_to_the_page_map() -> None:
    edition = whole()
    kept = Register(tuple(replace(one, places=("1",)) for one in edition.volumes[0].register.passages))
    html = pages(replace(edition, volumes=(Volume(record(), (), None, register=kept),)))["bibliography.html"].html
    assert 'href="w/1.html#w.1.n2">p. 8, note 2</a> (2:9)' in html


def test_the_table_reads_back(tmp_path: Path) -> None:
    found = [replace(one, start=0, end=0) for one in whole().citings]
    folder = tmp_path / "w"
    folder.mkdir()
    (folder / works_cited.NAME).write_text(works_cited.dump(found), "utf-8")
    assert works_cited.load(folder, tmp_path) == tuple(found)
    assert works_cited.load(tmp_path, tmp_path) == ()


@pytest.mark.parametrize("text", ["passage\tpage\n", works_cited.dump(()) + "w.1\t7\n", works_cited.dump(()) + "w.1\t7\t\t\ttitle\t\t\n"])
def test_a_broken_table_is_a_finding(tmp_path: Path, text: str) -> None:
    (tmp_path / works_cited.NAME).write_text(text, "utf-8")
    with pytest.raises(EditionError, match="B008"):
        works_cited.load(tmp_path, tmp_path)


def test_the_tables_of_the_edition_name_works_and_passages_that_exist() -> None:
    found = bibliography.load(ROOT / "annotations").by_key
    for work in ("bettelheim", "end-of-nep", "grain-crisis", "marquit"):
        known = {line.split("\t")[0] for line in (ROOT / "sources" / work / "passages.tsv").read_text("utf-8").splitlines()}
        rows = works_cited.load(ROOT / "sources" / work, ROOT)
        assert rows and {one.passage for one in rows} <= known
        assert {one.key for one in rows} - {""} <= found.keys()
        assert not [one for one in rows if one.quoted_in and one.quoted_in not in found]


def exported(found: Bibliography) -> dict[str, str]:
    files = export(Edition("T", "1", "2026-11-21", (), bibliography=found))
    return {file.path.partition(".")[2]: file.content.decode() for file in files}


def test_the_exports_can_be_read_again() -> None:
    found = bibliography.load(ROOT / "annotations")
    made = exported(found)
    again = parse_string(made["bib"], "bibtex").entries
    assert list(again) == list(found.by_key)
    assert all(again[one.key].type == one.kind for one in found.publications)
    carr = again["carr-davies-foundations"]
    assert [str(person) for person in carr.persons["author"]] == ["Carr, E. H.", "Davies, R. W."] and carr.fields["year"] == "1969--1978"
    items = json.loads(made["csl.json"])
    assert [item["id"] for item in items] == list(found.by_key) and {item["type"] for item in items} <= set(CSL.values())
    assert next(item for item in items if item["id"] == "marquit")["issued"] == {"date-parts": [[2006, 10]]}


def test_ris_keeps_to_its_format() -> None:
    found = bibliography.load(ROOT / "annotations")
    lines = exported(found)["ris"].split("\r\n")
    assert lines.pop() == "" and all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    records = "\n".join(lines).split("\nER  - ")
    assert len(records) - 1 == len(found.publications)
    assert all(one.lstrip().startswith("TY  - ") and one.lstrip()[6:].partition("\n")[0] in RIS.values() for one in records[:-1])


def test_nothing_is_exported_without_a_bibliography() -> None:
    assert exported(Bibliography()) == {}


@pytest.mark.parametrize(("key", "expected"), [
    ("bettelheim", "Bettelheim, Charles. Class Struggles in the USSR: Second Period, 1923–1930. Translated by Brian Pearce. "
                   "New York and London: Monthly Review Press, 1978."),
    ("carr-davies-foundations", "Carr, E. H., and R. W. Davies. Foundations of a Planned Economy, 1926–1929. 3 vols. London: Macmillan, "
                                "1969–1978."),
    ("smith-russian-peasant", "Smith, R. E. F., ed. The Russian Peasant 1920 and 1984. London: Cass, 1977."),
    ("lenin-1973c", "Lenin, V. I. “The Tax in Kind.” In Collected Works, vol. 32. 1973."),
    ("draper-ghost-of-social-fascism", "Draper, Theodore. “The Ghost of Social-Fascism.” Commentary (February 1960): 29–42."),
    ("bukharin-question-paysanne", "Bukharin, Nikolai et al. La Question paysanne en URSS (1924–1929). Paris: Maspero."),
    ("lenin-what-is-to-be-done", "Lenin, V. I. What Is To Be Done? 1902."),
    ("marquit-2002", "Marquit, Erwin. [title not stated]. 2002."),
])
def test_an_entry_is_set_as_lists_of_works_set_it(key: str, expected: str) -> None:
    records = {folder.parent.name: load(folder.parent).record.title for folder in (ROOT / "sources").glob("*/source.toml")}
    assert plain(entry(bibliography.load(ROOT / "annotations", records).by_key[key])) == expected
