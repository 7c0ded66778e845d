"""Sentences of works of ours: where they end, what they cite, and whether their sums come out."""

from __future__ import annotations

import pytest

from build_tools.annotate.cited_sentences import sentences, wrong_sums
from build_tools.model.tree import Element, Node

CITE = Element("ref", {"type": "cite", "cRef": "w p. 7"}, ("W, p. 7",))
CALL = Element("ref", {"type": "noteref", "n": "3", "target": "#n3"}, ("3",))


def said(*nodes: Node) -> list[tuple[str, int]]:
    """Return the sentences of a paragraph, and how many places each cites."""
    return [(one.words, len(one.cited)) for one in sentences(Element("p", {}, nodes))]


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
    "(computed: 76.4 ÷ 82.6)", "(computed: 76.4 ÷ 82.6 ÷ 1.07 = 0.86)", "no sum", "(computed: 2 × 3 + 1 = 9)", "(computed: 80 ÷ 0 = 4)",
])
def test_a_sum_that_comes_out_or_that_is_none_is_left_alone(words: str) -> None:
    assert list(wrong_sums(words)) == []


@pytest.mark.parametrize("words", [
    "(computed: 76.4 ÷ 82.6 = 94 percent)", "(computed: 10.6 − 10.0 = 0.7)", "(computed: 1,236 − 332 = 905)", "(computed: 2 + 2 = 5)",
])
def test_a_wrong_sum_is_told(words: str) -> None:
    assert len(list(wrong_sums(words))) == 1
