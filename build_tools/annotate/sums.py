"""Sums in prose of ours: a sentence that reckons says “computed”, shows how, and is held to it."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.annotate.cited_sentences import Sentence
from build_tools.annotate.evidence import Evidence, numbers

_COMPUTED = re.compile(r"\b[Cc]omputed: ")
_RESULT = re.compile(r"=\s*(?:about |nearly |over )?(?P<given>−?\d[\d,]*(?:\.\d+)?)")  # = 92.5 percent
_REST = re.compile(r", (?!\d{3}\b).*")  # 3.1, the smallest difference
_UNIT = re.compile(r"[^\W\d_]+")
_SIGNS = str.maketrans({"−": "-", "×": "*", "÷": "/", ",": None})
_DEPTH = {"(": 1, ")": -1}
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}
COUNTED = frozenset({"1", "100", "1000", "1000000"})
"""Numbers that reckoning itself brings: a whole, hundredths, thousands, millions."""
_IN_WORDS = {
    **dict(zip("two three four five six seven eight nine ten eleven twelve".split(), map(str, range(2, 13)), strict=True)),
    "half": "2", "halves": "2", "twice": "2", "third": "3", "thirds": "3", "quarter": "4", "quarters": "4",
}


class Sum(NamedTuple):
    """`told` is the sum as it stands, `terms` the numbers that it begins with, `value` what they come to (`None`: it cannot be read).

    `given` is the result that it shows, or `""` where the sentence itself has it.
    """

    told: str
    terms: tuple[str, ...]
    value: float | None
    given: str

    def gives(self, number: str) -> bool:
        """Say whether a number is the value, or the value in percent, as far as its digits go; the last one may be cut or rounded."""
        said, step = abs(float(number)), 10.0 ** -len(number.partition(".")[2])
        values = () if self.value is None else (abs(self.value), abs(self.value) * 100)
        # Half a step above is rounded, less than a step below is cut; the rest is what floats leave over.
        return any(-step * 0.5001 < one - said < step * 0.9999 for one in values)


def sums(words: str) -> tuple[tuple[Sum, ...], str]:
    """Return the sums of a sentence, and the sentence without them.

    >>> (one,), rest = sums("It fell by 5.6 percent (computed: (3.96 − 3.74) ÷ 3.96).")
    >>> one.terms, round(one.value, 3), one.given, one.gives("5.6"), rest
    (('3.96', '3.74', '3.96'), 0.056, '', True, 'It fell by 5.6 percent ().')
    """
    found: list[Sum] = []
    kept: list[str] = []
    done = 0
    for mark in _COMPUTED.finditer(words):
        if mark.start() >= done:
            end = _end(words, mark.end())
            kept.append(words[done:mark.start()])
            for part in words[mark.end():end].split(";"):
                told = _REST.sub("", part).strip(" .")
                kept.append(part.strip(" .").removeprefix(told))
                found.append(_sum(told))
            done = end
    return tuple(found), "".join([*kept, words[done:]])


def _end(words: str, start: int) -> int:
    """Return where the brackets close that are open at `start`, or where the sentence ends."""
    depth = 0
    for place in range(start, len(words)):
        depth += _DEPTH.get(words[place], 0)
        if depth < 0:
            return place
    return len(words)


def _sum(told: str) -> Sum:
    result = _RESULT.search(told)
    left = told[:result.start()] if result is not None else told
    given = result["given"].replace(",", "").replace("−", "-") if result is not None else ""
    try:
        value = _value(ast.parse(_UNIT.sub("", left).translate(_SIGNS).strip(), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        value = None
    return Sum(told, tuple(numbers(left)), value, given)


def _value(node: ast.expr) -> float:
    match node:
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left), _value(right))
        case ast.Constant(int() | float() as number):
            return float(number)
    raise ValueError


def unsound(words: str) -> Iterator[tuple[str, str]]:
    """Yield each sum that cannot be read, or that comes to something else than it gives, with what is wrong.

    >>> list(unsound("(computed: 76.4 ÷ 82.6 = 92 percent)")), list(unsound("(computed: 10.6 − 10.0 = 0.7)"))
    ([], [('10.6 − 10.0 = 0.7', 'comes to 0.6')])
    """
    for one in sums(words)[0]:
        if one.value is None or len(one.terms) < 2:
            yield one.told, "is no sum of numbers"
        elif one.given and not one.gives(one.given):
            yield one.told, f"comes to {one.value:.4g}"


def unsupported(paragraph: Sequence[Sentence], evidence: Evidence) -> Iterator[tuple[Sentence, str]]:
    """Yield each number that has no source: of a sentence that cites or reckons, in the order of a paragraph.

    A number stands in a place that its sentence cites, or is what a sum comes to. A term of a sum may also stand in a place that the
    paragraph cites before, be what an earlier sum came to, or be said in words: “three months”, then “3 × 1,446,000”.
    """
    cited: list[str] = []
    known: list[Sum] = []
    counted = set(COUNTED)
    for one in paragraph:
        here, rest = sums(one.words)
        cited.extend(one.cited)
        lacking = list(evidence.unsupported(rest, one.cited or cited)) if one.cited or here else []
        counted.update(_IN_WORDS[word] for word in re.findall(r"[a-z]+", rest.casefold()) if word in _IN_WORDS)
        terms = " ".join(term for part in here for term in part.terms if term not in counted)
        lacking += (term for term in evidence.unsupported(terms, cited) if term not in lacking)
        yield from ((one, number) for number in lacking if not any(part.gives(number) for part in (*known, *here)))
        known.extend(here)
