"""Citations: derived strings that are fresh and filled in as the styles want it, records that others read, bad locators."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.export import bibliographic
from build_tools.export.processor import ENGINE, STYLES, WHEELS
from build_tools.model.citation import Citations, Locator
from build_tools.model.finding import EditionError
from build_tools.model.record import Kind, Name, Record, Rights
from build_tools.pipeline.project import Project, imprint
from build_tools.read import entry_citations
from build_tools.read.citations import NAME, STATUS, digest, dump, load, stale
from build_tools.read.source import load as load_source
from build_tools.render.citation import fill, own, page_range, plain
from build_tools.render.cite_block import entry_block
from build_tools.render.cite_head import head
from build_tools.render.page_list import Printed, page_lists
from tests import cite_readers
from tests.render_parts import edition
from tests.working_copy import ROOT

WORKS = ("specimen", "grain-crisis", "end-of-nep", "marquit", "bettelheim")
RANGES = tomllib.loads((ROOT / "tests/cases/cite/ranges.toml").read_text("utf-8"))["ranges"]
FORMS = tomllib.loads((ROOT / "tests/cases/cite/forms.toml").read_text("utf-8"))["case"]
META = re.compile(r'<meta name="([^"]+)" content="([^"]*)">')


def citations(work: str) -> Citations:
    found = load(ROOT / "sources" / work, ROOT)
    assert found is not None, f"“edition derive” was not run for {work}"
    return found


@pytest.mark.parametrize("work", WORKS)
def test_the_citations_are_made_from_the_record(work: str) -> None:
    source = load_source(ROOT / "sources" / work)
    assert stale(source, citations(work), ROOT) == []
    changed = replace(source, record=replace(source.record, date="1901"))
    assert [one.code for one in stale(changed, citations(work), ROOT)] == ["R041"]
    # What no citation shows may change without a processor being called.
    noted = replace(source, record=replace(source.record, note="something else"))
    assert digest(noted) == digest(source)


@pytest.mark.parametrize("rule, first, last, said", RANGES)
def test_ranges_are_written_as_the_processor_writes_them(rule: str, first: str, last: str, said: str) -> None:
    assert page_range(rule, first, last) == said


@pytest.mark.parametrize("case", FORMS, ids=lambda case: f"{case['work']} {case['form']} {case.get('first', '')}{case.get('name', '')}")
def test_a_form_is_filled_in(case: dict[str, str]) -> None:
    style, _, kind = case["form"].partition("-")
    form = next(one for one in citations(case["work"]).forms if (one.style, one.kind) == (style, kind))
    at = Locator(case.get("unit", ""), case.get("first", ""), case.get("last", ""), case.get("within", ""), case.get("name", ""))
    assert plain(fill(form, at)) == case["said"]


def test_the_edition_names_its_version_and_what_the_text_is_worth() -> None:
    record = load_source(ROOT / "sources" / "bettelheim").record
    form = own(record, "Smychka: texts", "0.1.0", "2026-11-21", STATUS["extraction"])
    assert plain(fill(form, Locator("page", "138", "139"))) == (
        f"{record.authors[0]}, {record.title}, pp. 138–39, in Smychka: texts, digital edition, version 0.1.0 (2026-11-21), "
        "extraction, corrected, not proofread against the print"
    )
    german = own(replace(record, language="de"), "Smychka", "1", "2026-11-21", "")
    assert "S. 138–139" in fill(german, Locator("page", "138", "139"))


@pytest.mark.parametrize("work", WORKS)
def test_every_record_can_be_read(work: str) -> None:
    found, record = citations(work), load_source(ROOT / "sources" / work).record
    at = Locator("page", "12", "13")
    entry = cite_readers.bibtex(bibliographic.cited_bibtex(found, at, f"{work}.1.p2"))
    assert entry["title"] == f"{{{record.title}}}" and entry.get("year", "") == record.date[:4]
    assert entry["note"] == f"Cited: pp. 12–13, {work}.1.p2"
    ris = cite_readers.ris(bibliographic.cited_ris(found, at))
    assert ris["TI"] == [record.title] and ris["N1"] == ["Cited: pp. 12–13"] and len(ris["AU"]) == len(record.authors)
    assert ("PY" in ris) == bool(record.date) and ris.get("A4", []) == [f"{one.family}, {one.given}" for one in record.translators]
    item = cite_readers.csl(bibliographic.cited_csl_json(found, at))
    assert item["title"] == record.title and item["type"] == record.kind.value and item["note"] == "Cited: pp. 12–13"
    for text, reader in ((found.bibtex, cite_readers.bibtex), (found.ris, cite_readers.ris), (found.csl_json, cite_readers.csl)):
        assert "note" not in reader(text) and "N1" not in reader(text)


def test_an_entry_of_a_register_is_cited_as_one_of_an_encyclopedia() -> None:
    stated = imprint(Project(ROOT))
    made_from = entry_citations.source(stated.title, stated.date)
    found = load(ROOT / "annotations", ROOT)
    assert found is not None and entry_citations.stale(made_from, found) == []
    assert [one.code for one in entry_citations.stale(entry_citations.source(stated.title, "2030-01-01"), found)] == ["R041"]
    assert cite_readers.csl(found.csl_json)["type"] == "entry-encyclopedia" and cite_readers.ris(found.ris)["TY"] == ["ENCYC"]
    assert cite_readers.bibtex(found.bibtex)["booktitle"] == stated.title
    made = replace(edition(), title=stated.title, entries=found)
    html = entry_block("Kulaks & co", made, "glossary.html")
    assert entry_citations.HEADWORD not in html and entry_citations.ADDRESS not in html
    assert '“<span class="headword">Kulaks &amp; co</span>,” <i>Smychka' in html, "Chicago, note"
    assert 'data-form="apa-list"><span class="headword">Kulaks &amp; co</span>. (2026). In <i>Smychka' in html
    assert html.count(">glossary.html</span>") >= 4, "the address stands where the style wants it"
    assert "Chicago" not in entry_block("Kulaks", replace(made, entries=None), "glossary.html")


def test_a_broken_file_of_citations_is_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "w"
    folder.mkdir(parents=True)
    assert load(folder, tmp_path) is None
    for content in ("{", "[]", '{"forms": []}', '{"forms": [{}]}'):
        (folder / NAME).write_text(content)
        with pytest.raises(EditionError) as caught:
            load(folder, tmp_path)
        assert [one.code for one in caught.value.findings] == ["R040"]
    whole = citations("bettelheim")
    (folder / NAME).write_text(dump(whole), encoding="utf-8")
    assert load(folder, tmp_path) == whole


def test_the_processor_says_what_is_committed() -> None:
    folder = ROOT / "build" / "derive"
    wheels = all(any(folder.glob(f"{name.replace('-', '_')}-{version}-*.whl")) for name, (version, _) in WHEELS.items())
    if not (shutil.which("node") and wheels and (folder / "node_modules" / ENGINE[0]).is_dir()):
        pytest.skip("the processor is not at hand (“edition derive --all” fetches it)")
    from build_tools.export import processor

    sources = [load_source(ROOT / "sources" / work) for work in WORKS]
    status = {source.record.id: STATUS[source.input.reader] for source in sources}
    made = processor.citations(sources, folder, {source.record.id: digest(source) for source in sources}, status)
    assert made == {work: citations(work) for work in WORKS}
    assert set(STYLES) == {form.style for form in made["specimen"].forms}


# How Zotero's translator “Embedded Metadata” takes the tags, as its source says (2026-04-27): the fields of Highwire, then what stands
# below the prefix of Zotero's own namespace; a journal or a book title decides the type before `z:itemType` does.
HIGHWIRE = {
    "citation_title": "title", "citation_publication_date": "date", "citation_journal_title": "publicationTitle",
    "citation_inbook_title": "publicationTitle", "citation_volume": "volume", "citation_issue": "issue", "citation_publisher": "publisher",
    "citation_language": "language",
}


def taken(tags: str) -> dict[str, object]:
    """Return the item that Zotero makes of the tags of a page."""
    found = [(name, value.replace("&amp;", "&").replace("&quot;", '"')) for name, value in META.findall(tags)]
    held = dict(found)
    item: dict[str, object] = {name[2:]: value for name, value in found if name.startswith("z:") and name != "z:translators"}
    item |= {field: held[name] for name, field in HIGHWIRE.items() if name in held}
    if "citation_journal_title" in held:
        item["itemType"] = "journalArticle"
    elif "citation_inbook_title" in held:
        item["itemType"] = "bookSection"
    if "citation_firstpage" in held:
        item["pages"] = "-".join(filter(None, (held["citation_firstpage"], held.get("citation_lastpage", ""))))
    # Creators of Highwire take the place of all others.
    highwire = (("citation_author", "author"), ("citation_editor", "editor"))
    others = (("DC.creator", "author"), ("z:translators", "translator"), ("bib:editors", "editor"))
    creators = [[(role, value.rstrip(",")) for tag, role in roles for name, value in found if name == tag] for roles in (highwire, others)]
    item["creators"] = creators[0] or creators[1]
    return item


def a_record(kind: Kind, container: str) -> Record:
    return Record(
        "w", kind, 'On "grain" & bread', Rights("CC0-1.0", True, ""), authors=(Name("Roe", "A. B."), Name("The Board")),
        translators=(Name("Poe", "C."),), date="1978-04", publisher="Press", place="Town", language="de", container=container, volume="19",
        issue="4", pages="389–414",
    )


@pytest.mark.parametrize(("kind", "item_type", "container"), [
    (Kind.BOOK, "book", ""),
    (Kind.CHAPTER, "bookSection", "publicationTitle"),
    (Kind.ARTICLE_JOURNAL, "journalArticle", "publicationTitle"),
    (Kind.ENTRY_ENCYCLOPEDIA, "encyclopediaArticle", "encyclopediaTitle"),
    (Kind.WEBPAGE, "webpage", "websiteTitle"),
    (Kind.PAMPHLET, "book", ""),
])
def test_zotero_takes_every_kind_with_all_its_fields(kind: Kind, item_type: str, container: str) -> None:
    record = a_record(kind, "Whole" if container else "")
    item = taken(head(record, "w/1.html"))
    expected = {
        "itemType": item_type, "title": record.title, "date": "1978/04", "volume": "19", "issue": "4", "pages": "389-414",
        "publisher": "Press", "place": "Town", "language": "de",
        "creators": [("author", "Roe, A. B."), ("author", "The Board"), ("translator", "Poe, C.")],
    }
    assert item == expected | ({container: "Whole"} if container else {})
    untranslated = taken(head(replace(record, translators=(), editors=(Name("Doe", "D."),)), "w/1.html"))
    assert untranslated["creators"] == [("author", "Roe, A. B."), ("author", "The Board"), ("editor", "Doe, D.")]


def test_the_pages_of_a_work_lead_to_its_records(site: Path) -> None:
    for work in WORKS:
        for file in (site / work).glob("*.html"):
            text = file.read_text(encoding="utf-8")
            if 'http-equiv="refresh"' in text or "z:itemType" not in text:
                continue
            for ending, reader in (("bib", cite_readers.bibtex), ("ris", cite_readers.ris), ("csl.json", cite_readers.csl)):
                href = re.search(rf'<link rel="alternate describedby" type="[^"]+" href="([^"]+\.{ending})">', text)
                assert href, f"{file.name}: no link to .{ending}"
                assert reader((file.parent / href[1]).resolve().read_bytes().decode("utf-8"))
        assert "z:itemType" in (site / work / "index.html").read_text(encoding="utf-8")


def test_every_text_page_says_how_it_is_cited_without_a_script(site: Path) -> None:
    pages = [file for file in (site / "specimen").glob("*.html") if 'class="permalink"' in file.read_text("utf-8")]
    assert pages
    for file in pages:
        text = file.read_text(encoding="utf-8")
        for form in ("edition-first", "chicago-first", "chicago-list", "mla-first", "mla-list", "apa-first", "apa-list"):
            assert f'data-form="{form}"' in text, f"{file.name}: {form}"
        assert "not proofread against the print" in text


def test_a_list_of_pages_leads_to_each_and_to_its_neighbours() -> None:
    printed = [Printed(n, f"pb-{n}", f"w/{leaf}.html") for n, leaf in (("xi", "1"), ("12", "1"), ("13", "1"), ("14", "2"), ("16", "2"))]
    lists = page_lists(printed, "w")
    second = lists["w/2.html"]
    assert 'role="doc-pagelist"' in second and 'data-leaves="1:xi,12-13 2:14,16"' in second
    assert '<a rel="prev" href="1.html#pb-13">‹ p. 13</a>' in second and 'rel="next"' not in second
    assert 'href="#pb-16"' in second
    assert lists["w/index.html"].count("<li>") == 5
    assert lists.keys() == {"w/1.html", "w/2.html", "w/index.html"} and page_lists([], "w") == {}


def test_the_script_is_small_and_asks_for_nothing() -> None:
    folder = ROOT / "build_tools/render/theme/assets/javascripts"
    text = (folder / "cite.js").read_text(encoding="utf-8")
    assert len(text.encode()) < 13_500
    assert not re.search(r"fetch\(|XMLHttpRequest|import |https?://", text + (folder / "pages.js").read_text(encoding="utf-8"))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("EDITION_TEXTS", raising=False)
    monkeypatch.chdir(ROOT)
    yield


@pytest.mark.parametrize(("call", "said"), [
    (["bettelheim", "138", "--style", "mla"], "(Bettelheim 138)"),
    (["bettelheim", "pp. 138–39", "--style", "chicago"], "(Monthly Review Press, 1978), 138–39."),
    (["bettelheim.pb-138", "--style", "apa"], "(Bettelheim, 1978, p. 138)"),
    (["specimen.1.1.p2", "--style", "edition"], ", p. 3, in Smychka"),
    (["grain-crisis", "--style", "apa"], "(Wikipedia contributors, n.d.)"),
    (["bettelheim", "138", "--format", "bibtex"], "@book{bettelheim,"),
    (["marquit", "391", "--format", "ris"], "N1  - Cited: p. 391"),
    (["bettelheim.4.2.n151", "--style", "chicago"], "(Monthly Review Press, 1978), 490n151."),
    (["bettelheim.4.2.n151", "--style", "edition"], "1923–1930, p. 490, note 151, in Smychka"),
    (["companion.workers.n4", "--style", "apa"], "2026, Section “Workers: wages, unions and one-man management”, Note 4)"),
    (["companion.workers", "--style", "mla"], "(The Smychka editors, sec. “Workers: wages, unions and one-man management”)"),
    (["companion.workers.n4", "--format", "ris"], "unions and one-man management”, note 4, companion.workers.n4"),
])
def test_cite_in_the_terminal(call: list[str], said: str, alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", *call]) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(("call", "said"), [
    (["glossary-kulak", "--style", "edition"], "in “Glossary,” in Smychka"),
    (["glossary-kulak", "--style", "apa"], "(2026). In Smychka"),
    (["person-stalin", "--style", "chicago"], "people.html#person-stalin."),
    (["glossary-kulak", "--format", "bibtex"], "@incollection{glossary-kulak,"),
])
def test_cite_knows_the_entries_of_the_registers(call: list[str], said: str, alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", *call]) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(("call", "address"), [
    (["bettelheim"], "bettelheim/index.html"),
    (["bettelheim", "138-139"], "#pb-138"),
    (["specimen.1.1.p2"], "specimen/1.html#specimen.1.1.p2"),
])
def test_cite_gives_the_permanent_address(call: list[str], address: str, alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", *call]) == 0
    assert capsys.readouterr().out.splitlines()[-2] == "Address"
    assert main(["cite", *call]) == 0 and capsys.readouterr().out.rstrip().endswith(address)


def test_cite_gives_a_record_that_can_be_read(alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "specimen", "12-13", "--format", "csl-json"]) == 0
    assert cite_readers.csl(capsys.readouterr().out)["note"] == "Cited: pp. 12–13"


@pytest.mark.parametrize(("call", "code", "hint"), [
    (["bettelheim", "9999"], "L011", "the nearest pages: 632"),
    (["specimen", "0"], "L011", "the nearest pages: 1"),
    (["grain-crisis", "4"], "L011", "the work has no pages"),
    (["specimen", "12a"], "L011", "did you mean"),
    (["bettelheim", "139-138"], "L012", "138-139"),
    (["specimen.1.1.p99"], "L010", "did you mean “specimen.1.1.p"),
])
def test_a_locator_that_cannot_be_meant(
    call: list[str], code: str, hint: str, alone: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cite", *call]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith(code) and hint in told


def test_a_work_without_a_year_is_noted(alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "grain-crisis"]) == 0
    assert capsys.readouterr().err.startswith("L013")


def test_an_unknown_work_names_the_nearest(alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["cite", "betelheim"])
    assert caught.value.code == 2
    assert "did you mean “bettelheim”?" in capsys.readouterr().err


def test_derive_has_nothing_to_do_where_all_is_fresh(alone: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive"]) == 0
    assert "nothing to derive" in capsys.readouterr().err


def test_without_its_tools_derive_is_a_finding(alone: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from build_tools.export import processor

    monkeypatch.setattr(shutil, "which", lambda program: None)
    with pytest.raises(EditionError) as caught:
        processor.citations([load_source(ROOT / "sources" / "specimen")], tmp_path, {}, {})
    assert [one.code for one in caught.value.findings] == ["P010"]


def test_csl_leaves_out_what_is_unknown() -> None:
    bare = Record("w", Kind.BOOK, "T", Rights("", False, ""), date="c. 1930")
    item = {"id": "w", "type": "book", "title": "T", "issued": {"literal": "c. 1930"}, "language": "en"}
    assert json.loads(bibliographic.csl_json(bare)) == [item]
