"""The composing stick: items of a plan become elements with ids, page breaks before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from build_tools.model.transcript import PageStart
from build_tools.model.tree import Element, Node
from build_tools.structure import tables
from build_tools.structure.blocks import PAGE_MARK
from build_tools.structure.inline import Inline
from build_tools.structure.plan import Item
from build_tools.structure.signs import FIRST_MARK

LEADING_MARKS = re.compile("(?:[\U000f0000-\U000ffffd] ?)+")
"""Page marks before the first word of a block."""

LETTERS = {"p": "p", "quote": "q", "table": "t", "lg": "lg", "item": "i", "fragment": "f"}
"""What the ids of the kinds of items count with: `bettelheim.2.1.3.p14`."""


class Stick:
    """Sets the items of one work. `calls` grows while the work is set: the number of each marked call and the id of its note."""

    def __init__(self, pages: Sequence[PageStart], blank_pages: Sequence[str], bracketed: bool) -> None:
        self.pages = pages
        self.blank_pages = frozenset(blank_pages)
        self.calls: list[tuple[int, str]] = []
        self.inline = Inline(pages, self.calls, bracketed)

    def items(self, planned: Sequence[Item], parent: str) -> Iterator[Node]:
        """Set the items of a division; neighbouring list items become one list, neighbouring quotations point back."""
        count: Counter[str] = Counter()
        held: list[Node] = []
        quotation = ""
        for item in planned:
            before, text = self.leading(item.texts[0])
            texts = [text, *item.texts[1:]]
            if item.kind != "item" and held:
                yield self.listed(held, parent, count)
                held = []
            count[item.kind] += 1
            identifier = f"{parent}.{LETTERS[item.kind]}{count[item.kind]}"
            if item.kind == "item":
                text = PAGE_MARK.sub("", text[: len(item.label) + 2])[len(item.label) :].lstrip() + text[len(item.label) + 2 :]
                held.extend(
                    [*before, Element("label", {}, (item.label,)), Element("item", {"xml:id": identifier}, self.inline(text), item.line)]
                )
                quotation = ""
                continue
            yield from before
            if item.kind == "quote":
                attributes = {"xml:id": identifier, "prev": f"#{quotation}"} if quotation else {"xml:id": identifier}
                yield Element("quote", attributes, self.inline(texts[0]), item.line)
                quotation = identifier
                continue
            quotation = ""
            if item.kind == "table":
                table = tables.element(texts, self.inline)
                yield Element("table", {"xml:id": identifier}, table.children, item.line)
            elif item.kind == "lg":
                yield Element("lg", {"xml:id": identifier}, tuple(Element("l", {}, self.inline(line)) for line in texts), item.line)
            elif item.kind == "fragment":
                yield Element("ab", {"type": "fragment", "xml:id": identifier}, self.inline(texts[0]), item.line)
            else:
                yield Element("p", {"xml:id": identifier}, self.inline(texts[0]), item.line)
        if held:
            yield self.listed(held, parent, count)

    @staticmethod
    def listed(held: Sequence[Node], parent: str, count: Counter[str]) -> Element:
        """Return a numbered list of labels and items."""
        count["list"] += 1
        return Element("list", {"type": "numbered", "xml:id": f"{parent}.l{count['list']}"}, tuple(held))

    def leading(self, text: str) -> tuple[list[Node], str]:
        """Take the page marks off the beginning of a text and return them as elements, with a gap before a page that lost ones precede."""
        match = LEADING_MARKS.match(text)
        if match is None:
            return [], text
        found: list[Node] = []
        for mark in PAGE_MARK.findall(match.group()):
            place = ord(mark) - FIRST_MARK
            lost = self.lost_before(place)
            if lost:
                found.append(Element("gap", {"reason": "lost", "unit": "page", "extent": str(lost)}))
            found.append(self.inline.page_break(place))
        return found, text[match.end() :]

    def lost_before(self, place: int) -> int:
        """Return how many printed pages are missing before page start `place`; blank pages are not missing."""
        if not place or not (self.pages[place].n.isdigit() and self.pages[place - 1].n.isdigit()):
            return 0
        between = range(int(self.pages[place - 1].n) + 1, int(self.pages[place].n))
        return sum(str(number) not in self.blank_pages for number in between)
