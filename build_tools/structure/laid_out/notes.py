"""Notes that stand among the text: `[Footnote 12: …]`, `[12] …`, `* …`, and those at the feet of pages, with their calls."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.clean.foot_labels import ALONE, label, lowered
from build_tools.clean.foot_notes import Zone
from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.apparatus import Apparatus, Called, Note, Site, closed_up
from build_tools.structure.laid_out.bracketed import bracketed
from build_tools.structure.laid_out.foot_calls import foot_calls
from build_tools.structure.laid_out.heading_forms import form_of
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.signs import call_mark

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

GUTTER = re.compile(r" {2,}\S")
"""A gap between columns."""


def take(found: Sequence[Piece], zones: Sequence[Zone]) -> Apparatus:
    """Take the notes out of a text and mark their calls."""
    taken = Apparatus()
    rest = list(bracketed(found, taken))
    offered = list(sites(rest))
    shapes = {(site.label, site.shape) for site in offered}
    labelled(rest, shapes, taken, zones, has_plain(rest, offered))
    mark(taken, zones)
    return taken


def sites(found: Sequence[Piece]) -> Iterator[Site]:
    """Yield every place that may be a call, in reading order; what stands at the beginning of a piece is the label of a note."""
    for index, piece in enumerate(found):
        for number, row in enumerate(piece.rows):
            if row.zone >= 0:
                continue
            if not SIGNS.search(row.text):
                continue
            begin = 0 if number else BLANK.match(row.text).end()  # type: ignore[union-attr]
            for match in CALL.finditer(row.text):
                if number or match.start() > begin:
                    shape = str(match.lastgroup)
                    yield Site(index, number, match.start(), match.end(), match.group(shape).translate(LOWERED), shape)


def body(text: str, plain: bool = False) -> tuple[str, str, int] | None:
    """Return the label with which a note begins, its shape, and where its words begin; what begins with a point `(1) of an enumeration`
    or with `*set off words*` is none. `plain`: a number with a stop begins one.

    >>> body("[12] Kant."), body("^{12} Kant."), body("12. Kant."), body("12. Kant.", plain=True)
    (('12', 'square', 5), ('12', 'caret', 6), None, ('12', 'square', 4))
    """
    match = BODY.match(text)
    if match is None or (match.group("sign") and SET_OFF.match(text)) or (match.group("round") and text[match.end()].islower()):
        return None
    shape = str(match.lastgroup)
    if shape == "plain" and not plain:
        return None
    label = match.group(shape).translate(LOWERED)
    return label, "square" if shape in ("plain", "named") else shape, match.end()


def answers(label: str, shape: str, shapes: set[tuple[str, str]]) -> bool:
    """Tell whether a label is called somewhere."""
    return (label, shape) in shapes or (shape == "square" and any((label, other) in shapes for other in OTHER_SHAPES[2:]))


def has_plain(rest: Sequence[Piece], offered: Sequence[Site]) -> bool:
    """Tell whether notes begin with a plain number: no other body answers the calls in brackets, and nearly each of them has one so."""
    squares = [site for site in offered if site.shape == "square" and site.label.isdigit()]
    called = {site.label for site in squares}
    if len(called) < FEWEST:
        return False
    found = 0
    for piece in rest:
        text = PAGE_MARK.sub("", piece.rows[0].text)
        match = BODY.match(text)
        if match is not None and match.group("square") in called:
            return False
        if match is not None and match.group("plain") in called:
            found += 1
    # A work of a list of references is named again and again, a note is called once.
    return MOST * len(squares) <= found and MOST * found <= len(squares)


def labelled(rest: Sequence[Piece], shapes: set[tuple[str, str]], taken: Apparatus, zones: Sequence[Zone], plain: bool) -> None:
    """Divide the pieces into text and notes that begin with a label which is called somewhere; `taken` gets both.

    `plain`: a number with a stop is such a label.
    """
    shift = {id(note): note.at for note in taken.notes}
    kept: list[int] = []
    notes: list[Note] = []
    last: Note | None = None
    lowest: Note | None = None
    for index, piece in enumerate(rest):
        kept.append(len(taken.pieces))
        first = piece.rows[0]
        text = PAGE_MARK.sub("", first.text)
        if first.zone >= 0:
            lowest = foot(piece, text, zones[first.zone], lowest, notes, len(taken.pieces))
            last = None
            continue
        begun = body(text, plain)
        if begun and answers(*begun[:2], shapes):
            label_, shape, end = begun
            marks = "".join(PAGE_MARK.findall(first.text))
            rows = [replace(first, text=marks + text[end:]), *piece.rows[1:]]
            last = Note(label_, shape, [Piece(rows)], len(taken.pieces))
            notes.append(last)
            continue
        if last is not None and continues(rest, index, last, shapes):
            last.pieces.append(piece)
            continue
        if form_of(text) or piece.above > 1:
            last = None
        taken.pieces.append(piece)
    kept.append(len(taken.pieces))
    for note in taken.notes:
        note.at = kept[min(shift[id(note)], len(kept) - 1)]
    taken.notes.extend(notes)
    taken.notes.sort(key=lambda note: (note.at, note.pieces[0].line))


def foot(piece: Piece, text: str, zone: Zone, last: Note | None, notes: list[Note], at: int) -> Note | None:
    """Add a row at the foot of a page to its notes."""
    name = label(text)
    if not name and (alone := ALONE.match(text)):
        name = alone.group(1)
    of_page = [note.label for note in notes if note.shape == "foot" and note.pieces[0].rows[0].zone == piece.rows[0].zone]
    if name and len(of_page) < len(zone.labels) and zone.labels[len(of_page)] == name:
        plain = lowered(text)
        begin = plain.find(name) + len(name)
        body = text[begin:].lstrip(" .)]")
        marks = "".join(PAGE_MARK.findall(piece.rows[0].text))
        note = Note(name, "foot", [Piece([replace(piece.rows[0], text=marks + body)])], at)
        notes.append(note)
        return note
    if last is not None:
        if piece.rows[0].above and notes and last.pieces[-1].rows[-1].zone == piece.rows[0].zone and text[:1].isupper():
            last.pieces.append(piece)
        else:
            last.pieces[-1].rows.extend(piece.rows)
    return last


def continues(rest: Sequence[Piece], index: int, last: Note, shapes: set[tuple[str, str]]) -> bool:
    """Tell whether a piece behind a note still belongs to it: where the next note is called before this one stands, no text is between."""
    piece = rest[index]
    if form_of(piece.plain) is not None or last.shape in ("foot", "sign") or not last.label.isdigit() or piece.above > 2:
        return False
    after = str(int(last.label) + 1)
    if not answers(after, last.shape, shapes):
        return piece.rows[0].indent >= 4 and last.pieces[0].rows[0].indent >= 4
    for ahead in range(index + 1, min(index + 6, len(rest))):
        begun = body(rest[ahead].plain, True)
        if begun and begun[0] == after:
            return not any(site.label == after for site in sites(rest[index:ahead]))
        if form_of(rest[ahead].plain) is not None:
            return False
    return False


def mark(taken: Apparatus, zones: Sequence[Zone]) -> None:
    """Pair calls and notes in their order, and set a call mark into the text for each."""
    bodies: dict[tuple[str, str], list[Note]] = defaultdict(list)
    feet: list[Note] = []
    for note in taken.notes:
        if note.shape == "foot":
            feet.append(note)
        else:
            bodies[note.label, note.shape].append(note)
    at_feet = list(foot_calls(taken.pieces, feet))
    called = {site[:3] for site, _ in at_feet}
    places: dict[tuple[str, str], list[Site]] = defaultdict(list)
    for site in sites(taken.pieces):
        if site[:3] not in called:
            places[site.label, site.shape].append(site)
    pairs: list[tuple[Site, Note | None]] = list(at_feet)
    for key, notes in bodies.items():
        offered = places.pop(key, []) or next((held for other in OTHER_SHAPES if (held := places.pop((key[0], other), []))), [])
        pairs.extend(paired(offered, notes))
    numbers = [int(site.label) for site, _ in pairs[len(at_feet) :] if site.shape == "square" and site.label.isdigit()]
    missing = [row for (name, shape), row in places.items() if shape == "square" and name.isdigit() and name not in {n for n, _ in bodies}]
    # A number that fails in a series of notes is that of a lost one; any other in brackets is not ours to judge.
    lost = [row[0] for row in missing if len(row) == 1 and numbers and min(numbers) < int(row[0].label) < max(numbers)]
    if len(numbers) > 2 * len(lost):
        pairs.extend((site, None) for site in lost)
    pairs.sort(key=lambda pair: pair[0][:3])
    inner = [piece for note in taken.notes for piece in note.pieces]
    pairs.extend(calls_in_notes(inner, taken.notes, {id(note) for _, note in pairs}, len(taken.pieces)))
    pieces = [*taken.pieces, *inner]
    by_row: dict[tuple[int, int], list[tuple[int, Site]]] = defaultdict(list)
    for number, (site, body) in enumerate(pairs):
        by_row[site.piece, site.row].append((number, site))
        if body is not None:
            body.called = True
    for (place, index), called_here in by_row.items():
        rows = pieces[place].rows
        rows[index] = replace(rows[index], text=marked(rows[index].text, called_here))
    taken.calls = [Called(site.label, body) for site, body in pairs]


def marked(text: str, called: Sequence[tuple[int, Site]]) -> str:
    """Return a row with a mark for each of its calls. Where columns follow, they stay where they are."""
    gutter = max((match.end() - 1 for match in GUTTER.finditer(text)), default=0)
    parts: list[str] = []
    at = 0
    for number, site in sorted(called, key=lambda one: one[1].start):
        before = text[at : site.start]
        kept = closed_up(before, text[site.end : site.end + 1]) if not parts or before.strip() else before.rstrip(" ")
        padding = site.end - at - len(kept) - 1 if gutter - site.end >= 2 else 0
        parts.append(kept + call_mark(number) + " " * padding)
        at = site.end
    return "".join(parts) + text[at:]


def calls_in_notes(inner: Sequence[Piece], notes: Sequence[Note], called: set[int], first: int) -> Iterator[tuple[Site, Note]]:
    """Find in the notes themselves the calls of those that the text does not call; the place of a piece is counted from `first`."""
    waiting: dict[tuple[str, str], deque[Note]] = defaultdict(deque)
    for note in notes:
        if id(note) not in called and note.shape != "foot":
            waiting[note.label, note.shape].append(note)
    if not waiting:
        return
    for site in sites(inner):
        free = waiting.get((site.label, site.shape))
        if free:
            yield site._replace(piece=site.piece + first), free.popleft()


def paired(offered: Sequence[Site], notes: Sequence[Note]) -> Iterator[tuple[Site, Note]]:
    """Pair the calls with one label and the notes with it: as they come, where there are as many; else each with the nearest body
    behind it that has no call yet, or the last one before it.
    """
    if len(offered) == len(notes):
        yield from zip(offered, notes)
        return
    ahead, passed = deque(sorted(notes, key=lambda note: note.at)), deque[Note]()
    for site in offered:
        while ahead and ahead[0].at <= site.piece:
            passed.append(ahead.popleft())
        yield site, ahead.popleft() if ahead else passed.popleft() if passed else notes[-1]
