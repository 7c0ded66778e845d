"""How a work is cited: the citation trees `paragraph` and `page`, as `citeStructure` in a `refsDecl`.

The citation that the first tree builds for a passage is its `xml:id`: each level adds what follows the id of the division
around it. The XPath is written as in the TEI Guidelines, without prefixes: an unprefixed name is a TEI name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.model.tree import Element

LEAVES: Sequence[tuple[str, str, str, tuple[str, ...]]] = (
    ("paragraph", "p", "..", ("p",)),
    ("quotation", "quote", "..", ("quote",)),
    ("quotation", "cit/quote", "../..", ("cit", "quote")),
    ("entry", "list/descendant::item", "ancestor::div[1]", ("list", "item")),
    ("table", "table", "..", ("table",)),
    ("figure", "figure", "..", ("figure",)),
    ("verse", "lg", "..", ("lg",)),
    ("paragraph", "sp/p", "../..", ("sp", "p")),
    ("quotation", "sp/quote", "../..", ("sp", "quote")),
    ("verse", "sp/lg", "../..", ("sp", "lg")),
    ("fragment", "ab", "..", ("ab",)),
    ("note", "div[@type='notes']/note", "../..", ("notes", "note")),
    ("fragment", "div[@type='notes']/ab", "../..", ("notes", "ab")),
)
"""Unit; XPath from its division, and the way back to the division whose id begins that of the passage; and the names of the
elements on that path in our tree (`notes` is the division of that type: notes are numbered with the chapter that calls them)."""

DELIMITER = "."
TOP = "/TEI/text/*/"
TITLE = Element("citeData", {"property": "http://purl.org/dc/terms/title", "use": "head"})


def references(text: Element) -> tuple[Element, ...]:
    """Return the `refsDecl` elements of a text: divisions and their passages as deep as the text goes; pages if it has any."""
    trees = []
    if structures := _level(list(text.elements()), top=True):
        trees.append(Element("refsDecl", {"n": "paragraph", "default": "true"}, structures))
    if any(element.name == "pb" for element in text.walk()):
        page = Element("citeStructure", {"unit": "page", "match": "/TEI/text//pb", "use": "@n"})
        trees.append(Element("refsDecl", {"n": "page", **({} if trees else {"default": "true"})}, (page,)))
    return tuple(trees)


def _level(divisions: Sequence[Element], top: bool = False) -> tuple[Element, ...]:
    """Return the structures of all that stands directly in one of `divisions`, in a fixed order."""
    found = []
    held = {child.name for division in divisions for child in division.elements()}
    for unit, path, back, names in LEAVES:
        first = "div" if names[0] == "notes" else names[0]
        if first in held and (names == (first,) or any(_holds(division, names) for division in divisions)):
            found.append(_structure(unit, path, back, top))
    kinds: dict[str, list[Element]] = {}
    for division in divisions:
        for child in division.elements():
            if child.name == "div":
                kinds.setdefault(child.get("type"), []).append(child)
    for kind, members in kinds.items():
        inner = () if kind == "notes" else _level(members)
        titles = (TITLE,) if any(member.first("head") for member in members) else ()
        # Only a file of others has divisions that do not say what they are.
        path = f"div[@type='{kind}']" if kind else "div[not(@type)]"
        found.append(_structure(kind or "division", path, "..", top, titles + inner))
    return tuple(found)


def _structure(unit: str, path: str, back: str, top: bool, children: tuple[Element, ...] = ()) -> Element:
    """Return one level: at the top a passage gives its whole id, below it what follows the id of its division."""
    if top:
        place = {"match": TOP + path, "use": "@xml:id"}
    else:
        place = {"match": path, "delim": DELIMITER, "use": f"substring-after(@xml:id, concat({back}/@xml:id, '{DELIMITER}'))"}
    return Element("citeStructure", {"unit": unit, **place}, children)


def _holds(division: Element, names: Sequence[str]) -> bool:
    """Tell whether a passage is reached from `division` over elements of these names."""
    steps: Iterable[Element] = (division,)
    for name in names:
        steps = [child for step in steps for child in step.elements() if _is(child, name)]
    return bool(steps)


def _is(element: Element, name: str) -> bool:
    if name == "notes":
        return element.name == "div" and element.get("type") == "notes"
    return element.name == name
