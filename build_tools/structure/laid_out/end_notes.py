"""Where notes are set: under the heading that gathers them, else at the end of the chapter that calls them."""

from __future__ import annotations

import re

from build_tools.structure import calls as number_calls
from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.laid_out.apparatus import Apparatus, Called, Note, closed_up
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.sections import SCOPES, Section
from build_tools.structure.signs import call_mark

PLAIN = re.compile(r"(_ +)?(?:\[(\d{1,4})\]|\((\d{1,3})\)|(\d{1,3})[.)]?|(\d{4})[.)])\s+(?=\S)")
"""The beginning of a note under the heading NOTES: `12. See`, `12 See`, `(12) See`, and `_ 12 Title_` with the mark too early."""

LEAP = 3
"""Numbers that a list of notes may leave out, where the next note is set as the others are."""

IN_BRACKETS = re.compile(r"\[(\d{1,4})\]|\((\d{1,3})\)")
"""`[1204]`, `(12)`."""

FRAMED = 4.0
"""The weight of a number in brackets."""


def gather(root: Section, taken: Apparatus) -> None:
    """Give every note to the division where it is set, and read the notes that only a heading announces."""
    place_of = {id(piece): index for index, piece in enumerate(taken.pieces)}
    owners: list[tuple[int, Section]] = []
    for section in root.walk():
        for piece in (*(section.heading.pieces if section.heading else ()), *section.pieces):
            if id(piece) in place_of:  # a heading that ran into its text is a piece of its own since
                owners.append((place_of[id(piece)], section))
    owners.sort(key=lambda pair: pair[0])
    announced: list[Section] = [section for section in root.walk() if section.kind == "notes"]
    position = 0
    for note in sorted(taken.notes, key=lambda one: one.at):
        while position + 1 < len(owners) and owners[position + 1][0] < note.at:
            position += 1
        owner = owners[position][1] if owners and owners[position][0] < note.at else root
        if owner.kind == "notes":
            note.place = "end"
            owner.gathered.append(note)
        else:
            scope_of(owner).gathered.append(note)
    texts: dict[int, list[Section]] = {}
    for section in announced:
        scope = section.above or root
        if id(scope) not in texts:
            texts[id(scope)] = [one for one in scope.walk() if one.kind != "notes" and one.pieces]
        read_plain(section, scope, texts[id(scope)], taken)
        if release(section):
            texts.clear()
    own_scopes(owners)


def release(section: Section) -> bool:
    """Put what stands among the notes of a division and is none of them behind it, as a division without a heading; say whether it did."""
    if not (section.gathered and section.pieces and section.above is not None):
        return False
    row = section.above.sections
    place = next(index for index, one in enumerate(row) if one is section)
    row.insert(place + 1, Section("section", section.depth, pieces=section.pieces, above=section.above))
    section.pieces = []
    return True


def scope_of(section: Section) -> Section:
    """Return the division at whose end the notes of a division are set."""
    while section.kind not in SCOPES and section.above is not None and section.above.above is not None:
        section = section.above
    return section


def own_scopes(owners: list[tuple[int, Section]]) -> None:
    """Keep the notes of each division in the order of their places."""
    for section in {id(owner): owner for _, owner in owners}.values():
        section.gathered.sort(key=lambda note: (note.at, note.pieces[0].line))


def read_plain(section: Section, scope: Section, texts: list[Section], taken: Apparatus) -> None:
    """Read notes that begin with a plain number, and find their calls in `texts`, the divisions of their scope that have any: in
    brackets, or fused to words.
    """
    if not section.pieces:
        return
    found: list[Note] = []
    before: list[Piece] = []
    expected = 1
    indent = 0
    for piece in section.pieces:
        for part in parts_of(piece):
            match = PLAIN.match(PAGE_MARK.sub("", part.rows[0].text))
            printed = number_of(match)
            like = bool(found) and part.rows[0].indent == indent
            deep = bool(found) and part.rows[0].indent > indent + 1 and not part.above
            if match and not deep and (
                printed == expected or (not found and printed > 0) or printed in (1, expected + 1)
                or (like and expected < printed <= expected + LEAP)
            ):
                first = part.rows[0]
                indent = indent if found else first.indent
                marks = "".join(PAGE_MARK.findall(first.text))
                text = (match.group(1) or "").strip() + PAGE_MARK.sub("", first.text)[match.end() :]
                held = Piece([first._replace(text=marks + text), *part.rows[1:]])
                found.append(Note(str(printed), "end", [held], len(taken.pieces), "end"))
                expected = printed + 1
            elif deep:
                found[-1].pieces[-1].rows.extend(part.rows)
            elif found:
                found[-1].pieces.append(part)
            else:
                before.append(part)
    if len(found) < 1:
        return
    section.pieces = before
    section.gathered.extend(found)
    series: list[list[Note]] = []
    for note in found:
        if note.label == "1" or not series:
            series.append([])
        series[-1].append(note)
    chapters = [one for one in texts if one.kind in ("chapter", "part") and one is not scope]
    if len(series) > 1 and len(chapters) >= len(series):
        for notes, chapter in zip(series, chapters):
            call(list(chapter.walk()), notes, taken)
    else:
        call(texts, found, taken)


def number_of(match: re.Match[str] | None) -> int:
    """Return the number with which a note begins, 0 where it begins with none."""
    return int(next(group for group in match.groups()[1:] if group)) if match else 0


def parts_of(piece: Piece) -> list[Piece]:
    """Cut a piece before each row that begins with the next number."""
    cuts = [0]
    last = 0
    for index, row in enumerate(piece.rows):
        match = PLAIN.match(PAGE_MARK.sub("", row.text))
        if match:
            n = number_of(match)
            if index and n == last + 1 and row.indent <= piece.rows[0].indent + 1:
                cuts.append(index)
            if index == 0 or n == last + 1:
                last = n
    return [Piece(piece.rows[here:there]) for here, there in zip(cuts, [*cuts[1:], len(piece.rows)])]


def call(sections: list[Section], notes: list[Note], taken: Apparatus) -> None:
    """Mark the calls of a series of notes in the text of some divisions."""
    rows = [(piece, number) for section in sections for piece in section.pieces for number in range(len(piece.rows))]
    by_label = {int(note.label): note for note in notes}
    offered = [
        one
        for index, (piece, number) in enumerate(rows)
        for one in candidates(index, piece.rows[number].text)
    ]
    # Where brackets call the notes, no number without them does.
    framed = [one for one in offered if one.weight == FRAMED]
    offered = framed if len(framed) >= len(notes) else offered
    # A series may begin late, as those of a second volume do: it is counted from there.
    skipped = min(by_label) - 1
    late = [one._replace(call=one.call._replace(n=one.call.n - skipped)) for one in offered if one.call.n > skipped]
    run = number_calls.longest_run(late, frozenset(label - skipped for label in by_label))
    for one in reversed(run):
        note = by_label.get(one.n + skipped)
        if note is None:
            continue
        piece, number = rows[one.segment]
        text = piece.rows[number].text
        taken.calls.append(Called(note.label, note))
        note.called = True
        before, behind = text[: one.start], text[one.end :]
        piece.rows[number] = piece.rows[number]._replace(text=closed_up(before, behind) + call_mark(len(taken.calls) - 1) + behind)


def candidates(index: int, text: str) -> list[number_calls.Candidate]:
    """Return the numbers of a row that may be calls; a number in brackets surely is one."""
    framed = [
        number_calls.Candidate(number_calls.Call(index, match.start(), match.end(), int(match.group(1) or match.group(2))), FRAMED)
        for match in IN_BRACKETS.finditer(text)
        if match.start() or match.group(1)
    ]
    if framed:
        return framed
    return number_calls.candidates(index, text)
