"""The notes of a Markdown text: their bodies by file and label, those that were called, and those that are missing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from build_tools.model.finding import Finding
from build_tools.model.tree import Element
from build_tools.read.markdown_syntax import definitions

PLAIN = re.compile(r"[^A-Za-z0-9-]")
"""What an id cannot hold of a label."""

Label = tuple[int, str]
"""The file of a text, counted from 0, and the label of a note in it."""


class Notes:
    """The notes of a text in one or several files. `rest` are its lines without their bodies; `line` is where the reader is."""

    def __init__(self, lines: Sequence[str], parts: Sequence[int]) -> None:
        self.parts = tuple(parts) or (1,)
        self.bodies: dict[Label, tuple[int, str]] = {}
        self.rest: list[str] = []
        for part, (first, end) in enumerate(pairwise((*self.parts, len(lines) + 1))):
            bodies, rest = definitions(lines[first - 1 : end - 1])
            self.bodies.update({(part, label): (first - 1 + line, body) for label, (line, body) in bodies.items() if body.strip()})
            self.rest.extend(rest)
        self.ids: dict[Label, str] = {}
        self.lost: list[tuple[str, int]] = []
        self.line = 1

    @property
    def uncalled(self) -> list[Label]:
        """The notes that nothing has called, in their order."""
        return [known for known in self.bodies if known not in self.ids]

    def call(self, label: str, identify: Callable[[str], str], called: list[Label]) -> Element:
        """Return the call of a note; at the first one the note gets its id from `identify` and is told to `called`."""
        known = (max(0, bisect_right(self.parts, self.line) - 1), label)
        if known not in self.bodies:
            self.lost.append((label, self.line))
            return Element("ref", {"type": "noteref", "n": label}, (label,))
        if known not in self.ids:
            called.append(known)
            self.identify(known, identify)
        return Element("ref", {"type": "noteref", "n": label, "target": f"#{self.ids[known]}"}, (label,))

    def identify(self, known: Label, identify: Callable[[str], str]) -> str:
        """Return the id of a note, the one it has or a new one."""
        if known not in self.ids:
            self.ids[known] = identify(PLAIN.sub("-", known[1]))
        return self.ids[known]

    def unpaired(self, name: str) -> Iterator[Finding]:
        """Yield a finding for each call that has no body, as far as the text is read."""
        for label, line in self.lost:
            yield Finding("R035", f"the note [^{label}] has no body", name, line, expected=f"a paragraph “[^{label}]: …” in the same file",
                          hint="write the note, or take the call out")
