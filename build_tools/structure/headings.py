"""Headings: which blocks are headings, and which only look like them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.structure.blocks import PAGE_MARK, Block
from build_tools.structure.numbering import STYLES, Number, number_of

NAMED: dict[str, str] = {
    **dict.fromkeys(("preface", "foreword"), "preface"),
    "introduction": "introduction",
    **dict.fromkeys(("notes", "note", "endnotes", "footnotes"), "notes"),
    **dict.fromkeys(("glossary", "abbreviations"), "glossary"),
    "index": "index",
    **dict.fromkeys(("conclusion", "conclusions", "summary", "abstract", "epilogue", "afterword", "appendix"), "section"),
    **dict.fromkeys(("acknowledgments", "acknowledgements", "bibliography", "contents"), "section"),
}
"""Headings that say by themselves what follows, and the type of that division."""

LONGEST_NAMED = 32
"""Characters of a line that may be nothing but a named heading, with marks of pages before it."""

FIRST_POINT = re.compile(r"(?:\(a\)|\(1\)|1\.) \S")
"""The beginning of a list: `(a) Bread`."""

NAMED_HEAD = re.compile(r"([A-Za-z]+)(?:$|:$| (?:to|of|on|and) [^.]{1,60}$)")
"""`Preface`, `Introduction to the “second period”`, `Summary:`."""

NOT_LAST = re.compile(r"[.,;:!?—–-]$|[.!?][”\"’)]$")
"""What no heading ends with; a note call behind the last word is taken off first."""

CALL = re.compile(r"(?<=[^\W\d_]|[”’).?!]) ?\d{1,3}$")
"""The call of a note on a heading, `technology17`, or on a sentence that a stop tells from a heading: `rehearsal.23`."""

NARROW = 0.8
"""Of the usual measure: each line of a heading is shorter. In Bettelheim, 46 characters of 59."""

MOST_ROWS = 6
"""Lines of the longest heading in Bettelheim."""

LONGEST_UNWRAPPED = 240
"""Characters of a heading in a text whose lines are whole paragraphs."""


class Head(NamedTuple):
    """A heading: `kind` is the type of division it opens, or `""` where its number says it."""

    block: Block
    number: Number | None
    kind: str


class Cut(NamedTuple):
    """One step of the text: a heading, or a block of what stands below it."""

    head: Head | None
    block: Block


class Learned(NamedTuple):
    """What the finder knows of the print: the usual measure, and whether lines are lines of print."""

    measure: float
    wrapped: bool


def named(text: str) -> str:
    """Return the type of division that a heading without a number opens, or `""`.

    >>> named("Preface"), named("NOTE"), named("Notes on the harvest of 1926 were taken."), named("Summary:")
    ('preface', 'notes', '', 'section')
    """
    match = NAMED_HEAD.match(text)
    if match is None or not text[0].isupper():
        return ""
    kind = NAMED.get(match.group(1).lower(), "")
    return "" if kind in ("notes", "index") and match.group(0).rstrip(":") != match.group(1) else kind


def find(blocks: Sequence[Block], learned: Learned) -> list[Cut]:
    """Tell headings from other blocks, in reading order; a heading without a blank line behind it is cut off its paragraph."""
    parts = [part for block in blocks for part in before_named(block)]
    queue = [piece for part in reversed(parts) for piece in reversed(before_listed(part, learned))]
    candidates: list[Cut] = []
    while queue:
        block = queue.pop()
        size, head = head_at(block, learned)
        if head is not None and size == len(block.rows) and is_bare(head) and queue and is_title(queue[-1], learned):
            block = Block((*block.rows, *queue.pop().rows))
            size, head = len(block.rows), head._replace(block=block)
        if head is not None and size < len(block.rows):
            first, rest = block.split(size)
            queue.append(rest)
            head = head._replace(block=first)
            block = first
        candidates.append(Cut(head, block))
    return in_sequence(candidates, ranks(numbers(candidates)))


def before_named(block: Block) -> list[Block]:
    """Cut a block before a line that is nothing but a named heading: `Notes` often has no blank line around it."""
    rows = block.rows
    found: list[Block] = []
    first = 0
    for row in range(1, len(rows)):
        line = rows[row].text
        # It is the last line or the first of a page, and the line before it has its end.
        if len(line) > LONGEST_NAMED or not (row + 1 == len(rows) or PAGE_MARK.match(line)) or not rows[row - 1].text.endswith("\n"):
            continue
        text = PAGE_MARK.sub("", line).strip()
        if text.rstrip(":").lower() in NAMED and text[:1].isupper():
            found.append(Block(rows[first:row]))
            first = row
    return [*found, Block(rows[first:])] if found else [block]


def before_listed(block: Block, learned: Learned) -> list[Block]:
    """Cut a block between a narrow numbered heading and the first point of a list that has no blank line above it."""
    if not learned.wrapped or len(block.rows) < 2 or block.rows[0].width > NARROW * learned.measure:
        return [block]
    for text, row in block.logical[:MOST_ROWS]:
        if row and FIRST_POINT.match(PAGE_MARK.sub("", text)):
            return [*block.split(row)] if number_of(PAGE_MARK.sub("", block.rows[0].text).strip()) else [block]
        if block.rows[row].width > NARROW * learned.measure:
            break
    return [block]


def is_bare(head: Head) -> bool:
    """Tell whether a heading is only a number: `Part 2.`"""
    return head.number is not None and head.number.style in ("part", "chapter") and len(head.block.plain.split()) == 2


def is_title(block: Block, learned: Learned) -> bool:
    """Tell whether a block may be the title that belongs to a bare number."""
    text = block.plain
    return (
        learned.wrapped
        and len(block.rows) <= MOST_ROWS
        and block.widest <= NARROW * learned.measure
        and text[0].isupper()
        and number_of(text) is None
        and not text.endswith((".", ":", ","))
    )


def head_at(block: Block, learned: Learned) -> tuple[int, Head | None]:
    """Return how many rows of a block are a heading, and that heading."""
    line, behind = block.first_line
    first = PAGE_MARK.sub("", line)
    kind = named(CALL.sub("", first) if first[-1:].isdigit() else first)
    if kind and (not learned.wrapped or block.rows[0].width <= NARROW * learned.measure):
        return behind, Head(block, None, kind)
    number = number_of(first)
    if number is None:
        return 0, None
    if not learned.wrapped:
        text = block.plain
        stop = number.style not in ("part", "chapter") and NOT_LAST.search(text)
        return (
            (len(block.rows), Head(block, number, ""))
            if len(block.rows) == 1 and len(text) <= LONGEST_UNWRAPPED and not stop
            else (0, None)
        )
    if len(block.rows) > MOST_ROWS or block.widest > NARROW * learned.measure:
        return 0, None
    text = CALL.sub("", block.plain)
    # A stop may stand behind a heading of several lines: no paragraph has only narrow lines.
    stops = ".,;:" if len(block.rows) == 1 and number.style not in ("part", "chapter") else ",;:"
    if text.endswith(tuple(stops)) or (NOT_LAST.search(text) and not text.endswith((".", "?"))):
        return 0, None
    return len(block.rows), Head(block, number, "")


def numbers(cuts: Sequence[Cut]) -> list[Number | None]:
    """Return the numbers of the headings in their order, and `None` for each that opens a preface or an introduction."""
    return [cut.head.number for cut in cuts if cut.head and (cut.head.number or cut.head.kind in ("preface", "introduction"))]


def ranks(numbers: Sequence[Number | None]) -> dict[str, int]:
    """Return the depth of each style. Of Arabic and Roman numbers those stand below whose series begin behind one of the other.

    A part begins both anew, so that the chapters of a second part do not seem to stand below the sections of the first; so does an
    introduction, whose sections have no chapter above them, and the first chapter behind it is not below them.
    """
    begun: set[str] = set()
    opening = False
    below: Counter[str] = Counter()
    for number in numbers:
        if number is None:
            begun.clear()
            opening = True
        elif number.style in ("part", "chapter"):
            begun.clear()
            opening = False
        elif opening and number.style in ("roman", "arabic") and number.value == 1 and begun - {number.style}:
            begun.clear()
            begun.add(number.style)
            opening = False
        elif number.style in ("roman", "arabic"):
            below[number.style] += number.value == 1 and bool(begun - {number.style})
            begun.add(number.style)
    order = [style for style, _ in STYLES]
    if below["arabic"] > below["roman"]:
        roman, arabic = order.index("roman"), order.index("arabic")
        order[roman], order[arabic] = order[arabic], order[roman]
    return {style: depth for depth, style in enumerate(order, 1)}


def in_sequence(candidates: Sequence[Cut], depth: dict[str, int]) -> list[Cut]:
    """Keep the numbered headings whose number is the next of its series; the others are paragraphs that begin with a number.

    A series begins anew below each heading of a higher style. One number may be missing, since a heading can be lost.
    """
    last: dict[int, int] = {}
    in_notes = in_index = False
    kept: list[Cut] = []
    for cut in candidates:
        head = cut.head
        if head is None:
            kept.append(cut)
            continue
        if head.number is None and in_index and not cut.block.has_page_start:
            kept.append(Cut(None, cut.block))  # an entry such as “Introduction”
            continue
        if head.number is None:
            in_notes = head.kind == "notes"
            in_index = head.kind == "index"
            if not in_notes:
                forget(last, depth["part"])
            kept.append(cut)
            continue
        number = head.number
        rank = depth[number.style]
        if (
            number.style == "roman"
            and last.get(depth["chapter"], -1) == number.value - 1
            and number.value > 1
            and last.get(rank, 0) != number.value - 1
        ):
            rank = depth["chapter"]
            number = number._replace(style="chapter")
        expected = last.get(rank, 0) + 1
        fits = number.value in (expected, expected + 1)
        if in_notes and rank > depth["chapter"] and not (cut.block.has_page_start and fits and not cut.block.plain.endswith(".")):
            fits = False
        if not fits:
            kept.append(Cut(None, cut.block))
            continue
        in_notes = False
        last[rank] = number.value
        forget(last, rank)
        kept.append(Cut(head._replace(number=number), cut.block))
    return kept


def forget(last: dict[int, int], rank: int) -> None:
    """Let the series below a rank begin anew."""
    for deeper in [other for other in last if other > rank]:
        del last[deeper]


def unnumbered(cuts: Sequence[Cut], learned: Learned) -> list[Cut]:
    """In a work without numbered headings, find the headings that only stand out: a short line without a stop before a paragraph."""
    found: list[Cut] = []
    for index, cut in enumerate(cuts):
        after = next((other for other in cuts[index + 1 : index + 2]), None)
        before = cuts[index - 1] if index else None
        block = cut.block
        text = block.plain
        stands_out = (
            cut.head is None
            and len(block.rows) <= 3
            and block.widest <= (0.97 if len(block.rows) == 1 else NARROW) * learned.measure
            and text[0].isupper()
            and not NOT_LAST.search(CALL.sub("", text))
            and not text.endswith(("”", '"', ")"))
            and len(text.split()) <= 14
            and after is not None
            and after.head is None
            and after.block.plain[0].isupper()
            and len(after.block.rows) > 2
            and after.block.measure > NARROW * learned.measure
            and (before is None or before.head is not None or CALL.sub("", before.block.plain).endswith((".", "”", '"', ")", "?", "!")))
        )
        found.append(Cut(Head(block, None, "section"), block) if stands_out else cut)
    return found
