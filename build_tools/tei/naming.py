"""How a finding calls an element of a file: by its name, and its id where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lxml import etree

from build_tools.tei.layout import PREFIX, XML_PREFIX


def name_of(node: etree._Element) -> str:
    """Return the TEI name of an element; one of another namespace keeps that before its name."""
    tag = node.tag
    return tag[len(PREFIX):] if tag.startswith(PREFIX) else tag


def attributes_of(node: etree._Element) -> Mapping[str, str]:
    """Return the attributes with their names as written, such as `xml:id`."""
    given = cast("list[tuple[str, str]]", node.items())
    return {f"xml:{key[len(XML_PREFIX):]}" if key.startswith(XML_PREFIX) else key: value for key, value in given}


def id_of(node: etree._Element) -> str:
    """Return the `xml:id`, or `""`."""
    return node.get(f"{XML_PREFIX}id", "")


def called(node: etree._Element) -> str:
    """Return the name of an element and its id, or the id of what it stands in.

    >>> called(etree.fromstring('<p xmlns="http://www.tei-c.org/ns/1.0" xml:id="w.p1"><hi/></p>')[0])
    '`hi` in w.p1'
    """
    if own := id_of(node):
        return f"`{name_of(node)}` {own}"
    around = next((id_of(one) for one in node.iterancestors() if id_of(one)), "")
    return f"`{name_of(node)}` in {around}" if around else f"`{name_of(node)}`"
