"""Addresses persist: every registered id is found at its address with the text and without it, and an old address still leads there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from build_tools.model.edition import Edition, Heading, Volume
from build_tools.model.page import File, Page
from build_tools.model.passage import Passage, Register, State, fragment
from build_tools.pipeline.project import Project
from build_tools.pipeline.register import load
from build_tools.read import passages
from build_tools.render.addresses import addressed, url_of
from build_tools.render.links import check_site
from build_tools.render.moved import moved_file
from build_tools.render.pages import RenderedSite, rendered_site
from build_tools.render.plain import plain
from build_tools.render.text_page import compose
from build_tools.tei.register import naming
from tests.conftest import edition as command
from tests.render_parts import edition
from tests.working_copy import ROOT

IDS = re.compile(r'\bid="([^"]+)"')


def volume_of(made: Edition) -> Volume:
    return next(volume for volume in made.volumes if volume.record.id == "w")


def with_register(made: Edition, register: Register, text: bool = True) -> Edition:
    """Return the edition with a register for its work, and without the text on demand."""
    volumes = tuple(
        replace(one, register=register, document=one.document if text else None) if one.record.id == "w" else one for one in made.volumes
    )
    return replace(made, volumes=volumes)


@pytest.fixture
def register() -> Register:
    document = volume_of(edition()).document
    assert document is not None
    return addressed(naming(document.text, Register(), "w").register, compose(document))


def found(text: str | bytes, path: str) -> Any:
    """Return what an XPath finds in a page."""
    return html.fromstring(text).xpath(path)


def ids(pages: Iterable[Page]) -> dict[str, set[str]]:
    return {page.url: set(IDS.findall(page.html)) for page in pages}


def written(site: RenderedSite, folder: Path) -> Path:
    for file in plain(site, ROOT / "docs"):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


def unresolved(register: Register, held: dict[str, set[str]], work: str = "w") -> list[str]:
    """Return the addresses, present and past, at which an id is not found."""
    return [
        f"{url_of(place, work)}#{fragment(row.id, work)}" for row in register.passages for place in row.places
        if fragment(row.id, work) not in held.get(url_of(place, work), ())
    ]


@pytest.mark.parametrize("text", [True, False], ids=["with the text", "without it"])
def test_every_id_is_found_at_its_address(register: Register, text: bool) -> None:
    site = rendered_site(with_register(edition(), register, text))
    assert all(row.places for row in register.passages)
    assert unresolved(register, ids(site.pages)) == []
    assert site.moves == ()


def test_the_name_of_a_passage_cites_it(register: Register) -> None:
    assert register.by_id["w.1.1.p3"].label == "p. 10, ¶ 1"
    assert register.by_id["w.1.1.p2"].page == "9-10"
    assert register.by_id["w.1.1.n4"].label == "p. 10, note 4"
    assert register.by_id["w.pb-9"].label == "p. 9"


def test_without_its_text_a_work_keeps_its_map_and_says_so(register: Register) -> None:
    made = with_register(edition(), register, text=False)
    known = (Heading("w.1.1", 1, "Chapter A & O", "9"),)
    site = rendered_site(replace(made, volumes=tuple(replace(one, contents=known) for one in made.volumes if one.record.id == "w")))
    page = next(page for page in site.pages if page.url == url_of(register.by_id["w.1.1.p2"].places[-1], "w"))
    (row,) = found(page.html, "//li[@id='w.1.1.p2']")
    assert "¶ 2" in row.text_content() and "words" in row.text_content()
    assert "not in this copy" in page.html and "Second goes" not in page.html
    (work,) = [page for page in site.pages if page.url == "w/index.html"]
    assert 'href="1.1.html#w.1.1"' in work.html


@pytest.mark.parametrize("text", [True, False], ids=["with the text", "without it"])
def test_an_old_address_leads_to_the_passage(register: Register, text: bool, tmp_path: Path) -> None:
    """A paragraph was published on a page that is no more, a note on another page that still stands, and one id is retired."""
    rows = [
        replace(row, places=("old", "1.2", *row.places)) if row.id == "w.1.1.p1"
        else replace(row, places=("1.2", *row.places)) if row.id == "w.1.1.n1"
        else row for row in register.passages
    ]
    rows.append(Passage("w.1.1.p9", "p", "10", "¶ 3", 4, (), ("old", "1.1"), State.JOINED, ("w.1.1.p2",)))
    rows.append(Passage("w.1.1.p7", "p", "10", "¶ 3", 4, (), ("1.1",), State.MOVED, ("w.1.1.p9",)))
    rows.append(Passage("w.pb-11", "pb", "11", "", 4, (), ("old",), State.MOVED, ("w.1.2",)))
    changed = Register(tuple(rows))
    assert passages.read(passages.dump(changed), "x") == changed
    site = rendered_site(with_register(edition(), changed, text))
    (move,) = site.moves
    assert move.url == "w/old.html" and {line.fragment for line in move.lines} == {"w.1.1.p1", "w.1.1.p9", "pb-11"}
    held = ids(site.pages)
    held[move.url] = set(IDS.findall(moved_file(move).content.decode()))
    assert unresolved(changed, held) == []
    assert check_site(written(site, tmp_path)) == []
    place = next(page for page in site.pages if page.url == "w/1.1.html")
    assert place.html.index('id="w.1.1.p2"') < place.html.index('id="w.1.1.p9"') < place.html.index('id="w.1.1.p3"')


def test_a_page_that_is_no_more_says_where_it_went(register: Register) -> None:
    rows = tuple(replace(row, places=("old", *row.places)) if row.id.startswith("w.1.1") else row for row in register.passages)
    (move,) = rendered_site(with_register(edition(), Register(rows))).moves
    for address, canonical in (("", "1.1.html"), ("https://example.org/nep/", "https://example.org/nep/w/1.1.html")):
        text = moved_file(move, address).content
        assert found(text, "//link[@rel='canonical']/@href") == [canonical]
        assert found(text, "//meta[@http-equiv='refresh']/@content") == ["10; url=1.1.html"]
        assert found(text, "//p/a/@href") == ["1.1.html"]
        assert found(text, "//li[@id='w.1.1.p2']/a/@href") == ["1.1.html#w.1.1.p2"]
    assert moved_file(move) == File(move.url, moved_file(move).content)


def test_the_canonical_link_of_every_page_is_absolute_where_the_address_of_the_site_is_known(tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from build_tools.mkdocs_plugin import EditionPlugin

    made = rendered_site(edition())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EditionPlugin, "source", staticmethod(lambda root, options: made))
        patch.setenv("SOURCE_DATE_EPOCH", "0")
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        for address in (None, "https://example.org/nep/"):
            folder = tmp_path / str(bool(address))
            build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), site_url=address))
            for page in made.pages:
                links = found((folder / page.url).read_bytes(), "//link[@rel='canonical']/@href")
                assert links == ([] if address is None else [address + page.url]), page.url


WORKS = sorted(path.parent.name for path in (ROOT / "sources").glob(f"*/{passages.NAME}"))


@pytest.mark.parametrize("work", WORKS)
def test_every_address_of_the_repository_is_found_in_the_open_site(site: Path, work: str) -> None:
    register = load(Project(ROOT), work)
    held = {f"{work}/{path.name}": set(IDS.findall(path.read_text(encoding="utf-8"))) for path in (site / work).glob("*.html")}
    assert unresolved(register, held, work) == []


def test_the_command_registers_and_the_check_holds_to_it(tmp_path: Path) -> None:
    project = tmp_path / "edition"
    shutil.copytree(ROOT / "tests" / "cases" / "edition", project)
    table = project / "sources" / "northwick" / passages.NAME
    table.unlink(missing_ok=True)
    first = command("register", "northwick", "--project", str(project))
    assert re.search(r"northwick: (\d+) passages, \1 of them new", first.stderr)
    text = table.read_text(encoding="utf-8")
    command("register", "--project", str(project))
    assert table.read_text(encoding="utf-8") == text, "a second run changes nothing"
    row = next(line for line in text.splitlines(keepends=True) if line.startswith("northwick.1.p1\t"))
    table.write_text(text.replace(row, ""), encoding="utf-8")
    told = command("check", "--project", str(project))
    assert "R027" in told.stderr and "northwick.1.p1" in told.stderr, "a note: the check passes"
    table.write_text(text, encoding="utf-8")
    assert "R027" not in command("check", "--project", str(project)).stderr
    table.write_text(text + row, encoding="utf-8")
    assert "R021" in command("check", "--project", str(project), status=1).stderr
    assert "R021" in command("register", "--project", str(project), status=1).stderr
    command("register", "northwich", "--project", str(project), status=2)
