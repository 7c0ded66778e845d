"""From the bytes of a TEI file to a document."""

from __future__ import annotations

from typing import cast

from lxml import etree

from build_tools.model.document import Document
from build_tools.model.finding import EditionError, Finding
from build_tools.model.tree import Element, Node
from build_tools.tei.layout import ELEMENT_ONLY, NAMESPACE, PREFIX, XML_PREFIX, XML_SPACE
from build_tools.tei.record import record, treatments


def read(data: bytes, file: str) -> Document:
    """Return the document of a TEI file that this edition wrote: `read(write(document)) == document`.

    It does not validate; see `tei.validate`. Raises `EditionError` with T002 to T004 where the bytes are not such XML, and T006
    where the header is not of our shape.
    """
    root = read_tree(data, file)
    text = root.first("text")
    if root.name != "TEI" or text is None:
        expected = "a `TEI` element with `teiHeader` and `text`"
        raise EditionError(Finding("T006", f"the file is a `{root.name}` without a `text`", file, root.line, expected=expected,
                                   hint="one file holds one work"))
    return Document(record(root, file), text, treatments(root))


def read_tree(data: bytes, file: str) -> Element:
    """Return the whole of a TEI file as a tree, whoever wrote it: white space that is layout and comments are left out."""
    return element(parse(data, file), file)


def parse(data: bytes, file: str) -> etree._Element:
    """Return the root of an XML file, read without network, document type or entities.

    The limits of libxml2 on depth and size stay in force: a volume of an edition comes nowhere near them.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = f"byte {data[fault.start]:#04x} is not UTF-8"
        raise EditionError(Finding("T002", message, file, line, expected="UTF-8", hint="Save the file as UTF-8.")) from None
    # Without collect_ids=False an id that stands twice would be a fault of the XML, not the finding T020.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        message = f"not well-formed XML: {fault.msg}"
        hint = "An editor that knows XML shows the place; an `&` must be written `&amp;` and a `<` `&lt;`."
        raise EditionError(Finding("T003", message, file, fault.lineno, expected="well-formed XML", hint=hint)) from None
    if cast(str, root.getroottree().docinfo.doctype):  # type: ignore[union-attr]  # a parsed tree has one
        hint = "Write the characters themselves instead of entities, and remove the DOCTYPE."
        raise EditionError(Finding("T004", "the file declares a document type", file, 1, expected="no DOCTYPE", hint=hint))
    return root


def line_of(node: etree._Element) -> int:
    """Return the line of a file where an element begins."""
    return cast(int, node.sourceline)


def element(node: etree._Element, file: str) -> Element:
    """Return an lxml element as one of ours, with `line` as the line of the file."""
    return _element(node, node.tag, {}, file)


def _element(node: etree._Element, tag: str, names: dict[str, str], file: str) -> Element:
    """Do the work of `element`; lxml makes a new string of a tag at every look, so it is handed down, and `names` spares cutting it."""
    name = names.get(tag)
    if name is None:
        name = names[tag] = tag[len(PREFIX):] if tag.startswith(PREFIX) else _name(node, tag, file)
    attributes = dict(cast("list[tuple[str, str]]", node.items()))
    for key in attributes:
        if key[0] == "{":
            attributes = {key if key[0] != "{" else _name(node, key, file): value for key, value in attributes.items()}
            break
    children: list[Node] = []
    if text := node.text:
        children.append(text)
    for child in node:
        below = child.tag
        if type(below) is str:
            children.append(_element(child, below, names, file))
        if tail := child.tail:
            # Where a comment stood there are two strings in a row.
            if children and type(children[-1]) is str:
                children[-1] += tail
            else:
                children.append(tail)
    if name in ELEMENT_ONLY:
        inner = [child for child in children if type(child) is not str or child.strip(XML_SPACE)]
        if not any(type(child) is str for child in inner):
            children = inner
    return Element(name, attributes, tuple(children), line_of(node))


def _name(node: etree._Element, qualified: str, file: str) -> str:
    """Return the name of something outside the TEI namespace as written in a file, such as `xml:id`."""
    if qualified.startswith(XML_PREFIX):
        return f"xml:{qualified[len(XML_PREFIX):]}"
    namespace, _, local = qualified[1:].partition("}") if qualified[0] == "{" else ("", "", qualified)
    message = f"`{local}` belongs to {namespace or 'no namespace'}"
    hint = "The root element must say xmlns=\"http://www.tei-c.org/ns/1.0\", and nothing may stand in another namespace."
    raise EditionError(Finding("T004", message, file, line_of(node), expected=f"the namespace {NAMESPACE}", hint=hint))
