"""The guide through the figures: a set of charts in an order that tells something, each sentence with the passage it rests on."""

from __future__ import annotations

import re
from collections.abc import Collection

from build_tools.annotate.placed import Fault, Placed, fields, items, string
from build_tools.model.figure import Guide, Part
from build_tools.read.fields import nearest
from build_tools.read.source import ID

NAME = "guide.yaml"
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")  # … [@marquit, p. 404]. The …
_CITED = re.compile(r"\[@[^\[\]]+\]\)?[.!?]$")  # … ([@bettelheim, p. 41]).


def read(root: Placed, figures: Collection[str], fault: Fault) -> Guide | None:
    """Return the guide. Faults: A002, F001, F004 (no such figure), F011 (a sentence that cites nothing)."""
    found = fields(root, fault, "the guide")
    if set(found) != {"id", "title", "lead", "parts"}:
        fault("F001", root.line, "the guide has other fields", "id, title, lead, parts", "")
        return None
    name = string(found["id"], fault, "“id”")
    if name in figures or not ID.fullmatch(name):
        fault("F001", found["id"].line, f"“{name}” cannot be the guide's address", "small letters, digits, hyphens", "no figure's name")
    parts: list[Part] = []
    for place in items(found["parts"], fault, "“parts”"):
        part = fields(place, fault, "the part")
        if set(part) != {"title", "figure", "text"}:
            fault("F001", place.line, "a part has other fields", "title, figure, text", "")
            continue
        figure = string(part["figure"], fault, "“figure”")
        if figure not in figures:
            fault("F004", part["figure"].line, f"“{figure}” is no figure", "the name of a figure", nearest(figure, figures))
        text = string(part["text"], fault, "“text”")
        for sentence in sentences(text):
            if not _CITED.search(sentence):
                fault("F011", part["text"].line, f"“{sentence[:40]}…” cites nothing", "a citation at the end of each sentence",
                      "such as … [@work, p. 41].")
        parts.append(Part(string(part["title"], fault, "“title”"), figure, text, place.line))
    return Guide(name, string(found["title"], fault, "“title”"), string(found["lead"], fault, "“lead”"), tuple(parts))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; the stop of “p. 41” ends none.

    >>> sentences("It fell [@bettelheim, p. 41]. Then it rose [@marquit, p. 404].")
    ['It fell [@bettelheim, p. 41].', 'Then it rose [@marquit, p. 404].']
    """
    return _END.split(text)
