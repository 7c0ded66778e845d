"""Labels of notes: how a call is typed in the text, and how the note begins that answers it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence

from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.apparatus import Site
from build_tools.structure.laid_out.pieces import Piece

FIGURES = tuple("0123456789")

LABEL = r"[A-Za-z0-9]{1,4}(?:[:.-]\d{1,3})?"
"""`12`, `a`, and `13:2` or `13-2`, the second note of page 13."""

NUMBERS = r"\^\{?(?P<caret>\d{1,3})\}?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|<(?P<angle>\d{1,3})>"
"""`^12`, `^{12}`, `¹²`, `<12>`."""

NAMED = r"(?:[Nn]ote |FN#?|fn#?)?"
"""`[Note 12]`, `[FN#12]`: what may stand before the number."""

BODY = re.compile(
    rf"(?:\[{NAMED}(?P<square>{LABEL}|[*†‡§]{{1,3}})\]|\{{(?P<brace>[A-Za-z0-9]{{1,3}})\}}|\((?P<round>\d{{1,3}})\)|{NUMBERS}"
    r"|(?:Footnote|FOOTNOTE|Note) (?P<named>\d{1,3}|[A-Z])[:.](?= )|(?P<plain>\d{1,3})[.)](?= )"
    r"|(?P<sign>(?!§ ?\d)[*†‡§]{1,3})(?=[ \w\"“_])) *(?=\S)"
)
"""The beginning of a note: `[12] `, `{12} `, `(12) `, `^12 `, `Footnote 12: `, `* `, and `12. ` where brackets call it."""

CALL = re.compile(
    rf"\[{NAMED}(?P<square>{LABEL}|[*†‡§]{{1,3}})\]|\{{(?P<brace>[A-Za-z0-9]{{1,3}})\}}"
    rf"|(?<=[\w.,;!?)\]\"'”’_])\((?P<round>\d{{1,3}})\)|(?<=\S)(?:{NUMBERS})"
    r"|(?<=[\w.,;:!?)\]\"'”’_—-])(?P<sign>[*†‡§]{1,3})(?![*\w])"
)
"""A call: `[12]`, `{12}`, `word(12)`, `word.^12`, `word.*`."""

SIGNS = re.compile(r"[\[{(*†‡§^<⁰¹²³⁴⁵⁶⁷⁸⁹]")
"""One of the characters that a call has."""

LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

OTHER_SHAPES = ("sign", "brace", "caret", "raised", "angle")
"""Shapes in which a call may be typed whose note has brackets."""

FEWEST, MOST = 3, 0.8
"""Calls in brackets, and the share of them with a paragraph behind that begins with their number, which then is their note."""

SET_OFF = re.compile(r"\*(?=\S)[^*]{1,160}\S\*(?![*\w])")
"""`*The mill.*`: words between asterisks, where the first of them is no label."""

BLANK = re.compile("[\\s\U000f0000-\U000ffffd]*")
"""What stands before the first letter of a row: spaces and page marks."""


def sites(found: Sequence[Piece]) -> Iterator[Site]:
    """Yield every place that may be a call, in reading order; what stands at the beginning of a piece is the label of a note."""
    for index, piece in enumerate(found):
        if not SIGNS.search(piece.flat):
            continue
        for number, row in enumerate(piece.rows):
            if row.zone >= 0 or not SIGNS.search(row.text):
                continue
            begin = 0 if number else BLANK.match(row.text).end()  # type: ignore[union-attr]
            for match in CALL.finditer(row.text):
                if number or match.start() > begin:
                    shape = str(match.lastgroup)
                    yield Site(index, number, match.start(), match.end(), match.group(shape).translate(LOWERED), shape)


def body(text: str, plain: str = "") -> tuple[str, str, int] | None:
    """Return the label with which a note begins, its shape, and where its words begin; what begins with a point `(1) of an enumeration`
    or with `*set off words*` is none. A number with a stop begins one where calls have the shape `plain`.

    >>> body("[12] Kant."), body("^{12} Kant."), body("12. Kant."), body("12. Kant.", "square")
    (('12', 'square', 5), ('12', 'caret', 6), None, ('12', 'square', 4))
    """
    match = BODY.match(text)
    if match is None or (match.group("sign") and SET_OFF.match(text)) or (match.group("round") and text[match.end()].islower()):
        return None
    shape = str(match.lastgroup)
    if shape == "plain" and not plain:
        return None
    label = match.group(shape).translate(LOWERED)
    return label, plain if shape == "plain" else "square" if shape == "named" else shape, match.end()


def answers(label: str, shape: str, shapes: set[tuple[str, str]]) -> bool:
    """Tell whether a label is called somewhere."""
    return (label, shape) in shapes or (shape == "square" and any((label, other) in shapes for other in OTHER_SHAPES[2:]))


class Waiting:
    """Calls, in reading order, whose notes are still to come: a numbered paragraph that no call waits for is none of them."""

    def __init__(self, calls: Iterable[Site]) -> None:
        self.ahead = deque(calls)
        self.passed: Counter[str] = Counter()

    def took(self, label: str, index: int) -> bool:
        """Tell whether a call with that label stands before a piece, and take it."""
        while self.ahead and self.ahead[0].piece < index:
            self.passed[self.ahead.popleft().label] += 1
        waits = self.passed[label] > 0
        self.passed[label] -= waits
        return waits


def called_plainly(rest: Sequence[Piece], offered: Sequence[Site]) -> str:
    """Return the shape of the calls whose notes begin with a plain number, nothing where there are none: no other body answers those
    calls, and nearly each of them has one so.
    """
    for shape in ("square", "round"):
        sites_ = [site for site in offered if site.shape == shape and site.label.isdigit()]
        called = {site.label for site in sites_}
        if len(called) < FEWEST:
            continue
        matches = [match for piece in rest if (match := BODY.match(PAGE_MARK.sub("", piece.rows[0].text)))]
        found = sum(match.group("plain") in called for match in matches)
        # A work of a list of references is named again and again, a note is called once.
        if MOST * len(sites_) <= found and MOST * found <= len(sites_) and not any(match.group(shape) in called for match in matches):
            return shape
    return ""
