"""The author of the press: writes a whole book under a seed, with every kind of thing that a book of the 1970s holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from random import Random

from tests.press import words
from tests.press.manuscript import MARKS, Block, Book, Division, Note, Table, bare, call
from tests.press.printed_index import entries
from tests.press.prose import Prose
from tests.press.style import Style

LABELS = ("Poor peasants", "Middle peasants", "Rich peasants", "Textiles (meters)", "Sugar (kilograms)", "State trade", "Private traders")

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

YEAR = re.compile(r"19\d\d")

CALL = call(0)
"""A call before its series is numbered."""


class Author:
    """Writes one book."""

    def __init__(self, random: Random, style: Style) -> None:
        self.random = random
        self.style = style
        self.first_page = random.choice((1, 5, 11, 21, 101, 389))
        self.prose = Prose(random, range(self.first_page, self.first_page + 12))

    def book(self) -> Book:
        """Return the book."""
        held = list(self.divisions())
        name = self.random.choice(words.NAMES)
        title = self.random.choice(("The Village and the Plan", "Grain and Roubles", "Class and Market in the USSR"))
        return Book(f"Anna {name}", title, self.first_page, tuple(held))

    def divisions(self) -> list[Division]:
        """Return front matter, body and back matter."""
        style, random = self.style, self.random
        held: list[Division] = []
        if not style.numbered:
            return self.article()
        if style.glossary:
            chosen = sorted(random.sample(words.GLOSSES, random.randint(8, 18)), key=lambda one: one[0].casefold())
            held.append(Division("glossary", "Glossary", glosses=tuple(chosen)))
        if random.random() < 0.7:
            held.append(self.scope(Division("preface", "Preface"), 3, 7))
        if random.random() < 0.5:
            held.append(self.scope(Division("introduction", "Introduction"), 2, 5, sections=random.choice((0, 2))))
        if style.parts:
            for part in range(1, random.randint(2, 3)):
                division = self.scope(Division("part", self.prose.title(20, 90), f"Part {part}"), 2, 4)
                division.children = [self.chapter(number) for number in range(1, random.randint(3, 4))]
                held.append(division)
        else:
            held.extend(self.chapter(number) for number in range(1, random.randint(3, 6)))
        if style.index:
            # As in a real book, one line in ten.
            most = min(60, sum(length(division) for division in held) // 4000)
            held.append(Division("index", "Index", entries=entries(random, self.prose, self.first_page, most)))
        return held

    def article(self) -> list[Division]:
        """Return the divisions of a journal article: plain headings, one series of notes at its end."""
        held = [Division("section", self.prose.title(15, 45).split(" in 19")[0]) for _ in range(self.random.randint(4, 7))]
        for division in held:
            division.blocks = self.matter(4, 10)
        called = number_calls(held)
        if called:
            held.append(Division("notes", self.random.choice(("Notes", "NOTES")), notes=self.notes(called, lost=False)))
        return held

    def chapter(self, number: int) -> Division:
        """Return a chapter with its sections."""
        division = Division("chapter", self.prose.title(15, 80), f"{number}.")
        return self.scope(division, 1, 4, sections=self.random.choice((0, 2, 3, 4)))

    def scope(self, division: Division, least: int, most: int, sections: int = 0) -> Division:
        """Fill a division whose notes are counted from 1."""
        division.blocks = self.matter(least, most)
        for number in range(sections):
            section = Division("section", self.prose.title(12, 70), f"{ROMAN[number]}.")
            section.title_call = self.heading_call()
            section.blocks = self.matter(1 if self.random.random() < 0.3 else 2, 5)
            for letter in "abcd"[: self.random.choice((0, 0, 0, 2, 3))]:
                below = Division("subsection", self.prose.title(12, 60), f"({letter})")
                below.title_call = self.heading_call()
                below.blocks = self.matter(2, 4)
                for deepest in range(1, self.random.choice((0, 0, 0, 2, 3)) + 1):
                    child = Division("subsection", self.prose.title(12, 60), f"({deepest})")
                    child.blocks = self.matter(1, 3)
                    below.children.append(child)
                section.children.append(below)
            division.children.append(section)
        called = number_calls([division])
        if called:
            division.notes = self.notes(called, self.random.random() < self.style.lost_notes)
            lost = sum(note.lost for note in division.notes)
            if division.notes and division.notes[-1].lost:
                division.lost_pages = 1 + lost // 12
        return division

    # ----------------------------------------------------------------- matter

    def matter(self, least: int, most: int) -> list[Block | Table]:
        """Return what stands below one heading: paragraphs, and now and then something else."""
        held: list[Block | Table] = []
        for _ in range(self.random.randint(least, most)):
            roll = self.random.random()
            if roll < 0.76:
                held.append(Block("p", self.calling(self.prose.paragraph(1, 7))))
            elif roll < 0.88:
                held.extend(self.quotation())
            elif roll < 0.92:
                held.extend(self.numbered())
            elif roll < 0.96:
                held.extend(self.table())
            elif roll < 0.975:
                held.extend(self.verse())
            else:
                held.append(Block("p", self.calling(f"{self.prose.paragraph(1, 3)} {self.prose.referring()}")))
        # A division begins and ends with prose, so that a heading stands before a paragraph.
        if not isinstance(held[0], Block) or held[0].kind != "p" or len(bare(held[0].text)) < 140:
            held.insert(0, Block("p", self.calling(self.prose.paragraph(3, 6))))
        if not isinstance(held[-1], Block) or held[-1].kind != "p":
            held.append(Block("p", self.calling(self.prose.paragraph(2, 4))))
        return held

    def calling(self, text: str, often: float = 0.2) -> str:
        """Set calls behind some sentences, and now and then behind a comma or a word."""
        pieces = text.split(" ")
        for index, piece in enumerate(pieces):
            ended = piece.endswith((".", ".”", "?")) and (index + 1 == len(pieces) or pieces[index + 1][:1].isupper())
            inside = 0.004 if piece[-2:-1].isalpha() and piece.endswith(",") else 0.0015 if self.may_be_called(piece) else 0.0
            if self.random.random() < (often if ended and len(piece) > 4 else inside):
                pieces[index] += CALL
        return " ".join(pieces)

    @staticmethod
    def may_be_called(piece: str) -> bool:
        """Tell whether a call may stand behind a word inside a sentence: behind no unit, whose noun follows."""
        if piece.isalpha():
            return len(piece) > 5 and piece not in ("million", "thousand", *words.MONTHS)
        return YEAR.fullmatch(piece) is not None

    def heading_call(self) -> str:
        """Return a call for a heading, seldom."""
        if self.random.random() > 0.05:
            return ""
        return CALL

    def quotation(self) -> list[Block | Table]:
        """Return a lead-in and a block quotation of one or two paragraphs."""
        lead = f"{self.prose.paragraph(0, 2)} {self.prose.lead_in()}".strip()
        held: list[Block | Table] = [Block("p", self.calling(lead, 0.1)), Block("quote", self.calling(self.prose.paragraph(2, 6), 0.03))]
        if self.style.quotation and self.random.random() < 0.2:
            held.append(Block("quote", self.calling(self.prose.paragraph(4, 7), 0.03)))
        # Its source is called behind its last word, as a rule.
        last = held[-1]
        if isinstance(last, Block) and self.random.random() < 0.7 and not MARKS.match(last.text[-1]):
            held[-1] = Block("quote", last.text + CALL)
        held.append(Block("p", self.calling(self.prose.paragraph(2, 6))))
        return held

    def numbered(self) -> list[Block | Table]:
        """Return a lead-in and numbered paragraphs."""
        style = self.random.choice(("{}.", "({})", "(a)"))
        lead = f"{self.prose.paragraph(1, 2)} The following points must be made about {self.prose.noun_phrase()}:"
        held: list[Block | Table] = [Block("p", lead)]
        for number in range(1, self.random.randint(3, 6)):
            label = f"({chr(96 + number)})" if style == "(a)" else style.format(number)
            held.append(Block("item", self.calling(self.prose.paragraph(1, 4), 0.1), label))
        held.append(Block("p", self.calling(self.prose.paragraph(2, 5))))
        return held

    def verse(self) -> list[Block | Table]:
        """Return a lead-in and one or two stanzas."""
        first = self.random.choice((0, 4, 8))
        held: list[Block | Table] = [Block("p", f"{self.prose.paragraph(1, 2)} A song of the time went:")]
        for start in (first, first + 4)[: self.random.randint(1, 2)]:
            if words.VERSE[start : start + 4]:
                held.append(Block("lg", "\n".join(words.VERSE[start : start + 4])))
        held.append(Block("p", self.calling(self.prose.paragraph(2, 5))))
        return held

    def table(self) -> list[Block | Table]:
        """Return a lead-in and a table, of rows with labels or of pairs of columns."""
        random, prose = self.random, self.prose
        caption = [prose.title(14, 30).split(" in 19")[0]]
        if random.random() < 0.3:
            caption.append(f"and {prose.noun_phrase()}")
        called = CALL if random.random() < 0.4 else ""
        if random.random() < 0.4:
            caption.append(random.choice(("(in millions of roubles)", "(percent)", "(1913 = 100)", "(thousands of tons)")))
            caption[-2] += called
        else:
            caption[-1] += called
        lead = Block("p", self.calling(f"{prose.paragraph(1, 2)} The figures for {prose.noun_phrase()} are these:", 0.1))
        after = Block("p", self.calling(prose.paragraph(2, 5)))
        if len(caption[0]) > 40:
            caption[0] = f"The {prose.word('noun')} of the peasantry" + (called if len(caption) == 1 else "")
        return [lead, self.pairs(tuple(caption)) if random.random() < 0.35 else self.columns(tuple(caption)), after]

    def pairs(self, caption: tuple[str, ...]) -> Table:
        """Return a table whose column of years and column of values stand twice beside each other."""
        years = [f"{year}–{year + 1}" for year in range(1921, 1929)]
        rows = tuple((years[index], self.value(), years[index + 4], self.value()) for index in range(self.random.randint(2, 4)))
        return Table(caption, (), (("1913", "100.0"), *rows) if self.random.random() < 0.5 else rows)

    def columns(self, caption: tuple[str, ...]) -> Table:
        """Return a table with labels and one to three columns of values."""
        width = self.random.randint(1, 3)
        labels = self.random.sample(LABELS, 4)
        rows = [(label, *(self.value() for _ in range(width))) for label in labels[: self.random.randint(2, 4)]]
        wrapped: tuple[int, ...] = ()
        if self.random.random() < 0.3:
            rows.append(("Wage earners, including those of the state farms", *(self.value() for _ in range(width))))
            wrapped = (len(rows) - 1,)
        seasons = tuple(f"{year}–{year + 1}" for year in range(1925, 1925 + width))
        heads = self.random.choice(((), seasons, ("Layer", *("Farms", "Sown", "Percent")[:width])))
        return Table(caption, heads, tuple(rows), wrapped)

    def value(self) -> str:
        """Return a figure of a table."""
        return self.random.choice((f"{self.random.randint(1, 99)}.{self.random.randint(0, 9)}", str(self.random.randint(3, 99))))

    # ------------------------------------------------------------------ notes

    def notes(self, number: int, lost: bool) -> list[Note]:
        """Return the notes of a series; where some are lost they are all, the last or some in the middle."""
        first, last = lost_notes(self.random, number) if lost else (1, 0)
        return [self.note(n, first <= n <= last) for n in range(1, number + 1)]

    def note(self, n: int, lost: bool) -> Note:
        """Return one note: a source, a remark, or several paragraphs with a quotation or a list inside."""
        roll = self.random.random()
        if roll < 0.6:
            held = [Block("p", self.prose.source())]
        elif roll < 0.9:
            held = [Block("p", self.prose.paragraph(1, 4))]
        elif roll < 0.94:
            held = [Block("p", self.prose.paragraph(2, 4)), Block("p", self.prose.paragraph(2, 4))]
        elif roll < 0.97 and self.style.quotation:
            held = [Block("p", f"{self.prose.source()} {self.prose.lead_in()}"), Block("quote", self.prose.paragraph(3, 6))]
        else:
            items = [Block("item", self.prose.paragraph(1, 2), f"({letter})") for letter in "abc"[: self.random.randint(2, 3)]]
            held = [Block("p", f"{self.prose.paragraph(1, 2)} Three things must be kept apart:"), *items]
        return Note(n, tuple(held), self.random.random() >= self.style.stopless_note, lost)


def length(division: Division) -> int:
    """Return the characters of the blocks of a division and of all below it."""
    own = sum(len(block.text) for block in division.blocks if isinstance(block, Block))
    return own + sum(length(child) for child in division.children)


def lost_notes(random: Random, number: int) -> tuple[int, int]:
    """Return the first and the last of the lost notes of a series: all, the last ones, or the first ones."""
    return random.choice(((1, number), (random.randint(1, number), number), (1, random.randint(1, number))))


def number_calls(divisions: Sequence[Division]) -> int:
    """Number the calls of a series in the order of print, and return how many there are."""
    numbers = count(1)

    def number(text: str) -> str:
        return re.sub(CALL, lambda _: call(next(numbers)), text)

    def visit(division: Division) -> None:
        division.title_call = number(division.title_call)
        for index, block in enumerate(division.blocks):
            if isinstance(block, Block):
                division.blocks[index] = replace(block, text=number(block.text))
            else:
                caption = tuple(number(line) for line in block.caption)
                division.blocks[index] = replace(block, caption=caption, rows=tuple(tuple(map(number, row)) for row in block.rows))
        for child in division.children:
            visit(child)

    for division in divisions:
        visit(division)
    return next(numbers) - 1
