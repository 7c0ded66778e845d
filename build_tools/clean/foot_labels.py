"""Labels of notes at the feet of pages, and how the text calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

BODY = re.compile(
    r"\s*(?:(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]?)(?=\s+\S|[^\W\d_“‘\"'(\[])|([*†‡§]{1,3})(?=\s+\S|\w|[“‘\"'(\[]\w))\s*"
)
"""The beginning of a note: `12 See`, `12. See`, `[12] See`, `* See`, `12See`, `*“See`."""

ALONE = re.compile(r"\s*(\d{1,3}|[*†‡§]{1,3})\s*$")
"""A label that is raised so far that it stands on a line of its own."""

MOST_LOST = 3
"""Numbers from one note to the next that is found, at most."""

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")

DECIMAL = re.compile(r"(?<!\b1[5-9]\d)\d[.,]$")
"""What stands before the decimals of a figure, and not the year that ends a sentence: `74.`, but not `1913.`."""

FORMS = ("[", "(", "1", "*")


def lowered(line: str) -> str:
    """Return a line with raised figures as figures."""
    return line.translate(SUPERSCRIPT) if not line.isascii() and RAISED.search(line) else line


def label(line: str) -> str:
    """Return the label with which a note begins in a line, or `""`.

    >>> label("  12. See above."), label("* See."), label("1926 was dry.")
    ('12', '*', '')
    """
    text = lowered(line)
    match = BODY.match(text)
    return next((group for group in match.groups() if group), "") if match else ""


def form(line: str) -> str:
    """Return how a label is set: in brackets, with a stop, raised, or as a sign; with a small letter behind it, it is no label.

    >>> form("  12. See above."), form("[12] See above."), form("* See."), form("12 and 54), extends them")
    ('1.', '[', '*', '')
    """
    text = lowered(line)
    match = BODY.match(text)
    if match is None:
        return "1" if ALONE.match(text) else ""
    behind = text[match.end() :]
    if behind[:1].islower():
        return ""
    kind = FORMS[(match.lastindex or 1) - 1]
    mark = match.group().strip()[-1:] if kind == "1" else ""
    return kind + (mark if mark in (".", ")") else "")


def call_of(name: str) -> re.Pattern[str]:
    """Return how a note is called in a line: its label behind a word or a stop, or in brackets."""
    if name.isdigit():
        stop = "[.,;:!?)\\]”’\"'»—]"
        fused = rf"(?<=[^\W\d_]){name}(?![\w.,]\w)|(?<={stop}){name}(?!\w)|(?:(?<=\w )|(?<={stop} )){name}(?=\s|$|[.,;:])"
        return re.compile(rf"\[{name}\]|\({name}\)|{fused}")
    return re.compile(rf"(?<=\S){re.escape(name)}(?!{re.escape(name[0])})")


def figures_before(name: str) -> re.Pattern[str]:
    """Return how a number is called right behind the figures of a sum or a year: `100,00036`, `18611`."""
    return re.compile(rf"(?<=,\d\d\d){name}(?!\d)|(?<=\b1[5-9]\d\d){name}(?!\d)" if name.isdigit() else r"(?!)")


def calls(above: Sequence[str], name: str) -> Iterator[tuple[int, int, int]]:
    """Yield where a label may be called: the line (from 0), and the characters there; a decimal such as `74.2` calls nothing."""
    pattern, sums = call_of(name), figures_before(name)
    for place, line in enumerate(above):
        if name not in line:
            continue
        for match in pattern.finditer(line):
            if (match.start() > indent(line) or place) and not (name.isdigit() and DECIMAL.search(line[: match.start()][-5:])):
                yield place, match.start(), match.end()
        for match in sums.finditer(line):
            yield place, match.start(), match.end()
        if name.isdigit() and place and line.strip() == name:
            yield place, indent(line), indent(line) + len(name)


def indent(line: str) -> int:
    """Return the spaces before the first word."""
    return len(line) - len(line.lstrip())


def is_next(name: str, last: int) -> bool:
    """Tell whether a label goes on from the number of the last note, of which some may be lost or stand behind it."""
    return name.isdigit() and last < int(name) <= last + MOST_LOST


def series(names: Sequence[str], first: str) -> tuple[str, ...]:
    """Return the labels that go on from the first: 4, 5, 6, or *, †, ‡; others are numbers at the beginning of a line.

    >>> series(["4", "1926", "5", "9"], "4")
    ('4', '5')
    """
    found = [first]
    for name in names[1:]:
        if first.isdigit():
            if name.isdigit() and int(name) == int(found[-1]) + 1:
                found.append(name)
        elif not name.isdigit() and name != found[-1]:
            found.append(name)
    return tuple(found)
