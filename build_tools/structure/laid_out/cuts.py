"""Cuts between two blank lines: where a paragraph begins, a quotation is set off, or a heading stands right above the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.clean.manner import INSET
from build_tools.structure.blocks import PAGE_MARK, unmarked
from build_tools.structure.laid_out.heading_forms import NUMBER_BELOW, ROMAN_RANK, form_of, is_capitals, is_heading_line, is_number
from build_tools.structure.laid_out.measures import FULL, STARTS_LOWER, STARTS_UPPER, Measures, is_stopped
from build_tools.structure.laid_out.paragraph_ends import (
    MOST_ROWS,
    POINT,
    begins_inside,
    both_flush,
    ends_here,
    is_apart,
    is_deeper,
    note_rows,
)
from build_tools.structure.laid_out.rows import Row, in_columns
from build_tools.structure.laid_out.set_in import SetIn
from build_tools.structure.laid_out.title_case import is_title_case
from build_tools.structure.laid_out.title_lines import title_lines

SHORTEST = 5
"""Characters of a line in capitals that is no letter or number."""

NARROW = 0.6
"""Of the usual measure: a heading at the margin is shorter, where text follows it without space."""

DEEP = 8
"""Columns: deeper than a paragraph or a quotation begins."""

STOP_COMMA = re.compile(r"[,;:—-]$")
"""What no heading ends with."""

WIDE = 0.75
"""Of the usual measure: the first line of a paragraph is longer."""


def cut(held: list[Row], learned: Measures) -> list[list[Row]]:
    """Cut the rows between two blank lines where white space inside the lines shows it."""
    if learned.paged and nested_headings(held):
        return [[held[0]], *([row._replace(above=1)] for row in held[1:])]
    if learned.paged and in_capitals(held, learned):
        return headed(held, learned)
    titles = title_lines(held, learned) if learned.close else []
    if titles:
        return around(held, titles, learned)
    size = heading_rows(held, learned) if learned.paged else 0
    if not size:
        return divided(held, learned)
    heads = headed(held[:size], learned)
    rest = [held[size]._replace(above=1), *held[size + 1 :]] if size < len(held) else []
    return [*heads, *divided(rest, learned)] if rest else heads


def headed(rows: Sequence[Row], learned: Measures) -> list[list[Row]]:
    """Return the lines of a heading as such: cut where a number begins anew, with the white space of a heading above them."""
    starts = [0, *(n for n in range(1, len(rows)) if form_of(rows[n].text) is not None or is_number(rows[n - 1].text)), len(rows)]
    heads = [list(rows[here:there]) for here, there in zip(starts, starts[1:])]
    for head in heads:
        head[0] = head[0]._replace(above=max(head[0].above, learned.gap + 1, 2))
    return heads


def around(held: list[Row], titles: Sequence[tuple[int, int]], learned: Measures) -> list[list[Row]]:
    """Cut close lines around the titles that stand among them."""
    found: list[list[Row]] = []
    at = 0
    for start, end in titles:
        if start > at:
            found.extend(cut(held[at:start], learned))
        found.extend(headed(held[start:end], learned))
        held[end] = held[end]._replace(above=1)
        at = end
    return [*found, *cut(held[at:], learned)]


def nested_headings(held: Sequence[Row]) -> bool:
    """Tell whether each row is a numbered heading below the last: `2. The road`, `2.1 Carts`."""
    if not 1 < len(held) < MOST_ROWS:
        return False
    forms = [form_of(row.text) for row in held]
    ranks = [form.rank for form in forms if form is not None and form.titled]
    return len(ranks) == len(held) and all(here < there for here, there in zip(ranks, ranks[1:]))


def in_capitals(held: Sequence[Row], learned: Measures) -> bool:
    """Tell whether all rows between two blank lines are in capitals, a number in brackets below them excepted, with wide space above."""
    if not 1 < len(held) <= MOST_ROWS or held[0].above <= learned.gap or not is_capitals(held[0].text):
        return False
    return all(is_capitals(row.text) or NUMBER_BELOW.match(row.text) for row in held) and not STOP_COMMA.search(held[-1].text)


def heading_rows(held: Sequence[Row], learned: Measures) -> int:
    """Return how many rows stand right above a paragraph as its heading: in the middle of the line, or short at the margin."""
    most = min(MOST_ROWS, len(held))
    size = 0
    while size < most and (is_centred(held[size], learned) or (size and is_heading_line(held[size].text))):
        # Where two lines begin at one column, and not at that of the heading, a motto begins.
        if 0 < size < len(held) - 1 and held[size].indent == held[size + 1].indent and abs(held[size].indent - held[0].indent) > 2:
            break
        size += 1
    if summed_up(held[: size + 1]):
        return 0
    named = size > 0 and is_named(held[0].text)
    if size and (STOP_COMMA.search(held[size - 1].text) or (size > 1 and is_set_in(held[:size]))):
        return 0
    if size == len(held):
        return size if named else 0
    inset = held[size].indent >= INSET and STARTS_UPPER.match(held[size].text) is not None
    early = size > 0 and learned.type.ends_early(held[size - 1], held[size])
    in_capitals = size > 0 and all(is_capitals(row.text) for row in held[:size]) and STARTS_UPPER.match(held[size].text) is not None
    above = in_capitals and not is_capitals(held[size].text)
    if (named and (inset or early or above)) or (early and in_capitals) or (above and inset):
        return size
    # What had no room on the last line of a heading is of the heading.
    while 0 < size < most - 1 and goes_over(held[size - 1], held[size], learned):
        size += 1
    if not size and is_at_margin(held[0], held[1] if len(held) > 1 else None, learned):
        size = 1
        while size < most and all(is_capitals(row.text) for row in held[size - 1 : size + 1]):
            size += 1
        while size < most - 1 and goes_under(held[size], held[size + 1], learned):
            size += 1
        if size == len(held) - 1 and is_number(held[size - 1].text) and goes_under(held[size], held[size], learned):
            return len(held)
    if not size and held[0].above > learned.gap:
        size = leading_capitals(held[:most])
    if not size or size == len(held) or in_columns(held[:12]):
        return 0
    number = form_of(held[size - 1].text)
    if number is not None and not number.titled and held[0].above > learned.gap and STARTS_UPPER.match(held[size].text):
        return size
    after = held[size]
    # Right below a title in capitals at the margin, verse or a motto may stand.
    if held[0].indent < INSET and (after.indent >= INSET or size == len(held) - 1) and all(is_capitals(row.text) for row in held[:size]):
        return size if STARTS_UPPER.match(after.text) else 0
    # Above a quotation whose first line is set in deeper, all lines stand away from the margin.
    if after.indent >= INSET and size + 1 < len(held) and held[size + 1].indent >= INSET:
        return 0
    begins = STARTS_UPPER.match(after.text) is not None and after.edge > WIDE * learned.edge
    placed = abs(after.indent - learned.first) <= 1 or after.indent < INSET
    return size if begins and placed else 0


def summed_up(rows: Sequence[Row]) -> bool:
    """Tell whether two of some rows are numbered titles of one rank: a summary of what a part holds."""
    ranks = [form.rank for row in rows if (form := form_of(row.text)) is not None and form.titled]
    return len(set(ranks)) < len(ranks)


def is_named(text: str) -> bool:
    """Tell whether a line in the middle says by its words that it is a heading."""
    form = form_of(text)
    return is_heading_line(text) or (form is not None and 0 < form.rank < ROMAN_RANK)


def leading_capitals(held: Sequence[Row]) -> int:
    """Return how many rows in capitals stand above text in other letters."""
    size = 0
    while size < len(held) and is_capitals(held[size].text) and len(held[size].text) > SHORTEST:
        size += 1
    return size if size < len(held) and not STOP_COMMA.search(held[size - 1].text) else 0


def is_set_in(rows: Sequence[Row]) -> bool:
    """Tell whether rows begin at one column, as those of a quotation do, and nothing in them is a heading by its words."""
    columns = [row.indent for row in rows]
    return max(columns) - min(columns) <= 1 and not any(is_capitals(row.text) or form_of(row.text) for row in rows)


def goes_under(row: Row, after: Row, learned: Measures) -> bool:
    """Tell whether a row below the first of a heading at the margin is of the heading, too: short, without a stop, above what begins."""
    if NUMBER_BELOW.match(row.text):
        return STARTS_UPPER.match(after.text) is not None
    short = row.indent < INSET and row.edge < FULL * learned.edge and learned.type.had_room(row, after)
    words = row.text
    ended = is_stopped(words) or STOP_COMMA.search(words) is not None
    return short and not ended and STARTS_UPPER.match(words) is not None and STARTS_UPPER.match(after.text) is not None


def goes_over(row: Row, after: Row, learned: Measures) -> bool:
    """Tell whether a heading goes on in the next row, for whose first word it had no room."""
    return not is_stopped(row.text) and not learned.type.ends_early(row, after)


def is_centred(row: Row, learned: Measures) -> bool:
    """Tell whether a row stands in the middle of the line, deeper than the first line of a paragraph. A larger letter takes fewer
    columns, so that it seems to stand left of the middle.
    """
    middle = abs((learned.edge - row.edge) - row.indent) <= 8 or (row.indent >= DEEP and row.edge < WIDE * learned.edge)
    if middle and row.indent > learned.first + 2 and row.indent >= 4:
        return True
    if not learned.type.centred(row):
        return False
    return row.indent > learned.first + 1 or is_capitals(row.text) or form_of(row.text) is not None


def is_at_margin(row: Row, after: Row | None, learned: Measures) -> bool:
    """Tell whether a row is short, begins at the margin where no paragraph does or all do, and has no stop."""
    words = PAGE_MARK.sub("", row.text)
    return (
        bool(row.above)
        and row.indent < INSET
        and row.edge < FULL * learned.edge
        and (row.edge < NARROW * learned.edge or (after is not None and learned.type.had_room(row, after)))
        and STARTS_UPPER.match(words) is not None
        and not STOP_COMMA.search(words)
        and (
            not is_stopped(words)
            or form_of(words) is not None
            or (not learned.first and after is not None and (is_title_case(words) or is_capitals(words)))
        )
    )


def divided(held: Sequence[Row], learned: Measures) -> list[list[Row]]:
    """Cut the rows between two blank lines where indentation begins a paragraph or sets off a quotation."""
    size = 0
    while len(held) > size + 2 and (form := form_of(held[size].text)) is not None and form.kind == "contents":
        size += 1
    if size:
        close = [row._replace(above=1) for row in held[1 : size + 1]]
        return [[row] for row in [held[0], *close[:-1]]] + divided([close[-1], *held[size + 1 :]], learned)
    if len(held) == 1 or in_columns(held):
        return [list(held)]
    found: list[list[Row]] = [[held[0]]]
    inset = held[0].indent >= INSET
    whole = learned.paged and len(held) <= 3 and not is_stopped(held[0].text) and max(row.edge for row in held) < FULL * learned.edge
    if is_heading_line(held[0].text) and not whole and not is_heading_tail(held[1], learned) and not runs_on(held[0], held[1], learned):
        found, inset = [[held[0]], [held[1]]], held[1].indent >= INSET
    set_in = SetIn(held, learned)
    noted = note_rows(held) if learned.paged else ()
    for index in range(sum(map(len, found)), len(held)):
        row, current = held[index], found[-1]
        before = current[-1]
        if index in noted:
            found.append([row])
            continue
        stopped = is_stopped(unmarked(before.text))
        opens = stopped and (STARTS_UPPER.match(row.text) or POINT.match(row.text)) is not None
        if is_apart(row, current, learned):
            found.append([row])
            inset = True
        elif opens and learned.paged and not learned.first and both_flush(before, row) and ends_here(before, row, learned):
            found.append([row])
            inset = False
        elif row.indent < INSET:
            if inset and len(current) > 1:
                if learned.first and abs(before.indent - learned.first) <= 1 and is_stopped(current[-2].text):
                    found.append([current.pop()])
                    found[-1].append(row)
                else:
                    found.append([row])
            else:
                current.append(row)
            inset = False
        elif not inset:
            run = set_in.ends[index] - index
            hanging = index == 1 and run == len(held) - 1 and not stopped
            short = bool(learned.first) and abs(row.indent - learned.first) <= 1 and before.edge < FULL * learned.edge
            led = run > 2 and before.text.endswith((":", ","))
            left = learned.paged and stopped and learned.type.had_room(before, row)
            short = short and (left or STARTS_UPPER.match(row.text) is not None)
            if not hanging and (opens or led or short):
                found.append([row])
                inset = True
            else:
                current.append(row)
        elif opens and (
            begins_inside(before, row, current, learned, set_in.opens(index, row, learned))
            or (learned.paged and index + 1 < len(held) and is_deeper(before, row, held[index + 1]))
        ):
            found.append([row])
        else:
            current.append(row)
    return found


def runs_on(row: Row, after: Row, learned: Measures) -> bool:
    """Tell whether the first line of a numbered paragraph of a page goes on in the next: it is full, or ends inside a word."""
    runs = row.glued or STARTS_LOWER.match(after.text) is not None or not learned.type.ends_early(row, after)
    return learned.paged and not is_stopped(row.text) and runs


def is_heading_tail(row: Row, learned: Measures) -> bool:
    """Tell whether a row right below the number of a chapter is its title."""
    return row.text.isupper() or (row.edge < FULL * learned.edge and (row.indent > 12 or not is_stopped(row.text)))
