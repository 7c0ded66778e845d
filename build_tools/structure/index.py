"""The printed index: entries, sub-entries and the pages they point to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.model.tree import Element, Node, merged
from build_tools.structure.blocks import PAGE_MARK, Block
from build_tools.structure.inline import Inline
from build_tools.structure.signs import FIRST_MARK

LOCATOR = re.compile(r"(?<![\w–-])(\d{1,3})(?:(–|-|-–) ?(\d{1,3}))?(?: ?(n)\.?(?: ?\d+)?)?(?=[,.;]|\s|$)")
"""`266–67`, `85`, `12n.`"""

PAIRS = (("(", ")"), ("“", "”"))

ENDS_IN_LOCATOR = re.compile(r"\d(?: ?n\.?)?[,.]?$")

LEADING = re.compile("[\\s\U000f0000-\U000ffffd]*")
"""Spaces and page marks before the first word of an entry."""

BARRED = re.compile(r"[^\W\d]|\(")
"""What no locator follows without a comma: `5 in 1926`."""

SEE = re.compile(r"\b([Ss]ee(?: also)?) (.+?)(?=\.? *$)")

WIDE = 0.72
"""Of the widest line of the index: a line so wide may go on in the next. A narrower one does when the next word had no room in it."""


TAIL = 20
"""Characters at the end of an entry that tell whether it is at its end: an index may come as one entry."""


@dataclass(slots=True)
class Entry:
    """An entry while it is being gathered: its lines, and its sub-entries. `tail` are its last characters.

    `open` counts the brackets and quotation marks that wait for their end.
    """

    lines: list[str]
    line: int
    subs: list[Entry] = field(default_factory=list)
    tail: str = ""
    open: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.see(self.lines[0])

    @property
    def text(self) -> str:
        """The whole entry."""
        return " ".join(self.lines)

    def add(self, line: str) -> None:
        """Add a line with which the entry goes on."""
        self.lines.append(line)
        self.see(f" {line}")

    def see(self, text: str) -> None:
        """Take in the end of a text, and what it opens."""
        self.tail = (self.tail + text)[-TAIL:]
        for opening, closing in PAIRS:
            self.open[opening] += text.count(opening) - text.count(closing)


def entries(blocks: Sequence[Block]) -> list[Entry]:
    """Gather the lines of a printed index into entries.

    A line with a capital begins an entry, one with a small letter a sub-entry, unless it goes on from the line before: after a
    comma, in a range, or when the line before has no page yet and was too wide for the column.
    """
    rows = [(text, block.rows[row]) for block in blocks for text, row in block.logical]
    column = max((row.width for _, row in rows), default=0)
    found: list[Entry] = []
    last: Entry | None = None
    width = 0
    for text, row in rows:
        plain = PAGE_MARK.sub("", text)
        if last is not None and goes_on(last, plain, width >= WIDE * column or width + len(plain.split(" ", 1)[0]) >= column):
            last.add(text)
        elif plain[:1].islower() and found:
            last = Entry([text], row.number)
            found[-1].subs.append(last)
        elif plain.startswith(("See ", "See also ")) and found:
            last = Entry([text], row.number)
            found[-1].subs.append(last)
        else:
            last = Entry([text], row.number)
            found.append(last)
        width = len(plain)
    return found


def goes_on(entry: Entry, text: str, wide: bool) -> bool:
    """Tell whether a line goes on with an entry."""
    before = entry.tail
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
    if any(count > 0 for count in entry.open.values()):
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
    at = seen = 0
    first = LEADING.match(text).end()  # type: ignore[union-attr]  # it matches nothing too
    # Whether the last comma is behind the last letter and the last bracket: only then is a number a locator.
    clear = False
    for match in LOCATOR.finditer(text, 0, end):
        comma = text.rfind(",", seen, match.start())
        clear = (clear or comma >= 0) and not BARRED.search(text, max(comma, seen), match.start())
        seen = match.start()
        if seen > first and not clear:
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
