"""Type: how wide letters are, so that a line tells whether the next word had had room on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

MIDDLE = 50
"""The width of a letter that is not named."""

CODE = "cp1252"
"""The letters that a face has; any other counts as a letter of middle width."""

SCALES, EVEN_SCALES = (0.85, 2.4), (0.92, 1.15)
"""How large the type of a heading is, against that of the text, with what the measured widths leave open."""

LITTLE = 5
"""Columns by which the space at both sides of a short line may differ."""

NEARLY = 0.97
"""Of the full line: what is set in the middle, or stops on purpose, is narrower."""

LEAST_SPACE = 2
"""Columns at the left of a line in the middle."""

SAMPLE = 600
"""Lines that are enough to know the type."""

FEWEST = 20
"""Lines from which the type can be learned."""

FIRST_SIGN = "\U000f0000"
"""From here on, letters are signs of pages."""

SURE = 0.03
"""Share of the lines that may stop early, in verse or in a table, without telling anything of the type."""

RARE = 0.005
"""Share of the lines that stop early inside a sentence where it hardly ever happens."""


def table(widths: Mapping[int, str], middle: int) -> bytes:
    """Return the width of each letter of the code."""
    named = {letter: width for width, letters in widths.items() for letter in letters}
    return bytes(named.get(bytes([code]).decode(CODE, "replace"), middle) for code in range(256))


FACES = {"even": bytes([MIDDLE]) * 256, "serif": table(SERIF, MIDDLE), "sans": table(SANS, 56)}
"""The faces that a print may have; in an even one, as that of a typewriter, all letters are as wide."""


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a text: its face, how wide a full line is, how wide a column of its indentation is, and how far a line that goes on in
    the next comes at least with its first word.
    """

    face: str = "even"
    full: float = 0.0
    column: float = 50.0
    least: float = 0.0

    def width(self, text: str) -> int:
        """Return how wide a text is set; page marks have no width.

        >>> Type().width("mill"), Type("serif").width("mill")
        (200, 162)
        """
        if text >= FIRST_SIGN:
            text = text.lstrip(text[0]).lstrip()
        return sum(text.encode(CODE, "replace").translate(FACES[self.face]))

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
        left = row.indent * self.column
        even = abs(self.full - 2 * left - self.width(row.text)) <= LITTLE * self.column
        return least <= self.scale(row) <= most or (even and self.face != "even")

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
        return Type("even", MIDDLE * edge)
    sample = pairs[:: max(1, len(pairs) // SAMPLE)]
    best = Type()
    least = 0.0
    for face in FACES:
        type_ = Type(face, 0.0, 0.0)
        measured = sorted(type_.width(row.text) for row, _ in sample)
        full = measured[int(len(measured) * 0.95)]
        reached = sorted(type_.reach(row, after) for row, after in sample)
        sure = reached[int(len(reached) * SURE)] / max(1, full)
        if sure > least:
            least, best = sure, Type(face, float(full), full / max(1, edge), float(reached[int(len(reached) * RARE)]))
    return best
