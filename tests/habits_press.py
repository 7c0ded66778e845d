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
        lines = self.chance.choice((2, 4, 4, 6))
        return [self.sentence(4, 7).rstrip(".?!") + self.chance.choice(",.;") for _ in range(lines)]

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
        for n in range(self.chance.randint(3, 6)):
            rows.append([str(year + n), str(self.chance.randint(10, 999)), f"{self.chance.randint(10, 99)}.{n}"])
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
            elif draw < 0.45:
                found.append(Block("scene"))
            elif draw < 0.48:
                found.append(Block("figure", self.title()))
            elif draw < 0.53:
                found.append(Block("sub", self.title()))
                found.append(Block("p", self.paragraph((3, 6))))
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


WIDTH = 72

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Typing:
    """How a transcriber types: where notes stand, how they are called, what begins a chapter, what sets paragraphs apart."""

    where: str
    call: str
    heading: str
    indent: int
    contents: bool
    boilerplate: str
    marks: str
    emphasis: bool

    @classmethod
    def drawn(cls, seed: int) -> Typing:
        """Draw a way of typing."""
        chance = random.Random(seed)
        call = chance.choice(("[#]", "[#]", "[#]", "{#}", "(#)"))
        where = chance.choice(("paragraph", "chapter", "book", "square", "notes"))
        return cls(
            where if call == "[#]" else "square", call, chance.choice(("one", "two", "dot", "bare", "book")),
            chance.choice((0, 0, 0, 3)), chance.random() < 0.7, chance.choice(("new", "old", "none")),
            chance.choice(("", "", "[Pg #]", "[p. #]")), chance.random() < 0.5,
        )


def emphasised(text: str, chance: random.Random) -> str:
    """Return a text with some words between low lines."""
    words = text.split(" ")
    for place in range(2, len(words) - 2, 17):
        if words[place].isalpha() and words[place + 1].isalpha():
            words[place], words[place + 1] = "_" + words[place], words[place + 1] + "_"
    return " ".join(words)


def gutenberg(book: list[tuple[str, list[Block]]], seed: int, ending: str = "\n") -> str:
    """Print a book in the manner of Project Gutenberg."""
    chance = random.Random(seed)
    way = Typing.drawn(seed)
    out: list[str] = []
    if way.boilerplate == "new":
        out += ["The Project Gutenberg EBook of A Dry Year, by N. N.", "", "This eBook is for the use of anyone.", "", "",
                "*** START OF THIS PROJECT GUTENBERG EBOOK A DRY YEAR ***", "", "", "", "", "Produced by A Typist", "", "", "", ""]
    elif way.boilerplate == "old":
        out += ["**Welcome To The World of Free Plain Vanilla Electronic Texts**", "",
                "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**",
                "Why is this small print here?", "", "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*", "", "", ""]
    out += ["A DRY YEAR", "", "BY", "", "N. N.", "", "", "", ""]
    if way.contents:
        out += ["CONTENTS", "", ""]
        out += [f"{roman(n):>6}. {title.upper():<44}{n * 17:>5}" for n, (title, _) in enumerate(book, 1)] + ["", "", "", ""]
    gathered: list[str] = []
    page = 10
    for number, (title, blocks) in enumerate(book, 1):
        out += {
            "one": [f"CHAPTER {roman(number)}. {title.upper()}", "", ""], "two": [f"CHAPTER {roman(number)}", "", title.upper(), "", ""],
            "dot": [f"CHAPTER {roman(number)}.", "", title + ".", "", ""], "bare": [roman(number), "", title.upper(), "", ""],
            "book": [f"BOOK THE {('FIRST', 'SECOND', 'THIRD', 'FOURTH', 'FIFTH')[(number - 1) % 5]}", "", title, "", ""],
        }[way.heading]
        chapter_notes: list[str] = []
        after_indented = False
        for block in blocks:
            gap = [] if way.indent and block.kind == "p" else [""]
            if block.kind == "p":
                text = calls(block.text, way.call)
                if way.emphasis:
                    text = emphasised(text, chance)
                if way.marks and chance.random() < 0.3:
                    page += 1
                    words = text.split(" ")
                    place = chance.randrange(len(words))
                    text = " ".join([*words[:place], way.marks.replace("#", str(page)), *words[place:]])
                out += [*textwrap.wrap(text, WIDTH, initial_indent=" " * way.indent, break_on_hyphens=False), *gap]
            else:
                if after_indented:
                    out += [""]
                if block.kind == "quote":
                    out += [*textwrap.wrap(block.text, 66, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False), ""]
                elif block.kind == "lg":
                    out += ["    " + ("  " if n % 2 else "") + line for n, line in enumerate(block.lines)] + [""]
                elif block.kind == "table":
                    out += ["    " + block.text, ""]
                    out += ["    {:<16}{:>10}{:>12}".format(*line.split("\t")) for line in block.lines] + [""]
                elif block.kind == "scene":
                    out += ["       *       *       *       *       *", ""]
                elif block.kind == "figure":
                    out += [f"[Illustration: {block.text}]", ""]
                elif block.kind == "sub":
                    out += ["", block.text.upper(), "", ""]
            after_indented = bool(way.indent) and block.kind == "p"
            for n, body in block.notes:
                label = way.call.replace("#", n)
                form = {"square": f"{label} {body}", "notes": f"{n}. {body}"}.get(way.where, f"[Footnote {n}: {body}]")
                lines = [*textwrap.wrap(form, WIDTH, break_on_hyphens=False), ""]
                if way.where == "paragraph":
                    out += [""] + lines if after_indented else lines
                    after_indented = False
                elif way.where in ("chapter", "square"):
                    chapter_notes += lines
                else:
                    gathered += lines
        out += ([""] + chapter_notes if chapter_notes else []) + ["", "", ""]
    if gathered:
        out += ["NOTES" if way.where == "notes" else "FOOTNOTES:", "", ""] + gathered + ["", "", ""]
    if way.boilerplate != "none":
        out += ["End of the Project Gutenberg EBook of A Dry Year, by N. N.", "",
                "*** END OF THIS PROJECT GUTENBERG EBOOK A DRY YEAR ***", "",
                "***** This file should be named 1.txt *****"]
    return ("\ufeff" if ending != "\n" else "") + ending.join(out) + ending


def broken(text: str, width: int, first: int, rest: int, chance: random.Random) -> list[str]:
    """Return the lines of a paragraph with words broken at line ends, as a compositor breaks them."""
    lines: list[str] = []
    line = " " * first
    empty = True
    for word in text.split(" "):
        room = width - len(line) - (0 if empty else 1)
        if len(word) <= room:
            line += ("" if empty else " ") + word
        else:
            if room > 4 and len(word) > 7 and word.isalpha() and chance.random() < 0.6:
                cut = chance.randint(3, min(room - 1, len(word) - 3))
                line += ("" if empty else " ") + word[:cut] + "-"
                word = word[cut:]
            lines.append(line)
            line = " " * rest + word
        empty = False
    lines.append(line)
    return lines


@dataclass(frozen=True)
class Pages:
    """How a printer sets pages, and what a tool makes of them."""

    indent: int
    furniture: str
    call: str
    note: str
    rule: bool
    margin: int
    height: int
    hyphens: bool
    restart: bool
    heading: str
    first: int

    @classmethod
    def drawn(cls, seed: int) -> Pages:
        """Draw a way of printing."""
        chance = random.Random(seed)
        return cls(
            chance.choice((0, 3, 4)), chance.choice(("foot", "head", "head-alternating", "foot-centred", "words")),
            chance.choice(("#", "[#]", "up")),
            chance.choice(("{n} {body}", "{n}. {body}", "{n}   {body}")), chance.random() < 0.3, chance.choice((0, 0, 6)),
            chance.randint(34, 42), chance.random() < 0.6, chance.random() < 0.3, chance.choice(("centred", "left", "number", "roman")),
            chance.choice((1, 1, 17, 203)),
        )


def layout(book: list[tuple[str, list[Block]]], seed: int) -> str:
    """Print a book as `pdftotext -layout` gives it: pages with form feeds, running heads, page numbers, notes at the foot."""
    chance = random.Random(seed)
    way = Pages.drawn(seed)
    width = 68
    pages: list[str] = []
    body: list[str] = []
    feet: list[str] = []
    state = {"chapter": "", "opening": ""}
    noted = 0

    def flush() -> None:
        nonlocal noted
        number = way.first + len(pages)
        opening = bool(state["opening"])
        lines = list(body)
        while lines and not lines[-1].strip():
            lines.pop()
        while lines and not lines[0].strip() and not opening:
            lines.pop(0)
        lines += [""] * max(0, way.height - len(lines) - len(feet) - 2)
        if feet:
            lines += ["", *(["_" * 20] if way.rule else []), *feet]
        head: list[str] = []
        foot: list[str] = []
        name = "A DRY YEAR" if number % 2 == 0 else state["chapter"]
        if way.furniture == "foot":
            foot = ["", f"{number:>{width}}"]
        elif way.furniture in ("foot-centred", "words"):
            foot = ["", str(number).center(width)]
            if way.furniture == "words" and not opening:
                head = [name.center(width), ""]
        elif not opening or way.furniture == "head":
            head = [f"{number}{name:>{width - len(str(number))}}" if number % 2 == 0 else f"{name:<{width - 4}}{number:>4}", "", ""]
        pages.append("\n".join((" " * way.margin + line).rstrip() for line in head + lines + foot))
        body.clear()
        feet.clear()
        state["opening"] = ""
        if way.restart:
            noted = 0

    def wrapped(text: str, first: int = 0, rest: int = 0, width_: int = width) -> list[str]:
        if way.hyphens:
            return broken(text, width_, first, rest, chance)
        return textwrap.wrap(text, width_, initial_indent=" " * first, subsequent_indent=" " * rest, break_on_hyphens=False)

    def put(lines: list[str], note: tuple[str, str] | None = None, keep: bool = False) -> None:
        nonlocal noted
        if keep and len(body) + len(feet) + len(lines) + 5 > way.height:
            flush()
        for line in lines:
            feet_here: list[str] = []
            if "⟪" in line and note is not None:
                printed = str(noted + 1) if way.restart else note[0]
                feet_here = wrapped(way.note.format(n=printed, body=note[1]))
                if len(body) + len(feet) + 3 + len(feet_here) >= way.height:
                    flush()
                    printed = "1" if way.restart else note[0]
                    feet_here = wrapped(way.note.format(n=printed, body=note[1]))
                noted += 1
                shown = printed.translate(RAISED) if way.call == "up" else way.call.replace("#", printed)
                line = line.replace(f"⟪{note[0]}⟫", shown)
            elif len(body) + len(feet) + 2 >= way.height:
                flush()
            feet.extend(feet_here)
            body.append(line)

    for number, (title, blocks) in enumerate(book, 1):
        if body:
            flush()
        state["opening"] = "yes"
        state["chapter"] = title
        put({
            "centred": ["", "", f"Chapter {number}".center(width).rstrip(), "", title.center(width).rstrip(), "", ""],
            "left": ["", "", f"CHAPTER {roman(number)}", "", title.upper(), "", ""],
            "number": ["", "", f"{number}. {title}", "", ""],
            "roman": ["", "", "", roman(number).center(width).rstrip(), "", title.upper().center(width).rstrip(), "", "", ""],
        }[way.heading])
        for block in blocks:
            lead = [""] if way.indent else []
            if block.kind == "p":
                put(wrapped(block.text, way.indent), block.notes[0] if block.notes else None)
                put([] if way.indent else [""])
            elif block.kind == "quote":
                put(lead + wrapped(block.text, 6, 6, 58) + [""])
            elif block.kind == "lg":
                put(lead + [" " * 8 + line for line in block.lines] + [""], keep=True)
            elif block.kind == "table":
                rows = ["      {:<16}{:>10}{:>12}".format(*line.split("\t")) for line in block.lines]
                put([""] + ["      " + block.text, ""] + rows + [""], keep=True)
            elif block.kind == "sub":
                put(["", block.text, ""] if way.heading != "left" else ["", block.text.upper(), ""], keep=True)
    flush()
    return "\f".join(page + "\n" for page in pages) + "\f"
