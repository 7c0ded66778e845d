"""Evidence: every number in prose of ours stands in a place that the prose names as its source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_tools.annotate.anchor import Run
from build_tools.annotate.catalogue import GLOSSARY
from build_tools.annotate.sources import cite
from build_tools.read.cites import Cite, Unreadable, pages

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")  # 1,236 · 16.38 · 1928
_SHORT = re.compile(r"(\d{2})(\d{2})[/\u2013-](\d{2})(?!\d)")  # 1927/28
_ZEROS = re.compile(r"\.0+$")  # 100.0
_MARK = re.compile(r"\[@[^\]]*\]|\[\[[^\]|]*\|([^\]]*)\]\]")  # [@bettelheim, p. 88], [[economic-year|1927]]


def numbers(text: str) -> list[str]:
    """Return the numbers of a text without commas between thousands and idle zeros; the second of two years is written out.

    >>> numbers("In 1927/28, 1,236 of [@bettelheim, p. 88] 16.38 or 3.0")
    ['1927', '1928', '1236', '16.38', '3']
    """
    plain = _MARK.sub(r"\1", text)
    whole = _SHORT.sub(lambda match: f"{match[1]}{match[2]} {match[1]}{match[3]}", plain)
    return [_ZEROS.sub("", number.replace(",", "")) for number in _NUMBER.findall(whole)]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers that stand in each work, on each of its pages and in each of its passages, as far as the texts are at hand."""

    works: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pages: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    passages: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def unsupported(self, prose: str, sources: Sequence[str]) -> Iterator[str]:
        """Yield each number of the prose that stands in none of its sources.

        Nothing is said where a source lies outside the texts at hand, for it may hold the number.
        """
        wanted = numbers(prose)
        named = [cite(one) for one in sources]
        if not wanted or any(one.key.partition(".")[0] not in self.works for one in named):
            return
        there = {number for one in named for number in self._at(one)}
        # “About 3 percent” may stand for 3.1, “over 88” for 88.6.
        there |= {str(whole) for number in there if "." in number for whole in (int(float(number)), round(float(number)))}
        yield from dict.fromkeys(number for number in wanted if number not in there)

    def _at(self, source: Cite) -> Iterator[str]:
        if "." in source.key or source.locator == GLOSSARY:
            passage = ".".join(filter(None, source))
            for name, found in self.passages.items():
                if name == passage or name.startswith(f"{passage}."):
                    yield from found
        elif source.locator:
            try:
                place = pages(source.locator)
            except Unreadable:  # told as A033
                return
            # “On p. 158” is a number that the source has by being that page.
            yield place.note
            for page in place.each:
                yield page
                yield from self.pages.get((source.key, page), ())
        else:
            yield from self.works[source.key]


def gather(strings: Mapping[str, Sequence[Run]]) -> Evidence:
    """Return the numbers of texts from the `runs` of each document."""
    pages: dict[tuple[str, str], set[str]] = defaultdict(set)
    passages: dict[str, set[str]] = defaultdict(set)
    works: dict[str, frozenset[str]] = {}
    for work, row in strings.items():
        blocks: dict[tuple[str, int, str], list[str]] = defaultdict(list)
        for run in row:
            if run.passage:
                blocks[run.page, run.block, run.passage].append(run.text)
        whole: set[str] = set()
        for (page, _, passage), parts in blocks.items():
            found = numbers("".join(parts))
            pages[work, page].update(found)
            passages[passage].update(found)
            whole.update(found)
        works[work] = frozenset(whole)
    return Evidence(
        works, {place: frozenset(found) for place, found in pages.items()}, {name: frozenset(found) for name, found in passages.items()},
    )
