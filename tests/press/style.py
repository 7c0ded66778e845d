"""The style of a book of the press: how it is set, and how often each damage befalls it on its way through the extraction."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Style:
    """Measures are in average letters, `page` is in lines, all else are rates: of the places where the damage can stand, how many have it.

    The rates of the two kinds of print that are drawn are those counted in a book and in a journal of the time.
    """

    measure: int = 53
    quotation: int = 0
    """What is added to the measure in block quotations: 4 or 5 where they are set smaller, -5 or -7 where they are set in."""
    page: int = 39
    parts: bool = True
    glossary: bool = True
    index: bool = True
    numbered: bool = True
    """False for an article with plain headings."""
    contents_known: bool = True
    """The editor gives the page of every chapter, not only of those behind a loss."""
    running_heads: float = 0.04
    heads_and_space: float = 0.2
    """Of the running heads, how many leave the leading space on the line below."""
    cuts: float = 0.05
    """A leading space inside a page, for each page."""
    loose: float = 0.94
    """The last line of a block set with doubled spaces; the space before a call stays single."""
    loose_inside: float = 0.003
    trailing_space: float = 0.0
    ligatures: float = 0.0
    apostrophes: float = 0.02
    stray_hyphen: float = 0.0007
    lost_hyphen: float = 0.002
    """Of the words broken at line ends of which a half is no word, how many come without their hyphen."""
    spaced_stop: float = 0.0007
    leftovers: float = 0.0
    """The mark of a word processor before a paragraph."""
    blank_inside: float = 0.002
    blank_after_call: float = 0.08
    blank_at_page: float = 0.06
    displaced_blank: float = 0.35
    """The blank line before an item or a note stands behind its first line instead."""
    missing_blank: float = 0.03
    spaced_call: float = 0.25
    glued_year: float = 0.03
    """Of the calls behind years, how many are glued to them."""
    stopless_note: float = 0.01
    lost_notes: float = 0.5
    """Of the series of notes, how many lost some or all of their bodies."""


def draw(random: Random) -> Style:
    """Draw the style of one book: seven in ten are books with loose last lines, the others are journal articles."""
    quotation = random.choice((5, 5, 4, -7, -5, 0))
    if random.random() < 0.7:
        return Style(
            measure=random.randint(46, 58),
            quotation=quotation,
            page=random.randint(36, 42),
            parts=random.random() < 0.5,
            glossary=random.random() < 0.6,
            contents_known=random.random() < 0.6,
            running_heads=random.choice((0.04, 0.04, 0.15, 0.6, 1.0)),
            ligatures=random.choice((0.0, 0.0, 0.0, 0.9)),
        )
    return Style(
        measure=random.randint(48, 58),
        quotation=0,
        page=random.randint(38, 44),
        parts=False,
        glossary=False,
        index=False,
        numbered=random.random() < 0.4,
        contents_known=True,
        running_heads=random.choice((0.08, 0.15, 0.6)),
        cuts=0.05,
        loose=0.0,
        loose_inside=0.0,
        trailing_space=0.6,
        ligatures=random.choice((0.0, 0.9, 1.0)),
        apostrophes=0.0,
        leftovers=random.choice((0.0, 0.0, 0.02)),
        blank_inside=0.001,
        blank_after_call=0.0,
        blank_at_page=0.02,
        displaced_blank=0.0,
        missing_blank=0.01,
        lost_notes=0.1,
    )
