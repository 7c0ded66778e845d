"""Marks in prose of ours, with their places: citations `[@bettelheim, p. 88]`, links `[[kulak]]`, figures, but not those in code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from build_tools.read.code_spans import Code

_CODE = r"(?m:^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n)|(?P<tick>`+)|(?P<comment><!--)|\\."  # ```, `, <!--
CITE = r"\[(?P<cite>@[^\[\]\n]*(?:\n[^\[\]\n]+)*)\]"  # [@bettelheim, p. 88], also over the end of a line
LINK = r"\[\[(?P<link>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]|\n]+))?\]\]"  # [[kulak]], [[kulak|rich peasants]]
FIGURE = r"!\[\[figure:\s*(?P<figure>[^\[\]|\n]+?)\s*\]\]"  # ![[figure:scissors]]
_MARK = re.compile(rf"{_CODE}|{FIGURE}|{CITE}|{LINK}|(?P<open>\[@|\[\[)")
ALONE = re.compile(rf"{FIGURE}\s*$")
"""A paragraph that is nothing but a figure."""

_BETWEEN = re.compile(r"[^\w.]+")  # “ of the ”


class Sort(Enum):
    """What a mark is; OPEN is the beginning of one that has no end."""

    CITE = "cite"
    LINK = "link"
    FIGURE = "figure"
    OPEN = "open"


class Mark(NamedTuple):
    """A mark at characters `start` to `end`, in line `line` (from 1). `inside` is what it names, `words` what a link says instead."""

    sort: Sort
    inside: str
    words: str
    line: int
    start: int
    end: int


def scan(text: str, first_line: int = 1) -> Iterator[Mark]:
    """Yield the marks of a text in Markdown; code, comments and signs behind a backslash are left aside.

    >>> [(mark.sort.value, mark.inside) for mark in scan("A [[kulak]] [@a, p. 1], `[[code]]` and [@open")]
    [('link', 'kulak'), ('cite', '@a, p. 1'), ('open', '[@')]
    >>> [(mark.sort.value, mark.inside) for mark in scan("![[figure:scissors]]")]
    [('figure', 'scissors')]
    """
    line, seen = first_line, 0
    code = Code(text)
    place = 0
    while match := _MARK.search(text, place):
        place = match.end()
        if all(match[name] is None for name in ("cite", "link", "figure", "open")):
            place = _behind(match, code)
            continue
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if match["open"]:
            yield Mark(Sort.OPEN, match["open"], "", line, *match.span())
        elif match["figure"]:
            yield Mark(Sort.FIGURE, match["figure"], "", line, *match.span())
        elif match["cite"]:
            yield Mark(Sort.CITE, " ".join(match["cite"].split()), "", line, *match.span())
        else:
            yield Mark(Sort.LINK, match["link"].strip(), (match["words"] or "").strip(), line, *match.span())


def _behind(match: re.Match[str], code: Code) -> int:
    """Return where to look for marks behind the beginning of code: behind its end, or behind its first sign where it has none."""
    end = match.end()
    if match["comment"]:
        end = max(end, code.comment_end(end))
    elif fence := match["fence"] or match["tick"]:
        start = match.end() - len(fence) if match["tick"] else match.start("fence")
        closed = code.fence_end(fence, end) if match["fence"] else -1
        if closed < 0 and fence[0] == "`":
            closed = code.tick_end(len(fence), start + len(fence))
        end = closed if closed >= 0 else start + 1
    return end


def replaced(text: str, new: Callable[[Mark], str]) -> str:
    """Return a text with other words in place of its marks; `new` gives those of each, an open one stays.

    >>> replaced("A [[kulak]].", lambda mark: mark.inside.upper())
    'A KULAK.'
    """
    parts: list[str] = []
    end = 0
    for mark in scan(text):
        if mark.sort is not Sort.OPEN:
            parts += (text[end:mark.start], new(mark))
            end = mark.end
    return "".join((*parts, text[end:]))


def slug(words: str) -> str:
    """Return the words of a link as a name that an attribute can hold.

    >>> slug("Left Opposition")
    'left-opposition'
    """
    return _BETWEEN.sub("-", words.strip().casefold()).strip("-.") or "-"
