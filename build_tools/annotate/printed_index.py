"""The printed index: each locator leads to the passages on its page, those that fit the words of its entry best first."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.annotate.anchor import Run, runs
from build_tools.model.document import Document
from build_tools.model.printed_index import Locating, PrintedIndex, Seeing
from build_tools.model.tree import Element, Node, rebuild

MOST = 3
"""Passages to which a locator leads at most: what fits less is on the same page anyway."""

PARENT = 0.5
"""What a word of the entry above weighs beside one of the entry itself: it is the subject of many locators."""

STEM = 6
"""Letters by which words are compared, so that “collectivization” meets “collectivized”."""

_WORD = re.compile(r"[^\W\d_]{3,}")  # collectivization
_COMMON = frozenset("and the for with from into under over its not new all between among during other use one see also specific".split())
_RANGE = re.compile(r"(\d+)(?:\s*[–-]+\s*(\d+))?( ?n)?")  # 266–67, 140-42, 54n
_SEE = re.compile(r"^[Ss]ee(?: also)?\s+")
_GENERAL = re.compile(r"(?:and )?specific ")
_HEAD = re.compile(r"[^,(;]*")

BEYOND = "the range ends beyond the book, and is read as its first page"
JOINED = "the dash of the range is lost, and is read as if it stood there"
EMPTY = "no passage stands on that page"
NO_MATCH = "no passage on that page has a word of the entry"


class _Entry(NamedTuple):
    """An item with its words and those of the items above it."""

    element: Element
    words: Mapping[str, float]
    top: bool


class _Place(NamedTuple):
    passage: str
    order: int
    words: frozenset[str]


def printed_index(document: Document) -> PrintedIndex:
    """Return what every locator and every “see” of a document's index leads to; an empty one where it has no index."""
    entries = [entry for index in _indexes(document.text) for entry in _entries(index, {})]
    if not entries:
        return PrintedIndex()
    index = frozenset(one.id for one in _indexes(document.text))
    pages, order = _pages(runs(document), index)
    weights = _weights(pages)
    locators = tuple(found for entry in entries for found in _locators(entry, pages, order, weights))
    heads = _heads(entries)
    references = tuple(_see(entry.element.id, ref, heads) for entry in entries for ref in entry.element.elements() if _is(ref, "see"))
    return PrintedIndex(locators, references)


def weave(document: Document, index: PrintedIndex) -> Document:
    """Return the document with the passages in `@corresp` of each locator, and a target for each “see” that leads somewhere."""
    found = {(one.item, one.place): one for one in index.locators}
    seen: dict[str, list[Seeing]] = {}
    for one in index.references:
        seen.setdefault(one.item, []).append(one)
    if not found and not seen:
        return document

    def leading(element: Element) -> Element:
        if element.name != "item" or (element.id, 1) not in found and element.id not in seen:
            return element
        place = 0
        rest = iter(seen.get(element.id, ()))
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, Element) and _is(child, "page"):
                place += 1
                passages = found[element.id, place].passages
                child = _with(child, "corresp", passages)
            elif isinstance(child, Element) and _is(child, "see"):
                child = _with(child, "target", next(rest).targets)
            children.append(child)
        return element.replace(children=tuple(children))

    return Document(document.record, rebuild(document.text, leading), document.treatments)


def _with(element: Element, name: str, ids: Sequence[str]) -> Element:
    return element.replace(attributes={**element.attributes, name: " ".join(f"#{one}" for one in ids)}) if ids else element


def _is(element: Element, kind: str) -> bool:
    return element.name == "ref" and element.get("type") == kind


def _indexes(text: Element) -> Iterator[Element]:
    return (one for one in text.walk() if one.name == "div" and one.get("type") == "index")


def _entries(element: Element, above: Mapping[str, float]) -> Iterator[_Entry]:
    for child in element.elements():
        if child.name != "item":
            yield from _entries(child, above)
            continue
        own = dict.fromkeys(stems(_own(child)), 1.0)
        words = {**{word: weight * PARENT for word, weight in above.items()}, **own}
        yield _Entry(child, words, not above)
        yield from _entries(child, words)


def _own(item: Element) -> str:
    """Return the words of an item before its references and without those of the items below it."""
    return "".join(child if isinstance(child, str) else " " for child in item.children)


def stems(text: str) -> list[str]:
    """Return the beginnings of the words of a text that say something.

    >>> stems("Collectivization, and fall in (after 1931) kulaks’ grain")
    ['collec', 'fall', 'after', 'kulak', 'grain']
    """
    words = (word.casefold() for word in _WORD.findall(text))
    return [(word if word.endswith("ss") else word.removesuffix("s"))[:STEM] for word in words if word not in _COMMON]


def _pages(strings: Sequence[Run], index: frozenset[str]) -> tuple[dict[str, list[_Place]], dict[str, int]]:
    """Return the passages of each printed page with their words on it, and the pages in their order."""
    said: dict[str, dict[str, list[str]]] = {}
    for run in strings:
        if run.page and run.passage and run.group not in index:
            said.setdefault(run.page, {}).setdefault(run.passage, []).append(run.text)
    pages = {
        page: [_Place(passage, order, frozenset(stems("".join(parts)))) for order, (passage, parts) in enumerate(row.items())]
        for page, row in said.items()
    }
    return pages, {page: place for place, page in enumerate(pages)}


def _weights(pages: Mapping[str, Sequence[_Place]]) -> dict[str, float]:
    """Return what each word is worth: the fewer passages have it, the more."""
    places = [place for row in pages.values() for place in row]
    counts = Counter(word for place in places for word in place.words)
    return {word: math.log((1 + len(places)) / count) for word, count in counts.items()}


def _locators(
    entry: _Entry, pages: Mapping[str, Sequence[_Place]], order: Mapping[str, int], weights: Mapping[str, float]
) -> Iterator[Locating]:
    place, before, gap = 0, "", ""
    for child in entry.element.children:
        if isinstance(child, str):
            gap = child
            continue
        if not _is(child, "page"):
            before = ""
            continue
        place += 1
        first, last, reason = _span(child.text(), order)
        if before and not gap.strip():
            # “286 88”: two numbers with nothing but a space between them are a range whose dash is lost.
            first, last, reason = before, _whole(before, child.text()), JOINED
        named = [one for page in _between(first, last, order) for one in pages[page]]
        ranked = _ranked(entry.words, named, weights)
        if not named:
            reason = reason or EMPTY
        elif not ranked:
            reason = reason or NO_MATCH
        yield Locating(entry.element.id, place, first, last, ranked, reason)
        before, gap = first, " "


def _span(printed: str, order: Mapping[str, int]) -> tuple[str, str, str]:
    """Return the first and the last page that a locator names, and what is wrong with it.

    >>> _span("266–67", {"266": 0, "267": 1}), _span("267–841", {"267": 0, "268": 1})
    (('266', '267', ''), ('267', '267', 'the range ends beyond the book, and is read as its first page'))
    """
    match = _RANGE.match(printed)
    if match is None or not match[2]:
        page = match[1] if match else printed
        return page, page, ""
    last = _whole(match[1], match[2])
    highest = max((int(page) for page in order if page.isdecimal()), default=0)
    if int(last) > highest or int(last) < int(match[1]):
        return match[1], match[1], BEYOND
    return match[1], last, ""


def _whole(first: str, last: str) -> str:
    """Return the end of a range with the digits that it shares with its beginning: 266–67 ends at 267."""
    return last if len(last) >= len(first) else first[:len(first) - len(last)] + last


def _between(first: str, last: str, order: Mapping[str, int]) -> Iterator[str]:
    if not (first.isdecimal() and last.isdecimal()):
        return iter([page for page in dict.fromkeys((first, last)) if page in order])
    return iter([str(page) for page in range(int(first), int(last) + 1) if str(page) in order])


def _ranked(words: Mapping[str, float], named: Sequence[_Place], weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the passages that have words of an entry, the best first; of equals the first in the text."""
    scores: dict[str, float] = {}
    for one in named:
        score = sum(weight * weights.get(word, 0.0) for word, weight in words.items() if word in one.words)
        if score > 0:
            scores[one.passage] = max(score, scores.get(one.passage, 0.0))
    # A sort is stable: what comes first in the text stays first.
    return tuple(sorted(scores, key=lambda passage: -round(scores[passage], 9))[:MOST])


def _heads(entries: Sequence[_Entry]) -> dict[str, str]:
    """Return the items that stand below no other by the first words of their heads, in one case."""
    heads: dict[str, str] = {}
    for entry in entries:
        head = _head(_own(entry.element))
        if head and entry.top:
            heads.setdefault(head, entry.element.id)
    return heads


def _head(text: str) -> str:
    match = _HEAD.match(text.strip())
    return " ".join(match[0].split()).casefold().rstrip(".") if match else ""


def _see(item: str, ref: Element, heads: Mapping[str, str]) -> Seeing:
    """Return what a “see” leads to: an entry of that name, or the one whose name begins so. “Specific organs” are no name."""
    names = [_head(name) for name in _SEE.sub("", " ".join(ref.text().split())).split(";")]
    targets: list[str] = []
    missing = 0
    for name in filter(None, names):
        if _GENERAL.match(name):
            continue
        found = heads.get(name) or next((one for head, one in heads.items() if f"{head} ".startswith(f"{name} ")), "")
        if found and found != item:
            targets.append(found)
        else:
            missing += 1
    return Seeing(item, tuple(targets), missing)
