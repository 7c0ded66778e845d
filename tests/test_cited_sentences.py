"""Sentences of works of ours: where they end, what they cite, and whether their sums come out."""

from __future__ import annotations

import re

import pytest

from build_tools.annotate.cited_sentences import Sentence, paragraphs
from build_tools.annotate.evidence import Evidence
from build_tools.annotate.sums import sums, unsound, unsupported
from build_tools.model.tree import Element, Node

CITE = Element("ref", {"type": "cite", "cRef": "w p. 7"}, ("W, p. 7",))
CALL = Element("ref", {"type": "noteref", "n": "3", "target": "#n3"}, ("3",))


def said(*nodes: Node) -> list[tuple[str, int]]:
    """Return the sentences of a paragraph, and how many places each cites."""
    return [(one.words, len(one.cited)) for row in paragraphs(Element("p", {}, nodes)) for one in row]


CASES: dict[str, tuple[tuple[Node, ...], list[tuple[str, int]]]] = {
    "each sentence has its own places": (("It fell. It rose ", CITE, ". It fell."), [("It fell.", 0), ("It rose .", 1), ("It fell.", 0)]),
    "an abbreviation ends nothing": (("See vol. 3 and p. 88 of it ", CITE, "."), [("See vol. 3 and p. 88 of it .", 1)]),
    "an initial ends nothing": (("A book by R. W. Davies ", CITE, "."), [("A book by R. W. Davies .", 1)]),
    "a number may begin a sentence": (("It fell. 14 percent is much ", CITE, "."), [("It fell.", 0), ("14 percent is much .", 1)]),
    "a stop in quotation marks": (("He said “never.” It rose ", CITE, "."), [("He said “never.", 0), ("It rose .", 1)]),
    "the call of a note is no number": (("It rose", CALL, " by 4 ", CITE, "."), [("It rose by 4 .", 1)]),
    "words in italics count": ((Element("hi", {"rend": "italic"}, ("Grain",)), " fell ", CITE, "."), [("Grain fell .", 1)]),
    "a paragraph in a note stands for itself": (
        ("One ", CITE, ".", Element("p", {}, ("Two.",))), [("One .", 1), ("Two.", 0)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_has_the_places_that_it_cites(name: str) -> None:
    nodes, expected = CASES[name]
    assert said(*nodes) == expected


@pytest.mark.parametrize("words", [
    "(computed: 76.4 ÷ 82.6 = 92 percent)", "(computed: 76.4 ÷ 82.6 = 92.5 percent)", "(computed: 1,236 − 332 = 904)",
    "(computed: 2 + 3 − 1 = 4)", "(computed: 1.6 × 2 = 3.2)", "(computed: 10.59 − 10.38 = 0.21 million tonnes)",
    "(computed: 76.4 ÷ 82.6)", "(computed: 76.4 ÷ 82.6 ÷ 1.07 = 0.86)", "no sum", "(computed: 2 × 3 + 1 = 7)",
    "(computed: (3.96 − 3.74) ÷ 3.96 = 5.6 percent)", "(computed: 80 ÷ 16 = 5; 100 ÷ 16 = 6.25)",
    "(computed: 71.8 − 68.7 = 3.1, the smallest)", "Computed: 3 × 1,446,000 tonnes = 4,338,000, no more.", "(computed: 3 − 5 = −2)",
])
def test_a_sum_that_comes_out_is_left_alone(words: str) -> None:
    assert list(unsound(words)) == []


@pytest.mark.parametrize(("words", "wrong"), [
    ("(computed: 76.4 ÷ 82.6 = 94 percent)", ["comes to 0.9249"]), ("(computed: 10.6 − 10.0 = 0.7)", ["comes to 0.6"]),
    ("(computed: 1,236 − 332 = 905)", ["comes to 904"]), ("(computed: 2 + 2 = 5; 2 + 2 = 4)", ["comes to 4"]),
    ("(computed: 2 × 3 + 1 = 9)", ["comes to 7"]), ("(computed: 3 + 1; computed: 3 + 2 = 6)", ["is no sum of numbers"]),
    ("(computed: 80 ÷ 0 = 4)", ["is no sum of numbers"]), ("(computed: 80)", ["is no sum of numbers"]),
    ("(computed: 8 ** 2 = 64)", ["is no sum of numbers"]), ("(computed: (8 − 2 = 6)", ["is no sum of numbers"]),
    ("(computed: from the table)", ["is no sum of numbers"]),
])
def test_a_sum_that_is_wrong_or_that_is_none_is_told(words: str, wrong: list[str]) -> None:
    assert [why for _, why in unsound(words)] == wrong


@pytest.mark.parametrize(("words", "given", "not_given"), [
    ("(computed: 62 ÷ 20)", "3 3.1 3.10 310", "4 3.2 3.0 309 311"),
    ("(computed: 55 ÷ 20)", "2 3 2.7 2.75 2.8 275", "1 2.6 2.74 2.9"),
    ("(computed: 12 ÷ 40)", "0.3 30 30.0", "1 29 31 0.2 0.4 3"),
    ("(computed: 3 − 5)", "2 200", "1 3 2.1"),
])
def test_a_sum_gives_what_it_comes_to_cut_or_rounded_and_nothing_else(words: str, given: str, not_given: str) -> None:
    (one,), _ = sums(words)
    assert [number for number in given.split() if not one.gives(number)] == []
    assert [number for number in not_given.split() if one.gives(number)] == []


EVIDENCE = Evidence({"w": frozenset({"12", "40", "50"})}, {("w", "7"): frozenset({"12", "40"}), ("w", "8"): frozenset({"50"})})


@pytest.mark.parametrize(("paragraph", "lacking"), [
    (("It was 40 [7].",), []), (("It was 41 [7].",), ["41"]), (("It was 41.",), []),
    (("It fell by 28 (computed: 40 − 12) [7].",), []), (("It fell by 29 (computed: 40 − 12) [7].",), ["29"]),
    (("It fell by 28 (computed: 41 − 13 = 28) [7].",), ["41", "13"]), (("It fell (computed: 40 − 13 = 27).",), ["40", "13"]),
    (("It was 40 [7].", "It rose (computed: 50 − 40 = 10) [8]."), []), (("It rose (computed: 50 − 40 = 10) [8].", "40 [7]."), ["40"]),
    (("It fell (computed: 40 − 12 = 28) [7].", "Half of it is 14 (computed: 28 ÷ 2)."), []),
    (("Half of it is 14 (computed: 28 ÷ 2) [7].",), ["28"]), (("It was 30 percent (computed: 12 ÷ 40) [7].",), []),
    (("It was 40 and 99 (computed: 40 − 12 = 28) [7].",), ["99"]),
    (("It was 40 [7].", "A part of it is 20 (computed: 40 ÷ 2)."), ["2"]), (("Of two, each has 20 (computed: 40 ÷ 2) [7].",), []),
    (("It was 40 [7].", "Of the two halves one is 21 (computed: 40 ÷ 2)."), ["21"]),
    (("It fell (computed: 40 − 12 = 28) [7].", "Of it 15 went to two (computed: 28 ÷ 2)."), ["15"]),
    (("Of three, each has 120 (computed: 3 × 40); a month later 4 (computed: 40 ÷ 12 = 3.3) [7].",), ["4"]),
    (("It was 12.6 of it (computed: 12 ÷ 40 × 42) [7].",), ["42"]), (("It was 31 percent (computed: 12.2 ÷ 40) [7].",), ["12.2"]),
])
def test_each_number_of_a_sum_has_a_source(paragraph: tuple[str, ...], lacking: list[str]) -> None:
    """`[7]` stands for a citation of page 7."""
    row = [
        Sentence(re.sub(r" \[\d\]", "", words), tuple(f"w p. {page}" for page in re.findall(r"\[(\d)\]", words)), 1)
        for words in paragraph
    ]
    assert [number for _, number in unsupported(row, EVIDENCE)] == lacking
