"""Names in prose of ours: what no register knows, and what is spelt otherwise than in its entry, each with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.annotate.spellings import otherwise
from build_tools.command import main
from build_tools.pipeline import Cache, Order, Project, conversion, names
from build_tools.pipeline import register as registers
from build_tools.pipeline.annotation import apparatus
from build_tools.pipeline.project import take_stock
from tests.working_copy import ROOT

SOURCE = """[record]
kind = "book"
title = "Bread"
authors = [{ family = "Us" }]
publisher = "Us"
date = "2026"
language = "en"
[rights]
licence = "CC-BY-4.0"
publishable = true
notice = "Free."
[input]
reader = "markdown"
file = "chapters"
"""
PEOPLE = """- {id: preobrazhensky, headword: "Preobrazhensky, Evgeny", forms: [Preobrazhensky, Preobrajensky], role: An economist.}
- {id: mao, headword: Mao Tse-tung, forms: [Mao], role: A leader.}
"""
GLOSSARY = """- {id: kulak, headword: Kulak, forms: [kulaks, koulak, koulaks, kulaki, Fist], definition: A rich peasant.}
- {id: skhod, headword: Skhod, definition: The gathering.}
- {id: vsnkh, headword: VSNKh, case: exact, definition: An office.}
- {id: collectivization, headword: Collectivization, forms: [collectivisation], definition: It was done.}
"""
ORGANISATIONS = """- {id: gosplan, headword: Gosplan, description: An office.}
- {id: academy, headword: Academy of Sciences, description: A body.}
"""
BIBLIOGRAPHY = """@book{male-organisation, author = {Male, D. J.}, keywords = {study},
  title = {Russian Peasant Organisation before Collectivisation, 1925–1930: A Study}}
@article{karcz-grain, author = {Karcz, Jerzy F.}, title = {Thoughts on Grain}, journal = {Soviet Studies}, keywords = {study}}
"""
CITED = "\n\nSo it was [@karcz-grain].\n"

CASES: dict[str, tuple[str, list[tuple[str, int, str]]]] = {
    "a name of the register": ("We follow Preobrazhensky and Mao Tse-tung, with Preobrazhensky’s law.", []),
    "a name that nobody knows": ("We follow Syrtsov in this.", [("A038", 3, "Syrtsov")]),
    "its possessive": ("We follow Syrtsov’s law.", [("A038", 3, "Syrtsov")]),
    "a name of several words, with particles": (
        "He met Leonid Syrtsov of the Academy of Arts, or Élie de Beaumont.",
        [("A038", 3, "Leonid Syrtsov of the Academy of Arts"), ("A038", 3, "Élie de Beaumont")],
    ),
    "a known part of a longer name": ("Old members of the Academy of Sciences came.", []),
    "a word that begins a sentence": ("Bread was dear. “Prices rose.” There was none: Bread was dear.", []),
    "a name that begins a sentence": ("Frumkin wrote. Syrtsov answered.", [("A038", 3, "Frumkin"), ("A038", 3, "Syrtsov")]),
    "an acronym": ("The VSNKh gave way to NKVM.", [("A038", 3, "NKVM")]),
    "an acronym that begins a sentence": ("NKVM came.", [("A038", 3, "NKVM")]),
    "a month and a day": ("It fell on Monday, in May and in December.", []),
    "an initial is no name": ("The plan B of J. F. Karcz failed.", []),
    "an author and a title that are cited": (
        "D. J. Male’s *Russian Peasant Organisation before Collectivisation*; Jerzy Karcz’s “Thoughts on Grain” (*Soviet Studies*).", []),
    "a term in italics": ("The *skhod* and the *starosta* met.", [("A038", 3, "starosta")]),
    "an English word in italics": ("The *gross* income.", []),
    "the same term upright": ("The starosta met.", []),
    "the line in a paragraph of several": ("We follow\nthe law of\nSyrtsov here.", [("A038", 5, "Syrtsov")]),
    "a sign that only some take for the end of a line": ("It rose\u2028again.\n\nWe follow\nSyrtsov.", [("A038", 6, "Syrtsov")]),
    "in a note": ("It rose.[^1]\n\n[^1]: So said Syrtsov.", [("A038", 5, "Syrtsov")]),
    "in a heading": ("## The years of Syrtsov\n\nIt rose.", [("A038", 3, "Syrtsov")]),
    "in a table": ("| Place | Bread |\n|---|---|\n| Great plenty | Syrtsov |\n", [("A038", 5, "Syrtsov")]),
    "the words of a citation": ("It rose [@male-organisation, p. 3].", []),
    "a variant of a term": ("A koulak and the koulaks.", [("A039", 3, "koulak"), ("A039", 3, "koulaks")]),
    "a variant of a name": ("We follow Preobrajensky.", [("A039", 3, "Preobrajensky")]),
    "an inflection or another name is no variant": ("The kulaki, the kulak’s land, a Fist.", []),
    "a spelling of another country": ("The collectivisation was quick.", [("A039", 3, "collectivisation")]),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one work of ours in two files, and small registers."""
    monkeypatch.delenv("EDITION_TEXTS", raising=False)
    (tmp_path / "sources" / "bread" / "chapters").mkdir(parents=True)
    (tmp_path / "sources" / "bread" / "source.toml").write_text(SOURCE)
    annotations = tmp_path / "annotations"
    annotations.mkdir()
    for name, said in (("people", PEOPLE), ("glossary", GLOSSARY), ("organisations", ORGANISATIONS)):
        (annotations / f"{name}.yaml").write_text(said, "utf-8")
    (annotations / "bibliography.bib").write_text(BIBLIOGRAPHY, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Tried\n")
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    (tmp_path / "sources" / "bread" / "chapters" / "01-first.md").write_text(f"# First{CITED}", "utf-8")
    return tmp_path


def written(project: Path, said: str) -> None:
    (project / "sources" / "bread" / "chapters" / "02-second.md").write_text(f"# Second\n\n{said}\n", "utf-8")


def strange(root: Path, work: str = "bread") -> list[tuple[str, str, int | None, str]]:
    """Return code, file, line and words of every finding about the names of a work."""
    project = Project(root)
    taken, faults = take_stock(Order(project))
    assert not faults
    said = apparatus(project, tuple(one.record.id for one in taken.sources), Cache(None))
    source = next(one for one in taken.sources if one.record.id == work)
    document = conversion.convert(source, taken.texts[work], project).document
    found = names.strange(document, taken.texts[work], said, taken, registers.load(project, work))
    return [(one.code, one.file, one.line, one.message.partition("“")[2].partition("”")[0]) for one in found]


@pytest.mark.parametrize("name", CASES)
def test_names_are_known_and_spelt_as_their_entries(name: str, project: Path) -> None:
    said, expected = CASES[name]
    written(project, said)
    assert strange(project) == [(code, "sources/bread/chapters/02-second.md", line, words) for code, line, words in expected]


def test_a_text_that_cites_nothing_is_not_judged(project: Path) -> None:
    written(project, "We follow Syrtsov.")
    (project / "sources" / "bread" / "chapters" / "01-first.md").write_text("# First\n\nSo it was.\n")
    assert strange(project) == []


def test_a_name_is_reported_until_it_is_accepted_and_the_exception_until_it_is_gone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    written(project, "We follow Syrtsov, and Preobrajensky.")
    assert main(["check"]) == 0, "a note stops nothing"
    said = capsys.readouterr()
    assert "A038 sources/bread/chapters/02-second.md:3" in said.out + said.err
    accepted = project / "sources" / "bread" / "exceptions.toml"
    accepted.write_text('[[accepted]]\ncode = "A038"\nplace = "Syrtsov"\nreason = "named once"\n'
                        '[[accepted]]\ncode = "A039"\nplace = "Preobrajensky"\nreason = "the print has it"\n')
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert "A038" not in said.out + said.err and "A039" not in said.out + said.err
    written(project, "We follow nobody.")
    assert main(["check"]) == 1
    said = capsys.readouterr()
    assert (said.out + said.err).count("R033") >= 2, "both exceptions are left over"
    (project / "annotations" / "people.yaml").write_text("- {id: a}\n")
    assert main(["check"]) == 1
    said = capsys.readouterr()
    assert "R033" not in said.out + said.err, "what cannot be judged is not missed"


def test_a_near_name_is_proposed(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(project)
    written(project, "We follow Preobrazhenskii.")
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert "did you mean “Preobrazhensky”?" in said.out + said.err


@pytest.mark.parametrize(("one", "other"), [
    ("koulak", "kulak"), ("Preobrazhenskii", "Preobrazhensky"), ("bedniak", "bednyak"), ("Kamenov", "Kamenev"), ("ruble", "rouble"),
    ("pre-war", "prewar"), ("khozrashchet", "khozraschet"), ("Proletcult", "Proletkult"), ("dessiatina", "desyatina"),
    ("labour", "labor"), ("uezd", "uyezd"), ("Tuchachevsky", "Tukhachevsky"), ("Kubyshev", "Kuibyshev"),
])
def test_one_word_in_two_spellings(one: str, other: str) -> None:
    assert otherwise(one, other) and otherwise(other, one)


@pytest.mark.parametrize(("one", "other"), [
    ("kulak", "kulak"), ("Kulak", "kulak"), ("kulaks", "kulak"), ("kulaki", "kulak"), ("Nepmen", "Nepman"), ("crises", "crisis"),
    ("market", "marketed"), ("Rykov", "Ryskov"), ("skhoda", "skhod"), ("Lenin", "Lenina"), ("Bolshevism", "Bolshevik"), ("restoration",
    "reconstruction"), ("mir", "mor"),
])
def test_two_words_or_two_forms_of_one(one: str, other: str) -> None:
    assert not otherwise(one, other)
