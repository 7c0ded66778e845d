"""From a document to the bytes of its TEI file."""

from __future__ import annotations

import re

from build_tools.model.document import Document
from build_tools.model.finding import EditionError, Finding
from build_tools.model.tree import Element
from build_tools.tei.header import header
from build_tools.tei.layout import LINES, NAMESPACE

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 does not allow, such as the form feed of a plain text."""

NAME = re.compile(r"(?:xml:)?[A-Za-z_][A-Za-z0-9_.-]*")
"""A name of an element or attribute as we write them: `biblStruct`, `xml:id`."""

Names = dict[str, None]


def write(document: Document) -> bytes:
    """Return the TEI file of a document: UTF-8, the same bytes for the same document.

    Elements that hold no words of their own have their children on separate lines; where there are words, nothing is added.
    Raises `EditionError` with T001 for a character that XML cannot hold, and with T005 to T007 for a record that is incomplete.
    """
    record = document.record
    root = Element(
        "TEI",
        {"xmlns": NAMESPACE, "xml:id": record.id, "xml:lang": record.language},
        (header(document), document.text),
    )
    whole = f"{DECLARATION}{serialize(root)}\n"
    if FORBIDDEN.search(whole):
        raise EditionError(*_forbidden(root, f"{record.id}.xml"))
    return whole.encode("utf-8")


def serialize(element: Element) -> str:
    """Return one element as a string of XML, without a declaration, as `write` lays it out.

    >>> serialize(Element("p", {"n": "a & b"}, ("1 < 2 ", Element("pb"))))
    '<p n="a &amp; b">1 &lt; 2 <pb/></p>'
    """
    parts: list[str] = []
    names: Names = {}
    _append(element, parts, "\n", names)
    for name in names:
        if not NAME.fullmatch(name):
            raise EditionError(Finding("T001", f"{name!r} is not a name that XML allows", element.id or element.name,
                                       expected="letters, digits, “.”, “-” and “_”, with a letter first",
                                       hint="a reader or a rule of the conversion made an element or attribute of this name"))
    return "".join(parts)


def _append(element: Element, parts: list[str], line: str, names: Names) -> None:
    """Add the pieces of one element to `parts`; `line` is the line end with the indentation of this element."""
    name = element.name
    names[name] = None
    start = f"<{name}"
    for key, value in element.attributes.items():
        names[key] = None
        start = f'{start} {key}="{_attribute(value)}"'
    children = element.children
    if not children:
        parts.append(start + "/>")
        return
    parts.append(start + ">")
    if name in LINES and not any(type(child) is str for child in children):
        inner = line + " "
        for child in children:
            parts.append(inner)
            _append(child, parts, inner, names)  # type: ignore[arg-type]  # no child is a string here
        parts.append(line)
    else:
        for child in children:
            if isinstance(child, str):
                parts.append(child.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;"))
            else:
                _append(child, parts, line, names)
    parts.append(f"</{name}>")


def _attribute(value: str) -> str:
    """Escape the value of an attribute; a parser would make a space of a bare tab or line end.

    >>> _attribute('a "b"\\n')
    'a &quot;b&quot;&#10;'
    """
    if value.isalnum():
        return value
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return value.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def _forbidden(root: Element, file: str) -> list[Finding]:
    """Find the elements that hold a forbidden character; called only when there is one."""
    findings = []
    for element in root.walk():
        texts = [child for child in element.children if isinstance(child, str)]
        for text in [*texts, *element.attributes.values()]:
            if found := FORBIDDEN.search(text):
                where = f"`{element.name}` {element.id}".rstrip() + (f" (line {element.line} of the input)" if element.line else "")
                findings.append(
                    Finding(
                        "T001",
                        f"{where} holds the character U+{ord(found.group()):04X}, which XML cannot hold",
                        file,
                        expected="characters that XML 1.0 allows",
                        hint="Remove it with a rule in clean/, so that the ledger has a row for it.",
                    )
                )
    return findings
