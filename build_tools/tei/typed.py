"""Elements whose type decides what they hold: libxml2 is asked which children they have, and in what order they may stand is told here.

libxml2 makes an automaton of a content of elements, but of none with a choice between attributes: there it follows all ways at once,
and takes the square of its time for a list of thousands of items.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from build_tools.tei.content import after, all_definitions, may_end
from build_tools.tei.explain import faults, shape_of
from build_tools.tei.grammar import RNG, Content, grammar, source
from build_tools.tei.layout import PREFIX
from build_tools.tei.naming import attributes_of

TYPED = ("div", "list")
"""Their definitions in the schema; any other element of several shapes holds a few words."""


def relaxed() -> etree._Element:
    """Return the schema of the edition with typed elements that have any attributes, and their children in any order."""
    schema = etree.fromstring(source())
    for name in TYPED:
        element = schema.find(f"{RNG}define[@name='{name}']/{RNG}element")
        assert element is not None
        inside = dict.fromkeys(one for shape in grammar().definitions[name].shapes for one in all_definitions(shape.content))
        for child in [*element]:
            element.remove(child)
        any_attribute = etree.SubElement(etree.SubElement(element, f"{RNG}zeroOrMore"), f"{RNG}attribute")
        etree.SubElement(any_attribute, f"{RNG}anyName")
        choice = etree.SubElement(etree.SubElement(element, f"{RNG}zeroOrMore"), f"{RNG}choice")
        for one in inside:
            etree.SubElement(choice, f"{RNG}ref", name=one)
    return schema


def is_true_to_type(root: etree._Element) -> bool:
    """Tell whether each typed element of a tree has the attributes of one of its shapes, and the children in the order of that."""
    known = grammar()
    steps: dict[tuple[int, str], Content | None] = {}
    for name in TYPED:
        definition = known.definitions[name]
        called = [{known.definitions[one].element: one for one in all_definitions(shape.content)} for shape in definition.shapes]
        for node in root.iter(f"{PREFIX}{definition.element}"):
            given = attributes_of(node)
            shape = shape_of(given, definition)
            if faults(given, shape) or not _follows(node, shape.content, called[definition.shapes.index(shape)], steps):
                return False
    return True


def _follows(
    node: etree._Element, content: Content, called: Mapping[str, str], steps: dict[tuple[int, str], Content | None]
) -> bool:
    """Tell whether the children of a node follow a content, of which `called` are the definitions by the names of elements.

    `steps` remembers what comes after what: the values are kept, so that the same one is known by its identity.
    """
    now: Content | None = content
    for child in node.iterchildren(etree.Element):
        step = id(now), str(child.tag)
        if step not in steps:
            definition = called.get(str(child.tag).removeprefix(PREFIX), "")
            assert now is not None
            steps[step] = after(now, definition)
        now = steps[step]
        if now is None:
            return False
    return now is not None and may_end(now)
