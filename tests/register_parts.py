"""What a text may suffer between two conversions: passages cut, joined, inserted and corrected, and what is left of their words."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.model.document import Document
from build_tools.model.passage import Register
from build_tools.model.tree import Element, Node, rebuild
from build_tools.tei.register import naming, renamed

WORD = re.compile(r"[^\W_]+")
BLOCKS = frozenset({"p", "quote", "item", "note", "table", "lg", "ab", "figure"})
NONSENSE = re.compile(r"\bzq")  # zqbokatu: so begins every word that is put in
LETTERS = {"p": "p", "quote": "q", "table": "t", "lg": "lg", "ab": "f"}


def words_of(document: Document) -> dict[str, list[str]]:
    """Return the own words of every passage and heading, by the id that the register gives them. Written without the code it tests."""
    found: dict[str, list[str]] = {}

    def visit(element: Element, owner: list[str]) -> None:
        if element.name == "ref" and element.get("type") == "noteref":
            return
        if element.id and element.name in BLOCKS | {"div"}:
            owner = []
            texts[element.id] = owner
            if element.name == "item":
                owner.extend(label)
                label.clear()
        owner.append(" ")
        for child in element.children:
            if isinstance(child, str):
                owner.append(child)
            elif child.name == "label":
                label.append(child.text())
            elif child.name != "pb":
                visit(child, owner)

    texts: dict[str, list[str]] = {}
    label: list[str] = []
    visit(document.text, [])
    for name, parts in texts.items():
        found[name] = WORD.findall("".join(parts).casefold())
    return found


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two passages have in common; a word that is only divided otherwise (`procure-ment`) is no other word."""
    if "".join(one) in "".join(other):
        return len(one)
    return (Counter(one) & Counter(other)).total()


def registered(document: Document, register: Register | None = None) -> tuple[Document, Register, tuple[str, ...]]:
    """Take a conversion into a register: the document with its ids, the register afterwards, and what was lost."""
    named = naming(document.text, register or Register(), document.record.id)
    return renamed(document, named.given, named.ids), named.register, named.lost


def broken_promises(before: Document, after: Document, register: Register) -> Iterator[str]:
    """Yield every old id that leads to less than 80 % of its words, and every kept one that names others."""
    old, new = words_of(before), words_of(after)
    for name, words in old.items():
        if not words:
            continue
        now = [word for one in register.resolve(name) for word in new.get(one, ())]
        if shared(words, now) < 0.8 * len(words):
            yield f"{name} leads to {register.resolve(name)} with {shared(words, now)} of {len(words)} words"
        if name in new and shared(words, new[name]) < 0.5 * min(len(words), len(new[name])):
            yield f"{name} names other words: {shared(words, new[name])} of {len(words)}, now {len(new[name])}"


def counted(document: Document) -> Document:
    """Give the passages the ids that their places call for, as the conversion does."""

    def number(element: Element) -> Element:
        if element.name != "div" or element.get("type") in ("notes", "index", "glossary"):
            return element
        count: Counter[str] = Counter()
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, Element) and child.name in LETTERS:
                count[child.name] += 1
                child = child.replace(attributes={**child.attributes, "xml:id": f"{element.id}.{LETTERS[child.name]}{count[child.name]}"})
            children.append(child)
        return element.replace(children=tuple(children))

    return replace(document, text=rebuild(document.text, number))


def shaken(document: Document, seed: int, times: int = 50) -> Document:
    """Return the document after random cuts, joins, insertions and corrections of its paragraphs, counted anew."""
    chance = random.Random(seed)
    for _ in range(times):
        divisions = [one for one in document.text.walk() if one.name == "div" and len(list(one.elements())) > 2
                     and any(child.name == "p" for child in one.elements())]
        division = chance.choice(divisions)
        change = chance.choice((_cut, _join, _insert, _correct))
        made = change(list(division.children), chance)
        document = replace(document, text=_put(document.text, division, division.replace(children=tuple(made))))
    return counted(document)


def _put(tree: Element, old: Element, new: Element) -> Element:
    return rebuild(tree, lambda element: new if element is old else element)


def _paragraphs(children: list[Node]) -> list[int]:
    return [place for place, child in enumerate(children) if isinstance(child, Element) and child.name == "p"]


def _cut(children: list[Node], chance: random.Random) -> list[Node]:
    place = chance.choice(_paragraphs(children))
    paragraph = children[place]
    assert isinstance(paragraph, Element)
    gaps = [(number, match.start()) for number, child in enumerate(paragraph.children) if isinstance(child, str)
            for match in re.finditer(r"(?<=\w) (?=\w)", child)]
    if not gaps:
        return children
    number, at = chance.choice(gaps)
    text = str(paragraph.children[number])
    first = paragraph.replace(children=(*paragraph.children[:number], text[:at]))
    second = paragraph.replace(children=(text[at + 1:], *paragraph.children[number + 1:]))
    return [*children[:place], first, second, *children[place + 1:]]


def _join(children: list[Node], chance: random.Random) -> list[Node]:
    places = _paragraphs(children)
    pairs = [(one, two) for one, two in zip(places, places[1:]) if not any(isinstance(node, Element) for node in children[one + 1:two])]
    if not pairs:
        return children
    one, two = chance.choice(pairs)
    first, second = children[one], children[two]
    assert isinstance(first, Element) and isinstance(second, Element)
    return [*children[:one], first.replace(children=(*first.children, " ", *second.children)), *children[two + 1:]]


def _insert(children: list[Node], chance: random.Random) -> list[Node]:
    place = chance.choice(_paragraphs(children))
    return [*children[:place], Element("p", {}, (_nonsense(chance, chance.randint(1, 60)),)), *children[place:]]


def _correct(children: list[Node], chance: random.Random) -> list[Node]:
    """Change one word in twelve, once, and none of a passage that has fewer."""
    place = chance.choice(_paragraphs(children))
    paragraph = children[place]
    assert isinstance(paragraph, Element)
    whole = [(number, match) for number, child in enumerate(paragraph.children) if isinstance(child, str)
             for match in re.finditer(r"\b[^\W\d_]+\b", child)]
    if len(whole) < 12 or NONSENSE.search(paragraph.text()):
        return children
    runs = list(paragraph.children)
    for number, match in sorted(chance.sample(whole, len(whole) // 12), key=lambda one: -one[1].start()):
        runs[number] = f"{str(runs[number])[:match.start()]}{_nonsense(chance, 1)}{str(runs[number])[match.end():]}"
    return [*children[:place], paragraph.replace(children=tuple(runs)), *children[place + 1:]]


def _nonsense(chance: random.Random, words: int) -> str:
    return " ".join("zq" + "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(3)) for _ in range(words))
