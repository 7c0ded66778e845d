"""Numbered paragraphs, lists of terms with their glosses, and verse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.clean.sentences import must_go_on
from build_tools.structure.blocks import PAGE_MARK, Block

LABEL = re.compile(r"(\d{1,2}\.|[a-h]\.|\([a-z]\)|\(\d{1,2}\)|[—–•*-])(?: +)(?=\S)")
"""`1.`, `(a)`, `(2)`, or a dash or bullet with a space."""

TERM = re.compile(r"(?P<term>[^\W\d_][\w’()/.-]*(?:\([A-Z]\))?(?:  ?[^\W\d_][\w’-]*){0,3}?) (?P<gloss>[A-Z“\"(].*)")
"""`Gosbank State bank`: a headword and its gloss."""


def label_of(text: str) -> str:
    """Return the label with which a block begins, or `""`.

    >>> label_of("(a) First, in the working")
    '(a)'
    """
    match = LABEL.match(text)
    return match.group(1) if match else ""


def numbered(texts: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return the label of each block that is an item of a list, from the words of blocks and their kinds.

    A single paragraph that begins with a number is no list, unless the paragraph before announces one.
    """
    labels = [label_of(text) if kind == "p" else "" for text, kind in zip(texts, kinds)]
    found: list[str] = []
    for index, label in enumerate(labels):
        if not label or label in "—–•*-":
            # A dash at the beginning of a paragraph is a remark in a dialogue or the source of a quotation, unless more follow.
            alike = [other for other in labels[max(0, index - 1) : index + 2] if other == label]
            found.append(label if label and len(alike) > 1 else "")
            continue
        shape = re.sub(r"[a-z0-9]+", "x", label)
        near = [
            other
            for other in (*labels[max(0, index - 6) : index], *labels[index + 1 : index + 7])
            if other and re.sub(r"[a-z0-9]+", "x", other) == shape
        ]
        announced = index > 0 and texts[index - 1].endswith(":")
        found.append(label if near or announced else "")
    return found


FILLED = 0.8
"""Of the widest line of a list: a gloss that runs on into another line fills its line first."""


class Row(NamedTuple):
    """A row of a list of terms."""

    term: str
    gloss: str
    line: int


def glosses(blocks: Sequence[Block]) -> list[Row]:
    """Read a printed list of terms: a headword, its gloss, and lines that continue the gloss.

    A line begins a row when it looks like a headword with a gloss, and either the line before was not filled or the headword follows
    in the alphabet; all others continue the row before. A gloss that breaks off in mid sentence ends with the mark of a loss.
    """
    lines = [(text, block.rows[row].number) for block in blocks for text, row in block.logical]
    widest = max((len(text) for text, _ in lines), default=0)
    found: list[Row] = []
    filled = False
    for text, number in lines:
        mark = PAGE_MARK.match(text)
        plain = PAGE_MARK.sub("", text)
        match = TERM.match(plain)
        goes_on = not match or not plain[0].isupper() or (found and found[-1].gloss.endswith(","))
        if match and not goes_on and (not found or not filled or follows(found[-1].term, match.group("term"))):
            found.append(Row((mark.group() if mark else "") + match.group("term"), match.group("gloss"), number))
        elif found:
            last = found[-1]
            found[-1] = last._replace(gloss=f"{last.gloss} {text}".strip())
        else:
            found.append(Row(plain.split(" ", 1)[0], plain.split(" ", 1)[-1], number))
        filled = len(plain) >= FILLED * widest
    return [row._replace(gloss=f"{row.gloss}⟦lost line⟧") if must_go_on(row.gloss) else row for row in found]


def follows(before: str, term: str) -> bool:
    """Tell whether a headword may stand after another: by the first letter, since lists are seldom in strict order below it."""
    first = PAGE_MARK.sub("", before)[:1].casefold()
    return term[:1].casefold() >= first


CALL = re.compile(r"(?<=[^\d\s]) ?\d{1,3}$")
"""A note call at the end of a line."""

VERSE_MEASURE = 0.72
"""Of the usual measure: lines of verse are shorter."""

CAPITALS_MEASURE = 0.9
"""The same for lines that all begin with a capital, as prose hardly does in four lines."""

CAPITAL = re.compile(r"[“‘\"]?[^\W\d_a-z]")
"""The beginning of a line of verse."""


def is_verse(block: Block, measure: float) -> bool:
    """Tell whether a block is a stanza: at least three short lines that no compositor filled, many with a sign at the end.

    Lines that all begin with a capital may be longer.
    """
    if len(block.rows) < 3 or block.widest > CAPITALS_MEASURE * measure:
        return False
    capitals = len(block.rows) > 3 and all(CAPITAL.match(PAGE_MARK.sub("", row.text)) for row in block.rows)
    if not capitals and block.widest > VERSE_MEASURE * measure:
        return False
    lines = [CALL.sub("", PAGE_MARK.sub("", text)) for text, _ in block.logical]
    marked = sum(line.endswith((",", ".", ";", ":", "!", "?", "”", "—")) for line in lines)
    digits = sum(line[-1:].isdigit() for line in lines)
    return len(lines) > 2 and digits == 0 and (marked * 3 >= len(lines) or lines[-1].endswith((".", "!", "?", "”")))
