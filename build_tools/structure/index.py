"""The printed index: entries, sub-entries and the pages they point to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.model.tree import Element, Node, merged
from build_tools.structure.blocks import PAGE_MARK, Block
from build_tools.structure.inline import Inline
from build_tools.structure.signs import FIRST_MARK

LOCATOR = re.compile(r"(?<![\w–-])(\d{1,3})(?:(–|-|-–) ?(\d{1,3}))?(?: ?(n)\.?(?: ?\d+)?)?(?=[,.;]|\s|$)")
"""`266–67`, `85`, `12n.`"""

ENDS_IN_LOCATOR = re.compile(r"\d(?: ?n\.?)?[,.]?$")

SEE = re.compile(r"\b([Ss]ee(?: also)?) (.+?)(?=\.? *$)")

WIDE = 0.72
"""Of the widest line of the index: a line so wide may go on in the next. A narrower one does when the next word had no room in it."""


@dataclass(slots=True)
class Entry:
    """An entry while it is being gathered: its text, and its sub-entries."""

    text: str
    line: int
    subs: list[Entry] = field(default_factory=list)


def entries(blocks: Sequence[Block]) -> list[Entry]:
    """Gather the lines of a printed index into entries.

    A line with a capital begins an entry, one with a small letter a sub-entry, unless it goes on from the line before: after a
    comma, in a range, or when the line before has no page yet and was too wide for the column.
    """
    rows = [(text, block.rows[row]) for block in blocks for text, row in block.logical()]
    column = max((row.width for _, row in rows), default=0)
    found: list[Entry] = []
    last: Entry | None = None
    width = 0
    for text, row in rows:
        plain = PAGE_MARK.sub("", text)
        if last is not None and goes_on(last.text, plain, width >= WIDE * column or width + len(plain.split(" ", 1)[0]) >= column):
            last.text += " " + text
        elif plain[:1].islower() and found:
            last = Entry(text, row.number)
            found[-1].subs.append(last)
        elif plain.startswith(("See ", "See also ")) and found:
            last = Entry(text, row.number)
            found[-1].subs.append(last)
        else:
            last = Entry(text, row.number)
            found.append(last)
        width = len(plain)
    return found


def goes_on(before: str, text: str, wide: bool) -> bool:
    """Tell whether a line goes on from the one before."""
    if text[:1].isdigit() or text.startswith("(") or before.endswith(("–", "-", ";")):
        return True
    if before.endswith(".") and text.startswith("See "):
        return True
    if before.endswith(","):
        return not (before[-2:-1].isdigit() and text[:1].isalpha())
    if ENDS_IN_LOCATOR.search(before):
        return False
    if re.match(r"\(?[A-Z]", text) and re.search(r"\b(?:and|of|the|in|to|for|with|on|by|[Ss]ee|[Ss]ee also)$", before):
        return True
    if before.count("(") > before.count(")") or before.count("“") > before.count("”"):
        return True
    return wide and text[:1].islower()


def element(found: Sequence[Entry], inline: Inline) -> Element:
    """Return the index as nested lists of type `index`."""
    return Element("list", {"type": "index"}, tuple(items(found, inline)))


def items(found: Sequence[Entry], inline: Inline) -> Iterator[Element]:
    """Yield the entries with their locators as references to pages, and their sub-entries; a page begins before its first entry."""
    for entry in found:
        text = entry.text.lstrip()
        while PAGE_MARK.match(text):
            yield inline.page_break(ord(text[0]) - FIRST_MARK)
            text = text[1:].lstrip()
        children: list[Node] = [*locators(text, inline)]
        if entry.subs:
            children.append(element(entry.subs, inline))
        yield Element("item", {}, tuple(children), entry.line)


def locators(text: str, inline: Inline) -> tuple[Node, ...]:
    """Turn the numbers of an entry into references; a page that the work does not have stays without a target."""
    nodes: list[Node] = []
    see = SEE.search(text)
    end = see.start() if see else len(text)
    at = 0
    for match in LOCATOR.finditer(text, 0, end):
        comma = text.rfind(",", 0, match.start())
        if not PAGE_MARK.sub("", text[: match.start()]).strip():
            comma = 0
        if comma < 0 or re.search(r"[^\W\d]", text[comma : match.start()]) or "(" in text[comma : match.start()]:
            continue
        nodes.extend(inline(text[at : match.start()]))
        nodes.append(reference(match.group(1), match.group(0), inline))
        at = match.end()
    nodes.extend(inline(text[at:end]))
    if see:
        nodes.append(Element("ref", {"type": "see"}, inline(text[end:])))
    return merged(nodes)


def reference(page: str, printed: str, inline: Inline) -> Element:
    """Return the reference of a locator."""
    attributes = {"type": "page", "target": f"#pb-{page}"} if page in inline.labels else {"type": "page"}
    return Element("ref", attributes, (printed,))
