"""Prose of ours: sentences with `[[links]]`, `[@citations]` and `*emphasis*` become TEI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.annotate.catalogue import Catalogue
from build_tools.model.tree import Element, Node, merged
from build_tools.read.marks import FIGURE

_MARK = re.compile(  # ![[figure:scissors]], [[kulak]], [[kulak|rich peasants]], *mir*, [@bettelheim, p. 88]
    rf"{FIGURE}|\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]|\*([^*\s](?:[^*]*[^*\s])?)\*|\[(@[^\[\]]+)\]"
)
Resolve = Callable[[str], str | None]
"""Takes the words of a link and returns the `xml:id` that they lead to."""


def links(prose: str) -> Iterator[str]:
    """Yield what each link names.

    >>> list(links("A [[kulak]] or [[serednyak|middle peasant]]."))
    ['kulak', 'serednyak']
    """
    return (match[2].strip() for match in _MARK.finditer(prose) if match[2])


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
        if match["figure"]:
            nodes.append(_figure(match["figure"], alone=match[0] == prose.strip()))
            continue
        if match[4]:
            nodes.append(Element("hi", {"rend": "italic"}, (match[4],)))
            continue
        if match[5]:
            nodes += catalogue.bracketed(match[5])
            continue
        words = (match[3] or match[2]).strip()
        target = resolve(match[2].strip())
        nodes.append(words if target is None else Element("ref", {"type": "term", "target": f"#{target}"}, (words,)))
    nodes.append(prose[end:])
    return tuple(node for node in merged(nodes) if node != "")


def _figure(name: str, alone: bool) -> Element:
    """Return a figure: the chart itself where it is all that is said, else a link to its page."""
    page = f"figures/{name}.html"
    return Element("figure", {"corresp": page}) if alone else Element("ref", {"type": "site", "target": page}, (name.replace("-", " "),))
