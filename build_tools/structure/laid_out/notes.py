"""Notes that stand among the text: `[Footnote 12: …]`, `[12] …`, `* …`, and those at the feet of pages, with their calls."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from build_tools.clean.foot_labels import ALONE, label, lowered
from build_tools.clean.foot_notes import Zone
from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.apparatus import Apparatus, Called, Note, Site, closed_up
from build_tools.structure.laid_out.bracketed import bracketed
from build_tools.structure.laid_out.foot_calls import foot_calls
from build_tools.structure.laid_out.heading_forms import form_of
from build_tools.structure.laid_out.note_labels import FIGURES, OTHER_SHAPES, Waiting, answers, body, called_plainly, sites
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.signs import call_mark

GUTTER = re.compile(r" {2,}\S")
"""A gap between columns."""


def take(found: Sequence[Piece], zones: Sequence[Zone]) -> Apparatus:
    """Take the notes out of a text and mark their calls."""
    taken = Apparatus()
    rest = list(bracketed(found, taken))
    offered = list(sites(rest))
    shapes = {(site.label, site.shape) for site in offered}
    answered = {(note.label, note.shape) for note in taken.notes}
    plain = called_plainly(rest, [site for site in offered if (site.label, site.shape) not in answered])
    waiting = Waiting(site for site in offered if site.shape == plain)
    labelled(rest, shapes, taken, zones, plain, waiting)
    mark(taken)
    return taken


def labelled(rest: Sequence[Piece], shapes: set[tuple[str, str]], taken: Apparatus, zones: Sequence[Zone], plain: str,
             waiting: Waiting) -> None:
    """Divide the pieces into text and notes that begin with a label which is called somewhere; `taken` gets both.

    `plain` is the shape of the calls whose notes begin with a number and a stop, `waiting` are those calls.
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
        if begun and text[:1] in FIGURES and not waiting.took(begun[0], index):
            begun = None
        if begun and answers(*begun[:2], shapes):
            label_, shape, end = begun
            marks = "".join(PAGE_MARK.findall(first.text))
            rows = [first._replace(text=marks + text[end:]), *piece.rows[1:]]
            last = Note(label_, shape, [Piece(rows)], len(taken.pieces))
            notes.append(last)
            continue
        if last is not None and continues(rest, index, last, shapes, plain):
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
        note = Note(name, "foot", [Piece([piece.rows[0]._replace(text=marks + body)])], at)
        notes.append(note)
        return note
    if last is not None:
        if piece.rows[0].above and notes and last.pieces[-1].rows[-1].zone == piece.rows[0].zone and text[:1].isupper():
            last.pieces.append(piece)
        else:
            last.pieces[-1].rows.extend(piece.rows)
    return last


def continues(rest: Sequence[Piece], index: int, last: Note, shapes: set[tuple[str, str]], plain: str) -> bool:
    """Tell whether a piece behind a note still belongs to it: where the next note is called before this one stands, no text is between."""
    piece = rest[index]
    if form_of(piece.plain) is not None or last.shape in ("foot", "sign") or not last.label.isdigit() or piece.above > 2:
        return False
    after = str(int(last.label) + 1)
    if not answers(after, last.shape, shapes):
        return piece.rows[0].indent >= 4 and last.pieces[0].rows[0].indent >= 4
    for ahead in range(index + 1, min(index + 6, len(rest))):
        begun = body(rest[ahead].plain, plain)
        if begun and begun[0] == after:
            return not any(site.label == after for site in sites(rest[index:ahead]))
        if form_of(rest[ahead].plain) is not None:
            return False
    return False


def mark(taken: Apparatus) -> None:
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
    for number, (site, answer) in enumerate(pairs):
        by_row[site.piece, site.row].append((number, site))
        if answer is not None:
            answer.called = True
    for (place, index), called_here in by_row.items():
        rows = pieces[place].rows
        rows[index] = rows[index]._replace(text=marked(rows[index].text, called_here))
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
