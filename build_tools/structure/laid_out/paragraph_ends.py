"""Ends of paragraphs between two blank lines: a last line that stops early, a first line that is set in, a source far to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.blocks import unmarked
from build_tools.structure.laid_out.measures import STARTS_LOWER, Measures, is_stopped
from build_tools.structure.laid_out.rows import Row

NOTE = re.compile(r"\[(\d{1,3})\] +\S")
"""The beginning of a note: `[12] See`."""

POINT = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})\.?\) +\S")
"""The beginning of a point: `(a) The`, `(ii.) The`."""

ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-Z]|MM|Mr|Mrs|Messrs|Dr|Prof|St|Nos?|Op|[Vv]ols?|pp?|cf|chap|i\.e|e\.g|viz)\.$")
"""What a name or a number follows: `and MM.`, `(No.`."""

ROOM = 0.9
"""Of the full line: a line that comes to less with the next word stops on purpose."""

SLIGHT = 3
"""Columns by which the space at both sides of a line in the middle differs."""

SHORT_ROW = 0.8
"""Of the usual measure: no full line of a quotation is shorter."""

DEEPEST = 6
"""Columns by which a first line inside a quotation is set in, at most."""

MOST_ROWS = 5
"""Lines of the longest heading right above its text."""


def note_rows(held: Sequence[Row]) -> set[int]:
    """Return the places of rows that begin with numbers in brackets which follow each other: a list of notes without space between."""
    framed = [(place, unmarked(row.text)) for place, row in enumerate(held) if "[" in row.text[:2]]
    offered = [(place, int(match.group(1))) for place, text in framed if (match := NOTE.match(text))]
    pairs = [(here[0], there[0]) for here, there in zip(offered, offered[1:]) if there[1] == here[1] + 1]
    return {place for pair in pairs for place in pair}


def begins_inside(before: Row, row: Row, current: Sequence[Row], learned: Measures, shown: bool | None) -> bool:
    """Tell whether a paragraph begins inside what is set in: on a page the measure of its lines shows it (`shown`), where they run on."""
    if learned.paged and shown is not None:
        return shown
    return bool(learned.first) and is_first(before, row, learned) and current[0].indent <= row.indent + 1


def is_deeper(before: Row, row: Row, after: Row) -> bool:
    """Tell whether a row of what is set in begins deeper than those around it, and runs on into the next: a first line, and no verse."""
    deeper = INSET <= row.indent - after.indent <= DEEPEST and abs(after.indent - before.indent) <= 1
    return deeper and (row.glued or STARTS_LOWER.match(after.text) is not None) and not is_stopped(row.text)


def is_first(before: Row, row: Row, learned: Measures) -> bool:
    """Tell whether a row begins where first lines do; on a page nearly there is enough, where the row before stops far from the edge and
    begins there, too: in verse it would be set in deeper.
    """
    near = learned.paged and abs(row.indent - learned.first) <= 1 and abs(row.indent - before.indent) <= 1
    near = near and before.edge < SHORT_ROW * learned.edge
    return row.indent == learned.first or near


def ends_here(before: Row, row: Row, learned: Measures) -> bool:
    """Tell whether a paragraph ends at the margin: its last line had had room for the next word, or a point begins below it. Where there
    was little room, a line may stop inside a sentence; where blank lines part paragraphs, it does so wherever others have done.
    """
    reach = learned.type.reach(before, row)
    full = min(learned.type.full, learned.type.least) if learned.gap else learned.type.full
    near = reach > ROOM * learned.type.full
    inside = near and (before.text.endswith(";") or ABBREVIATED.search(before.text) is not None)
    return (reach <= full and not inside) or POINT.match(row.text) is not None


def both_flush(before: Row, row: Row) -> bool:
    """Tell whether two rows begin at the margin."""
    return before.indent < INSET and row.indent < INSET


def is_in_middle(row: Row, learned: Measures) -> bool:
    """Tell whether a row has as much space at its left as at its right."""
    return row.indent >= INSET and abs(learned.edge - row.edge - row.indent) <= SLIGHT


def is_apart(row: Row, current: Sequence[Row], learned: Measures) -> bool:
    """Tell whether a row is the source of a quotation or a signature: set far to the right of the lines above it."""
    shift = row.indent - current[0].indent
    text = row.text
    if shift < 3 or current[-1].indent >= row.indent - 2:
        return False
    if learned.paged and len(current) < MOST_ROWS and all(is_in_middle(one, learned) for one in (*current, row)):
        return False
    return text.startswith(("--", "—")) or (row.indent > 0.45 * learned.edge and shift > 15 and len(text) < 0.5 * learned.edge)
