"""What a schema cannot say: rules about ids, pointers, pages and empty blocks, one function each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from lxml import etree

from build_tools.model.finding import Finding
from build_tools.tei.layout import PREFIX, XML_PREFIX
from build_tools.tei.naming import called, id_of, name_of
from build_tools.tei.parse import line_of

POINTERS = ("target", "ref", "corresp", "prev", "resp")
"""Attributes that point at something."""

ADDRESS = re.compile(r"[^\s<>\"{}|\\^`]+")
"""An address without white space: `#w.1.p2`, `https://example.org/a%20b`."""

TARGETS: Mapping[tuple[str, str], str] = {
    ("ref", "noteref"): "note",
    ("ref", "note"): "note",
    ("ref", "page"): "pb",
    ("quote", ""): "quote",
}
"""What an element of a type must point at, where the place is in the same file."""

EVERY_POINTER = [(name, etree.XPath(f"//@{name}")) for name in POINTERS]

TEXT, DIVISION, ID = f"{PREFIX}text", f"{PREFIX}div", f"{XML_PREFIX}id"

FILLED = ("p", "quote", "l", "ab", "label", "item", "note", "bibl")
"""Blocks that must hold words, or a `gap` where they are lost."""


class Survey:
    """A file seen once: the elements of its text by name, in reading order; all elements by id; `findings` are made with `file`.

    `passages` are the elements of the text that have an id, each with that of the division around it; notes are numbered with the
    chapter that calls them, so a division of notes does not count.
    """

    def __init__(self, root: etree._Element, file: str) -> None:
        self.root = root
        self.file = file
        self.by_name: dict[str, list[etree._Element]] = defaultdict(list)
        self.by_id: dict[str, etree._Element] = {}
        self.again: list[etree._Element] = []
        self.passages: list[tuple[etree._Element, str, str]] = []
        for node in root.iterchildren(etree.Element):
            if node.tag == TEXT:
                self._walk(node, id_of(root))
            else:
                for below in node.iter(etree.Element):
                    self._name(below, id_of(below))
        self._name(root, id_of(root))

    def _name(self, node: etree._Element, own: str) -> None:
        if own and self.by_id.setdefault(own, node) is not node:
            self.again.append(node)

    def _walk(self, node: etree._Element, division: str) -> None:
        for child in node:
            tag = child.tag
            if type(tag) is str:
                self.by_name[tag[len(PREFIX):]].append(child)
                inside = division
                if own := child.get(ID):
                    self._name(child, own)
                    self.passages.append((child, own, division))
                    if tag == DIVISION and child.get("type") != "notes":
                        inside = own
                self._walk(child, inside)

    def finding(self, code: str, node: etree._Element, message: str, expected: str, hint: str = "") -> Finding:
        """Return a finding at the line of `node`."""
        return Finding(code, message, self.file, line_of(node), expected=expected, hint=hint)


Rule = Callable[[Survey], Iterator[Finding]]


def ids_are_unique(survey: Survey) -> Iterator[Finding]:
    """T020: an id names one place."""
    for node in survey.again:
        first = line_of(survey.by_id[id_of(node)])
        yield survey.finding("T020", node, f"{called(node)} has an id that stands already in line {first}", "another id")


def pointers_lead_somewhere(survey: Survey) -> Iterator[Finding]:
    """T021, T027: a pointer is an address, and one into this file leads to an id in it."""
    for attribute, find in EVERY_POINTER:
        for found in cast("list[etree._ElementUnicodeResult]", find(survey.root)):
            pointer, node = str(found), cast(etree._Element, found.getparent())
            if not ADDRESS.fullmatch(pointer):
                yield survey.finding("T027", node, f"{called(node)} has `{attribute}=\"{pointer}\"`", "an address without white space")
            elif pointer[0] == "#" and pointer[1:] not in survey.by_id:
                hint = "Leave the attribute out where the place is lost, so that the loss can be shown."
                message = f"{called(node)} points at {pointer}, which is not in this file"
                yield survey.finding("T021", node, message, "an id of this file", hint)


def ids_tell_their_place(survey: Survey) -> Iterator[Finding]:
    """T022: the id of a passage begins with that of its division, that of a division with the one around it, all with the work."""
    for node, own, around in survey.passages:
        if around and not own.startswith(f"{around}.") and name_of(node) != "pb":
            yield survey.finding("T022", node, f"{called(node)} stands in {around}", f"an id that begins with `{around}.`")


def pages_are_unique(survey: Survey) -> Iterator[Finding]:
    """T023: a printed page begins once."""
    seen: dict[str, etree._Element] = {}
    for node in survey.by_name["pb"]:
        number = node.get("n", "")
        if number in seen:
            message = f"page {number} begins a second time; the first is in line {line_of(seen[number])}"
            yield survey.finding("T023", node, message, "another page number", "Look at the page starts of the transcript.")
        seen.setdefault(number, node)


def pages_have_their_ids(survey: Survey) -> Iterator[Finding]:
    """T024: the id of a page is made of its number."""
    for node in survey.by_name["pb"]:
        expected = f"pb-{node.get('n', '')}"
        if id_of(node) and id_of(node) != expected:
            yield survey.finding("T024", node, f"{called(node)} is page {node.get('n', '')}", f"`xml:id=\"{expected}\"`")


def calls_have_the_number_of_their_note(survey: Survey) -> Iterator[Finding]:
    """T025: a call and the note that it calls have the same number."""
    for node in survey.by_name["ref"]:
        note = survey.by_id.get(node.get("target", "")[1:])
        if node.get("type") == "noteref" and note is not None and name_of(note) == "note" and note.get("n") != node.get("n"):
            message = f"{called(node)} is call {node.get('n')} and leads to {called(note)}, which is note {note.get('n')}"
            yield survey.finding("T025", node, message, f"a note with `n=\"{node.get('n')}\"`")


def pointers_lead_to_their_kind(survey: Survey) -> Iterator[Finding]:
    """T026: a call leads to a note, a page number to a page, a quotation goes on from a quotation."""
    for (name, kind), expected in TARGETS.items():
        for node in survey.by_name[name]:
            pointer = node.get("prev" if name == "quote" else "target", "")
            target = survey.by_id.get(pointer[1:]) if pointer.startswith("#") else None
            if target is not None and (not kind or node.get("type") == kind) and name_of(target) != expected:
                yield survey.finding("T026", node, f"{called(node)} points at {called(target)}", f"a `{expected}`")


def headings_have_words(survey: Survey) -> Iterator[Finding]:
    """T028: a heading says something."""
    for node in survey.by_name["head"]:
        if _is_empty(node):
            yield survey.finding("T028", node, f"{called(node)} is empty", "the words of the heading", "Leave the `head` out.")


def blocks_have_words(survey: Survey) -> Iterator[Finding]:
    """T029: a paragraph, note or other block says something, or says that its words are lost."""
    for name in FILLED:
        for node in survey.by_name[name]:
            if _is_empty(node):
                yield survey.finding("T029", node, f"{called(node)} is empty", "words, or a `gap` where they are lost")


def _is_empty(node: etree._Element) -> bool:
    if (node.text or "").strip():
        return False
    return not "".join(cast("Iterator[str]", node.itertext())).strip() and node.find(f".//{PREFIX}gap") is None


RULES: Sequence[Rule] = (
    ids_are_unique,
    pointers_lead_somewhere,
    ids_tell_their_place,
    pages_are_unique,
    pages_have_their_ids,
    calls_have_the_number_of_their_note,
    pointers_lead_to_their_kind,
    headings_have_words,
    blocks_have_words,
)
"""All rules; each looks at the whole file."""
