"""The press itself: it prints the same bytes for a seed, does every damage it is asked for, and its proof-reader misses nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.press import Proof, Witness, press, read_proof
from tests.press.manuscript import bare
from tests.press.printer import Print
from tests.press.setting import breaks, set_lines, width
from tests.press.style import Style
from tests.press.witness import CallSeen, EntrySeen, PageSeen, Seen, TableSeen

NOTHING = dict.fromkeys(
    (
        "cuts loose_inside trailing_space ligatures apostrophes stray_hyphen lost_hyphen leftovers spaced_stop blank_inside "
        "blank_after_call blank_at_page displaced_blank missing_blank spaced_call stopless_note lost_notes"
    ).split(),
    0.0,
)
CLEAN = replace(Style(running_heads=0.0, loose=0.0, glossary=False, index=False), **NOTHING)  # type: ignore[arg-type]


def lines(print_: Print) -> list[str]:
    """Return the lines of a print."""
    return print_.data.decode().split("\n")


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert press(7).data == press(7).data
    assert press(7).data != press(8).data


def test_the_letters_that_went_in_are_all_printed() -> None:
    print_ = press(3, CLEAN)
    joined = re.sub(r"[^\w]", "", print_.data.decode())
    for block in print_.truth.blocks:
        words = [word for word in re.findall(r"\w+", block.text) if word.isalpha() and len(word) > 3]
        assert all(word in joined for word in words), block


@pytest.mark.parametrize(
    ("damage", "pattern"),
    [
        ({"running_heads": 1.0}, r"^\d+    [A-Z][a-z]+ [A-Z][a-z]+$"),
        ({"running_heads": 1.0}, r"^[A-Z][\w ]+[a-zR]   \d+$"),
        ({"running_heads": 1.0, "heads_and_space": 1.0}, r"\n\d+    [A-Z][a-z]+ [A-Z][a-z]+\n\n "),
        ({"loose": 1.0}, r"^\w+  \w+  [^\n]*\.$"),
        ({"trailing_space": 1.0}, r"\w $"),
        ({"ligatures": 1.0}, r"\b\w*fi [a-z]"),
        ({"apostrophes": 1.0}, r"\w’’"),
        ({"spaced_stop": 1.0}, r"[a-z] , "),
        ({"stray_hyphen": 1.0}, r"\b(?:and|was|which)-\n[a-z]{4}"),
        ({"lost_hyphen": 1.0}, r"\b(?:ag|trans|pro|com|pre|de)[a-z]*[a-z]\n(?:tion|ment|culture|duct|part|form|tions|ments)[a-z]*\b"),
        ({"leftovers": 1.0}, r"^ ?\[bookmark: _Hlk\d+\][A-Z]"),
        ({"blank_inside": 1.0}, r"[a-z]\n\n[a-z]"),
        ({"blank_after_call": 1.0}, r"[a-z,]\d{1,2}\n\n[a-z]"),
        ({"missing_blank": 1.0}, r"^[^\n]{3,25}\.\n[A-Z][^\n]{50}"),
        ({"spaced_call": 1.0}, r"[a-z]{4}\. \d{1,2}$"),
        ({"displaced_blank": 1.0}, r"^\d{1,2}\. [A-Z][^\n]+[a-z]\n\n[a-z]"),
        ({"cuts": 60.0}, r"[a-z,]\n [a-z]"),
        ({"stopless_note": 1.0}, r"^\d{1,2} (?:Ibid|Pravda)"),
    ],
)
def test_a_damage_is_done_when_asked_for_and_only_then(damage: dict[str, float], pattern: str) -> None:
    search = re.compile(pattern, re.MULTILINE)
    damaged = replace(CLEAN, **damage)  # type: ignore[arg-type]
    seeds = range(3)
    assert any(search.search(press(seed, damaged).data.decode()) for seed in seeds)
    if "cuts" not in damage:  # a page start in the middle of a paragraph looks like a cut
        assert not any(search.search(press(seed, CLEAN).data.decode()) for seed in seeds)


def test_lost_notes_leave_calls_without_bodies() -> None:
    whole, torn = press(2, CLEAN).truth.calls, press(2, replace(CLEAN, lost_notes=1.0)).truth.calls
    assert all(one.body for one in whole)
    assert any(not one.body for one in torn)


def test_a_line_keeps_its_measure_and_its_letters() -> None:
    text = "The worker-peasant alliance of 1926–1927—and with it the procurement—held as long as both sides found it worth their while."
    found = set_lines(text, 30)
    assert all(width(line.text) <= 30 for line in found)
    joined = "".join(line.text + (" " if line.end == " " else "") for line in found)
    assert joined == text
    assert found[-1].end == "last"


def test_a_compound_is_broken_at_its_hyphen_and_a_range_behind_its_dash() -> None:
    assert (7, "closed") in breaks("worker-peasant")
    assert breaks("1926–1927") == [(5, "closed")]
    assert not any(kind == "soft" and at < 7 for at, kind in breaks("worker-peasant"))


# ------------------------------------------------------------------ the proof


def whole() -> Witness:
    """Return a witness with one of everything."""
    return Witness(
        blocks=[
            Seen("head", "Preface", 1),
            Seen("p", "The harvest was small."),
            Seen("quote", "Grain is bread."),
            Seen("note", "Ibid., p. 3."),
        ],
        pages=[PageSeen("3", "Preface"), PageSeen("4", "Grainisbread")],
        calls=[CallSeen(1, "wassmall", "Ibidp3")],
        tables=[TableSeen("Prices", (("1926", "12.4"), ("1927", "13")))],
        entries=[EntrySeen("Grain", ("3", "4"), "")],
        references=[("4", "4")],
    )


def proved(found: Witness) -> Proof:
    """Prove a witness against the whole one."""
    return read_proof(whole(), found)


def test_an_exact_copy_has_no_fault() -> None:
    proof = proved(whole())
    assert proof.faults == []
    assert all(count.share == 1.0 for figure, count in proof.figures.items() if figure != "characters")
    assert proof.figures["characters"].good == 0


def test_a_wrong_letter_is_one_wrong_letter_and_no_wrong_boundary() -> None:
    found = whole()
    found.blocks[1] = Seen("p", "The harvast was small.")
    proof = proved(found)
    assert proof.figures["characters"].good == 1
    assert proof.figures["boundaries"].share == 1.0


def test_a_split_and_a_merged_block_are_wrong_boundaries_and_no_wrong_letters() -> None:
    split, merged = whole(), whole()
    split.blocks[1:2] = [Seen("p", "The harvest"), Seen("p", "was small.")]
    merged.blocks[1:3] = [Seen("p", "The harvest was small. Grain is bread.")]
    assert proved(split).figures["boundaries"] == (3, 4)
    assert proved(merged).figures["boundaries"] == (2, 4)
    assert proved(split).figures["characters"].good == proved(merged).figures["characters"].good == 0


def test_a_lost_block_counts_with_all_its_letters() -> None:
    found = whole()
    del found.blocks[2]
    assert proved(found).figures["characters"].good == len("Grain is bread.")
    assert proved(found).figures["boundaries"] == (3, 4)


@pytest.mark.parametrize(
    ("figure", "spoil"),
    [
        ("types", lambda found: found.blocks.__setitem__(2, Seen("p", "Grain is bread."))),
        ("headings", lambda found: found.blocks.__setitem__(0, Seen("head", "Preface", 2))),
        ("pages", lambda found: found.pages.__setitem__(1, PageSeen("5", "Grainisbread"))),
        ("pages", lambda found: found.pages.append(PageSeen("5", "Ibid"))),
        ("notes", lambda found: found.calls.__setitem__(0, CallSeen(1, "wassmall", ""))),
        ("calls", lambda found: found.calls.__setitem__(0, CallSeen(1, "harvest", "Ibidp3"))),
        ("cells", lambda found: found.tables.__setitem__(0, TableSeen("Prices", (("1926", "12.4"), ("1927", "14"))))),
        ("locators", lambda found: found.entries.__setitem__(0, EntrySeen("Grain", ("3",), ""))),
        ("references", lambda found: found.references.clear()),
    ],
)
def test_each_figure_falls_when_its_thing_is_spoilt(figure: str, spoil: object) -> None:
    found = whole()
    assert callable(spoil)
    spoil(found)
    proof = proved(found)
    assert proof.figures[figure].share < 1.0
    assert [fault.figure for fault in proof.faults].count(figure) >= 1


def test_the_marks_of_the_manuscript_are_no_letters() -> None:
    assert bare("grain\ue003 (p. \uf8f057\uf8f1)") == "grain (p. 57)"
