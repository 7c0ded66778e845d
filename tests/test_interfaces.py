"""The interfaces for programs: whole, resolving, without a word of a text that may not be passed on, and as their formats want them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from build_tools.annotate.anchor import texts
from build_tools.export import EXPORTS, catalogue, dts, passage_map, static_oai, web_annotations
from build_tools.export.citation_trees import trees
from build_tools.export.manifest import NAME as SUMS
from build_tools.model.edition import Edition, Harvest
from build_tools.model.finding import EditionError
from build_tools.model.passage import Passage, Register, State
from build_tools.model.tree import Element
from build_tools.pipeline import Cache, Order, Project
from build_tools.pipeline import edition as assembled
from build_tools.pipeline.site_address import Site, site_of
from build_tools.render.pages import rendered_site
from build_tools.render.plain import plain
from tests.working_copy import ROOT

ADDRESS = "https://example.org/nep/"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
EXPRESSION = re.compile(r"\{([/.#;]?)([\w,]+)\}")  # {/ref,start,end}
IDS = re.compile(r'\bid="([^"]+)"')


@pytest.fixture(scope="module")
def public() -> Edition:
    """Return the edition as everybody may have it, with an address."""
    return replace(assembled(Order(Project(ROOT), (), True), Cache(ROOT / "build/cache")), address=ADDRESS)


@pytest.fixture(scope="module")
def files(public: Edition) -> dict[str, bytes]:
    """Return all that the exports make, by path."""
    made = [file for export in EXPORTS for file in export(public)]
    assert len({file.path for file in made}) == len(made), "two files of one name"
    assert made == [file for export in EXPORTS for file in export(public)], "the same edition, other bytes"
    return {file.path: file.content for file in made}


def expanded(template: str, **values: str) -> str:
    """Return the path that a URI template (RFC 6570) leads to, without the fragment that no server sees."""
    def one(found: re.Match[str]) -> str:
        given = [values[name] for name in found[2].split(",") if name in values]
        return "".join(f"{found[1]}{value}" for value in given) if found[1] else ",".join(given)

    address = EXPRESSION.sub(one, template).partition("#")[0]
    assert address.startswith(ADDRESS), address
    return address.removeprefix(ADDRESS)


def resources(files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """Yield every work as a client finds it, from the entry down."""
    entry = json.loads(files["dts/entry.json"])
    root = json.loads(files[expanded(entry["collection"])])
    assert root["totalChildren"] == len(root["member"]) == 2
    for group in root["member"]:
        inner = json.loads(files[expanded(group["collection"], id=group["@id"])])
        above = json.loads(files[expanded(group["collection"], id=group["@id"], nav="parents")])
        assert [one["@id"] for one in above["member"]] == [root["@id"]] and len(inner["member"]) == group["totalChildren"]
        for member in inner["member"]:
            found = json.loads(files[expanded(member["collection"], id=member["@id"])])
            up = json.loads(files[expanded(member["collection"], id=member["@id"], nav="parents")])
            assert found["@type"] == "Resource" and [one["@id"] for one in up["member"]] == [group["@id"]]
            yield {**found, "group": group["@id"]}


def test_a_client_finds_every_work_and_its_two_trees(public: Edition, files: dict[str, bytes]) -> None:
    found = {one["@id"]: one for one in resources(files)}
    assert set(found) == {volume.record.id for volume in public.volumes}
    for volume in public.volumes:
        said = found[volume.record.id]
        shown = volume.record.rights.publishable and volume.document is not None
        assert said["group"] == ("works.open" if shown else "works.closed")
        (rights,) = said["dublinCore"]["accessRights"]
        assert ("included" in rights["value"]) is shown and ("may not" in rights["value"]) is not volume.record.rights.publishable
        assert said["description"] == volume.record.rights.notice
        printed = any(row.kind == "pb" for row in volume.register.passages)
        wanted = ["", "page"] if printed else [""] if volume.register.passages else []
        assert [tree.get("identifier", "") for tree in said["citationTrees"]] == wanted


def test_the_citation_trees_hold_every_passage_in_order(public: Edition) -> None:
    for volume in public.volumes:
        if not volume.register.passages:  # a work that is still being made has promised nothing
            continue
        living = [row for row in volume.register.passages if not row.retired]
        first, *rest = trees(volume)
        assert [unit.id for unit in first.units] == [row.id for row in living if row.kind not in ("pb", "list")]
        assert [unit.id for tree in rest for unit in tree.units] == [row.page for row in living if row.kind == "pb"]
        seen: dict[str, int] = {"": 0}
        for unit in first.units:
            assert unit.level == seen[unit.parent] + 1, "a parent stands before what it holds"
            seen[unit.id] = unit.level
        titled = {unit.id for unit in first.units if unit.title}
        assert titled == {heading.id for heading in volume.contents if heading.title} & {row.id for row in living}


def test_every_unit_of_an_open_text_is_an_answer(files: dict[str, bytes]) -> None:
    count = 0
    for work in resources(files):
        for tree in work["citationTrees"]:
            named = {"tree": tree["identifier"]} if "identifier" in tree else {}
            whole = json.loads(files[expanded(work["navigation"], **named)])
            header = etree.fromstring(files[expanded(work["document"], **named)])
            assert header.tag == f"{TEI}TEI" and header.find(f"{TEI}teiHeader") is not None
            units = {unit["identifier"]: unit for unit in whole["member"]}
            assert len(units) == len(whole["member"])
            for name, unit in units.items() if "{/ref" in work["navigation"] else ():
                answer = json.loads(files[expanded(work["navigation"], ref=name, **named)])
                assert answer["ref"] == unit == answer["member"][0]
                assert all(one["level"] > unit["level"] for one in answer["member"][1:])
                document = etree.fromstring(files[expanded(work["document"], ref=name, **named)])
                wrapper = document[0]
                assert document.tag == f"{TEI}TEI" and wrapper.tag == "{https://w3id.org/api/dts#}wrapper"
                if named:
                    assert [one.get("n") for one in wrapper.iter(f"{TEI}pb")] == [name]
                else:
                    assert wrapper[0].get(XML_ID) == name
                count += 1
    assert count > 300


def test_the_pages_of_an_open_text_are_the_text(files: dict[str, bytes]) -> None:
    whole = etree.fromstring(files["dts/document/specimen.xml"]).find(f"{TEI}text")
    assert whole is not None
    said = "".join("".join(str(one) for one in whole.itertext()).split())
    units = json.loads(files["dts/navigation/specimen.page.json"])["member"]
    parts = [files[f"dts/document/specimen.page/{unit['identifier']}.xml"] for unit in units]
    pages = "".join("".join("".join(str(one) for one in etree.fromstring(part).itertext()).split()) for part in parts)
    assert pages and said.endswith(pages), "no letter lost, none twice; what stands before the first page is on none"


def test_a_range_over_the_whole_work_is_an_answer(files: dict[str, bytes]) -> None:
    for work in resources(files):
        if not work["citationTrees"]:
            continue
        members = json.loads(files[expanded(work["navigation"])])["member"]
        ends = {"start": members[0]["identifier"], "end": members[-1]["identifier"]}
        answer = json.loads(files[expanded(work["navigation"], **ends)])
        assert answer["start"] == members[0] and answer["end"] == members[-1] and answer["member"] == members
        assert etree.fromstring(files[expanded(work["document"], **ends)]).tag == f"{TEI}TEI"


@pytest.mark.slow
def test_a_text_that_may_not_be_passed_on_is_a_header_that_says_so(readings: Path) -> None:
    whole = assembled(Order(Project(ROOT), (readings,), False), Cache(ROOT / "build/cache"))
    private = {file.path: file.content for export in EXPORTS for file in export(whole)}
    for volume in whole.volumes:
        work = volume.record.id
        document = etree.fromstring(private[f"dts/document/{work}.xml"])
        gaps = [one.get("reason") for one in document.iter(f"{TEI}gap")]
        header, text = document.find(f"{TEI}teiHeader"), document.find(f"{TEI}text")
        assert header is not None and text is not None
        body = "".join(str(one) for one in text.itertext()).strip()
        closed = not volume.record.rights.publishable
        assert (gaps == ["rights"] and not body) is closed, "in a private copy too"
        assert volume.record.rights.notice in " ".join(str(one) for one in header.itertext())
        assert any(path.startswith(f"dts/document/{work}/") for path in private) or not volume.register.passages


def test_the_map_of_passages_leads_to_every_passage_without_a_script(site: Path, public: Edition, files: dict[str, bytes]) -> None:
    held = {path.relative_to(site).as_posix(): set(IDS.findall(path.read_text(encoding="utf-8"))) for path in site.rglob("*.html")}
    rows = 0
    for volume in public.volumes:
        if not volume.register.passages:
            continue
        table = json.loads(files[passage_map.path_of(volume.record.id)])
        assert [row[0] for row in table["passages"]] == [row.id for row in volume.register.passages]
        for row in table["passages"]:
            said = dict(zip(table["fields"], row, strict=True))
            url, _, name = said["address"].partition("#")
            assert name in held[url], said
            rows += 1
        built = (site / passage_map.path_of(volume.record.id)).read_text(encoding="utf-8")
        assert json.loads(built)["passages"] == table["passages"]
    assert rows > 4000


def test_a_retired_id_is_mapped_to_its_words() -> None:
    register = Register((
        Passage("w.p1", "p", "3", "¶ 1", state=State.SPLIT, targets=("w.p3",), places=("text",)), Passage("w.p3", "p", places=("text-2",)),
        Passage("w.p2", "p", state=State.JOINED, targets=("w.p3",), places=("text",)),
    ))
    made = small(register)
    (file,) = passage_map.export(made)
    assert json.loads(file.content)["passages"] == [
        ["w.p1", "p", "3", "p. 3, ¶ 1", "w/text.html#w.p1", "w.p3"], ["w.p3", "p", "", "", "w/text-2.html#w.p3", ""],
        ["w.p2", "p", "", "", "w/text-2.html#w.p2", "w.p3"],
    ]
    moved = web_annotations.target("w.p2", register, "w", "", (0, 4))
    assert moved == {"source": "w/text-2.html", "selector": {"type": "FragmentSelector", "value": "w.p3"}}


def small(register: Register) -> Edition:
    from tests.render_parts import edition

    made = edition()
    return replace(made, volumes=tuple(replace(one, register=register) for one in made.volumes if one.record.id == "w"))


def test_what_the_editors_say_is_annotated_too(public: Edition, files: dict[str, bytes]) -> None:
    said = {
        one["id"].rpartition("#")[2]: one for volume in public.volumes if web_annotations.path_of(volume.record.id) in files
        for one in json.loads(files[web_annotations.path_of(volume.record.id)])["items"] if "creator" in one
    }
    assert set(said) == {one.id for one in public.notes} | {one.id for one in public.emendations} and len(public.notes) > 10
    held = {volume.record.id: volume.register for volume in public.volumes}
    for note in public.notes:
        one = said[note.id]
        assert one["motivation"] == one["body"][0]["purpose"] == "commenting" and one["body"][0]["value"]
        selector = one["target"]["selector"]
        assert selector["refinedBy"]["exact"] == note.quote and len(note.quote.split()) <= 5
        assert not held[note.work].by_id[selector["value"]].retired
    for emendation in public.emendations:
        one = said[emendation.id]
        assert (one["motivation"], one["body"][0]["value"]) == ("editing", emendation.corr)
        assert [body["value"] for body in one["body"][1:]] == [emendation.reason]


def marked(text: Element) -> list[tuple[str, str]]:
    """Return the words that are marked as naming an entry; an element inside them, such as a page break, divides the mark."""
    found: list[tuple[str, str]] = []
    for one in text.walk():
        name = one.get("ref").removeprefix("#")
        if name != one.get("ref") and one.get("rend") == "continued":
            last = max(place for place, (before, _) in enumerate(found) if before == name)
            found[last] = name, found[last][1] + one.text()
        elif name != one.get("ref"):
            found.append((name, one.text()))
    return found


def test_annotations_stand_on_the_words_that_they_mean(public: Edition, files: dict[str, bytes]) -> None:
    collection = json.loads(files[web_annotations.COLLECTION])
    assert collection["type"] == "AnnotationCollection"
    address, count, targets = collection["first"], 0, 0
    while address:
        page = json.loads(files[address.removeprefix(ADDRESS)])
        assert page["type"] == "AnnotationPage" and page["partOf"] == collection["id"] and page["startIndex"] == count
        count += len(page["items"])
        work = page["id"].removesuffix(".annotations.json").rpartition("/")[2]
        volume = next(volume for volume in public.volumes if volume.record.id == work)
        entries = [one for one in page["items"] if one["motivation"] == "identifying"]
        if volume.base is None or volume.document is None:
            places = [one["selector"] for annotation in entries for one in annotation["target"]]
            assert all("refinedBy" not in place for place in places)
            named = {one.passage for one in public.mentions if one.work == work}
            assert {place["value"] for place in places} == named, "passages, as far as they are known without the text"
            address = page.get("next", "")
            continue
        said = texts(volume.base)
        meant: Counter[tuple[str, str]] = Counter()
        for one in entries:
            assert one["type"] == "Annotation" and one["id"].startswith(page["id"])
            entry = one["body"].rpartition("#")[2]
            for place in one["target"]:
                at = place["selector"]["refinedBy"]
                meant[entry, "".join(said[place["selector"]["value"]][at["start"]:at["end"]].split())] += 1
                targets += 1
        shown = Counter((name, "".join(words.split())) for name, words in marked(volume.document.text))
        assert shown and shown <= meant, "all words that a reader sees marked; in headings and links nothing is marked"
        address = page.get("next", "")
    assert count == collection["total"]
    assert targets == sum(one.entry in web_annotations.addresses_of(public) for one in public.occurrences) > 100


def test_the_catalogue_names_every_file_that_there_is(site: Path, public: Edition) -> None:
    said = json.loads((site / catalogue.PATH).read_text(encoding="utf-8"))
    assert [one["id"] for one in said["works"]] == [volume.record.id for volume in public.volumes]
    for one in said["works"]:
        assert one["text_in_this_copy"] is ("tei" in one["files"]) and (one["publishable"] or not one["text_in_this_copy"])
        addresses = [register["address"] for register in said["registers"]]
        for path in [*one["files"].values(), one["address"], *addresses, *said["interfaces"].values(), *said["data"].values()]:
            assert ((site / catalogue.PATH).parent / path).is_file(), path
    named = {path.rpartition("/")[2] for one in said["works"] for path in one["files"].values()}
    there = {path.name for path in (site / "downloads").iterdir()}
    lists = {f"bibliography.{ending}" for ending in ("bib", "csl.json", "ris")}
    assert there - named == {"catalogue.json", "annotations.json", "SHA256SUMS", "smychka.zip", "figures.zip", *lists}


def test_the_sums_are_those_of_the_files(site: Path) -> None:
    rows = [line.split("  ") for line in (site / SUMS).read_text(encoding="utf-8").splitlines()]
    folder = (site / SUMS).parent
    assert {name for _, name in rows} == {path.name for path in folder.iterdir()} - {"SHA256SUMS", "smychka.zip"}
    assert all(sha256((folder / name).read_bytes()).hexdigest() == said for said, name in rows)


def test_every_page_says_what_it_is(public: Edition) -> None:
    made = rendered_site(public)
    kinds: dict[str, str] = {}
    for page in made.pages:
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.head)
        assert len(found) == (page.kind in ("home", "glossary", "register", "entry", "work", "text", "map", "figure")), page.url
        for text in found:
            said = json.loads(text)
            assert said["@context"] == "https://schema.org" and said["@id"] == ADDRESS + page.url
            kinds[page.url] = said["@type"]
    assert kinds["bettelheim/index.html"] == "Book" and kinds["marquit/index.html"] == "ScholarlyArticle"
    assert kinds["index.html"] == "Collection" and kinds["glossary.html"] == "DefinedTermSet"


def test_the_plain_site_knows_its_address_too(public: Edition) -> None:
    made = rendered_site(public)
    files = {file.path: file.content for file in plain(made)}
    locations = re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode())
    assert locations == [ADDRESS + page.url for page in made.pages]
    for page in made.pages:
        assert html.fromstring(files[page.url]).xpath("//link[@rel='canonical']/@href") == [ADDRESS + page.url]
    nowhere = {file.path for file in plain(replace(made, address=""))}
    assert "sitemap.xml" not in nowhere, "the protocol knows whole addresses only"


@pytest.mark.slow
def test_the_site_of_mkdocs_lists_every_page(public: Edition, tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from build_tools.mkdocs_plugin import EditionPlugin

    made = rendered_site(public)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionPlugin, "source", staticmethod(lambda root, options: made))
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path), site_url=ADDRESS))
    found = re.findall(r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", (tmp_path / "sitemap.xml").read_text(encoding="utf-8"))
    by_hand = {f"{ADDRESS}{path.stem}.html" for path in (ROOT / "docs").glob("*.md")}
    assert {location for location, _ in found} == {ADDRESS + page.url for page in made.pages} | by_hand
    assert {date for _, date in found} == {public.date}


def test_harvesters_get_a_file_only_where_somebody_answers_for_it(public: Edition) -> None:
    assert not list(static_oai.export(public))
    asked = replace(public, harvest=Harvest("editors@example.org", "https://gateway.example.org/oai/"))
    assert not list(static_oai.export(replace(asked, address="")))
    (file,) = static_oai.export(asked)
    root = etree.fromstring(file.content)
    static, oai = "{http://www.openarchives.org/OAI/2.0/static-repository}", "{http://www.openarchives.org/OAI/2.0/}"
    assert root.tag == f"{static}Repository"
    assert [part.tag for part in root] == [f"{static}{name}" for name in ("Identify", "ListMetadataFormats", "ListRecords")]
    # The order is that of the schema.
    names = ("repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp", "deletedRecord", "granularity")
    assert [one.tag for one in root[0]] == [f"{oai}{name}" for name in names]
    assert root[0].findtext(f"{oai}baseURL") == "https://gateway.example.org/oai/example.org/nep/oai.xml"
    records = root[2].findall(f"{oai}record")
    assert [one.findtext(f"{oai}header/{oai}identifier") for one in records] == [
        f"oai:example.org:{volume.record.id}" for volume in public.volumes
    ]
    dc = "{http://purl.org/dc/elements/1.1/}"
    assert [one.findtext(f".//{dc}title") for one in records] == [volume.record.title for volume in public.volumes]


@pytest.mark.parametrize(("text", "said"), [
    ("site_name: X\n", Site()),
    ("site_url: https://example.org/nep\n", Site(ADDRESS)),
    ("site_url: https://example.org/nep/\nx: !!python/name:os.path\n", Site(ADDRESS)),
    ("extra: {contact: a@b.org, oai_gateway: 'https://g.org/'}\n", Site("", Harvest("a@b.org", "https://g.org/"))),
    ("extra:\n", Site()),
])
def test_the_address_of_the_site_is_read(text: str, said: Site, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    assert site_of(Project(tmp_path)) == said


@pytest.mark.parametrize(("text", "word", "line"), [
    (b"site_url: example.org\n", "site_url", None), (b"site_url: 'https://a b/'\n", "site_url", None),
    (b"extra: {contact: nobody}\n", "contact", None), (b"site_name: [\n", "YAML", 2),
    (b"extra: {works: a}\n", "works", None), (b"- site_name\n", "no table", 1),
    (b"site_name: a\nsite_name: b\n", "twice", 2),
])
def test_a_wrong_address_is_a_finding(text: bytes, word: str, line: int | None, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(text)
    with pytest.raises(EditionError) as caught:
        site_of(Project(tmp_path))
    (finding,) = caught.value.findings
    assert (finding.code, finding.file, finding.line) == ("P020", "mkdocs.yml", line) and word in finding.message


def test_a_long_book_has_no_file_for_each_unit(public: Edition) -> None:
    held = {work.record.id: work for work in dts.works(public)}
    assert not held["bettelheim"].files and held["specimen"].files
    assert sum(len(tree.units) for tree in held["specimen"].trees) <= dts.LIMIT
