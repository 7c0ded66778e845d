"""Sentences of a work of ours, paragraph by paragraph, each with the places that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from build_tools.model.tree import Element

BLOCKS = frozenset({"p", "quote", "note", "item"})
_CITE = "\x00"  # where a citation stands in the words around it
_BRACKETS = re.compile(rf"\s*\([;\s{_CITE}]+\)")  # (Bettelheim, p. 88; Marquit, p. 393)
_END = re.compile(
    r"(?<=[.?!])(?<!\bp\.)(?<!\bpp\.)(?<!\bvol\.)(?<!\bcf\.)(?<!\bno\.)(?<!\bn\.)(?<!\bff\.)(?<!\b[A-Z]\.)[”’)]*\s+(?=[“‘(]*[A-Z\d])"
)
"""`… rose. The price …`: not behind `p.` or an initial."""


class Sentence(NamedTuple):
    """The words of a sentence without its citations, what it cites (`bettelheim p. 88`), and the line of its paragraph."""

    words: str
    cited: tuple[str, ...]
    line: int


def paragraphs(element: Element) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences of each paragraph, note, item and quotation, in reading order.

    >>> cite = Element("ref", {"type": "cite", "cRef": "w p. 7"}, ("W, p. 7",))
    >>> list(paragraphs(Element("p", {}, ("It fell by 3. It rose by 4 ", cite, "."))))
    [(Sentence(words='It fell by 3.', cited=(), line=0), Sentence(words='It rose by 4 .', cited=('w p. 7',), line=0))]
    """
    if element.name in BLOCKS:
        parts: list[str] = []
        cites: list[str] = []
        _flatten(element, parts, cites)
        row = iter(cites)
        found = (
            Sentence(" ".join(_BRACKETS.sub("", said).replace(_CITE, "").split()), tuple(islice(row, said.count(_CITE))), element.line)
            for said in _END.split("".join(parts))
        )
        yield tuple(one for one in found if one.words)
    for child in element.elements():
        yield from paragraphs(child)


def _flatten(element: Element, parts: list[str], cites: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.get("type") == "cite":
            parts.append(_CITE)
            cites.append(child.get("cRef"))
        elif child.get("type") != "noteref" and child.name not in (*BLOCKS, "list", "table", "figure"):
            _flatten(child, parts, cites)
