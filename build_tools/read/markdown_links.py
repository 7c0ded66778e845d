"""The links of a Markdown text: citations, terms, addresses, and links to its own headings, which lead to their ids at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from build_tools.model.finding import Finding
from build_tools.model.tree import Element, Node, rebuild
from build_tools.read.cites import Cite, bare, bracketed
from build_tools.read.fields import nearest
from build_tools.read.marks import slug

ADDRESS = re.compile(r"https?://\S+$")  # https://example.org/a
SITE = re.compile(r"[\w-]+(?:/[\w.-]+)*\.html(?:#[\w.-]+)?$")  # questions.html#question-who-held-the-grain
OWN = re.compile(r"(?:[\w./-]+\.md)?#([\w.-]+)$")  # #prices, 02-prices.md#prices


class Links:
    """The links of a text that is being read. `named` are the ids of what the text gives a name, `line` is where the reader is."""

    def __init__(self, cite: Callable[[Cite], Element] = bare) -> None:
        self.cite = cite
        self.named: dict[str, str] = {}
        self.line = 1
        self._asked: list[tuple[str, int]] = []

    def name(self, wanted: str, identifier: str) -> str:
        """Return an id, and keep it where the text gave the name of which it is made."""
        if wanted:
            self.named.setdefault(wanted, identifier)
        return identifier

    def citation(self, inside: str) -> tuple[Node, ...]:
        """Return the citations of a bracket."""
        return bracketed(" ".join(inside.split()), self.cite)

    def term(self, name: str, words: str | None) -> Element:
        """Return a link `[[kulak]]` or `[[#prices]]`."""
        if name.strip().startswith("#"):
            return self._own(name.strip().removeprefix("#"), (words.strip(),) if words else ())
        return Element("ref", {"type": "term", "n": slug(name)}, ((words or name).strip(),))

    def link(self, target: str, inside: tuple[Node, ...]) -> Element:
        """Return a link `[words](address)`; one to what the edition does not have keeps its words.

        A page of the site is named from the root of the site, wherever the text will stand: `questions.html#question-x`.
        """
        if ADDRESS.match(target):
            return Element("ref", {"type": "work", "target": target}, inside)
        if SITE.match(target):
            return Element("ref", {"type": "site", "target": target}, inside)
        own = OWN.match(target)
        return self._own(own[1], inside) if own else Element("ref", {"type": "see"}, inside)

    def _own(self, name: str, inside: tuple[Node, ...]) -> Element:
        self._asked.append((name, self.line))
        return Element("ref", {"type": "see", "target": f"#{name}"}, inside)

    def settled(self, body: Element) -> Element:
        """Return the text with links that lead to ids; one without words has those of the heading."""
        if not self._asked:
            return body
        heads = {one.id: head.text() for one in body.walk() if one.name == "div" and (head := one.first("head"))}
        asked = {name for name, _ in self._asked}

        def settle(element: Element) -> Element:
            name = element.get("target").removeprefix("#")
            if element.name != "ref" or element.get("type") != "see" or name not in asked:
                return element
            found = self.named.get(name)
            attributes = {"type": "see", **({"target": f"#{found}"} if found else {})}
            return element.replace(attributes=attributes, children=element.children or (heads.get(found or "", name),))

        return rebuild(body, settle)

    def lost(self, file: str) -> Iterator[Finding]:
        """Yield a finding for each link to a name that the text does not give."""
        for name, line in self._asked:
            if name not in self.named:
                yield Finding("R036", f"nothing in the text is called “#{name}”", file, line,
                              expected=f"a heading with “{{#{name}}}” behind it", hint=nearest(name, self.named))
