"""A work of ours as a manuscript: its document is given to the press as if its author had handed it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from build_tools.model.document import Document
from build_tools.model.tree import Element
from build_tools.pipeline import Cache, Order, Project, conversion
from build_tools.pipeline.project import stock
from tests.press.author import ROMAN, lost_notes, number_calls
from tests.press.manuscript import Block, Book, Division, Note, Table, call
from tests.press.style import Style
from tests.working_copy import ROOT

FIGURE = re.compile(r"[–−-]?\d[\d.,]*")
"""A cell that holds a figure and nothing else."""

KINDS = frozenset(("chapter", "section", "subsection"))


@dataclass(frozen=True, slots=True)
class Work:
    """A document, and how the press makes a book of it under a seed.

    Chapters and sections get numbers, as a book of the time had them. A picture has no words and is left out. Points are counted, since
    a rough extraction has no bullets. A table that holds words stands row by row as points: without its rules nobody could tell its
    columns.
    """

    document: Document

    def book(self, random: Random, style: Style) -> Book:
        """Return the book of the chapters."""
        record = self.document.record
        names = record.authors or record.editors
        author = names[0].family if names else "The Editors"
        held: list[Division] = []
        for number, chapter in enumerate(self.chapters(), 1):
            held.append(self.chapter(chapter, number, random, style))
        return Book(author, record.short_title or record.title, random.choice((1, 5, 11, 21, 101)), tuple(held))

    def chapters(self) -> Iterator[Element]:
        """Yield the chapters."""
        return (one for one in self.document.text.walk() if one.name == "div" and one.get("type") == "chapter")

    def chapter(self, element: Element, number: int, random: Random, style: Style) -> Division:
        """Return a chapter, whose notes are counted from 1."""
        division = self.division(element, f"{number}.", random)
        called = number_calls([division])
        bodies = [note for one in element.elements() if one.get("type") == "notes" for note in one.elements() if note.name == "note"]
        assert called == len(bodies), f"{division.title}: {called} calls, {len(bodies)} notes"
        first, last = lost_notes(random, called) if called and random.random() < style.lost_notes else (1, 0)
        division.notes = [
            Note(n, (Block("p", words(body)),), random.random() >= style.stopless_note, first <= n <= last)
            for n, body in enumerate(bodies, 1)
        ]
        lost = sum(note.lost for note in division.notes)
        if division.notes and division.notes[-1].lost:
            division.lost_pages = 1 + lost // 12
        return division

    def division(self, element: Element, number: str, random: Random) -> Division:
        """Return a division and those below it."""
        head = element.first("head")
        division = Division(element.get("type"), words(head) if head else "", number)
        below = 0
        for child in element.elements():
            if child.name == "div" and child.get("type") in KINDS:
                letter = f"{ROMAN[below]}." if element.get("type") == "chapter" else f"({chr(97 + below)})"
                division.children.append(self.division(child, letter, random))
                below += 1
            elif child.name in ("p", "quote"):
                division.blocks.append(Block(child.name, words(child)))
            elif child.name == "list":
                division.blocks.extend(points(child, random))
            elif child.name == "table":
                division.blocks.extend(table(child, division.title, random))
        return division


@cache
def work(name: str) -> Work:
    """Return a work whose text lies in the repository, such as `companion`."""
    order = Order(Project(ROOT), (), works=(name,))
    taken = stock(order)
    source = next(one for one in taken.sources if one.record.id == name)
    return Work(conversion.document(source, taken.texts[name], order.project, Cache(None)))


def words(element: Element) -> str:
    """Return the words of an element on one line, with the marks of its calls, which are not numbered yet."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.name == "ref" and child.get("type") == "noteref":
            parts.append(call(0))
        else:
            parts.append(words(child))
    return " ".join("".join(parts).split())


def points(element: Element, random: Random) -> Iterator[Block]:
    """Yield the items of a list as numbered paragraphs."""
    return counted([words(one) for one in element.elements() if one.name == "item"], random)


def counted(texts: list[str], random: Random) -> Iterator[Block]:
    """Yield texts as numbered paragraphs, as `1.`, `(1)` or `(a)`."""
    style = random.choice(("{}.", "({})") if len(texts) > 26 else ("{}.", "({})", "(a)"))
    for number, text in enumerate(texts, 1):
        yield Block("item", text, f"({chr(96 + number)})" if style == "(a)" else style.format(number))


def table(element: Element, title: str, random: Random) -> Iterator[Block | Table]:
    """Yield a table of figures below its caption, or below the title of its section; or the rows of any other as points."""
    rows = [tuple(words(cell) for cell in row.elements()) for row in element.elements() if row.name == "row"]
    head = element.first("head")
    if all(FIGURE.fullmatch(cell) for row in rows[1:] for cell in row[1:]):
        yield Table((words(head) if head else title,), rows[0], tuple(rows[1:]))
    else:
        yield from counted([f"{row[0]}: {'; '.join(row[1:])}." for row in rows[1:]], random)
