"""Sentences of a work of ours, each with the places that it cites, and the sums that it does."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from build_tools.model.tree import Element

BLOCKS = frozenset({"p", "quote", "note", "item"})
_CITE = re.compile(r"\x00(\d+)\x00")  # where a citation stands in the words around it
_END = re.compile(
    r"(?<=[.?!])(?<!\bp\.)(?<!\bpp\.)(?<!\bvol\.)(?<!\bcf\.)(?<!\bno\.)(?<!\bn\.)(?<!\bff\.)(?<!\b[A-Z]\.)[”’)]*\s+(?=[“‘(]*[A-Z\d])"
)
"""`… rose. The price …`: not behind `p.` or an initial."""
_COMPUTED = re.compile(r"[Cc]omputed: ([^;)]*)")  # (computed: 76.4 ÷ 82.6 = 0.92)
_TERM = re.compile(r"\d[\d,]*(?:\.\d+)?|[+−×÷-]")
_RESULT = re.compile(r"=\s*(?:about |nearly |over )?(−?\d[\d,]*(?:\.\d+)?)\s*(percent)?")


SIGNS: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add, "−": operator.sub, "-": operator.sub, "×": operator.mul, "÷": operator.truediv,
}


class Sentence(NamedTuple):
    """The words of a sentence without its citations, and what it cites (`bettelheim p. 88`)."""

    words: str
    cited: tuple[str, ...]
    line: int

    @property
    def computed(self) -> bool:
        """Say whether the sentence says that it reckons."""
        return _COMPUTED.search(self.words) is not None


def sentences(element: Element) -> Iterator[Sentence]:
    """Yield the sentences of every paragraph, note, item and quotation, in reading order.

    >>> cite = Element("ref", {"type": "cite", "cRef": "w p. 7"}, ("W, p. 7",))
    >>> list(sentences(Element("p", {}, ("It fell by 3. It rose by 4 ", cite, "."))))
    [Sentence(words='It fell by 3.', cited=(), line=0), Sentence(words='It rose by 4 .', cited=('w p. 7',), line=0)]
    """
    if element.name in BLOCKS:
        parts: list[str] = []
        cites: list[str] = []
        _flatten(element, parts, cites)
        for said in _END.split("".join(parts)):
            cited = tuple(cites[int(place)] for place in _CITE.findall(said))
            if words := " ".join(_CITE.sub("", said).split()):
                yield Sentence(words, cited, element.line)
    for child in element.elements():
        yield from sentences(child)


def _flatten(element: Element, parts: list[str], cites: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.get("type") == "cite":
            parts.append(f"\x00{len(cites)}\x00")
            cites.append(child.get("cRef"))
        elif child.get("type") != "noteref" and child.name not in (*BLOCKS, "list", "table", "figure"):
            _flatten(child, parts, cites)


def wrong_sums(words: str) -> Iterator[str]:
    """Yield each sum of a sentence whose result is another than the one that it gives, to the digits that it gives.

    >>> list(wrong_sums("(computed: 76.4 ÷ 82.6 = 92 percent)")), list(wrong_sums("(computed: 10.6 − 10.0 = 0.7)"))
    ([], ['10.6 − 10.0 = 0.7'])
    """
    for found in _COMPUTED.finditer(words):
        told, result = found[1].strip(), _RESULT.search(found[1])
        value = _value(_TERM.findall(found[1][:result.start()])) if result is not None else None
        if result is None or value is None:
            continue
        given = float(result[1].replace(",", "").replace("−", "-"))
        digits = len(result[1].partition(".")[2])
        # “= 92 percent” and “= 0.92” say the same; a last digit may be cut or rounded.
        step = 10.0 ** -digits
        if not any(abs(one - given) < step * 0.999 for one in ((value, value * 100) if result[2] else (value,))):
            yield told


def _value(terms: list[str]) -> float | None:
    """Return what terms come to, read from left to right as long as there is one kind of sign; `None` for anything else."""
    signs, numbers = terms[1::2], terms[::2]
    if len(terms) < 3 or len(terms) % 2 == 0 or not SIGNS.keys() >= {*signs} or SIGNS.keys() & {*numbers}:
        return None
    if {*signs} & {*"×÷"} and not {*signs} <= {*"×÷"}:
        return None
    value = float(numbers[0].replace(",", ""))
    for sign, number in zip(signs, numbers[1:]):
        other = float(number.replace(",", ""))
        if sign == "÷" and not other:
            return None
        value = SIGNS[sign](value, other)
    return value
