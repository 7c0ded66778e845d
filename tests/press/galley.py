"""The galley: a manuscript set in lines, block after block, with what a reader must find in them; there are no pages yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from random import Random

from tests.press.manuscript import FIRST_CALL, MARKS, REFERENCE_END, REFERENCE_START, Block, Book, Division, Entry, Table, bare
from tests.press.setting import Line, set_lines
from tests.press.style import Style
from tests.press.witness import CallSeen, EntrySeen, Seen, Stream, TableSeen, Witness, ahead, behind

NOTE_TEXT, NOTE_QUOTATION = 5, -5
"""What is added to the measure in end-notes, which are set smaller, and in quotations inside them."""

HEADING = 0.68
"""Of the measure: the widest line of a heading."""

COLUMN = 31
"""The measure of a column of the index."""

NEW_PAGE = frozenset(("part", "chapter", "preface", "introduction", "glossary", "index"))


@dataclass(slots=True)
class Row:
    """A line with its place in the stream of letters. `kind` is that of its block; `blanks` stand above it as the book was printed.

    `opens` names the kind of division that begins a new page here; `lost` pages are missing before it; `keep` rows stay on its page.
    """

    line: Line
    kind: str
    place: int
    first: bool
    last: bool
    blanks: int = 0
    opens: str = ""
    lost: int = 0
    keep: int = 0
    note: bool = False


class Galley:
    """Sets a book. `rows` are its lines, `truth` what stands in them, but for the pages."""

    def __init__(self, book: Book, style: Style, random: Random) -> None:
        self.style = style
        self.random = random
        self.rows: list[Row] = []
        self.truth = Witness()
        self.stream = Stream()
        self.calls: list[tuple[int, int, tuple[int, ...]]] = []
        self.bodies: dict[tuple[int, ...], int] = {}
        self.scope: tuple[int, ...] = ()
        self.pending_loss = 0
        self.scopes = count(1)
        for division in book.divisions:
            self.division(division, 1)
        whole = self.stream.whole()
        for n, place, scope in self.calls:
            body = self.bodies.get((*scope, n))
            self.truth.calls.append(CallSeen(n, behind(whole, place), "" if body is None else ahead(whole, body)))

    # -------------------------------------------------------------- divisions

    def division(self, division: Division, level: int) -> None:
        """Set a division and all below it."""
        if division.kind in NEW_PAGE or not self.scope:
            self.scope = (next(self.scopes),)
        self.heading(division, level)
        mine = self.scope
        if division.glosses:
            self.glosses(division.glosses)
        if division.entries:
            for entry in division.entries:
                self.entry(entry, 0)
        for block in division.blocks:
            self.block(block)
        if division.kind == "part":
            self.notes(division, level)
        for child in division.children:
            self.division(child, level + 1)
        if division.kind != "part":
            self.scope = mine
            self.notes(division, level)
        if division.lost_pages:
            self.pending_loss = division.lost_pages

    def heading(self, division: Division, level: int) -> None:
        """Set a heading; a part has its number on a line of its own."""
        text = division.heading
        measure = HEADING * self.style.measure
        if division.kind == "part":
            lines = [Line(division.number, " "), *set_lines(text[len(division.number) + 1 :], measure, hyphens=False)]
        else:
            lines = set_lines(text, measure, hyphens=False)
        opens = division.kind if division.kind in NEW_PAGE else ""
        start = len(self.rows)
        self.add("head", text, lines, level=level)
        self.rows[start].opens = opens
        self.rows[start].keep = len(lines) + 2
        if opens:
            self.rows[start].lost, self.pending_loss = self.pending_loss, 0

    def notes(self, division: Division, level: int) -> None:
        """Set the surviving notes of a series below their heading."""
        notes = division.notes
        surviving = [note for note in notes if not note.lost]
        if not notes or (not surviving and self.random.random() < 0.6):
            return
        if division.kind == "notes":
            surviving = notes
        else:
            start = len(self.rows)
            self.add("head", "Notes", [Line("Notes", "last")], level=level + 1)
            self.rows[start].keep = 3 if surviving else 1
        for note in surviving:
            self.bodies[(*self.scope, note.n)] = self.stream.length
            lead = f"{note.n}{'.' if note.stop else ''} "
            for index, block in enumerate(note.blocks):
                measure = self.style.measure + NOTE_TEXT + (NOTE_QUOTATION if block.kind == "quote" else 0)
                prefix = "" if index else lead
                text = f"{block.label} {block.text}" if block.label else block.text
                kind = "note" if not index else block.kind
                self.add(kind, text, set_lines(prefix + text, measure), skip=len(prefix), note=True)

    # ----------------------------------------------------------------- blocks

    def block(self, block: Block | Table) -> None:
        """Set one block of the text."""
        if isinstance(block, Table):
            self.table(block)
        elif block.kind == "lg":
            verses = block.text.split("\n")
            self.add("lg", " ".join(verses), [Line(verse, "verse") for verse in verses])
        else:
            text = f"{block.label} {block.text}" if block.label else block.text
            measure = self.style.measure + (self.style.quotation if block.kind == "quote" else 0)
            self.add(block.kind, text, set_lines(text, measure))

    def add(self, kind: str, text: str, lines: list[Line], level: int = 0, skip: int = 0, note: bool = False) -> None:
        """Take the lines of one block, and note what stands in it; the first `skip` characters (the number of a note) are no text."""
        clean = bare(text)
        if kind == "lg":
            clean = " ".join(clean.split("\n"))
        self.truth.blocks.append(Seen(kind, clean, level))
        base = self.stream.length
        at = -sum(letter.isalnum() for letter in bare("".join(line.text for line in lines))[:skip])
        for index, line in enumerate(lines):
            self.rows.append(Row(line, kind, base + max(0, at), index == 0, index + 1 == len(lines), blanks=int(index == 0), note=note))
            at += sum(letter.isalnum() for letter in bare(line.text))
        self.mark(text)
        self.stream.add(clean)

    def mark(self, text: str) -> None:
        """Note the calls and the references of a text that is about to enter the stream."""
        for match in MARKS.finditer(text):
            if match.group() < "\uf000":
                letters = sum(letter.isalnum() for letter in bare(text[: match.start()]))
                self.calls.append((ord(match.group()) - FIRST_CALL, self.stream.length + letters, self.scope))
        for match in re.finditer(f"{REFERENCE_START}((\\d+)[^{REFERENCE_END}]*){REFERENCE_END}", text):
            self.truth.references.append((match.group(1), match.group(2)))

    def table(self, table: Table) -> None:
        """Set a table line by line."""
        start = len(self.rows)
        lines: list[tuple[str, int]] = []
        captions = [line.text for text in table.caption for line in set_lines(text, HEADING * self.style.measure, hyphens=False)]
        lines.extend((text, int(index == 0)) for index, text in enumerate(captions))
        spaced = self.random.random() < 0.6
        if table.heads:
            lines.append((" ".join(table.heads), int(spaced)))
        for index, row in enumerate(table.rows):
            above = int(spaced and index == 0 and not (table.heads and self.random.random() < 0.5))
            if index in table.wrapped:
                words = row[0].split()
                half = len(words) // 2
                lines.append((" ".join(words[:half]), above))
                lines.append((" ".join((*words[half:], *row[1:])), 0))
            else:
                lines.append((" ".join(row), above))
        place = self.stream.length
        for index, (text, blanks) in enumerate(lines):
            self.rows.append(Row(Line(text, "row"), "table", place, index == 0, index + 1 == len(lines), blanks=blanks))
        self.rows[start].keep = len(lines)
        caption = " ".join(table.caption)
        stub = ("",) if table.heads and len(table.heads) < len(table.rows[0]) else ()
        heads = ((*stub, *table.heads),) if table.heads else ()
        rows = tuple(tuple(bare(cell) for cell in row) for row in (*heads, *table.rows))
        text = " ".join(" ".join((caption, *(cell for row in (*heads, *table.rows) for cell in row))).split())
        self.truth.tables.append(TableSeen(bare(caption), rows))
        self.truth.blocks.append(Seen("table", bare(text)))
        self.mark(text)
        self.stream.add(bare(text))

    def glosses(self, glosses: tuple[tuple[str, str], ...]) -> None:
        """Set a list of terms: no blank line between rows of one line."""
        for index, (term, gloss) in enumerate(glosses):
            text = f"{term} {gloss}"
            start = len(self.rows)
            self.add("gloss", text, set_lines(text, self.style.measure - 4))
            if index:
                self.rows[start].blanks = int(self.random.random() < 0.2 or len(glosses[index - 1][1]) > 45)

    def entry(self, entry: Entry, depth: int) -> None:
        """Set an entry of the index and its sub-entries."""
        text = ", ".join((entry.text, *entry.locators))
        if entry.see:
            text += f". {entry.see}"
        start = len(self.rows)
        self.add("entry", text, set_lines(text, COLUMN), level=depth)
        # Blank lines come with changes of indent and mean nothing.
        before = self.rows[start - 1]
        wrapped = before.kind == "entry" and not before.first
        self.rows[start].blanks = int(before.kind != "entry" or (wrapped and self.random.random() < 0.7))
        for row in self.rows[start + 1 : start + 2]:
            row.blanks = int(self.random.random() < 0.7)
        self.truth.entries.append(EntrySeen(entry.text, entry.locators, entry.see))
        for sub in entry.subs:
            self.entry(sub, depth + 1)
