"""Registers: every fault of a register file is a finding with its line, all at once, and a sound one becomes entries."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.annotate.articles import articles, resolver
from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.kinds import GLOSSARY, KINDS, Kind
from build_tools.annotate.registers import load
from build_tools.model.edition import Article
from build_tools.model.finding import EditionError, Finding
from build_tools.model.passage import Passage, Register
from build_tools.model.tree import Element
from build_tools.read.cites import Cite, bare
from tests.render_parts import catalogue

CASES = sorted((Path(__file__).parent / "cases" / "annotate" / "registers").glob("*.yaml"))
EXPECTED = re.compile(r"[A-Z]\d{3}:\d+")
CATALOGUE = catalogue(
    bettelheim=Register((
        *(Passage(f"bettelheim.pb-{page}", "pb", page) for page in ("3", "4", "88", "571")),
        Passage("bettelheim.n1", "note", "571", "note 29"), Passage("bettelheim.glossary", "div", "3"),
    )),
    marquit=Register((Passage("marquit.pb-393", "pb", "393"),)),
)
PEOPLE = Kind("people", "people.yaml", "persName", "person-", "role", ("born",))


def faults(folder: Path, **files: str) -> tuple[Finding, ...]:
    """Write registers into a folder and return what is wrong with them."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(EditionError) as error:
        load(folder, CATALOGUE, (GLOSSARY, PEOPLE))
    return error.value.findings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_faults_of_a_register(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    found = faults(tmp_path, glossary=text)
    assert sorted(f"{one.code}:{one.line}" for one in found) == sorted(EXPECTED.findall(text.splitlines()[0]))
    for one in found:
        assert one.file == f"{tmp_path.name}/glossary.yaml" and one.message and one.expected


def test_a_hint_names_the_nearest_field(tmp_path: Path) -> None:
    (one,) = faults(tmp_path, glossary="- {id: a, headword: A, definiton: x, see: [b]}\n- {id: b, headword: B, definition: y}\n")
    assert (one.code, one.hint) == ("A003", "did you mean “definition”?")


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_bytes(b"- id: a\n  headword: caf\xe9\n")
    with pytest.raises(EditionError) as error:
        load(tmp_path)
    assert [(one.code, one.line) for one in error.value.findings] == [("A001", 2)]


def test_an_id_is_one_thing_in_all_registers_and_all_files_are_read(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        glossary="- {id: lenin, headword: Leninism, definition: x, see_also: [nobody]}\n",
        people="- {id: lenin, headword: Lenin, role: y, original: Ленин}\n",
    )
    assert [(one.code, one.file.split("/")[1]) for one in found] == [
        ("A006", "glossary.yaml"), ("A003", "people.yaml"), ("A005", "people.yaml"),
    ]


def test_another_register_with_the_same_machinery(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("- {id: nep, headword: NEP, definition: 'The policy that [[Lenin]] began.'}\n", "utf-8")
    (tmp_path / "people.yaml").write_text("- {id: lenin, headword: Lenin, role: 'Led [[NEP|it]].', born: no}\n", "utf-8")
    glossary, people = load(tmp_path, kinds=(GLOSSARY, PEOPLE))
    term = articles((glossary, people), resolver((glossary, people)), Catalogue())[0]
    assert term.body.children[1] == Element("ref", {"type": "term", "target": "#person-lenin"}, ("Lenin",))
    assert people.entries[0].details == {"born": "no"}


def test_a_file_that_cannot_be_read_does_not_make_references_to_it_dangle(tmp_path: Path) -> None:
    found = faults(tmp_path, glossary="- {id: nep, headword: NEP, definition: 'Begun by [[Lenin]].'}\n", people="- {id: lenin\n")
    assert [(one.code, one.file.split("/")[1]) for one in found] == [("A001", "people.yaml")]


def test_no_file_is_an_empty_register(tmp_path: Path) -> None:
    assert [register.entries for register in load(tmp_path)] == [()] * len(KINDS)
    (tmp_path / "glossary.yaml").write_text("# nothing yet\n")
    assert [register.entries for register in load(tmp_path)] == [()] * len(KINDS)


def test_an_entry_becomes_a_term(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text(
        "- id: mir\n  headword: Mir\n  original: мир\n  literal: world\n  definition: An *old* [[communities|community]].\n"
        "  sources: [bettelheim p. 3]\n  see_also: [community]\n"
        "- {id: community, headword: Community, forms: [communities, Communities], definition: x}\n"
        "- {id: obshchina, headword: Obshchina, see: [mir]}\n", "utf-8",
    )
    registers = load(tmp_path, CATALOGUE)[:1]
    community, mir, obshchina = articles(registers, resolver(registers), Catalogue())
    definition = Element("def", {}, (
        "An ", Element("hi", {"rend": "italic"}, ("old",)), " ",
        Element("ref", {"type": "term", "target": "#glossary-community"}, ("community",)), ".",
    ))
    assert mir == Article("mir", "glossary", "Mir", definition, ("Mir",), {"original": "мир", "literal": "world"}, (), ("community",),
                          (bare(Cite("bettelheim", "p. 3")),))
    assert community.forms == ("Community", "Communities")
    assert replace(obshchina, forms=()) == Article("obshchina", "glossary", "Obshchina", Element("def"), see=("mir",))
    assert {form.text: form.entry for form in registers[0].forms()} == {
        "Mir": "mir", "Community": "community", "Communities": "community", "Obshchina": "mir",
    }
