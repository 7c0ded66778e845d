"""The inside of a block: emphasis that a transcriber typed, with pages, calls and references among the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from build_tools.model.transcript import PageStart
from build_tools.model.tree import Element, Node, merged
from build_tools.structure.inline import Inline
from build_tools.structure.laid_out.apparatus import Called

EMPHASIS = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{0,1500}?[^\s_])_(?![^\W_])|(?<![\w=])=(?=[^\s=])([^=]{0,500}?[^\s=])=(?![\w=])")
"""`_the_` italic, `=the=` bold."""


class Line:
    """Turns the text of a block into nodes and counts the marks that became elements."""

    def __init__(self, pages: Sequence[PageStart], calls: Sequence[Called]) -> None:
        self.inline = Inline(pages, [(call.label, call.note.id if call.note else "") for call in calls])
        self.count: Counter[str] = Counter()

    def __call__(self, text: str) -> tuple[Node, ...]:
        """Return the nodes of a text."""
        if "_" not in text and "=" not in text:
            return self.inline(text)
        nodes: list[Node] = []
        at = 0
        for match in EMPHASIS.finditer(text):
            nodes.extend(self.inline(text[at : match.start()]))
            rend = "italic" if match.group(1) is not None else "bold"
            nodes.append(Element("hi", {"rend": rend}, self(match.group(1) or match.group(2))))
            self.count[rend] += 1
            at = match.end()
        nodes.extend(self.inline(text[at:]))
        return merged(nodes)


def carried(lines: Sequence[str]) -> list[str]:
    """Close emphasis at the end of each line of verse and open it again in the next, as TEI has it.

    >>> carried(["_The mill goes", "round and round_"])
    ['_The mill goes_', '_round and round_']
    """
    found: list[str] = []
    held = False
    for line in lines:
        odd = line.count("_") % 2 == 1
        text = f"_{line}" if held else line
        held = held != odd
        found.append(f"{text}_" if held else text)
    return found
