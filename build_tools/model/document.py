"""A document: one work as a tree, with its record and the story of its treatment."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model.record import Record
from build_tools.model.tree import Element


@dataclass(frozen=True, slots=True)
class Treatment:
    """What one rule did to the text of a work: `kind` is the child of `editorialDecl` where its sentence stands.

    `kind` is `normalization`, `hyphenation`, `correction` or `segmentation`; `count` is the number of places.
    """

    rule: str
    kind: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Document:
    """A work as TEI: `text` is the element `text` with `front`, `body` and `back` as far as they exist."""

    record: Record
    text: Element
    treatments: tuple[Treatment, ...] = ()
