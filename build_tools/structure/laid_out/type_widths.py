"""Type: how wide letters are, so that a line tells whether the next word had had room on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.structure.laid_out.rows import Row

SERIF = {
    23: " .,", 28: "ijlt:;/‘’", 33: "fr-‐()[]!I|'", 38: "sJ", 44: "eacz?“”\"", 56: "PSFL+=", 61: "TEZ&", 67: "CBR",
    72: "wADGHKNOQUVXY", 78: "m", 90: "MW%", 100: "—…",
}
"""Hundredths of the height of the type, for the faces of most books; a letter that is not named has the middle width."""

SANS = {
    22: "ijl'|‘’", 28: " .,t:;/f![]I", 33: "r()-‐“”\"", 50: "czksvxyJ", 61: "FTZ+=", 67: "ABEKPSVXY&", 72: "wCDHNRU", 78: "GOQ",
    84: "mM", 92: "W%", 100: "—…",
}
"""The same for faces without serifs."""

MIDDLE = {"serif": 50, "sans": 56, "even": 50}

SCALES, EVEN_SCALES = (0.85, 2.4), (0.92, 1.15)
"""How large the type of a heading is, against that of the text, with what the measured widths leave open."""

NEARLY = 0.97
"""Of the full line: what is set in the middle, or stops on purpose, is narrower."""

LEAST_SPACE = 2
"""Columns at the left of a line in the middle."""

SAMPLE = 1_500
"""Lines that are enough to know the type."""

FEWEST = 20
"""Lines from which the type can be learned."""

SURE = 0.03
"""Share of the lines that may stop early, in verse or in a table, without telling anything of the type."""


def table(widths: Mapping[int, str]) -> dict[str, int]:
    """Return the width of each letter that is named."""
    return {letter: width for width, letters in widths.items() for letter in letters}


FACES: dict[str, dict[str, int]] = {"even": {}, "serif": table(SERIF), "sans": table(SANS)}
"""The faces that a print may have; in an even one, as that of a typewriter, all letters are as wide."""


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a text: its face, how wide a full line is, and how wide a column of its indentation is."""

    face: str = "even"
    full: float = 0.0
    column: float = 50.0
    widths: dict[str, int] = field(default_factory=dict)

    def width(self, text: str) -> int:
        """Return how wide a text is set; page marks have no width.

        >>> Type().width("mill"), Type("serif", widths=FACES["serif"]).width("mill")
        (200, 162)
        """
        middle = MIDDLE[self.face]
        if text and text[0] >= "\U000f0000":
            text = text.lstrip("".join({letter for letter in text if letter >= "\U000f0000"})).lstrip()
        if not self.widths:
            return middle * len(text)
        get = self.widths.get
        return sum([get(letter, middle) for letter in text])

    def reach(self, row: Row, after: Row) -> float:
        """Return how wide a row would be, its indentation included, with the first word of the next."""
        word = after.text.split(" ", 1)[0]
        return row.indent * self.column + self.width(row.text) + self.width(" ") + self.width(word)

    def had_room(self, row: Row, after: Row) -> bool:
        """Tell whether the first word of the next row had had room on this one, so that the line ends there on purpose."""
        return self.reach(row, after) <= self.full


    def scale(self, row: Row) -> float:
        """Return how many times as wide as the text a row is set, if as much space is at its right as at its left."""
        return (self.full - 2 * row.indent * self.column) / max(1, self.width(row.text))

    def centred(self, row: Row) -> bool:
        """Tell whether a row stands in the middle of the line; where letters differ in width, it may be set in a larger type."""
        least, most = EVEN_SCALES if self.face == "even" else SCALES
        if row.indent < LEAST_SPACE or row.indent * self.column + self.width(row.text) > NEARLY * self.full:
            return False
        return least <= self.scale(row) <= most

    def ends_early(self, row: Row, after: Row) -> bool:
        """Tell whether the first word of the next row had had room on a row of a heading, which may be set in a larger type."""
        scale = min(max(1.0, self.scale(row)), SCALES[1]) if self.centred(row) else 1.0
        word = after.text.split(" ", 1)[0]
        return (self.width(row.text) + self.width(" ") + self.width(word)) * scale <= NEARLY * self.full


def learn(pairs: Sequence[tuple[Row, Row]], edge: int) -> Type:
    """Learn the type from rows that go on into the next inside a sentence: none of them had had room for the first word of the next.

    The face is the one by which that holds best. `edge` is the column where full lines end.
    """
    if len(pairs) < FEWEST:
        return Type("even", MIDDLE["even"] * edge)
    step = max(1, len(pairs) // SAMPLE)
    best = Type()
    least = 0.0
    for face, widths in FACES.items():
        type_ = Type(face, 0.0, 0.0, widths)
        measured = sorted(type_.width(row.text) for row, _ in pairs[::step])
        full = measured[int(len(measured) * 0.95)]
        reached = sorted(type_.reach(row, after) for row, after in pairs[::step])
        sure = reached[int(len(reached) * SURE)] / max(1, full)
        if sure > least:
            least, best = sure, Type(face, float(full), full / max(1, edge), widths)
    return best
