"""The notes of a text, each on the page of the site that holds its call, and the way back from note to call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.model.tree import Element, Node
from build_tools.render.elements.references import call_id
from build_tools.render.paginate import Leaf


@dataclass(frozen=True, slots=True)
class Register:
    """Where every id of a work stands: `places` leads from an id to its page, `calls` from a note to its calls (page, id).

    `text_places` are the places without those of the notes, in the order of the text. `apparatus` leads from a page to the divisions
    `notes` below its text, as far as they belong there, in reading order.
    """

    places: Mapping[str, str]
    text_places: Mapping[str, str]
    calls: Mapping[str, tuple[tuple[str, str], ...]]
    apparatus: Mapping[str, tuple[Element, ...]]


def register(text: Element, leaves: Sequence[Leaf]) -> Register:
    """Find the place of every id: those of the text first, then those of the notes, which follow their calls."""
    places: dict[str, str] = {}
    calls: dict[str, list[tuple[str, str]]] = {}
    for leaf in leaves:
        _settle(leaf.nodes, leaf.url, places, calls)
    text_places = dict(places)
    apparatus: dict[str, list[Element]] = {}
    if leaves:
        start = leaves[0].url
        _gather(text, places, calls, apparatus, start, editorial=False)
        _settle_notes(apparatus, places, calls)
        # The editors may call a note in a note of the author, whose place is known only now.
        _gather(text, places, calls, apparatus, start, editorial=True)
    return Register(
        places,
        text_places,
        {note: tuple(found) for note, found in calls.items()},
        {url: tuple(divisions) for url, divisions in apparatus.items()},
    )


def _settle_notes(
    apparatus: Mapping[str, list[Element]], places: dict[str, str], calls: dict[str, list[tuple[str, str]]]
) -> None:
    for url, divisions in apparatus.items():
        for division in divisions:
            for note in division.elements():
                _settle(note.children, url, places, calls)


def _settle(nodes: Sequence[Node], url: str, places: dict[str, str], calls: dict[str, list[tuple[str, str]]]) -> None:
    """Note the page of every id below `nodes`, and every call of a note in the order in which the page sets them."""
    stack = [node for node in reversed(nodes) if isinstance(node, Element)]
    while stack:
        element = stack.pop()
        if element.name == "div" and element.get("type") == "notes":
            continue
        if element.id:
            places[element.id] = url
        if element.get("type") == "noteref" and element.get("target"):
            note = element.get("target").removeprefix("#")
            ordinal = sum(place == url for place, _ in calls.get(note, ())) + 1
            calls.setdefault(note, []).append((url, element.id or call_id(note, ordinal)))
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


def _gather(
    text: Element, places: dict[str, str], calls: Mapping[str, list[tuple[str, str]]], apparatus: dict[str, list[Element]], start: str,
    *, editorial: bool,
) -> None:
    """Give each note to the page of its first call. A note without a call stays with the one before it, a gap or a fragment too.

    The notes of the author and those of the editors are two series, and are gathered one after the other.
    """
    last = start
    stack: list[Element] = [text]
    while stack:
        element = stack.pop()
        if not (element.name == "div" and element.get("type") == "notes"):
            last = places.get(element.id, last) if element.id else last
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))
            continue
        if (element.get("subtype") == "editorial") != editorial:
            continue
        items = [child for child in element.elements() if child.name != "head"]
        urls = [calls[item.id][0][0] if item.id in calls else "" for item in items]
        url = next((one for one in urls if one), last)
        shares: dict[str, list[Element]] = {}
        for item, own in zip(items, urls):
            url = own or url
            shares.setdefault(url, []).append(item)
        for number, (url, share) in enumerate(shares.items()):
            attributes = dict(element.attributes)
            if number:
                attributes.pop("xml:id", None)
            if number == 0 and element.id:
                places[element.id] = url
            for item in share:
                if item.id:
                    places[item.id] = url
            head = element.first("head")
            apparatus.setdefault(url, []).append(element.replace(attributes=attributes, children=(*([head] if head else []), *share)))
