"""The inside of a block: page breaks, note calls, losses and references become elements among the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from build_tools.model.transcript import PageStart
from build_tools.model.tree import Element, Node, merged
from build_tools.structure.signs import FIRST_CALL, FIRST_MARK

LOST = re.compile(r"⟦lost(?: (\d+))? ?([a-z]*)⟧")
"""How a correction marks what cannot be restored: `⟦lost 1 line⟧`."""

PAGES = r"pp?\. ?\d{1,3}(?:[–-]\d{1,3})?(?: ?ff?\.)?(?:(?:,|,? and) (?:pp?\. )?\d{1,3}(?:[–-]\d{1,3})?(?: ?ff?\.)?(?![\d.]))*"

INTERNAL = re.compile(rf"\b(?:above|below)\b[^.;()]{{0,40}}?(?P<pages>{PAGES})|(?P<before>{PAGES}),? (?:above|below)\b", re.IGNORECASE)
"""`see below, pp. 205 ff.`: a reference to a page of the same work."""

OTHER_NOTE = re.compile(
    r"\b(?:above|below), (?:[^.;()]{0,20}?pp?\. ?[\d–]+, )?(?:n\.|note) ?(?P<n>\d{1,3})"
    r"|\bnote (?P<before>\d{1,3}),? (?:above|below)\b"
)
"""`see above, note 28`, `see below, p. 570, n. 26`: a reference to a note of the same chapter."""

ONE_PAGE = re.compile(r"\d{1,3}(?:[–-]\d{1,3})?(?: ?ff?\.)?")

OTHER_VOLUME = re.compile(
    r"\b[Vv]olume (?:I|II|III|IV|1|2|3) of (?:the present|this) work"
    r"(?:, (?:especially )?pp?\. ?\d{1,3}(?:[–-]\d{1,3})?(?:, \d{1,3}(?:[–-]\d{1,3})?)*)?"
)
"""`volume II of this work, pp. 31, 40`."""

BRACKETED = re.compile(r"\[(\d{1,2})\](?: ?\d{1,4}\b(?![\w%]))?")
"""`[2] 75`: a work by its number in a list, and a page of it."""

SPECIAL = re.compile("[⟦\U000f0000-\U0010fffd](?:(?<=⟦)lost[^⟦⟧]*⟧|(?<!⟦))")
"""A mark of a page or a call, or `⟦lost 1 line⟧`; all begin alike, so that a search needs one look at each character."""


class Span(NamedTuple):
    """Characters `start` to `end` of a text are the content of an element."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str]


class Inline:
    """Turns the text of a block into nodes; `calls` holds the number of each marked call and the id of its note (`""` if that is lost).

    `doubtful` are the places in `calls` of those that nothing but the count speaks for.
    """

    def __init__(self, pages: Sequence[PageStart], calls: Sequence[tuple[int | str, str]], bracketed: bool = False) -> None:
        self.pages = pages
        self.calls = calls
        self.bracketed = bracketed
        self.doubtful: set[int] = set()
        self.labels = frozenset(page.n for page in pages)
        self.scope, self.bodies = "", frozenset[int]()

    def enter(self, scope: str, bodies: frozenset[int]) -> None:
        """Say to which notes “note 28, above” refers from now on: those of `scope` that survive."""
        self.scope, self.bodies = scope, bodies

    def __call__(self, text: str) -> tuple[Node, ...]:
        """Return the nodes of a text."""
        spans = self.spans(text)
        if not spans:
            return merged([*self.words(text, "")])
        nodes: list[Node] = []
        at = 0
        for span in spans:
            nodes.extend(self.words(text[at : span.start], text[at - 1 : at] if at else ""))
            inside = tuple(self.words(text[span.start : span.end], text[span.start - 1 : span.start]))
            nodes.append(Element(span.name, span.attributes, inside))
            at = span.end
        nodes.extend(self.words(text[at:], text[at - 1 : at] if at else ""))
        return merged(nodes)

    def spans(self, text: str) -> list[Span]:
        """Find the references of a text, in order and without overlaps."""
        found: list[Span] = []
        if "bove" in text or "elow" in text:
            for match in INTERNAL.finditer(text):
                group = "pages" if match.group("pages") else "before"
                for one in ONE_PAGE.finditer(text, *match.span(group)):
                    first = re.match(r"\d+", one.group())
                    if first and first.group() in self.labels:
                        found.append(Span(*one.span(), "ref", {"type": "page", "target": f"#pb-{first.group()}"}))
            for match in OTHER_NOTE.finditer(text):
                group = "n" if match.group("n") else "before"
                if int(match.group(group)) in self.bodies:
                    found.append(Span(*match.span(group), "ref", {"type": "note", "target": f"#{self.scope}.n{match.group(group)}"}))
        if "olume" in text:
            found.extend(Span(*match.span(), "ref", {"type": "work"}) for match in OTHER_VOLUME.finditer(text))
        if self.bracketed and "[" in text:
            found.extend(Span(*match.span(), "ref", {"type": "bibl", "n": match.group(1)}) for match in BRACKETED.finditer(text))
        if not found:
            return found
        found.sort()
        ends = accumulate((span.end for span in found), max, initial=0)
        return [span for span, end in zip(found, ends) if span.start >= end]

    def words(self, text: str, before: str) -> Iterator[Node]:
        """Yield strings, page breaks, note calls and gaps; `before` is the character in front, which tells a break inside a word."""
        if text.isprintable() and "⟦" not in text:
            # Marks are private characters, which cannot be printed; most texts have none.
            if text:
                yield text
            return
        at = 0
        for match in SPECIAL.finditer(text):
            if match.start() > at:
                yield text[at : match.start()]
                before = text[match.start() - 1]
            elif match.start():
                before = text[match.start() - 1]
            mark = match.group()
            if len(mark) > 1:
                yield self.gap(mark)
            elif ord(mark) >= FIRST_CALL:
                number, target = self.calls[ord(mark) - FIRST_CALL]
                attributes = {"type": "noteref", "n": str(number)}
                if target:
                    attributes["target"] = f"#{target}"
                if ord(mark) - FIRST_CALL in self.doubtful:
                    attributes |= {"cert": "low", "resp": "#edition"}
                yield Element("ref", attributes, (str(number),))
            else:
                yield self.page_break(
                    ord(mark) - FIRST_MARK, bool(before) and not before.isspace() and text[match.end() : match.end() + 1].isalpha()
                )
            at = match.end()
        if at < len(text):
            yield text[at:]

    def page_break(self, index: int, inside_word: bool = False) -> Element:
        """Return the `pb` of page start `index`."""
        page = self.pages[index]
        attributes = {"n": page.n, "xml:id": f"pb-{page.n}"}
        if inside_word:
            attributes["break"] = "no"
        if page.cert:
            attributes["cert"] = page.cert
            attributes["resp"] = "#edition"
        return Element("pb", attributes, (), page.line)

    @staticmethod
    def gap(mark: str) -> Element:
        """Return the `gap` of a mark such as `⟦lost 1 line⟧`."""
        match = LOST.match(mark)
        attributes = {"reason": "lost"}
        if match and match.group(2):
            attributes["unit"] = match.group(2)
        if match and match.group(1):
            attributes["extent"] = match.group(1)
        return Element("gap", attributes)
