"""The tree of a text: elements with TEI names whose children are elements and strings in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Union


@dataclass(frozen=True, slots=True)
class Element:
    """A TEI element. `attributes` have their names as written in a file (`n`, `xml:id`); treat them as frozen.

    `line` is the line of the input where the element begins (from 1; 0 when unknown). It takes no part in equality, since a file
    does not carry it.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    line: int = field(default=0, compare=False)

    def __reduce__(self) -> tuple[type[Element], tuple[object, ...]]:
        """Be written down as the call that makes it: with slots a dataclass is else put together field by field, which takes longer."""
        return Element, (self.name, self.attributes, self.children, self.line)

    @property
    def id(self) -> str:
        """The `xml:id`, or `""`."""
        return self.attributes.get("xml:id", "")

    def get(self, name: str, default: str = "") -> str:
        """Return one attribute."""
        return self.attributes.get(name, default)

    def elements(self) -> Iterator[Element]:
        """Yield the children that are elements."""
        return iter([child for child in self.children if not isinstance(child, str)])

    def first(self, name: str) -> Element | None:
        """Return the first child element of that name, or `None`."""
        return next((child for child in self.elements() if child.name == name), None)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += [child for child in element.children[::-1] if not isinstance(child, str)]

    def text(self, skip: frozenset[str] = frozenset()) -> str:
        """Return all the characters in reading order, without those below elements named in `skip`."""
        parts: list[str] = []
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.name not in skip or node is self:
                stack.extend(reversed(node.children))
        return "".join(parts)

    def replace(self, *, children: tuple[Node, ...] | None = None, attributes: Mapping[str, str] | None = None) -> Element:
        """Return a copy with other children or attributes."""
        return Element(
            self.name,
            self.attributes if attributes is None else attributes,
            self.children if children is None else children,
            self.line,
        )


Node = Union[Element, str]


def rebuild(element: Element, change: Callable[[Element], Element]) -> Element:
    """Return the tree with `change` applied to every element, the deepest first; a subtree that stays equal is kept as it is."""
    children = tuple(rebuild(child, change) if isinstance(child, Element) else child for child in element.children)
    same = all(old is new for old, new in zip(element.children, children))
    return change(element if same else element.replace(children=children))


def merged(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Join neighbouring strings, so that a tree has one form only."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and found and isinstance(found[-1], str):
            found[-1] += node
        else:
            found.append(node)
    return tuple(found)
