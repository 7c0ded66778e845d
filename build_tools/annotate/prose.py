"""Prose of ours: sentences with `[[links]]`, `[@citations]` and `*emphasis*` become TEI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.annotate.catalogue import Catalogue
from build_tools.model.tree import Element, Node, merged

_MARK = re.compile(  # [[kulak]], [[kulak|rich peasants]], *mir*, [@bettelheim, p. 88]
    r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]|\*([^*\s](?:[^*]*[^*\s])?)\*|\[(@[^\[\]]+)\]"
)
Resolve = Callable[[str], str | None]
"""Takes the words of a link and returns the `xml:id` that they lead to."""


def links(prose: str) -> Iterator[str]:
    """Yield what each link names.

    >>> list(links("A [[kulak]] or [[serednyak|middle peasant]]."))
    ['kulak', 'serednyak']
    """
    return (match[1].strip() for match in _MARK.finditer(prose) if match[1])


def tei(prose: str, resolve: Resolve, catalogue: Catalogue) -> tuple[Node, ...]:
    """Return the nodes of a sentence: links as `ref[@type='term']`, citations as `ref[@type='cite']`, emphasis as `hi`.

    A link or a citation that leads nowhere stays as its words: the check has named it before.

    >>> tei("A *mir*.", lambda words: None, Catalogue())
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
        if match[4]:
            nodes += catalogue.bracketed(match[4])
            continue
        words = (match[2] or match[1]).strip()
        target = resolve(match[1].strip())
        nodes.append(words if target is None else Element("ref", {"type": "term", "target": f"#{target}"}, (words,)))
    nodes.append(prose[end:])
    return tuple(node for node in merged(nodes) if node != "")
