"""Titles: what of the lines below a heading belongs to it, and how the words of a title are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.structure.laid_out.contents_list import ENDING, is_prose
from build_tools.structure.laid_out.cuts import is_centred
from build_tools.structure.laid_out.heading_forms import CAPITALS_RANK, NUMBER_BELOW, bare_words, form_of, is_capitals
from build_tools.structure.laid_out.measures import FULL, STARTS_UPPER, Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.rows import TOP
from build_tools.structure.laid_out.set_apart import BELOW, OR, is_foot
from build_tools.structure.laid_out.standing import EMPHASISED, LAST_WORDS
from build_tools.structure.laid_out.title_case import SIGNED, is_title_case

MOST_ROWS = 5
"""Lines of the longest heading."""

SUBTITLE = re.compile(r"(?:[IVXLC]{1,8}\.?(?:--|[—–]) ?)?_[^_]+_\.?$")
"""`_The mill_`, `II.--_The mill_`: below the title of a chapter that is one of several of that title."""

COUNTED = re.compile(r"(?:[^\W\d]+[.,]? ){1,4}(?:(?:No|NO|Nr|NR|N°)\.? ?)?(?:\d{1,3}|[IVXLC]{1,8})\.?$")
"""`FABLE IV.`, `THE CARTER No. 12`"""

SALUTATION = re.compile(r"[,:;!](?:--|[—–])$")
"""`MY DEAR FRIEND,--`: how a letter begins."""


@dataclass(slots=True)
class Heading:
    """A heading: its pieces, its form (`rank` as `heading_forms` counts it), and the kind of division it opens, if its words say it."""

    pieces: list[Piece]
    rank: int
    kind: str = ""
    printed: str = ""
    value: int = 0
    above: int = 0
    entries: list[Piece] = field(default_factory=list)
    titled: bool = False

    @property
    def text(self) -> str:
        """The words, over however many lines they ran."""
        return " ".join(piece.flat for piece in self.pieces)


def goes_on(heading: Heading, found: Sequence[Piece], index: int, learned: Measures) -> bool:
    """Tell whether a line in capitals is the second line of a heading in capitals that has much more space above it."""
    piece = found[index]
    last = heading.pieces[-1].plain.endswith(".") and not is_foot(found, index + 1)
    if NUMBER_BELOW.match(piece.plain) or OR.match(piece.plain) or OR.match(heading.pieces[-1].plain):
        return heading.rank == CAPITALS_RANK and len(heading.pieces) < 4 and len(piece.rows) <= 3
    return (
        heading.rank == CAPITALS_RANK
        and len(heading.pieces) < 3
        and heading.above > 2 + learned.gap
        and piece.above <= learned.gap
        and len(piece.rows) <= 2
        and is_capitals(piece.plain)
        and form_of(piece.plain) is None
        and not last
        and not SIGNED.match(piece.plain)
    )


def is_counted(heading: Heading) -> bool:
    """Tell whether a heading in capitals ends with a number, so that its title may stand below it: `THE CARTER, No. 12`."""
    return heading.rank == CAPITALS_RANK and len(heading.pieces) == 1 and COUNTED.match(bare_words(heading.pieces[0].plain)) is not None


def titled_already(heading: Heading) -> bool:
    """Tell whether a title stands behind the number of a heading."""
    form = form_of(heading.pieces[0].plain)
    if heading.titled:
        return True
    return form is not None and (form.titled or (bool(form.kind) and form.kind != "section"))


def is_named_title(found: Sequence[Piece], index: int, learned: Measures, heading: Heading) -> bool:
    """Tell whether the title of an introduction stands below that word: capitals, and then the text."""
    piece = found[index]
    if heading.kind != "introduction" or not is_capitals(piece.plain) or piece.above > BELOW or index + 1 == len(found):
        return False
    if len(piece.rows) > 3 or form_of(piece.plain) is not None or SIGNED.match(piece.plain):
        return False
    after = found[index + 1]
    return is_prose(after, learned) or form_of(after.plain) is not None


def titles_follow(found: Sequence[Piece], learned: Measures) -> bool:
    """Tell whether most numbers that stand alone have a short line behind them, which is then their title whatever it ends with."""
    short = all_ = 0
    for here, there in zip(found, found[1:]):
        form = form_of(here.plain)
        if form is not None and not form.titled and not form.kind and not here.kind:
            all_ += 1
            short += len(there.rows) <= 2 and max(row.edge for row in there.rows) < FULL * learned.edge and form_of(there.plain) is None
    return all_ > 2 and short * 3 >= all_ * 2


def is_title(found: Sequence[Piece], index: int, learned: Measures, titled: bool, heading: Heading) -> bool:
    """Tell whether a piece behind the number of a chapter is its title, or a second line of it."""
    piece = found[index]
    words = bare_words(piece.plain)
    form = form_of(words)
    # The first chapter may have for its title what else names an introduction.
    introduced = form is not None and form.kind == "introduction" and heading.value == 1 == len(heading.pieces)
    if piece.kind or (form is not None and not introduced) or len(piece.rows) > MOST_ROWS or max(4, heading.above) < piece.above != TOP:
        return False
    if introduced:
        return not piece.rows[0].top
    # A number at the foot of a page, which no printer leaves there, has its title on the next.
    if (piece.rows[0].top and heading.pieces[0].rows[0].top) or not words or words[0] == "[":
        return False
    if not STARTS_UPPER.match(words) or LAST_WORDS.match(words):
        return False
    first = len(heading.pieces) == 1
    if (heading.kind and not is_capitals(words)) or SALUTATION.search(words):
        return False
    if is_capitals(words):
        return True
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or len(piece.rows) > 3:
        return False
    apart = after.above >= BELOW and (SUBTITLE.match(piece.plain) is not None or (piece.above >= BELOW and is_title_case(words)))
    wide = max(row.edge for row in piece.rows) > FULL * learned.edge and not is_centred(piece.rows[0], learned)
    if wide and len(piece.rows) == 1 and not apart:
        return False
    if EMPHASISED.match(piece.plain) or (apart and SUBTITLE.match(piece.plain)):
        return first or piece.above <= learned.gap
    if not first:
        return False
    if words[0] in "\"“'‘" and ENDING.search(words):
        return False
    if learned.first and abs(piece.rows[0].indent - learned.first) <= 1 and ENDING.search(words):
        return False
    ended = ENDING.search(words) is not None and not is_title_case(words)
    return (not ended or (titled and len(piece.rows) <= 2)) and after.above > 0
