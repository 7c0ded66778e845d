"""Headings that run into their text: `_Columns._--Of these there are few`, where the list of contents names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.structure.laid_out.contents_list import normal
from build_tools.structure.laid_out.heading_forms import RUN_IN_RANK
from build_tools.structure.laid_out.headings import Step
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.titles import Heading

RUN_IN = re.compile(r"[\U000f0000-\U000ffffd]*(?P<title>_[A-Z][^_]{1,80}_|=[A-Z][^=]{1,80}=|[A-Z][A-Z',\- ]{3,60})\.? ?(?:--|—) ?(?=\S)")
"""`_Columns._--`, `=Columns.=—`, `COLUMNS.--` before the first word of a paragraph."""

ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)

HABIT = 3
"""Beginnings of that form that the contents name, from which the form is that of a heading."""

MOST = 0.5
"""The share of them that the contents must name: an editor of theirs may have left out the lowest rank."""


def run_in(steps: Sequence[Step]) -> list[Step]:
    """Cut such headings off their paragraphs; where the contents name none of them they stay words of the paragraph."""
    named = {words for step in steps if isinstance(step, Heading) for entry in step.entries for words in titles(entry)}
    found = {id(step): match for step in steps if isinstance(step, Piece) and not step.kind and (match := RUN_IN.match(step.rows[0].text))}
    told = sum(title(match) in named for match in found.values())
    if told < HABIT or told < MOST * len(found):
        return list(steps)
    return [one for step in steps for one in ((*cut(step, found[id(step)]),) if isinstance(step, Piece) and id(step) in found else (step,))]


def titles(entry: Piece) -> Iterator[str]:
    """Yield the letters of each line of a list of contents."""
    for row in entry.rows:
        yield normal(ARTICLE.sub("", row.text.strip()))


def title(match: re.Match[str]) -> str:
    """Return the letters of a heading, without an article before it."""
    return normal(ARTICLE.sub("", match.group("title").strip("_=")))


def cut(piece: Piece, match: re.Match[str]) -> tuple[Heading, Piece]:
    """Return the heading, and its paragraph, which begins behind it."""
    first = piece.rows[0]
    head = Piece([first._replace(text=match.group().rstrip(), glued=False)])
    piece.rows[0] = first._replace(text=first.text[match.end() :], above=1)
    return Heading([head], RUN_IN_RANK, above=first.above), piece
