"""A press for other habits: an invented book whose truth is known, printed as a transcription or as pages in characters."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

WORDS = (
    "the of and to in that was with for as by at from grain market village mill river winter price road cart barley harvest season clerk "
    "ledger council wheat oven miller bridge autumn field barn debt loan scale measure sack weight village letter morning evening trade "
    "lamp window paper county merchant horse snow thaw spring ferry bargain account purse coin yard gate stove bread flour rye oats hay "
    "wages contract notice register neighbour storehouse railway station waggon freight custom tax rent lease acre furrow plough seed"
).split()

NAMES = "Harrow Aldine Morvane Teskel Orlandt Pevrin Kastow Brunnel Ostrava Lindmark".split()


@dataclass
class Block:
    """A block of the truth: `kind` as in TEI; verse and tables have their `lines`; `notes` are the bodies called in the text."""

    kind: str
    text: str = ""
    lines: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class Writer:
    """Writes sentences that mean nothing, under a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.note = 0

    def sentence(self, least: int = 6, most: int = 22) -> str:
        """Return a sentence."""
        words = [self.chance.choice(WORDS) for _ in range(self.chance.randint(least, most))]
        if self.chance.random() < 0.3:
            words[self.chance.randrange(1, len(words))] = self.chance.choice(NAMES)
        if self.chance.random() < 0.2 and len(words) > 8:
            words[len(words) // 2] += ","
        return " ".join(words).capitalize()[:1] + " ".join(words)[1:] + self.chance.choice("....?;!").replace(";", ".")

    def paragraph(self, sentences: tuple[int, int] = (2, 7)) -> str:
        """Return a paragraph."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(*sentences)))

    def title(self) -> str:
        """Return a title."""
        words = [self.chance.choice(WORDS[9:]) for _ in range(self.chance.randint(1, 4))]
        return "The " + " ".join(words).title()

    def verse(self) -> list[str]:
        """Return a stanza."""
        return [self.sentence(4, 7).rstrip(".?!") + self.chance.choice(",.;") for _ in range(self.chance.choice((2, 4, 4, 6)))]

    def noted(self, text: str) -> Block:
        """Return a paragraph with the call of a note behind one of its sentences."""
        self.note += 1
        sentences = text.split(". ")
        place = self.chance.randrange(len(sentences))
        mark = f"⟪{self.note}⟫"
        if place == len(sentences) - 1:
            sentences[place] += mark
            text = ". ".join(sentences)
        else:
            text = ". ".join(sentences[: place + 1]) + "." + mark + " " + ". ".join(sentences[place + 1 :])
        body = self.sentence() if self.chance.random() < 0.6 else self.paragraph((2, 4))
        return Block("p", text, notes=[(str(self.note), body)])

    def table(self) -> Block:
        """Return a table of figures."""
        rows = [["Year", "Rye", "Oats"]]
        year = self.chance.randint(1860, 1900)
        rows.extend([str(year + n), f"{self.chance.randint(10, 999)}", f"{self.chance.randint(10, 99)}.{n}"] for n in range(self.chance.randint(3, 6)))
        return Block("table", "Yield of the farms at " + self.chance.choice(NAMES), ["\t".join(row) for row in rows])

    def chapter(self) -> list[Block]:
        """Return the blocks of a chapter without its heading."""
        found = [Block("p", self.paragraph())]
        for _ in range(self.chance.randint(6, 14)):
            draw = self.chance.random()
            if draw < 0.12:
                found.append(Block("quote", self.paragraph((2, 5))))
            elif draw < 0.19:
                found.append(Block("lg", lines=self.verse()))
            elif draw < 0.24:
                found.append(self.table())
            elif draw < 0.42:
                found.append(self.noted(self.paragraph()))
            else:
                found.append(Block("p", self.paragraph((1, 6))))
        found.append(Block("p", self.paragraph()))
        return found

    def book(self, chapters: int = 5) -> list[tuple[str, list[Block]]]:
        """Return titles with their chapters; the numbers of notes rise through the book."""
        return [(self.title(), self.chapter()) for _ in range(chapters)]


def roman(number: int) -> str:
    """Return a Roman number below forty."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def calls(text: str, form: str) -> str:
    """Return a text with its calls as they are typed: `form` holds `#` for the number."""
    before, _, after = form.partition("#")
    return text.replace("⟪", before).replace("⟫", after)


def gutenberg(book: list[tuple[str, list[Block]]], seed: int, ending: str = "\n") -> str:
    """Print a book in the manner of Project Gutenberg."""
    chance = random.Random(seed)
    where = chance.choice(("paragraph", "chapter", "book", "square"))
    heading = chance.choice(("one", "two", "dot", "bare"))
    out = ["The Project Gutenberg EBook of A Dry Year, by N. N.", "", "This eBook is for the use of anyone.", "", "",
           "*** START OF THIS PROJECT GUTENBERG EBOOK A DRY YEAR ***", "", "", "", "", "Produced by A Typist", "", "", "", "",
           "A DRY YEAR", "", "BY", "", "N. N.", "", "", "", ""]
    if chance.random() < 0.7:
        out += ["CONTENTS", "", ""]
        out += [f"{roman(n):>6}. {title.upper():<44}{n * 17:>5}" for n, (title, _) in enumerate(book, 1)] + ["", "", "", ""]
    gathered: list[str] = []
    for number, (title, blocks) in enumerate(book, 1):
        out += {
            "one": [f"CHAPTER {roman(number)}. {title.upper()}", "", ""], "two": [f"CHAPTER {roman(number)}", "", title.upper(), "", ""],
            "dot": [f"CHAPTER {roman(number)}.", "", title + ".", "", ""], "bare": [roman(number), "", title.upper(), "", ""],
        }[heading]
        chapter_notes: list[str] = []
        for block in blocks:
            if block.kind == "p":
                out += [*textwrap.wrap(calls(block.text, "[#]"), 72, break_on_hyphens=False), ""]
            elif block.kind == "quote":
                out += [*textwrap.wrap(block.text, 66, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False), ""]
            elif block.kind == "lg":
                out += ["    " + ("  " if n % 2 else "") + line for n, line in enumerate(block.lines)] + [""]
            else:
                out += ["    " + block.text, ""]
                out += ["    {:<16}{:>10}{:>12}".format(*line.split("\t")) for line in block.lines] + [""]
            for n, body in block.notes:
                form = f"[{n}] {body}" if where == "square" else f"[Footnote {n}: {body}]"
                lines = [*textwrap.wrap(form, 72, break_on_hyphens=False), ""]
                if where == "paragraph":
                    out += lines
                elif where == "chapter":
                    chapter_notes += lines
                else:
                    gathered += lines
        out += ([""] + chapter_notes if chapter_notes else []) + ["", "", ""]
    if gathered:
        out += ["FOOTNOTES:", ""] + gathered + ["", "", ""]
    out += ["End of the Project Gutenberg EBook of A Dry Year, by N. N.", "", "*** END OF THIS PROJECT GUTENBERG EBOOK A DRY YEAR ***", "",
            "***** This file should be named 1.txt *****"]
    return ending.join(out) + ending


def layout(book: list[tuple[str, list[Block]]], seed: int, first_page: int = 1) -> str:
    """Print a book as `pdftotext -layout` gives it: pages with form feeds, running heads, page numbers, notes at the foot."""
    chance = random.Random(seed)
    indent = chance.choice((0, 3, 4))
    furniture = chance.choice(("foot", "head", "head-alternating", "foot-centred"))
    call = chance.choice(("#", "[#]"))
    note_form = chance.choice(("{n} {body}", "{n}. {body}"))
    width, height = 68, chance.randint(34, 42)
    margin = chance.choice((0, 0, 6))
    pages: list[str] = []
    body: list[str] = []
    feet: list[str] = []
    state = {"chapter": ""}

    def flush(opening: bool = False) -> None:
        number = first_page + len(pages)
        lines = list(body)
        while lines and not lines[-1].strip():
            lines.pop()
        while lines and not lines[0].strip() and not opening:
            lines.pop(0)
        lines += [""] * max(0, height - len(lines) - len(feet) - 1)
        if feet:
            lines += ["", *feet]
        head: list[str] = []
        foot: list[str] = []
        if furniture == "foot":
            foot = ["", f"{number:>{width}}"]
        elif furniture == "foot-centred":
            foot = ["", str(number).center(width)]
        elif not opening or furniture == "head":
            name = "A DRY YEAR" if number % 2 == 0 else state["chapter"]
            head = [f"{number}{name:>{width - len(str(number))}}" if number % 2 == 0 else f"{name:<{width - 4}}{number:>4}", "", ""]
        page = head + lines + foot
        pages.append("\n".join((" " * margin + line).rstrip() for line in page))
        body.clear()
        feet.clear()

    opening = False

    def put(lines: list[str], notes: list[str] | None = None, keep: bool = False) -> None:
        nonlocal opening
        if keep and len(body) + len(feet) + len(lines) + 4 > height:
            flush(opening)
            opening = False
        for line in lines:
            extra = notes if notes and "⟪" in line else []
            if len(body) + len(feet) + 1 + len(extra or []) >= height:
                flush(opening)
                opening = False
            if extra:
                feet.extend(extra)
            body.append(calls(line, call))

    for number, (title, blocks) in enumerate(book, 1):
        if body:
            flush(opening)
        opening = True
        state["chapter"] = title
        put(["", "", f"Chapter {number}".center(width).rstrip(), "", title.center(width).rstrip(), "", ""])
        for block in blocks:
            if block.kind == "p":
                notes = [part for n, text in block.notes for part in textwrap.wrap(note_form.format(n=n, body=text), width, break_on_hyphens=False)]
                put(textwrap.wrap(block.text, width, initial_indent=" " * indent, break_on_hyphens=False), notes)
                put([""] if not indent else [])
            elif block.kind == "quote":
                put(([""] if indent else []) + textwrap.wrap(block.text, 58, initial_indent=" " * 6, subsequent_indent=" " * 6,
                                                             break_on_hyphens=False) + [""])
            elif block.kind == "lg":
                put(([""] if indent else []) + [" " * 8 + line for line in block.lines] + [""], keep=True)
            else:
                put([""] + ["      " + block.text, ""] + ["      {:<16}{:>10}{:>12}".format(*line.split("\t")) for line in block.lines] + [""], keep=True)
    flush(opening)
    return "\f".join(page + "\n" for page in pages) + "\f"
