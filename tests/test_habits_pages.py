"""Cases of printed pages: what stands on each, and the outline that is read from them."""

from __future__ import annotations

import re
import textwrap
import tomllib
from functools import cache
from pathlib import Path

import pytest

from build_tools.model.source import Habits
from build_tools.structure.laid_out.rows import Row
from build_tools.structure.laid_out.type_widths import FACES, Type, learn
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate
from tests.habits_press import Writer
from tests.test_habits_cases import convert, outline

CASES = tomllib.loads((Path(__file__).parent / "cases/habits/pages.toml").read_text(encoding="utf-8"))["case"]

WIDTH = 66

FILLER = re.compile(r"^#(\d+)([ab]?)(-?)(?:>(\d+))?$", re.MULTILINE)
"""`#3`, `#3a`, `#3-`, `#3>6`: a paragraph of words that mean nothing, its first half, without indentation, or set in at both sides."""


@cache
def paragraph(number: int, indent: int) -> tuple[str, ...]:
    """Return the lines of a paragraph, the last of them short."""
    for seed in range(number * 100, number * 100 + 100):
        text = Writer(seed).paragraph((3, 5))
        lines = textwrap.wrap(text, WIDTH, initial_indent=" " * indent)
        if len(lines) > 4 and 8 < len(lines[-1]) < 40 and not re.search(r"[.?!]$", "\n".join(lines[:-1]), re.MULTILINE):
            return tuple(lines)
    raise AssertionError("no such paragraph")


def printed(page: str, indent: int, lead: int) -> str:
    """Return a page with its paragraphs set."""

    def lines(match: re.Match[str]) -> str:
        held = paragraph(int(match.group(1)), 0 if match.group(3) else indent)
        if match.group(4):
            lead = " " * int(match.group(4))
            words = " ".join(" ".join(paragraph(int(match.group(1)), indent)).split())
            held = tuple(textwrap.wrap(words, WIDTH - len(lead), initial_indent=lead, subsequent_indent=lead))
        middle = len(held) // 2
        half = {"": held, "a": held[:middle], "b": held[middle:]}[match.group(2)]
        return "\n".join(half)

    text = FILLER.sub(lines, page.strip("\n"))
    return textwrap.indent(text, " " * lead) + "\n\f"


def wanted(line: str, indent: int) -> str:
    """Return a line of the outline with the words of its paragraphs; a page break inside one stands in its middle."""

    def words(match: re.Match[str]) -> str:
        held = paragraph(int(match.group(1)), indent)
        middle = len(held) // 2
        parts = [held[:middle], held[middle:]] if match.group(2) else [held]
        return (match.group(2) or "").join(" ".join(" ".join(part).split()) for part in parts)

    return re.sub(r"#(\d+)( ¶\w+)?(?= |$)", words, line)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, object]) -> None:
    indent, lead = int(str(case.get("indent", 0))), int(str(case.get("lead", 0)))
    pages: list[str] = case["pages"]  # type: ignore[assignment]
    expected: list[str] = case["outline"]  # type: ignore[assignment]
    text = "".join(printed(page, indent, lead) for page in pages)
    _, document = convert(text.encode(), Habits())
    found = [line for line in outline(document.text) if line != "pb" and not line.startswith("div ")]
    assert found == [wanted(line, indent) for line in expected]
    assert validate(write(document), "w.xml") == []


@pytest.mark.parametrize(("indent", "told"), [(0, True), (4, False)])
def test_paragraphs_that_only_their_last_lines_show_are_told_as_a_reading_of_the_editors(indent: int, told: bool) -> None:
    texts = ["\n".join(f"#{number}" for number in range(first, first + 4)) for first in (1, 5)]
    pages = [f"{text}\n\n{page:>34}" for page, text in enumerate(texts, 1)]
    _, document = convert("".join(printed(page, indent, 0) for page in pages).encode(), Habits())
    found = {one.rule: one for one in document.treatments}
    assert ("typed-close" in found) == told
    assert not told or found["typed-close"].count == 8


def test_a_title_at_the_top_of_a_page_ends_the_paragraph_before_it_where_paragraphs_stand_on_one_line() -> None:
    """Pages end behind sentences inside paragraphs; the space below a title tells it from a sentence."""
    texts = [" ".join(paragraph(number, 0)) for number in range(1, 7)]
    sentences = [re.split(r"(?<=[.!?]) ", text) for text in texts]
    pages = [f"{texts[0]}\n\n{' '.join(sentences[1])}", f"The Ferry at Harrow.\n\n\n{texts[2]}\n\n{texts[3][:180]}",
             f"{texts[3][180:].strip()}\n\n{texts[4][:120]}", f"{texts[4][120:].strip()}\n\n{texts[5][:90]}", texts[5][90:].strip()]
    text = "\n\f\n".join(f"{page}\n\n{number}" for number, page in enumerate(pages, 1))
    _, document = convert(text.encode(), Habits())
    heads = [line for line in outline(document.text) if line.startswith("head ")]
    assert [re.sub(r"¶\d+ ?", "", line) for line in heads] == ["head The Ferry at Harrow."]
    found = [re.sub(r"¶\d+ ?", "", line.split(" ", 1)[1]) for line in outline(document.text) if line.startswith("p ")]
    assert found[:3] == texts[:3]


def composed(type_: Type, number: int) -> list[Row]:
    """Return a paragraph whose lines are filled to the measure of a type."""
    lines = [""]
    for word in Writer(number).paragraph((8, 12)).split():
        longer = f"{lines[-1]} {word}".lstrip()
        if type_.width(longer) <= type_.full:
            lines[-1] = longer
        else:
            lines.append(word)
    return [Row(line, place, 0, 0, False, 1, False) for place, line in enumerate(lines, 1)]


@pytest.mark.parametrize("face", FACES)
def test_the_type_is_learned_from_its_full_lines(face: str) -> None:
    set_ = [composed(Type(face, 3_000, 40), number) for number in range(12)]
    pairs = [pair for rows in set_ for pair in zip(rows, rows[1:])]
    learned = learn(pairs, 70)
    assert learned.face == face
    assert sum(learned.had_room(*pair) for pair in pairs) <= 0.03 * len(pairs)
    ends = [(rows[-1], after[0]) for rows, after in zip(set_, set_[1:]) if Type(face).width(rows[-1].text) < 2_000]
    assert len(ends) > 3 and all(learned.had_room(*pair) for pair in ends)


@pytest.mark.parametrize("words", [83, 0])
def test_a_paragraph_on_one_line_goes_on_where_pages_are_cut_by_words(words: int) -> None:
    """Where pages end wherever they are full, a paragraph goes on, also behind a sentence; where all end with a paragraph, none does."""
    texts = [" ".join(paragraph(number, 0)) for number in range(1, 25)]
    pages: list[list[str]] = [[]]
    for text in texts:
        if not words:
            pages[-1].append(text)
            if len(pages[-1]) == 3:
                pages.append([])
            continue
        rest = text.split()
        while rest:
            room = words - sum(len(line.split()) for line in pages[-1])
            if room <= 0:
                pages.append([])
                continue
            pages[-1].append(" ".join(rest[:room]))
            rest = rest[room:]
    printed_pages = ["\n\n".join(page) + f"\n\n{number}" for number, page in enumerate(filter(None, pages), 1)]
    _, document = convert("\n\f\n".join(printed_pages).encode(), Habits())
    found = [words_of.split(" ", 1)[1] for words_of in outline(document.text) if words_of.startswith("p ")]
    assert [re.sub(r"¶\d+ ?", "", text) for text in found] == texts
