"""Speeches of a play: names that stand on lines of their own, one soon after the other, each above what that person says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from build_tools.clean.manner import INSET
from build_tools.model.tree import Element, Node
from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.heading_forms import form_of, is_capitals
from build_tools.structure.laid_out.kinds import kind_of
from build_tools.structure.laid_out.measures import STARTS_UPPER, Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import Row

DIRECTION = re.compile(r"_?[(\[][^()\[\]]*[)\]]_?")
"""`(laughing)`, `[_aside_]`: how something is said, behind the name."""

NAMED = re.compile(
    r"_?(?:[^\W\d_]['’\w&,-]*\.? ){0,3}[^\W\d_]['’\w&-]*_?[.:,]*_?$|"
    r"(?:[^\W\d_a-z]['’\w-]*,? ){1,9}(?:AND|ET|UND|EN) [^\W\d_]['’\w -]*[.:]*$"
)
"""`HALLA.`, `_The Boy_`, `SECOND CARTER:`, `MILLER, CARTER, AND SMITH.`"""

NO_NAME = re.compile(
    r"(?:by|for|to|from|the end|finis|persons?|characters?|cast|dramatis|argument|prologue|epilogue|scene|libretto)\b|"
    r".*\b(?:songs?|hymn|chorus|air|note)\b",
    re.IGNORECASE,
)
"""What stands alone on its line in a play and is nobody's name."""

STAGED = re.compile(r"_[^_]+[.!?:]_?$")
"""`_Enter the carter, with his lamp._`: how a scene is set."""

LONGEST = 110
"""Characters of a name with its direction."""

OFTEN = 2
"""Times that a name comes back in a play, at least, to be one that shows the habit."""

HABIT, SHARE = 12, 0.12
"""Such lines, and their share of all pieces, that make a play."""

RUN_IN = re.compile(r"(_[^_]{2,30}_\.?|[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{1,24}(?=[.:]|,? ?[(\[]))[.:]? ?(?=[\[(\"“‘_]|[^\W\d_])")
"""`MILLER. Who`, `MILLER [laughing] Who`, `_Miller._ Who`: a name before what is said."""

RUN_IN_SHARE = 0.25
"""Share of pieces that begin with a name which comes back, from which they are speeches."""

FEW_ROWS = 3
"""Lines of a speech that might be taken for a heading."""

NEAR, MOST = 4, 0.6
"""Pieces from one name to the next, and the share of names that have the next so near."""


def name_in(row: Row) -> str:
    """Return the name that stands alone on a line, as it is compared; nothing where the line holds something else.

    >>> [name_in(Row(text, 1, 0, 1, False, 0, False)) for text in ("_The Boy (laughing)._", "HALLA.", "He went.", "ACT I.")]
    ['the boy', 'halla', '', '']
    """
    text = row.text if row.text.isascii() else PAGE_MARK.sub("", row.text)
    if len(text) > LONGEST:
        return ""
    bare = re.sub(r"\s+([.:,_])", r"\1", " ".join(DIRECTION.sub(" ", text).split()))
    if not NAMED.match(bare) or not STARTS_UPPER.match(bare) or not (bare.startswith("_") or is_capitals(bare)):
        return ""
    name = bare.replace("_", "").strip(".:, ")
    return "" if NO_NAME.match(name) or form_of(bare) is not None else name.casefold()


def tell(found: list[Piece], learned: Measures) -> list[Piece]:
    """Return the pieces of a text, in a play with each name as a piece of the kind `speaker`, apart from its speech."""
    run_in(found)
    names = {index: name for index, piece in enumerate(found) if not piece.kind and (name := name_at(found, index))}
    count = Counter(names.values())
    often = [index for index, name in names.items() if count[name] > OFTEN]
    near = sum(there - here <= NEAR for here, there in zip(often, often[1:]))
    if len(often) < HABIT or len(often) < SHARE * len(found) or near < MOST * len(often) or len({names[index] for index in often}) < 2:
        return found
    emphasised = sum(found[index].rows[0].text.startswith("_") for index in often) * 2 > len(often)
    told: list[Piece] = []
    speaking = False
    for index, piece in enumerate(found):
        row = piece.rows[0]
        if index in names and row.text.startswith("_") == emphasised and often[0] <= index <= often[-1]:
            told.append(Piece([row], "speaker"))
            if len(piece.rows) > 1:
                told.append(said(Piece([piece.rows[1]._replace(above=1), *piece.rows[2:]]), learned))
            speaking = True
            continue
        if piece.kind or form_of(piece.plain) is not None:
            speaking = False
        elif STAGED.match(piece.plain) and not is_capitals(piece.plain):
            piece.kind = "p"
        told.append(said(piece, learned) if speaking else piece)
    return told


def run_in(found: Sequence[Piece]) -> None:
    """Tell the short speeches of a play in which names stand before what is said, so that none is taken for a heading."""
    begun = [(piece, match.group(1)) for piece in found if not piece.kind and (match := RUN_IN.match(piece.rows[0].text))]
    count = Counter(name for _, name in begun)
    often = [(piece, name) for piece, name in begun if count[name] > OFTEN]
    if len(often) < HABIT or len(often) < RUN_IN_SHARE * len(found) or len({name for _, name in often}) < 2:
        return
    for piece, _ in often:
        if len(piece.rows) <= FEW_ROWS and form_of(piece.plain) is None:
            piece.kind = "p"


def name_at(found: Sequence[Piece], index: int) -> str:
    """Return the name above a speech: alone, with the speech not further from it than it is from what stands above it, or on its first
    line.
    """
    piece = found[index]
    if len(piece.rows) > 1:
        text = piece.rows[0].text
        return name_in(piece.rows[0]) if is_capitals(text) and text.rstrip("_").endswith((".", ":")) else ""
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or not 0 < after.above <= max(1, piece.above) or form_of(after.plain) is not None:
        return ""
    return name_in(piece.rows[0])


def said(piece: Piece, learned: Measures) -> Piece:
    """Return a piece of a speech: what is set in is no quotation there."""
    if not piece.kind and min(row.indent for row in piece.rows) >= INSET and kind_of(piece, learned, learned.edge) == "quote":
        piece.kind = "p"
    return piece


def grouped(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes, each speaker with what follows as one speech; one who says nothing is a paragraph of the page."""
    speech: list[Node] = []
    for node in nodes:
        spoken = isinstance(node, Element) and node.name in ("p", "lg", "quote", "pb")
        if speech and spoken:
            speech.append(node)
            continue
        yield from closed(speech)
        speech = []
        if isinstance(node, Element) and node.name == "speaker":
            speech = [node]
        else:
            yield node
    yield from closed(speech)


def closed(speech: list[Node]) -> Iterator[Node]:
    """Yield a speech that is whole; page breaks behind its last words stand behind it."""
    behind: list[Node] = []
    while speech and isinstance(speech[-1], Element) and speech[-1].name == "pb":
        behind.insert(0, speech.pop())
    name, words = (speech[0], speech[1:]) if speech else (None, [])
    if isinstance(name, Element):
        if words:
            yield Element("sp", {}, (replace(name, attributes={}), *words), name.line)
        else:
            yield replace(name, name="p")
    yield from behind
