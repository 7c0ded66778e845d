"""How hard a text of ours is to read: for each chapter the length of its sentences, its LIX, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from build_tools.annotate.cited_sentences import paragraphs
from build_tools.model.document import Document
from build_tools.model.tree import Element
from build_tools.render.markup import escape, quoted
from build_tools.render.report.table import table
from build_tools.render.text_page import heading

WORD = re.compile(r"\w[\w’'-]*")  # worker-peasant, peasants’
LONG = 6
"""Letters that a word may have without being long, in Björnsson's index."""


class Measures(NamedTuple):
    """A chapter: `lix` is words a sentence plus the percentage of words of more than six letters (Björnsson 1968).

    Below 40 a text is easy, from 40 to 50 as newspapers are, above 60 hard.
    """

    id: str
    title: str
    words: int
    sentences: int
    lix: float
    cited: int
    notes: int
    figures: int

    @property
    def mean(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0


def measures(document: Document) -> Iterator[Measures]:
    """Yield the measures of each chapter of a work that cites as works of ours do; nothing of others."""
    if not any(one.get("type") == "cite" for one in document.text.walk()):
        return
    body = document.text.first("body")
    for division in body.elements() if body is not None else ():
        if division.name == "div" and division.get("type") != "notes":
            yield _measured(division)


def _measured(division: Element) -> Measures:
    found = [one for row in paragraphs(division) for one in row if WORD.search(one.words)]
    words = [word for one in found for word in WORD.findall(one.words)]
    long = sum(len(word) > LONG for word in words)
    kinds = [(one.name, one.get("type")) for one in division.walk()]
    return Measures(
        division.id, heading(division), len(words), len(found),
        len(words) / max(1, len(found)) + 100 * long / max(1, len(words)),
        kinds.count(("ref", "cite")), sum(name == "note" for name, _ in kinds), sum(name == "figure" for name, _ in kinds),
    )


def prose(document: Document, link: Callable[[str], str]) -> str:
    """Return the measures of a work of ours as a table, `""` for other works; `link` leads to a chapter."""
    found = list(measures(document))
    if not found:
        return ""
    rows = [
        (f'<a href="{quoted(link(one.id))}">{escape(one.title)}</a>', f"{one.words:,}", f"{one.mean:.1f}", f"{one.lix:.0f}",
         f"{one.cited:,}", f"{one.notes:,}", f"{one.figures:,}")
        for one in found
    ]
    columns = [("Chapter", False), *((name, True) for name in ("Words", "Words a sentence", "LIX", "Places cited", "Notes", "Figures"))]
    return (
        "<p>LIX adds the words of a sentence and the percentage of words with more than six letters: below 40 a text is easy, up to 50 "
        f"it is that of a newspaper, above 60 it is hard.</p>\n{table('How it is written', columns, rows)}"
    )
