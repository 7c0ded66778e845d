"""Kinds of annotation: one row for each register that lies in `annotations/` and is woven into the texts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A register: where its entries stand, what they may say, and what their occurrences become in TEI.

    `element` takes `@ref` with `#` + `prefix` + the id of the entry. `body` is the field in prose (with `[[links]]`), `details` are
    the other fields that only this register has, each a string.
    """

    name: str
    file: str
    element: str
    prefix: str
    body: str
    details: tuple[str, ...] = ()

    def target(self, entry: str) -> str:
        """Return the `xml:id` of an entry's place in the register."""
        return f"{self.prefix}{entry}"


GLOSSARY = Kind("glossary", "glossary.yaml", "term", "glossary-", "definition", ("original", "literal", "expansion"))

KINDS: tuple[Kind, ...] = (GLOSSARY,)
