"""Prose of a register: a sentence with `[[links]]` and `*emphasis*` becomes TEI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.model.tree import Element, Node

_MARK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]|\*([^*\s](?:[^*]*[^*\s])?)\*")  # [[kulak]], [[kulak|rich peasants]], *mir*
Resolve = Callable[[str], str | None]
"""Takes the words of a link and returns the `xml:id` that they lead to."""


def links(prose: str) -> Iterator[str]:
    """Yield what each link names.

    >>> list(links("A [[kulak]] or [[serednyak|middle peasant]]."))
    ['kulak', 'serednyak']
    """
    return (match[1].strip() for match in _MARK.finditer(prose) if match[1])


def tei(prose: str, resolve: Resolve) -> tuple[Node, ...]:
    """Return the nodes of a sentence: links as `ref[@type='term']`, emphasis as `hi`.

    A link that leads nowhere stays as its words: the check of the register has named it before.

    >>> tei("A *mir*.", lambda words: None)
    ('A ', Element(name='hi', attributes={'rend': 'italic'}, children=('mir',), line=0), '.')
    """
    nodes: list[Node] = []
    end = 0
    for match in _MARK.finditer(prose):
        nodes.append(prose[end:match.start()])
        end = match.end()
        if match[3]:
            nodes.append(Element("hi", {"rend": "italic"}, (match[3],)))
            continue
        words = (match[2] or match[1]).strip()
        target = resolve(match[1].strip())
        nodes.append(words if target is None else Element("ref", {"type": "term", "target": f"#{target}"}, (words,)))
    nodes.append(prose[end:])
    return tuple(node for node in nodes if node != "")
