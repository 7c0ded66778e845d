"""Suspicious words, and the findings that an editor accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.clean import clean
from build_tools.clean.suspects import suspects
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.source import Habits
from build_tools.model.transcript import PageStart, Transcript
from build_tools.pipeline import Order, Project, conversion, examination, exceptions
from build_tools.pipeline.exceptions import Accepted, judge, load
from build_tools.pipeline.project import stock

ROOT = Path(__file__).resolve().parent.parent


def found(*lines: str) -> list[tuple[int, str, str]]:
    text = Transcript("t", tuple(f"{line}\n" for line in lines), (PageStart(1, "7"),))
    return [(one.line, one.word, one.likely) for one in suspects(text)]


@pytest.mark.parametrize(("lines", "said"), [
    (("The grain of the", "revious harvest was sold."), (2, "revious", "previous")),
    (("They wanted to stregthen the bond.",), (1, "stregthen", "strengthen")),
    (("The grain was delivred late.",), (1, "delivred", "delivered")),
    (("Words of the goverment were few.",), (1, "goverment", "government")),
    (("The Sovie t state bought grain.",), (1, "Sovie t", "soviet")),
    (("It was a test of the plan, and the", "est of the market failed the test."), (2, "est", "test")),
])
def test_damaged_words_are_found(lines: tuple[str, ...], said: tuple[int, str, str]) -> None:
    assert found(*lines) == [said]


@pytest.mark.parametrize("line", [
    "The kulak, the serednyak and the batrak sold grain.",
    "Kubyshev and Preobrazhenskij spoke at the congress.",
    "They wrest power, cede land, halve the price and reap the wheat.",
    "The peasants’ co-operatives and the worker-peasant alliance were dekulakized.",
    "See the review Wirtschaft und Gesellschaft, in volume three.",
    "The tozy, the tozy and again the tozy were small.",
    "He wrote of non-capitalist reproducibility, and of x and y.",
    "",
])
def test_what_is_no_damage_stays_unsaid(line: str) -> None:
    assert found(line) == []


def test_a_word_that_comes_back_speaks_for_itself() -> None:
    assert found("A stregthen here.") != []
    assert found("A stregthen here, a stregthen there.") == []


def test_every_letter_may_be_lost_at_the_beginning_of_a_line() -> None:
    whole = "the government bought grain from the peasants and the market lost its importance"
    for word in ("government", "peasants", "market", "importance"):
        before, _, after = whole.partition(word)
        assert [(one[0], one[2]) for one in found(whole, "and then", before.strip(), word[1:] + after)] == [(4, word)], word


def note(word: str = "tozes", line: int = 5, page: str | None = "7", severity: Severity = Severity.NOTE) -> Finding:
    return Finding("S010", f"“{word}” is suspicious", "a.txt", line, page, severity=severity)


@pytest.mark.parametrize("place", ["tozes", "line 5", "p. 7"])
def test_an_accepted_finding_is_not_told(place: str) -> None:
    assert list(judge([note()], [Accepted("S010", place, "plural")], "exceptions.toml")) == []


@pytest.mark.parametrize("entry", [
    Accepted("S011", "tozes", "another code"), Accepted("S010", "toz", "part of a word"), Accepted("S010", "line 55", "another line"),
    Accepted("S010", "p. 77", "another page"),
])
def test_an_exception_that_excuses_nothing_is_a_finding(entry: Accepted) -> None:
    told = list(judge([note()], [entry], "exceptions.toml"))
    assert [(one.code, one.severity) for one in told] == [("S010", Severity.NOTE), ("R033", Severity.ERROR)]


def test_an_error_is_mended_and_never_accepted() -> None:
    told = list(judge([note(severity=Severity.ERROR)], [Accepted("S010", "tozes", "no")], "exceptions.toml"))
    assert [one.code for one in told] == ["S010", "R033"]


def test_an_entry_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.toml"
    entry = '[[accepted]]\ncode = "S010"\nplace = "{}"\nreason = "plural"\n\n'
    path.write_text("# Why\n\n" + entry.format("tozes") + entry.format("gone"), "utf-8")
    told = list(judge([note()], load(path, "exceptions.toml"), "exceptions.toml"))
    assert [(one.code, one.line) for one in told] == [("R033", 8)]
    path.write_text("# Why\n" + entry.format("tozes") + "[[accepted]]\ncode = \"S010\"\n", "utf-8")
    with pytest.raises(EditionError) as caught:
        load(path, "exceptions.toml")
    assert [(one.code, one.line) for one in caught.value.findings] == [("R032", 7)]
    path.write_text('accepted = [{ code = "S010", place = "gone", reason = "[[accepted]]" }]\n', "utf-8")
    assert [one.line for one in load(path, "exceptions.toml")] == [None]


@pytest.mark.parametrize("text", [
    "[[accepted]]\ncode = \"S010\"\nplace = \"a\"\n", "[[accepted]]\ncode = \"S010\"\nplace = \"a\"\nreason = \" \"\n",
    "[[accepted]]\ncode = \"S010\"\nplace = 5\nreason = \"b\"\n", "accepted = 1\n", "[[excused]]\ncode = \"S010\"\n", "[[accepted\n",
])
def test_a_list_that_cannot_be_understood_is_a_finding(tmp_path: Path, text: str) -> None:
    path = tmp_path / "exceptions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(EditionError) as caught:
        load(path, "exceptions.toml")
    assert {one.code for one in caught.value.findings} == {"R032"}
    assert load(tmp_path / "none.toml", "none.toml") == ()


def test_a_stale_table_is_a_finding(tmp_path: Path) -> None:
    project = Project(ROOT)
    source = next(one for one in stock(Order(project)).sources if one.record.id == "specimen")
    stages = conversion.convert(source, stock(Order(project)).texts["specimen"], project)
    mine = Project(tmp_path)
    folder = mine.sources / "specimen"
    folder.mkdir(parents=True)
    assert list(examination.stale(source, stages, mine)) == [], "a new work has no tables yet"
    for name, said in examination.tables(source, stages).items():
        (folder / name).write_text(said, "utf-8")
    assert list(examination.stale(source, stages, mine)) == []
    (folder / "pages.tsv").write_text((folder / "pages.tsv").read_text("utf-8").replace("intact", "lost", 1), "utf-8")
    assert [(one.code, one.file) for one in examination.stale(source, stages, mine)] == [("R031", "sources/specimen/pages.tsv")]


def test_the_specimen_has_no_suspicious_word() -> None:
    project = Project(ROOT)
    taken = stock(Order(project))
    source = next(one for one in taken.sources if one.record.id == "specimen")
    stages = conversion.convert(source, taken.texts["specimen"], project)
    assert examination.examine(source, stages, project, "extraction.txt") == []


@pytest.mark.readings
@pytest.mark.parametrize("work", ["bettelheim", "marquit", "end-of-nep", "grain-crisis"])
def test_every_suspicious_word_of_the_readings_has_been_judged(work: str, readings: Path) -> None:
    project = Project(ROOT)
    taken = stock(Order(project, (readings,)))
    source = next(one for one in taken.sources if one.record.id == work)
    stages = conversion.convert(source, taken.texts[work], project)
    told = list(examination.suspicious(stages, "t"))
    assert len(told) <= 40, "an editor reads tens, not thousands"
    assert [one.code for one in judge(told, load(project.sources / work / exceptions.NAME, "exceptions.toml"), "exceptions.toml")] == []


@pytest.mark.readings
def test_lost_letters_are_found_again(readings: Path) -> None:
    """Without the table of corrections the report finds those of its words that are no words."""
    from build_tools.clean.corrections import load as corrections
    from build_tools.read.extraction import read

    project = Project(ROOT)
    taken = stock(Order(project, (readings,)))
    source = next(one for one in taken.sources if one.record.id == "bettelheim")
    transcript = read(taken.texts["bettelheim"].data, "t")
    raw = clean(transcript, Habits(pages=source.habits.pages, page_of=source.habits.page_of, cuts=source.habits.cuts))
    lines = {one.line for one in suspects(raw.transcript)}
    known = [one for one in corrections(project.annotations / "bettelheim" / "corrections.csv", "c") if "first letter" in one.reason]
    hit = [one for one in known if lines & {one.line - 1, one.line}]
    assert len(hit) >= 0.6 * len(known), f"{len(hit)} of {len(known)}: {[one.before for one in known if one not in hit]}"
