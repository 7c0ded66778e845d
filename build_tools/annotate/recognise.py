"""Recognition: where a document names the entries of the registers, as stand-off occurrences."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from build_tools.annotate.anchor import Run, runs
from build_tools.annotate.forms import Alternation
from build_tools.annotate.register import Register, forms
from build_tools.annotate.rulings import Found, Ruling, apply
from build_tools.model.document import Document
from build_tools.model.edition import Occurrence
from build_tools.model.finding import EditionError


class Recogniser:
    """The forms of all registers, compiled once, when they are looked for first."""

    def __init__(self, registers: Sequence[Register]) -> None:
        self._registers = registers

    @cached_property
    def _alternation(self) -> Alternation:
        return Alternation(forms(self._registers), {register.kind.name: register.kind.within for register in self._registers})

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is compiled: to read it from disk would take as long."""
        return {"_registers": self._registers}

    def occurrences(
        self, document: Document, rulings: Sequence[Ruling] = (), strings: Sequence[Run] | None = None
    ) -> tuple[Occurrence, ...]:
        """Return what the document names, in reading order; `strings` are its `runs`, where they are known already.

        Headings and the text of links are read too; only weaving leaves them out. Raises `EditionError` (A013) where a ruling of an
        editor has no effect.
        """
        by_passage: dict[str, list[Run]] = defaultdict(list)
        for run in runs(document) if strings is None else strings:
            if run.passage:
                by_passage[run.passage].append(run)
        work = document.record.id
        found = {passage: self._found(row, work) for passage, row in by_passage.items()}
        if rulings:
            texts = {passage: "".join(run.text for run in row) for passage, row in by_passage.items()}
            found, findings = apply(rulings, texts, found)
            if findings:
                raise EditionError(*findings)
        return tuple(
            Occurrence(work, passage, _page(by_passage[passage], start), start, end, entry)
            for passage, row in found.items()
            for start, end, entry in row
        )

    def _found(self, passage: list[Run], work: str) -> list[Found]:
        """Return what one passage names; a word ends at the edge of a block such as a cell."""
        found: list[Found] = []
        for _, group in groupby(passage, key=lambda run: run.block):
            block = list(group)
            text = block[0].text if len(block) == 1 else "".join(run.text for run in block)
            first = block[0].start
            found += [Found(first + match.start, first + match.end, match.entry) for match in self._alternation.find(text, work)]
        return sorted(found)


def _page(passage: list[Run], offset: int) -> str:
    """Return the printed page on which a character of the passage stands."""
    return passage[bisect_right(passage, offset, key=lambda run: run.start) - 1].page
