"""Recognition against the occurrences and traps that a careful reader marked; nothing is measured without them and the readings."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from build_tools.annotate.anchor import runs, texts
from build_tools.annotate.forms import key
from build_tools.annotate.register import forms
from build_tools.model.document import Document
from build_tools.pipeline import Cache, Order, Project, conversion
from build_tools.pipeline.annotation import apparatus
from build_tools.pipeline.project import stock

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold" / "dev" / "terms.tsv"
SEEDS = {"000": "grain-crisis", "001": "end-of-nep", "002": "marquit", "003": "bettelheim"}
LEAST = 0.97
"""Precision and recall."""
WINDOW = 25
"""Lines before a passage begins in which a row of the gold may lie: a passage knows its first line only."""

pytestmark = [pytest.mark.readings, pytest.mark.skipif(not GOLD.is_file(), reason="the gold is not at hand")]


class Score(NamedTuple):
    """What was found of the rows that are occurrences, and what of those that are traps."""

    right: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def score(readings: Path) -> Score:
    """Look up every row of the gold in what is recognised of all registers."""
    order = Order(Project(ROOT), (readings,))
    taken, cache = stock(order), Cache(None)
    said = apparatus(order.project, tuple(source.record.id for source in taken.sources), cache)
    leads: dict[str, set[str]] = defaultdict(set)
    for form in forms(said.registers):
        leads[key(form.text)].add(form.entry)
    found: dict[str, Mapping[str, set[tuple[str, str]]]] = {}
    begins: dict[str, list[tuple[int, str]]] = {}
    for source in taken.sources:
        work = source.record.id
        if work in SEEDS.values():
            document = conversion.convert(source, taken.texts[work], order.project).document
            found[work] = _found(document, said.recogniser.occurrences(document, said.rulings.get(work, ()), runs(document)))
            begins[work] = sorted((element.line, element.id) for element in document.text.walk() if element.line and element.id)
    right: list[str] = []
    missed: list[str] = []
    wrong: list[str] = []
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            work, line = SEEDS[row["seed"]], int(row["line"])
            surface, name = row["surface"].replace("-/", ""), f"{row['seed']}:{line} {row['surface']}"
            last = max((begin for begin, _ in begins[work] if begin <= line + 1), default=0)
            here = {one for begin, passage in begins[work] if last - WINDOW <= begin <= line + 1 for one in found[work].get(passage, ())}
            if row["polarity"] == "+":
                wanted = leads[key(surface)] | leads[key(row["headword"])]
                (right if any(words == surface and entry in wanted for words, entry in here) else missed).append(name)
            # “Commune” is a trap for the kind of farm; that the Paris Commune is an event of its own is no mistake.
            elif any(surface in words and entry in leads[key(row["headword"])] for words, entry in here):
                wrong.append(name)
    return Score(tuple(right), tuple(missed), tuple(wrong))


def _found(document: Document, occurrences: tuple[object, ...]) -> Mapping[str, set[tuple[str, str]]]:
    said = texts(document)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in occurrences:
        passage, start, end, entry = (getattr(one, name) for name in ("passage", "start", "end", "entry"))
        found[passage].add((" ".join(said[passage][start:end].split()), entry))
    return found


def test_terms_are_recognised(readings: Path) -> None:
    made = score(readings)
    assert len(made.right) + len(made.missed) >= 30
    assert made.recall >= LEAST and made.precision >= LEAST, made
