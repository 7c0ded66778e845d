"""Other habits, measured: books whose truth is known are printed in three manners and read back; laws and bad input."""

from __future__ import annotations

import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from build_tools.clean import clean
from build_tools.clean.manner import EXTRACTION, LAYOUT, TRANSCRIPTION, learn
from build_tools.clean.sheets import page_starts, sheets
from build_tools.model.document import Document
from build_tools.model.finding import EditionError
from build_tools.model.ledger import replay
from build_tools.model.source import Habits
from build_tools.model.transcript import Transcript
from build_tools.model.tree import Element
from build_tools.read.extraction import read
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate
from tests.habits_press import WORDS, Block, Typing, Writer, gutenberg, layout
from tests.script_press import cut
from tests.test_habits_cases import convert

SEEDS = range(16)

Printer = Callable[[list[tuple[str, list[Block]]], int], str]


@dataclass
class Tally:
    """What was found of what was printed, by kind."""

    found: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def count(self, kind: str, good: bool, what: str) -> None:
        """Count one thing."""
        self.printed[kind] += 1
        self.found[kind] += good
        if not good:
            self.missed.append(f"{kind}: {what[:60]}")

    def share(self, kind: str) -> float:
        """Return the share that was found exactly."""
        return self.found[kind] / max(1, self.printed[kind])


def bare(element: Element) -> str:
    """Return the words of an element without calls."""
    calls = (child for child in element.walk() if child.name == "ref" and child.get("type") == "noteref")
    marked = {id(call) for call in calls}

    def words(one: Element) -> str:
        return "".join(child if isinstance(child, str) else "" if id(child) in marked else words(child) for child in one.children)

    return " ".join(words(element).split())


def blocks(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the blocks of a document as the press knows them."""
    for element in document.text.walk():
        if element.name in ("p", "quote", "head", "note"):
            yield element.name, bare(element)
        elif element.name == "lg":
            yield "lg", " ".join(bare(line) for line in element.elements())
        elif element.name == "table":
            yield "table", " | ".join(
                bare(row) if row.name == "head" else " ".join(bare(cell) for cell in row.elements()) for row in element.elements()
            )


def measure(printer: Printer, seed: int, tally: Tally) -> Document:
    """Print a book, read it back, and count."""
    book = Writer(seed).book()
    _, document = convert(printer(book, seed).encode())
    found = Counter(blocks(document))
    heads = [text.casefold() for kind, text in found if kind == "head"]
    targets = {one.get("target")[1:] for one in document.text.walk() if one.name == "ref" and one.get("target")}
    bodies = {bare(one): one for one in document.text.walk() if one.name == "note"}
    for title, chapter in book:
        wanted = title.casefold()
        tally.count("head", any(head.rstrip(".").endswith(wanted) and len(head) < len(wanted) + 20 for head in heads), title)
        for block in chapter:
            if block.kind == "sub":
                tally.count("head", block.text.casefold() in heads, block.text)
            elif block.kind in ("p", "quote"):
                words = " ".join(re.sub(r"⟪\d+⟫", "", block.text).split())
                tally.count(block.kind, found[block.kind, words] > 0, words)
            elif block.kind == "lg":
                tally.count("lg", found["lg", " ".join(block.lines)] > 0, block.lines[0])
            elif block.kind == "table":
                rows = " | ".join([block.text, *(line.replace("\t", " ") for line in block.lines)])
                tally.count("table", found["table", rows] > 0, block.text)
            for _, body in block.notes:
                note = bodies.get(body)
                tally.count("note", note is not None and note.id in targets, body)
    return document


@pytest.mark.parametrize("printer", [gutenberg, layout, cut], ids=["transcription", "pages", "cut"])
def test_books_of_other_manners_come_back(printer: Printer) -> None:
    tally = Tally()
    for seed in SEEDS:
        document = measure(printer, seed, tally)
        assert validate(write(document), "w.xml") == []
    told = "\n".join(tally.missed)
    assert tally.printed["p"] > 500 and tally.printed["note"] > 100
    assert tally.share("p") >= 0.985, told
    assert tally.share("head") >= 0.98, told
    assert tally.share("note") >= 0.99, told
    assert tally.share("quote") >= 0.95, told
    assert tally.share("lg") >= 0.93, told
    assert tally.share("table") >= 0.97, told


@pytest.mark.parametrize("seed", range(6))
def test_every_page_of_a_printed_text_has_its_number(seed: int) -> None:
    text = layout(Writer(seed).book(), seed)
    _, document = convert(text.encode())
    pages = [one for one in document.text.walk() if one.name == "pb"]
    assert len(pages) == text.count("\f")
    numbers = [int(one.get("n")) for one in pages]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@pytest.mark.parametrize("printer", [gutenberg, layout, cut], ids=["transcription", "pages", "cut"])
@pytest.mark.parametrize("seed", range(4))
def test_the_ledger_replays_and_cleaning_is_idempotent(printer: Printer, seed: int) -> None:
    data = printer(Writer(seed).book(2), seed).encode()
    once = clean(read(data, "w"), Habits())
    assert "".join(replay(once.transcript.lines, once.ledger)).encode() == data
    again = clean(Transcript("w", tuple(once.transcript.text.splitlines(keepends=True))), Habits(manner=once.manner.kind))
    assert again.transcript.text == once.transcript.text


@pytest.mark.parametrize("printer", [gutenberg, layout, cut], ids=["transcription", "pages", "cut"])
@pytest.mark.parametrize("seed", range(4))
def test_structure_loses_no_letter(printer: Printer, seed: int) -> None:
    """All letters of the cleaned text stand in the document, but those of the words that became elements."""
    cleaned, document = convert(printer(Writer(seed).book(), seed).encode())
    typed = re.sub(r"\[(?:Footnote|Illustration|Pg|p\.)", "[", cleaned.transcript.text)
    assert Counter(filter(str.isalpha, typed)) == Counter(filter(str.isalpha, document.text.text()))


def test_the_manner_is_learned_from_the_text() -> None:
    book = Writer(1).book(2)
    assert learn(gutenberg(book, 1).splitlines(keepends=True), Habits()).kind == TRANSCRIPTION
    assert learn(layout(book, 1).splitlines(keepends=True), Habits()).kind == LAYOUT
    assert learn([" Words of a page that was\n", "torn out of a damag-\n", "ed book.\n"], Habits(pages="leading-space")).kind == EXTRACTION
    assert learn(["x" * 400 + "\n"], Habits()).kind == EXTRACTION
    assert learn(gutenberg(book, 1).splitlines(keepends=True), Habits(manner="layout")).kind == LAYOUT


def test_pages_without_a_number_are_counted_and_say_so() -> None:
    heads = [f"\f   {n}\n" if n not in (1, 4) else "\f\n" for n in range(1, 8)]
    lines = [line for n, head in enumerate(heads, 1) for line in (head, "\n", f"Words of page {n} and more of them.\n")]
    starts = page_starts(lines, sheets(lines))
    assert [page.n for page in starts] == [str(n) for n in range(1, 8)]
    assert [page.cert for page in starts] == ["medium", "", "", "high", "", "", ""]


def test_roman_pages_stand_before_arabic_ones() -> None:
    printed = ["i", "ii", "iii", "1", "2", "3", "4"]
    lines = [line for n in printed for line in (f"\fWords of a page that has no head ({n}).\n", "\n", f"       {n}\n")]
    assert [page.n for page in page_starts(lines, sheets(lines))] == printed


def set_pages(*pages: str) -> bytes:
    """Return pages as `pdftotext -layout` gives them: each with its number at the foot, a form feed behind it."""
    return "".join(f"{page}\n\n{n:>66}\n\f" for n, page in enumerate(pages, 1)).encode()


LINE = "The miller woke before the bell had rung and looked for his lamp on\n"


def outline_of(*pages: str) -> list[tuple[str, str]]:
    """Return what is read from pages, as the press knows it."""
    return list(blocks(convert(set_pages(*pages))[1]))


def test_a_heading_right_above_its_text_is_a_heading() -> None:
    text = LINE * 5 + "the shelf.\n\n          The Road to Harrow\n    " + LINE + LINE * 4 + "the road.\n    " + LINE + "the table.\n"
    found = outline_of(text, "    " + text)
    assert [words for kind, words in found if kind == "head"] == ["The Road to Harrow"] * 2
    assert sum(kind == "p" for kind, _ in found) == 6


def test_a_note_may_stand_behind_its_call_and_go_on_behind_itself() -> None:
    found = outline_of(
        "    " + LINE * 8 + "the shelf1 beside the door2 of the\n\n    1. Of oak.\n",
        "old mill. " + LINE * 8 + "the shelf.3\n\n    2. It was of iron, and had been made by the smith of\n",
        "    " + LINE * 8 + "the shelf4 beside the door.\n\n\nHarrow, whose name is lost.\n    3. Of tin.\n    4. Of rye.\n",
    )
    notes = [words for kind, words in found if kind == "note"]
    assert notes == ["Of oak.", "It was of iron, and had been made by the smith of Harrow, whose name is lost.", "Of tin.", "Of rye."]
    document = convert(set_pages("    " + LINE * 8 + "the shelf1 beside the door.\n\n    1. Of oak.\n", "    " + LINE * 9))[1]
    assert [one.get("target") for one in document.text.walk() if one.get("type") == "noteref"] == ["#w.n1"]


def test_a_running_head_of_two_lines_goes_and_the_paragraph_goes_on() -> None:
    head = "       THE MILL OF HARROW AND ALL WHO LIVED IN\n                 THE VALLEY\n\n"
    found = outline_of("    " + LINE * 20, *[head + LINE * 20] * 4)
    assert [kind for kind, _ in found] == ["p"]


def test_hyphens_of_unicode_are_those_of_the_line_where_the_text_has_its_own() -> None:
    found = outline_of("    " + LINE + "the rye-bread of the vil‐\nlage. " + LINE * 3 + "the bread.\n", "    " + LINE * 4)
    assert "rye-bread of the village." in found[0][1]


def test_paragraphs_without_space_or_indentation_end_in_short_lines() -> None:
    paragraphs = ["\n".join([*(f"{word} {LINE.strip()}" for word in WORDS[n * 6 : n * 6 + 6]), f"the {WORDS[n]}."]) for n in range(15)]
    wanted = [f"{text[:1].upper()}{text[1:]}" for text in paragraphs]
    found = outline_of(*("\n".join(wanted[at : at + 5]) for at in (0, 5, 10)))
    assert [words for kind, words in found if kind == "p"] == [text.replace("\n", " ") for text in wanted]


# ------------------------------------------------------------------ bad input

HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda k: "[" * (200 * k) + "\n" + "word [Footnote 1: " * (20 * k),
    "brackets behind a closed one": lambda k: "a] " + "[" * (400 * k) + "\n",
    "calls": lambda k: "\n\n".join(f"word[{n}] word." for n in range(20 * k)),
    "bodies": lambda k: "\n\n".join(f"[{n}] word." for n in range(20 * k)),
    "asterisks": lambda k: "*" * (100 * k) + "\n\n" + "* " * (100 * k),
    "underscores": lambda k: "_a " * (100 * k),
    "spaces": lambda k: (" " * 5_000 + "x\n") * (4 * k),
    "headings": lambda k: "CHAPTER I\n\n\n\n" * (20 * k),
    "contents": lambda k: "CONTENTS\n\n" + "I. One 1\n\n" * (20 * k),
    "columns": lambda k: "a    1    2\n" * (20 * k),
    "labels": lambda k: "\n".join(f"{n}. word" for n in range(20 * k)),
    "feeds": lambda k: "word\n\f" * (20 * k),
    "numbered feeds": lambda k: "".join(f"{n}\n\nword\n\f" for n in range(20 * k)),
    "notes at feet": lambda k: "word1 word\n\n1 note\n\f" * (10 * k),
    "one long paragraph": lambda k: "word word word word word word word word\n" * (30 * k),
    "signs": lambda k: "word* word.\n\n" * (12 * k) + "* note\n\n" * (9 * k),
    "transcriber": lambda k: "[Transcriber's Note: \n\n" * (10 * k),
    "hyphens": lambda k: "some wo-\nrd and wo-\n" * (10 * k),
    "index": lambda k: "INDEX\n\n" + "\n".join(f"Word{n}, {n}, {n + 1}" for n in range(20 * k)),
    "end notes": lambda k: "\n".join(f"word{n} is {n}." for n in range(1, 9 * k)) + "\n\nNOTES\n\n" + "\n\n".join(
        f"{n} See word." for n in range(1, 9 * k)),
    "quotation marks": lambda k: "''" * (100 * k) + "\n\n" + '"a ' * (100 * k),
    "page marks": lambda k: "".join(f"[Pg {n}] word word. " + "\n" * (n % 3) for n in range(9 * k)),
    "one line of everything": lambda k: "word[1] and _word_ of (the) word.12 See p. 12 - ''- volume II of this work " * (10 * k),
    "zero width": lambda k: "\u00a0\u200b" * (100 * k) + "a",
    "private characters": lambda k: "\U000f0000\U00100000ab " * (20 * k),
    "leading spaces": lambda k: (" Words of a page\n" + "word and more words of it here\n" * 30) * k,
    "one sheet": lambda k: "\f" + "word and more words of it here\n" * (10 * k),
    "numbers alone": lambda k: "\f" + "word and more words of it here and\n12\n" * (10 * k),
    "tops alike": lambda k: "THE MILL\n\nword word word.\n\nTHE MILL\n\nWord word.\n\f" * (5 * k),
    "sums and feet": lambda k: "word1 of 10,0001 and of word\n1\n\n1. Note.\n\f" * (8 * k),
    "numbered titles": lambda k: "\f" + "1.1 Word and word\n" * (9 * k) + "\n2. WORD\n\nWord.\n" * (9 * k),
    "lines in the middle": lambda k: "\f" + (" " * 20 + "Word of the mill\n") * (9 * k) + "word and more words of it\n" * (9 * k),
    "colons": lambda k: "word:\n\n“word”\n\n" * (10 * k),
    "index of one entry": lambda k: "Index\n\nWord, " + "12, 13, 14,\n" * (15 * k),
    "index that opens a bracket": lambda k: "Index\n\nWord (\n" + "word and word\n" * (15 * k),
    "locators without commas": lambda k: "Index\n\nWord, " + "12 13 14 15 16 17 18 19 20 21\n" * (5 * k),
    "losses without an end": lambda k: "word ⟦lost " * (15 * k),
    "notes alike": lambda k: "1. The mill\n\nWord.\n\nNotes\n\n" + "".join(f"{n % 900 + 1}. Word word.\n" for n in range(12 * k)),
    "compounds without an end": lambda k: "a-" * (50 * k) + "!b-\nword and\n" + "a-" * (50 * k) + " b-\nword.\n",
    "lists of contents": lambda k: "CONTENTS\n" * (20 * k),
    "notes of no text": lambda k: "NOTES\n\n1. Word.\n\n" * (3 * k),
    "pages of a number": lambda k: "".join(f"\f{n}\n" for n in range(1, 12 * k)),
    "all set in": lambda k: "Word and word:\n" + "    word, and\n" * (20 * k),
    "spaces before a tab": lambda k: ("word" + " " * (50 * k) + "\t\n") * 3,
}
"""Texts that nobody wrote, larger with the number given."""

MANNERS = {"guessed": "", "extraction": EXTRACTION, "pages": LAYOUT}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_a_document(name: str, manner: str) -> None:
    text = HOSTILE[name](250)
    before = time.process_time()
    cleaned, document = convert(text.encode(), Habits(manner=MANNERS[manner]))
    write(document)
    assert time.process_time() - before < 10
    assert "".join(replay(cleaned.transcript.lines, cleaned.ledger)) == text


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("name", ["index", "glossary", "preface"])
def test_a_text_that_is_nothing_but_one_side_of_a_book_has_a_body(name: str, manner: str) -> None:
    text = f"{name.capitalize()}\n\n" + "".join(f"Mill {n}, {n + 3}\n" for n in range(1, 30))
    document = convert(text.encode(), Habits(manner=MANNERS[manner]))[1]
    assert validate(write(document), "w.xml") == []


@pytest.mark.slow
@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_time_on_hostile_text_is_linear(name: str, manner: str) -> None:
    """Eight times the text takes about eight times as long; a square would take sixty-four times."""

    def seconds(size: int, tries: int) -> float:
        data, least = HOSTILE[name](size).encode(), float("inf")
        for _ in range(tries):
            before = time.process_time()
            convert(data, Habits(manner=MANNERS[manner]))
            least = min(least, time.process_time() - before)
        return least

    small = seconds(60, 3)
    assert seconds(480, 1) < max(24 * small, 0.6)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["".join(f"w{n} ab\n\f" for n in range(66_000)), "w[1] [Footnote 1: x]\n\n" * 66_000], ids=["pages", "calls"]
)
def test_more_pages_or_calls_than_signs_is_one_finding(text: str) -> None:
    with pytest.raises(EditionError) as caught:
        convert(text.encode())
    assert [finding.code for finding in caught.value.findings] == ["S020"]


@pytest.mark.parametrize("data", [b"", b"\f" * 100_000, b"\f\n" * 100_000, b"\xff\xfe\x00", b"a\0b", b"word " * 10_000_000],
                         ids=["empty", "feeds", "feeds and ends", "not utf-8", "binary", "fifty megabytes on a line"])
def test_what_is_no_text_is_one_finding(data: bytes) -> None:
    before = time.process_time()
    with pytest.raises(EditionError) as caught:
        convert(data)
    assert len(caught.value.findings) == 1
    assert time.process_time() - before < 10


@pytest.mark.parametrize("seed", range(30))
def test_noise_ends_in_a_document_or_a_finding(seed: int) -> None:
    chance = random.Random(seed)
    letters = string.printable + "\f\f\n\n\n  [](){}*_=†ﬁ—“”⁂\u00ad\ufeff123"
    text = "".join(chance.choice(letters) for _ in range(4_000))
    try:
        cleaned, document = convert(text.encode(), Habits(manner=chance.choice(("", "layout", "transcription"))))
    except EditionError:
        return
    assert "".join(replay(cleaned.transcript.lines, cleaned.ledger)) == text
    assert validate(write(document), "w.xml") == []


@pytest.mark.parametrize("printer", [gutenberg, layout, cut], ids=["transcription", "pages", "cut"])
def test_time_is_linear(printer: Printer) -> None:
    seed = next(seed for seed in range(100) if Typing.drawn(seed).boilerplate == "none" and Typing.drawn(seed).heading == "two")
    text = printer(Writer(seed).book(8), seed)

    def seconds(times: int) -> float:
        data = (text * times).encode()
        least = float("inf")
        for _ in range(2):
            before = time.process_time()
            convert(data)
            least = min(least, time.process_time() - before)
        return least

    seconds(1)
    assert seconds(16) < seconds(4) * 4 * 1.6
