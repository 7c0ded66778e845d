"""Documents made at random from the edition's own schema: they are valid against it, and what is broken in them is explained."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from lxml import etree

from build_tools.model.document import Document
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.tree import Element, Node
from build_tools.tei.explain import explain
from build_tools.tei.grammar import Attribute, Choice, Content, Many, One, Sequence, Shape, Words, grammar, source
from build_tools.tei.layout import ELEMENT_ONLY, LINES, NAMESPACE
from build_tools.tei.parse import element, parse
from build_tools.tei.serialize import serialize, write
from build_tools.tei.typed import TYPED, is_true_to_type, relaxed

STRANGE = ("a", "é", "&", "<", "]]>", '"', "'", " ", "  ", "\n", "\t", "\r", "\u00a0", "\u2028", "\u0301", "\U0001f33e", "&amp;", "word")
"""Pieces of text that a careless writer or reader changes."""

SAMPLES = {
    r"figures/[a-z0-9]+(-[a-z0-9]+)*\.html": ("figures/grain-prices.html",),
    ".*": ["", "rule", "a b", '&<">', "\t"],
    r"[^\W\d][\w.\-]*": ["a", "Ж.1-b_c"],
    r"[\w.\-:]+": ["12", "xiv", "12-13"],
    r"[\w.\-:]+( [\w.\-:]+)*": ["italic", "bold italic"],
    r"\S+": ["#edition", "https://example.org/a%20b?c=d&e=1#f"],
    r".*\S.*": ["1", "*", "IV a", "§ 3"],
    "[1-9][0-9]*": ["1", "12"],
    "[0-9]+": ["0", "812"],
    "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*": ["en", "ru-Latn"],
    "/.+": ["/TEI/text/*/p"],
    "[^/].*": ["div[@type='a']", "."],
    ".+": [".", " "],
}
"""Values for each pattern of an attribute; days have a pattern too long to repeat."""
DAYS = ["1928", "1928-01", "1928-01-06", "1928-02-29", "1927-12-31", "1930-11-30"]

SEEDS = range(40)


@cache
def height(definition: str, seen: frozenset[str] = frozenset()) -> int:
    """Return how many levels an element needs at least, so that a random document comes to an end."""
    if definition in seen:
        return 99
    return 1 + min(content_height(shape.content, seen | {definition}) for shape in grammar().definitions[definition].shapes)


def content_height(content: Content, seen: frozenset[str] = frozenset()) -> int:
    if isinstance(content, One):
        return height(content.definition, seen)
    if isinstance(content, Sequence):
        return max(content_height(content.first, seen), content_height(content.rest, seen))
    if isinstance(content, Choice):
        return min(content_height(content.one, seen), content_height(content.other, seen))
    return 0


def alternatives(content: Content) -> Iterator[Content]:
    if isinstance(content, Choice):
        yield from alternatives(content.one)
        yield from alternatives(content.other)
    else:
        yield content


class Maker:
    """Makes one random document; `used` are the definitions that it needed."""

    def __init__(self, seed: int, depth: int = 7) -> None:
        self.random = random.Random(seed)
        self.depth = depth
        self.ids = 0
        self.used: set[str] = set()

    def make(self, definition: str, level: int = 0) -> Element:
        self.used.add(definition)
        one = grammar().definitions[definition]
        shapes = one.shapes
        if level > self.depth:
            least = min(content_height(shape.content) for shape in shapes)
            shapes = tuple(shape for shape in shapes if content_height(shape.content) == least)
        shape = self.random.choice(shapes)
        children: list[Node] = []
        for node in self.content(shape.content, level):
            if isinstance(node, str) and children and isinstance(children[-1], str):
                children[-1] += node
            elif node != "":
                children.append(node)
        return Element(one.element, self.attributes(shape), tuple(children))

    def attributes(self, shape: Shape) -> dict[str, str]:
        kept = [one for one in shape.attributes.values() if one.required or self.random.random() < 0.5]
        return {one.name: self.value(one) for one in kept}

    def value(self, attribute: Attribute) -> str:
        if attribute.name == "xml:id" and not attribute.values:
            self.ids += 1
            return f"w.{self.ids}"
        value = self.random.choice(attribute.values or SAMPLES.get(attribute.pattern, DAYS))
        assert attribute.accepts(value), f"{attribute} does not accept the sample {value!r}"
        return value

    def content(self, content: Content, level: int) -> Iterator[Node]:
        if isinstance(content, One):
            yield self.make(content.definition, level + 1)
        elif isinstance(content, Words):
            yield "".join(self.random.choices(STRANGE, k=self.random.randrange(4)))
        elif isinstance(content, Sequence):
            yield from self.content(content.first, level)
            yield from self.content(content.rest, level)
        elif isinstance(content, Choice):
            options = list(alternatives(content))
            yield from self.content(min(options, key=content_height) if level > self.depth else self.random.choice(options), level)
        elif isinstance(content, Many):
            for _ in range(0 if level > self.depth else self.random.randrange(4 if level < 5 else 2)):
                yield from self.content(content.each, level)


def tei(seed: int) -> Element:
    """Return a whole random file."""
    root = Maker(seed).make(grammar().root)
    return root.replace(attributes={"xmlns": NAMESPACE, **root.attributes})


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(source()))


@cache
def gate() -> etree.RelaxNG:
    return etree.RelaxNG(relaxed())


def passes(root: etree._Element) -> bool:
    """Tell whether the gate lets a file through, which asks libxml2 for less than the whole schema, and itself for the rest."""
    return gate().validate(root) and is_true_to_type(root)


def tree(root: Element) -> etree._Element:
    return parse(serialize(root).encode(), "random.xml")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_document_of_the_schema_is_valid_and_needs_no_explanation(seed: int, schema: etree.RelaxNG) -> None:
    root = tree(tei(seed))
    assert schema.validate(root), schema.error_log.last_error
    assert explain(root, "random.xml") == []
    assert passes(root)


def test_the_random_documents_use_every_definition() -> None:
    used: set[str] = set()
    for seed in SEEDS:
        maker = Maker(seed)
        maker.make(grammar().root)
        used |= maker.used
    assert used == set(grammar().definitions)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_document_of_the_schema_survives_writing_and_reading(seed: int) -> None:
    whole = tei(seed)
    assert element(tree(whole), "x").replace(attributes=whole.attributes) == whole


def drop_attribute(node: etree._Element, chance: random.Random) -> None:
    if node.attrib:
        del node.attrib[chance.choice(sorted(map(str, node.attrib)))]


def add_attribute(node: etree._Element, chance: random.Random) -> None:
    node.set(chance.choice(["n", "type", "rend", "target", "resp", "cert"]), chance.choice(["x", "page", "#edition", "high", ""]))


def drop_child(node: etree._Element, chance: random.Random) -> None:
    if len(node):
        node.remove(chance.choice(list(node)))


def swap_children(node: etree._Element, chance: random.Random) -> None:
    if len(node) > 1:
        node.append(chance.choice(list(node)[:-1]))


def add_words(node: etree._Element, chance: random.Random) -> None:
    node.text = (node.text or "") + "words"


def rename(node: etree._Element, chance: random.Random) -> None:
    node.tag = f"{{{NAMESPACE}}}" + chance.choice(["p", "note", "item", "label", "head", "div", "hi", "pb", "title", "emph"])


MUTATIONS: list[Callable[[etree._Element, random.Random], None]] = [
    drop_attribute,
    add_attribute,
    drop_child,
    swap_children,
    add_words,
    rename,
]


AMONG_CHILDREN = (drop_child, swap_children)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_what_the_schema_refuses_is_explained_and_nothing_else(mutation: Callable[..., None], schema: etree.RelaxNG) -> None:
    refused = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        root = tree(tei(seed))
        # Those with the most children, so that most changes matter.
        nodes = sorted(root.iter(etree.Element), key=len)[-60:] if mutation in AMONG_CHILDREN else list(root.iter(etree.Element))
        mutation(chance.choice(nodes), chance)
        valid = schema.validate(root)
        told = explain(root, "random.xml")
        assert valid == (not told), f"seed {seed}: {etree.tostring(root).decode()}\n{told or schema.error_log.last_error}"
        assert valid == passes(root), f"seed {seed}: {etree.tostring(root).decode()}"
        refused += not valid
    assert refused >= 8


def retype(node: etree._Element, chance: random.Random) -> None:
    node.set("type", chance.choice(["chapter", "notes", "index", "gloss", "numbered", "bulleted", "verse"]))


def move_child(node: etree._Element, chance: random.Random) -> None:
    if len(node) > 1:
        node.insert(0, chance.choice(list(node)))


@pytest.mark.parametrize("mutation", [*MUTATIONS, retype, move_child], ids=lambda mutation: mutation.__name__)
def test_the_gate_refuses_of_divisions_and_lists_what_the_schema_refuses(mutation: Callable[..., None], schema: etree.RelaxNG) -> None:
    verdicts = Counter[bool]()
    for seed in SEEDS:
        chance = random.Random(seed)
        for _ in range(5):
            root = tree(tei(seed))
            typed = [node for name in TYPED for node in root.iter(f"{{{NAMESPACE}}}{name}") if len(node)]
            for node in chance.sample(typed, min(len(typed), 2)):
                mutation(node, chance)
            verdicts[valid := schema.validate(root)] += 1
            assert valid == passes(root), f"seed {seed}: {etree.tostring(root).decode()}\n{schema.error_log.last_error}"
    assert verdicts[False] >= 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["p", "item"])
def test_time_on_many_children_is_linear(name: str) -> None:
    """Eight times as many take about eight times as long; a square would take sixty-four times."""

    def seconds(size: int) -> float:
        held = tuple(Element(name, {"xml:id": f"w.1.{name}{number}"}, ("a",)) for number in range(size))
        inside = held if name == "p" else (Element("list", {"type": "bulleted", "xml:id": "w.1.l1"}, held),)
        text = Element("text", {}, (Element("body", {}, (Element("div", {"type": "chapter", "xml:id": "w.1"}, inside),)),))
        root, least = parse(write(Document(Record("w", Kind.BOOK, "T", Rights("MIT", True, "")), text)), "w.xml"), float("inf")
        for _ in range(3):
            before = time.process_time()
            assert passes(root)
            least = min(least, time.process_time() - before)
        return least

    assert seconds(32_000) < 24 * seconds(4_000)


def test_layout_agrees_with_the_schema() -> None:
    """White space may only be added and dropped where no shape of an element holds words."""
    from build_tools.tei.content import all_definitions, holds_words

    mixed, only = set(), set()
    for definition in grammar().definitions.values():
        for shape in definition.shapes:
            if holds_words(shape.content):
                mixed.add(definition.element)
            elif all_definitions(shape.content):
                only.add(definition.element)
    assert ELEMENT_ONLY == only - mixed
    assert LINES <= ELEMENT_ONLY
