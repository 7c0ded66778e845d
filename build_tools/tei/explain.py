"""Why a file is not valid against the edition's schema, in words that name the element, the attribute and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from build_tools.model.finding import Finding
from build_tools.tei.content import after, all_definitions, holds_words, may_end, next_definitions
from build_tools.tei.grammar import Content, Definition, Grammar, Shape, grammar
from build_tools.tei.layout import XML_SPACE
from build_tools.tei.naming import attributes_of, called, name_of
from build_tools.tei.parse import line_of

ORDER_CODES = {"list": "T017"}
"""Elements whose order of children has a code of its own."""

HINT = "docs/contributing/encoding.md tells the one way to encode each thing."


def explain(root: etree._Element, file: str) -> list[Finding]:
    """Return one finding for each fault, in the order of the file; none for a tree that is valid."""
    known = grammar()
    if name_of(root) != known.definitions[known.root].element:
        expected = f"`{known.definitions[known.root].element}`"
        return [Finding("T010", f"the root is {called(root)}", file, line_of(root), expected=expected, hint=HINT)]
    return list(_element(root, known.definitions[known.root], known, file))


def _element(node: etree._Element, definition: Definition, known: Grammar, file: str) -> Iterator[Finding]:
    """Yield the faults of an element, and of all below it that the schema knows."""
    given = attributes_of(node)
    shape = shape_of(given, definition)
    for code, name in faults(given, shape):
        message, expected = _attribute(code, name, node, given, shape, definition)
        yield Finding(code, message, file, line_of(node), expected=expected, hint=HINT)
    if not holds_words(shape.content):
        for text in _texts(node):
            if text.strip(XML_SPACE):
                message = f"words stand directly in {called(node)}: “{_short(text)}”"
                yield Finding("T011", message, file, line_of(node), expected=definition.expected, hint=HINT)
                break
    yield from _children(node, definition, shape, known, file)


def _children(node: etree._Element, definition: Definition, shape: Shape, known: Grammar, file: str) -> Iterator[Finding]:
    order = ORDER_CODES.get(definition.element)
    content: Content | None = shape.content
    before = ""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        name = name_of(child)
        fitting = [one for one in all_definitions(shape.content) if known.definitions[one].element == name]
        if not fitting:
            expected = _names(all_definitions(shape.content), known) or definition.expected
            message = f"{called(child)} cannot stand in {called(node)}"
            yield Finding("T010", message, file, line_of(child), expected=expected, hint=HINT)
            continue
        chosen = fitting[0] if len(fitting) == 1 else _nearest(child, fitting, content, known)
        if content is not None:
            step = after(content, chosen)
            if step is None:
                place = f"after `{before}`" if before else "at the beginning"
                message = f"{called(child)} stands out of order in {called(node)}, {place}"
                expected = _names(next_definitions(content), known) or "nothing more"
                yield Finding(order or "T015", message, file, line_of(child), expected=expected, hint=HINT)
            content = step
        yield from _element(child, known.definitions[chosen], known, file)
        before = name
    if content is not None and not may_end(content):
        where = f"ends after `{before}`" if before else "is empty"
        expected = _names(next_definitions(content), known)
        yield Finding(order or "T016", f"{called(node)} {where}", file, line_of(node), expected=expected, hint=HINT)


def _nearest(node: etree._Element, definitions: Sequence[str], content: Content | None, known: Grammar) -> str:
    """Return which of several definitions of one name is meant: one that may stand here, with the fewest faults."""
    given = attributes_of(node)

    def distance(name: str) -> tuple[bool, int]:
        definition = known.definitions[name]
        return content is None or after(content, name) is None, len(faults(given, shape_of(given, definition)))

    return min(definitions, key=distance)


def shape_of(given: Mapping[str, str], definition: Definition) -> Shape:
    """Return the shape that an element comes nearest to: of its type, with the fewest attributes too many, wrong values, and faults."""
    if len(definition.shapes) == 1:
        return definition.shapes[0]

    def distance(shape: Shape) -> tuple[bool, int, int, int]:
        found = faults(given, shape)
        codes = [code for code, _ in found]
        return ("T014", "type") in found, codes.count("T013"), codes.count("T014"), len(codes)

    return min(definition.shapes, key=distance)


def faults(given: Mapping[str, str], shape: Shape) -> list[tuple[str, str]]:
    """Return code and name of each attribute that is missing, wrong or unknown."""
    known = shape.attributes
    missing = [("T012", name) for name, one in known.items() if one.required and name not in given]
    wrong = [("T014", name) for name, value in given.items() if name in known and not known[name].accepts(value)]
    return missing + wrong + [("T013", name) for name in given if name not in known]


def _attribute(
    code: str, name: str, node: etree._Element, given: Mapping[str, str], shape: Shape, definition: Definition
) -> tuple[str, str]:
    """Return the message for a fault of an attribute, and what was expected."""
    if code == "T012":
        return f"{called(node)} has no attribute `{name}`", _expected(name, definition)
    if code == "T014":
        return f"{called(node)} has `{name}=\"{given[name]}\"`", _expected(name, definition)
    expected = _list(f"`{one}`" for one in shape.attributes) or "no attribute"
    return f"{called(node)} has an attribute `{name}` that it may not have here", expected


def _expected(name: str, definition: Definition) -> str:
    """Say what an attribute should hold: its sentence in the schema, and its values in all shapes."""
    all_of_them = [shape.attributes[name] for shape in definition.shapes if name in shape.attributes]
    values = list(dict.fromkeys(value for attribute in all_of_them for value in attribute.values))
    return f"{all_of_them[0].expected}: {_list(f'`{value}`' for value in values)}" if values else all_of_them[0].expected


def _names(definitions: Iterable[str], known: Grammar) -> str:
    return _list(dict.fromkeys(f"`{known.definitions[one].element}`" for one in definitions))


def _list(words: Iterable[str]) -> str:
    *most, last = [*words] or [""]
    return f"{', '.join(most)} or {last}" if most else last


def _texts(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        yield child.tail or ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 30 else words[:29] + "…"
