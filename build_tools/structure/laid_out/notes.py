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

BODY = re.compile(
    rf"(?:\[(?P<square>{LABEL}|[*†‡§]{{1,3}})\]|\{{(?P<brace>[A-Za-z0-9]{{1,3}})\}}|\((?P<round>\d{{1,3}})\)"
    r"|(?P<sign>(?!§ ?\d)[*†‡§]{1,3})(?=[ \w\"“_])) *(?=\S)"
)
"""The beginning of a note: `[12] `, `{12} `, `(12) `, `* `."""

CALL = re.compile(
    rf"\[(?P<square>{LABEL}|[*†‡§]{{1,3}})\]|\{{(?P<brace>[A-Za-z0-9]{{1,3}})\}}|(?<=[\w.,;!?)\]\"'”’_])\((?P<round>\d{{1,3}})\)"
    r"|(?<=[\w.,;:!?)\]\"'”’_—-])(?P<sign>[*†‡§]{1,3})(?![*\w])"
)
"""A call: `[12]`, `{12}`, `word(12)`, `word.*`."""

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
    shapes = {(site.label, site.shape) for site in sites(rest)}
    labelled(rest, shapes, taken, zones)
    mark(taken, zones)
    return taken


def sites(found: Sequence[Piece]) -> Iterator[Site]:
    """Yield every place that may be a call, in reading order; what stands at the beginning of a piece is the label of a note."""
    for index, piece in enumerate(found):
        for number, row in enumerate(piece.rows):
            if row.zone >= 0:
                continue
            begin = 0 if number else BLANK.match(row.text).end()  # type: ignore[union-attr]
            for match in CALL.finditer(row.text):
                if number or match.start() > begin:
                    shape = str(match.lastgroup)
                    yield Site(index, number, match.start(), match.end(), match.group(shape), shape)


def body(text: str) -> re.Match[str] | None:
    """Return the label with which a note begins; what begins with a point `(1) of an enumeration` or with `*set off words*` is none."""
    match = BODY.match(text)
    if match is None or (match.group("sign") and SET_OFF.match(text)) or (match.group("round") and text[match.end()].islower()):
        return None
    return match


def labelled(rest: Sequence[Piece], shapes: set[tuple[str, str]], taken: Apparatus, zones: Sequence[Zone]) -> None:
    """Divide the pieces into text and notes that begin with a label which is called somewhere; `taken` gets both."""
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
        match = body(text)
        if match and (match.group(str(match.lastgroup)), str(match.lastgroup)) in shapes:
            marks = "".join(PAGE_MARK.findall(first.text))
            rows = [replace(first, text=marks + text[match.end() :]), *piece.rows[1:]]
            shape = str(match.lastgroup)
            last = Note(match.group(shape), shape, [Piece(rows)], len(taken.pieces))
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
    if (after, last.shape) not in shapes:
        return piece.rows[0].indent >= 4 and last.pieces[0].rows[0].indent >= 4
    for ahead in range(index + 1, min(index + 6, len(rest))):
        match = body(rest[ahead].plain)
        if match and match.group(str(match.lastgroup)) == after:
            between = rest[index:ahead]
            wanted = f"[{after}]" if last.shape == "square" else f"{{{after}}}" if last.shape == "brace" else f"({after})"
            return not any(wanted in one.plain for one in between)
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
        offered = places.pop(key, []) or places.pop((key[0], "sign"), []) or places.pop((key[0], "brace"), [])
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
    for number, (site, body) in reversed(list(enumerate(pairs))):
        rows = pieces[site.piece].rows
        row = rows[site.row]
        before = row.text[: site.start]
        behind = row.text[site.end :]
        kept = closed_up(before, behind)
        # Where columns follow, they stay where they are.
        padding = " " * (site.end - len(kept) - 1) if GUTTER.search(behind) else ""
        rows[site.row] = replace(row, text=kept + call_mark(number) + padding + behind)
        if body is not None:
            body.called = True
    taken.calls = [Called(site.label, body) for site, body in pairs]


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
