"""Citations in prose of ours, in pandoc's way: `[@bettelheim, p. 88; @marquit, p. 393]`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from build_tools.model.tree import Element, Node

_ONE = re.compile(r"@(?P<key>[A-Za-z0-9](?:[\w:.-]*\w)?)(?:,\s*(?P<locator>[^@;]+))?")  # @bettelheim, p. 88
_PAGES = re.compile(r"p(?P<several>p?)\.?\s*(?P<first>\w+)(?:\s*[-\u2013]\s*(?P<last>\w+))?(?:,\s*n(?:ote)?\.?\s*(?P<note>\d+))?")


class Cite(NamedTuple):
    """One citation: `key` is a work of the edition, a passage, or an entry of the bibliography; `locator` is as written."""

    key: str
    locator: str = ""


class Pages(NamedTuple):
    """A locator in a work of the edition: `last` is that of a range, else as `first`; `note` the number of a note, or `""`."""

    first: str
    last: str
    note: str = ""

    @property
    def each(self) -> tuple[str, ...]:
        """All the pages of the range; Roman numbers only as its two ends."""
        if self.first.isdecimal() and self.last.isdecimal():
            return tuple(str(page) for page in range(int(self.first), int(self.last) + 1))
        return tuple(dict.fromkeys((self.first, self.last)))

    def __str__(self) -> str:
        pages = f"p. {self.first}" if self.first == self.last else f"pp. {self.first}\u2013{self.last}"
        return f"{pages}, n. {self.note}" if self.note else pages


class Unreadable(ValueError):
    """Says what is wrong with a citation that is none."""


def parse(inside: str) -> tuple[Cite, ...]:
    """Return the citations between the brackets; raises `Unreadable`.

    >>> parse("@bettelheim, p. 88; @end-of-nep.2.4.p3")
    (Cite(key='bettelheim', locator='p. 88'), Cite(key='end-of-nep.2.4.p3', locator=''))
    """
    cites = []
    for part in inside.split(";"):
        match = _ONE.fullmatch(part.strip())
        if match is None:
            raise Unreadable(f"“{' '.join(part.split())}” is no citation")
        cites.append(Cite(match["key"], " ".join((match["locator"] or "").split())))
    return tuple(cites)


def pages(locator: str) -> Pages:
    """Return the printed pages that a locator names; raises `Unreadable`.

    >>> str(pages("pp. 88-89")), str(pages("p. 571, note 29"))
    ('pp. 88–89', 'p. 571, n. 29')
    """
    match = _PAGES.fullmatch(locator)
    if match is None:
        raise Unreadable(f"“{locator}” names no page")
    found = Pages(match["first"], match["last"] or match["first"], match["note"] or "")
    if bool(match["several"]) != bool(match["last"]):
        raise Unreadable(f"“{locator}” is neither a page nor a range")
    if match["last"] and (match["first"] == match["last"] or _falls(found) or found.note):
        raise Unreadable(f"“{locator}” is no range")
    return found


def _falls(found: Pages) -> bool:
    return found.first.isdecimal() and found.last.isdecimal() and int(found.first) > int(found.last)


def bare(cite: Cite) -> Element:
    """Return a citation by its key alone, where the works that it may name are not at hand."""
    return Element("ref", {"type": "cite", "cRef": " ".join(filter(None, cite))}, (", ".join(filter(None, cite)),))


def bracketed(inside: str, one: Callable[[Cite], Element]) -> tuple[Node, ...]:
    """Return the nodes of a bracket, each citation set by `one`; what cannot be read stays as written: the check names it.

    >>> [node if isinstance(node, str) else node.text() for node in bracketed("@a, p. 1; @b", bare)]
    ['(', 'a, p. 1', '; ', 'b', ')']
    """
    try:
        cites = parse(inside)
    except Unreadable:
        return (f"[{inside}]",)
    nodes: list[Node] = ["("]
    for number, cite in enumerate(cites):
        nodes += ["; ", one(cite)] if number else [one(cite)]
    return (*nodes, ")")
