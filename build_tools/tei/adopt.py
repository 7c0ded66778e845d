"""A TEI file that others made: it is used as it is, with ids for the passages that have none and a record in our form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from build_tools.model.document import Document, Treatment
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.passage import Register
from build_tools.model.record import Record
from build_tools.model.tree import Element, Node
from build_tools.tei.parse import read, read_tree
from build_tools.tei.received_header import NOTHING, filled
from build_tools.tei.register import relabel
from build_tools.tei.serialize import write
from build_tools.tei.validate import validate

DECLARED = {
    "div": "d", "p": "p", "quote": "q", "table": "t", "lg": "lg", "list": "l", "item": "i", "figure": "g", "note": "n", "ab": "f",
    "sp": "sp",
}
"""Elements that are passages, and the letter with which their ids count."""

FATAL = frozenset({"T001", "T002", "T003", "T004", "T005", "T006", "T020", "T021"})
"""What stops the build even in a file of others: it cannot be read, or an id or a pointer in it is no use."""

NUMBERED = re.compile(r"div[0-7]$")
"""`div1`: a division with its depth in its name."""

LINES = frozenset({"p", "head", "l", "item", "cell", "ab", "quote", "q", "label", "titlePart", "said", "salute", "signed", "speaker"})
"""What has words: a note in it stands in the line."""

HOLDERS = frozenset({"div", "front", "body", "back", "group", "text"})
"""What has notes at its end, once they are lifted out of the line."""

UNNAMED = "note {}"
"""What a lifted note without an id is called until it gets one: its call must lead to it, and no id holds a space."""

SENTENCES = {
    "adopted-notes": "Notes that stood in the line stand at the end of their division, each with a call in its place.",
    "adopted-divisions": "Divisions whose name told their depth (div1, div2) became div.",
    "adopted-ids": "Passages and pages without an id were given one; none was changed.",
}

NAME_TOKEN = re.compile(r"[\w.:-]+$")

NOBODY = Register()


def adopt(data: bytes, file: str, given: Record, register: Register = NOBODY) -> tuple[Document, bytes]:
    """Return the document of a TEI file, and the file that the edition makes of it.

    A file that this edition wrote stays byte for byte as it is. In another, every passage without an id gets one and none is
    changed; the header is written anew from the record, whose empty fields the old header fills. Where the file names none of its
    passages, the ids are those that `register` promises: then a paragraph more does not shift the rest. Raises `EditionError` with
    T002 to T006 for what is no TEI.
    """
    if not [one for one in validate(data, file) if one.severity is Severity.ERROR]:
        return read(data, file), data
    tree = read_tree(data, file)
    text = tree.first("text")
    if tree.name != "TEI" or text is None:
        raise EditionError(Finding("T006", f"the file is a `{tree.name}` without a `text`", file, tree.line or None,
                                   expected="a `TEI` element with `teiHeader` and `text`", hint="one file holds one work"))
    record = filled(given, tree.first("teiHeader") or NOTHING)
    count: Counter[str] = Counter()
    shaped = lifted(text, count)
    named = declared(shaped, record.id)
    ids = sum(bool(one.id) for one in named.walk()) - sum(bool(one.id) and not unnamed(one) for one in shaped.walk())
    told = {**count, "adopted-ids": ids}
    treatments = tuple(Treatment(rule, "segmentation", sentence, told[rule]) for rule, sentence in SENTENCES.items() if told.get(rule))
    document = Document(record, named, treatments)
    if not any(one.id and not unnamed(one) for one in shaped.walk() if one.name in DECLARED):
        document = relabel(document, register)
    return document, write(document)


def lifted(text: Element, count: Counter[str]) -> Element:
    """Return a text with its notes in divisions of notes, as an edition shows them, and with one name for divisions of all depths.

    A note that stands between blocks, or in a division of notes, stays where it is. `count` is told what was done.
    """

    def walk(element: Element, holder: list[Element], inline: bool) -> Element:
        name = element.name
        if NUMBERED.match(name):
            name = "div"
            count["adopted-divisions"] += 1
        own: list[Element] = holder if name not in HOLDERS else []
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, str):
                children.append(child)
            elif child.name == "note" and (inline or name in LINES) and child.text().strip():
                count["adopted-notes"] += 1
                n = child.get("n") or str(count["adopted-notes"])
                identifier = child.id or UNNAMED.format(count["adopted-notes"])
                place = "bottom" if child.get("place") in ("bottom", "foot") else "end"
                children.append(Element("ref", {"type": "noteref", "n": n, "target": f"#{identifier}"}, (n,), child.line))
                body = walk(child, own, True)
                own.append(body.replace(attributes={**child.attributes, "n": n, "place": place, "xml:id": identifier}))
            else:
                children.append(walk(child, own, inline or name in LINES))
        if name in HOLDERS and own:
            children.append(Element("div", {"type": "notes"}, tuple(own)))
        return Element(name, element.attributes, tuple(children), element.line)

    return walk(text, [], False)


def unnamed(element: Element) -> bool:
    """Say whether an element has no id of its own: none at all, or what a lifted note is called meanwhile."""
    return not element.id or " " in element.id


def faults(data: bytes, file: str, document: Document) -> list[Finding]:
    """Return what is wrong with an adopted file: what its makers did in another way than we is a note, not an error.

    The file that was made of `document` is judged; a finding names the line of the file that came in, as far as the document knows it.
    """
    found = validate(data, file)
    if not found:
        return []
    lines = received(data, file, document)
    return [
        replace(one, line=lines.get(one.line or 0), severity=one.severity if one.code in FATAL else Severity.NOTE) for one in found
    ]


def received(data: bytes, file: str, document: Document) -> dict[int, int]:
    """Return, for each line of a file that was made of a document on which an element begins, the line on which that was received."""
    made = read_tree(data, file).first("text") or NOTHING
    lines: dict[int, int] = {}
    for ours, theirs in zip(made.walk(), document.text.walk()):
        if theirs.line:
            lines.setdefault(ours.line, theirs.line)
    return lines


def declared(text: Element, work: str) -> Element:
    """Return a text in which every passage and page has an id; those that exist are never changed, nor given again.

    Notes stand in a division of their own, and are named by the division that calls them.
    """
    taken = {element.id for element in text.walk() if not unnamed(element)}
    named: dict[str, str] = {}
    times: Counter[str] = Counter()

    def give(wanted: str) -> str:
        name = wanted
        while name in taken:
            # A name that was given stays given: the numbers tried before need not be tried again.
            times[wanted] += 1
            name = f"{wanted}-{times[wanted] + 1}"
        taken.add(name)
        return name

    def walk(element: Element, around: str, count: Counter[str]) -> Element:
        attributes = element.attributes
        inside, inner = around, count
        letter = DECLARED.get(element.name, "")
        if letter == "d" and element.get("type") == "notes":
            if not element.id:
                attributes = {**attributes, "xml:id": give(f"{around}.notes")}
            letter = ""
        elif letter and unnamed(element):
            count[letter] += 1
            attributes = {**attributes, "xml:id": give(f"{around}.{letter}{count[letter]}")}
            if element.id:
                named[f"#{element.id}"] = f"#{attributes['xml:id']}"
        elif element.name == "pb" and not element.id and NAME_TOKEN.match(element.get("n")):
            attributes = {**attributes, "xml:id": give(f"pb-{element.get('n')}")}
        if letter in ("d", "n", "i"):
            inside, inner = attributes["xml:id"], Counter()
        children: list[Node] = []
        for child in element.children:
            children.append(walk(child, inside, inner) if isinstance(child, Element) else child)
        return element.replace(children=tuple(children), attributes=attributes)

    def lead(element: Element) -> Element:
        target = element.get("target")
        attributes = {**element.attributes, "target": named[target]} if target in named else element.attributes
        children = tuple(lead(child) if isinstance(child, Element) else child for child in element.children)
        return element.replace(children=children, attributes=attributes)

    return lead(walk(text, work, Counter()))
