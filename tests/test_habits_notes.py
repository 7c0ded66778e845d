"""Ways to type a note, measured: every form of a call with every form of its body, in every place where transcribers put them."""

from __future__ import annotations

import textwrap

import pytest

from build_tools.model.source import Habits
from tests.test_habits import bare
from tests.test_habits_cases import convert

CALLED = (
    "The miller woke before the bell had rung and looked for his lamp{} on the shelf beside the door, where it had stood for many a year."
)
SAID = "The lamp was of tin, and it had been bought in the market of Harrow."

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

FORMS = [
    ("[#]", "[Footnote #: @]"), ("[#]", "[#] @"), ("[#]", "[#: @]"), ("[#]", "#. @"), ("[#]", "#) @"), ("(#)", "(#) @"), ("(#)", "#. @"),
    ("{#}", "{#} @"),
    ("[A]", "[Footnote A: @]"), ("[A]", "[A] @"), ("^#", "^# @"), ("^{#}", "^{#} @"), ("^#", "[#] @"), ("^{#}", "[Footnote #: @]"),
    ("<#>", "<#> @"), ("[#]", "Footnote #: @"), ("[Note #]", "[Note #: @]"), ("[Note #]", "[Note #] @"), ("[FN##]", "[FN##] @"),
    ("²", "² @"), ("*", "* @"), ("[*]", "[*] @"), ("*", "[Footnote *: @]"), ("[Footnote: @]", ""), ("[#]", "    [#] @"),
]
"""Calls and bodies: `#` is the number, `A` a letter, `*` a sign, `²` a raised number, `@` what the note says."""

PLACES = ("paragraph", "chapter", "heading", "book")


def book(call: str, body: str, place: str, more: bool) -> str:
    """Type three chapters of four noted paragraphs each; `more`: the notes have a second paragraph."""
    out: list[str] = []
    waiting: list[str] = []
    number = 0

    def labelled(form: str, n: int) -> str:
        filled = form.replace("##", f"#{n}") if "##" in form else form.replace("#", str(n))
        filled = filled.replace("²", str(n).translate(RAISED)).replace("A", "ABCDEFGHIJKL"[n - 1])
        return filled.replace("*", "*†‡§"[(n - 1) % 4])

    for chapter in ("I", "II", "III"):
        out += [f"CHAPTER {chapter}", ""]
        for _ in range(4):
            number += 1
            out += [*textwrap.wrap(CALLED.format(labelled(call, number).replace("@", SAID)), 72), ""]
            if body:
                second = ["It is lost now.", ""] if more and not body.endswith("]") else []
                waiting += [*textwrap.wrap(labelled(body, number).replace("@", SAID), 72), "", *second]
            if place == "paragraph":
                out += waiting
                waiting = []
        if place in ("chapter", "heading"):
            out += ["", *(["FOOTNOTES:", ""] if place == "heading" else []), *waiting]
            waiting = []
        out += ["", "", ""]
    return "\n".join([*out, *(["NOTES", "", *waiting] if waiting else [])]) + "\n"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("call", "body"), FORMS, ids=[f"{call} {body}" for call, body in FORMS])
def test_every_note_finds_its_call(call: str, body: str, place: str) -> None:
    for more in (False, True):
        _, document = convert(book(call, body, place, more).encode(), Habits(manner="transcription"))
        elements = list(document.text.walk())
        targets = [one.get("target").removeprefix("#") for one in elements if one.get("type") == "noteref"]
        notes = [one for one in elements if one.name == "note"]
        assert [one.id for one in notes] == targets
        assert len(notes) == 12
        assert all(bare(one).startswith(SAID) for one in notes)
        assert sum(bare(one) == CALLED.format("") for one in elements if one.name == "p") == 12


@pytest.mark.parametrize("text", [
    "1. The miller woke.\n\n2. He looked for his lamp.\n\n3. It was lost.\n",
    "The mill [1] is old, the lamp [1] is new, and the road [2] is long [1] [3].\n\nThe oats [2] and the rye [3] are in [1] [2].\n\n\n"
    "WORKS\n\n1. Miller on mills.\n\n2. Carter on carts.\n\n3. Smith on rings.\n",
    "These were the points.\n\n1. Bread.\n\n2. Rye.\n\n3. Oats.\n\nThe mill is old,(1) the lamp is new,(2) the road is long.(3)\n",
    "The field is ten m² wide, and x^2 is a square.\n\n2 of the carters went home.\n",
], ids=["points", "references", "points before calls", "powers"])
def test_numbers_that_call_nothing(text: str) -> None:
    _, document = convert(f"CHAPTER I\n\n{text}".encode(), Habits(manner="transcription"))
    assert not [one for one in document.text.walk() if one.name == "note" or one.get("type") == "noteref"]
