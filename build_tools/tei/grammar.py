"""The edition's schema as values, so that a fault can be explained in words: what may stand where, and with which attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Union

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"

DATATYPES: Mapping[str, str] = {
    "NCName": r"[^\W\d][\w.\-]*",
    "NMTOKEN": r"[\w.\-:]+",
    "NMTOKENS": r"[\w.\-:]+( [\w.\-:]+)*",
    "anyURI": r"\S+",
    "token": r".*\S.*",
}
"""The data types that the schema uses, as regular expressions that are at least as strict; `string` has its own pattern."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What an attribute may hold: one of `values`, or else a match of `pattern`; `expected` says it in words."""

    name: str
    required: bool
    values: tuple[str, ...]
    pattern: str
    expected: str

    def accepts(self, value: str) -> bool:
        """Tell whether the attribute may hold this value."""
        return value.strip() in self.values if self.values else re.fullmatch(self.pattern, value, re.DOTALL) is not None


@dataclass(frozen=True, slots=True)
class Nothing:
    """No child."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text."""


@dataclass(frozen=True, slots=True)
class One:
    """One child, by the name of its definition."""

    definition: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """`first`, then `rest`."""

    first: Content
    rest: Content


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the two."""

    one: Content
    other: Content


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of them, in a row."""

    each: Content


Content = Union[Nothing, Words, One, Sequence, Choice, Many]


@dataclass(frozen=True, slots=True)
class Shape:
    """One way in which an element may look; an element has several where its attributes decide on its content."""

    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    content: Content = Nothing()


@dataclass(frozen=True, slots=True)
class Definition:
    """A pattern of the schema that is one element."""

    element: str
    expected: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All definitions by their names, and the name of the one for the root."""

    root: str
    definitions: Mapping[str, Definition]


def source() -> bytes:
    """Return the RELAX NG file that ships with the package."""
    return files("build_tools.tei").joinpath("schema", "edition.rng").read_bytes()


@cache
def grammar() -> Grammar:
    """Return the schema of the edition; read once, and only when a fault must be explained."""
    schema = etree.fromstring(source())
    defines = {str(define.get("name")): define for define in schema.iterchildren(f"{RNG}define")}
    definitions = {}
    for name, define in defines.items():
        element = define.find(f"{RNG}element")
        if element is not None:
            definitions[name] = Definition(
                str(element.get("name")), _documentation(element), tuple(_group(element, defines))
            )
    start = schema.find(f"{RNG}start/{RNG}ref")
    assert start is not None
    return Grammar(str(start.get("name")), definitions)


def _documentation(node: etree._Element) -> str:
    return " ".join((node.findtext(DOCUMENTATION) or "").split())


def _patterns(node: etree._Element) -> Iterator[etree._Element]:
    return (child for child in node.iterchildren() if isinstance(child.tag, str) and child.tag.startswith(RNG))


def _group(node: etree._Element, defines: Mapping[str, etree._Element]) -> list[Shape]:
    """Return the shapes of all patterns in `node`, one after another."""
    shapes = [Shape()]
    for child in _patterns(node):
        shapes = [
            Shape({**left.attributes, **right.attributes}, sequence(left.content, right.content))
            for left, right in product(shapes, _shapes(child, defines))
        ]
    return shapes


def _shapes(node: etree._Element, defines: Mapping[str, etree._Element]) -> list[Shape]:
    """Return the shapes of one pattern: several where a choice is between attributes."""
    kind = str(node.tag)[len(RNG):]
    if kind == "ref":
        name = str(node.get("name"))
        if defines[name].find(f"{RNG}element") is not None:
            return [Shape({}, One(name))]
        return _group(defines[name], defines)
    if kind == "attribute":
        one = _attribute(node, defines)
        return [Shape({one.name: one})]
    if kind in ("empty", "text"):
        return [Shape({}, Words() if kind == "text" else Nothing())]
    if kind == "group":
        return _group(node, defines)
    if kind == "choice":
        shapes = [shape for child in _patterns(node) for shape in _shapes(child, defines)]
        return shapes if any(shape.attributes for shape in shapes) else [Shape({}, choice(*(shape.content for shape in shapes)))]
    if kind in ("optional", "zeroOrMore", "oneOrMore"):
        return _repeated(kind, _group(node, defines))
    raise ValueError(f"edition.rng, line {node.sourceline}: grammar.py knows no `{kind}`")


def _repeated(kind: str, shapes: list[Shape]) -> list[Shape]:
    """Return the shapes of a pattern that may be absent or stand more than once."""
    content = choice(*(shape.content for shape in shapes))
    if kind == "optional":
        if not any(shape.attributes for shape in shapes):
            return [Shape({}, choice(content, Nothing()))]
        if len(shapes) == 1 and len(shapes[0].attributes) == 1 and content == Nothing():
            (one,) = shapes[0].attributes.values()
            return [Shape({one.name: Attribute(one.name, False, one.values, one.pattern, one.expected)})]
        return [Shape(), *shapes]
    many = Many(content)
    return [Shape({}, many if kind == "zeroOrMore" else sequence(content, many))]


def _attribute(node: etree._Element, defines: Mapping[str, etree._Element]) -> Attribute:
    """Return one attribute, required as long as nothing around it says otherwise."""
    name, expected = str(node.get("name")), _documentation(node)
    while (reference := node.find(f"{RNG}ref")) is not None:
        node = defines[str(reference.get("name"))]
    values = tuple(str(value.text) for value in node.iter(f"{RNG}value"))
    data = node.find(f"{RNG}data")
    if values or data is None:
        return Attribute(name, True, values, ".*", expected)
    pattern = data.findtext(f"{RNG}param[@name='pattern']") if data.get("type") == "string" else DATATYPES[str(data.get("type"))]
    return Attribute(name, True, (), str(pattern), expected)


def sequence(first: Content, rest: Content) -> Content:
    """Return the two after one another, without a `Nothing` in it."""
    if first == Nothing():
        return rest
    return first if rest == Nothing() else Sequence(first, rest)


def choice(*contents: Content) -> Content:
    """Return the choice between contents, each once."""
    distinct = list(dict.fromkeys(contents))
    whole = distinct[-1]
    for content in reversed(distinct[:-1]):
        whole = Choice(content, whole)
    return whole
