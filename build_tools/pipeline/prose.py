"""Prose of ours outside the registers, the pages of `docs/` and texts in Markdown: what is wrong with its marks, and what they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.annotate.catalogue import Fault
from build_tools.annotate.figures import PLACE as FIGURES
from build_tools.annotate.prose import tei
from build_tools.annotate.weave import led
from build_tools.model.finding import Finding
from build_tools.model.tree import Node
from build_tools.pipeline.annotation import Apparatus
from build_tools.pipeline.conversion import placed
from build_tools.pipeline.project import Project, Stock
from build_tools.read.fields import nearest
from build_tools.read.marks import Sort, scan, slug
from build_tools.read.utf8 import written

Marks = Mapping[str, tuple[Node, ...]]
"""What every mark of the pages of `docs/` becomes, by its characters."""


def pages(project: Project) -> list[Path]:
    """Return the pages of the site that are written by hand."""
    return sorted((project.root / "docs").glob("*.md"))


def marks(project: Project, known: Apparatus) -> Marks:
    """Return what the marks of the pages written by hand become."""
    found = {text[mark.start:mark.end] for path in pages(project) for text in [_text(path)] for mark in scan(text)}
    return {said: tei(" ".join(said.split()), known.resolve, known.catalogue) for said in sorted(found)}


def faults(project: Project, taken: Stock, known: Apparatus) -> Iterator[Finding]:
    """Yield what is wrong with marks: A006, A032, A033. The citations of a text in Markdown were judged when it was converted.

    Raises `EditionError` (R010) for a page that is not UTF-8.
    """
    resolve, catalogue, figures = known.resolve, known.catalogue, known.figures
    ids = [entry.id for register in known.registers for entry in register.entries]

    def link(name: str) -> Fault | None:
        return _astray(name, resolve(name), ids)

    def slugged(name: str) -> Fault | None:
        return None if name.startswith("#") else _astray(name, led(slug(name), resolve), ids)

    def shown(name: str) -> Fault | None:
        return None if name in figures.by_id else Fault("F004", f"“{name}” is no figure", "the name of a figure",
                                                        nearest(name, figures.by_id))

    for path in pages(project):
        yield from catalogue.faults(_text(path), path.relative_to(project.root).as_posix(), link=link, figure=shown)
    for register in known.registers:
        for entry in register.entries:
            if entry.body:
                # Its links were judged with the register.
                place = entry.lines[register.kind.body]
                yield from catalogue.faults(entry.body, f"{project.annotations.name}/{register.kind.file}", place)
    for file, place, said in figures.sentences():
        yield from catalogue.faults(said, f"{FIGURES}/{file}", place, link=link)
    for source in taken.sources:
        text = {**taken.held, **taken.texts}.get(source.record.id) if source.input.reader == "markdown" else None
        if text is not None:
            for mark in scan(written(text.data, text.name)):
                fault = slugged(mark.inside) if mark.sort is Sort.LINK else shown(mark.inside) if mark.sort is Sort.FIGURE else None
                if fault:
                    yield placed(Finding(fault.code, fault.message, text.name, mark.line, expected=fault.expected, hint=fault.hint), text)


def _astray(name: str, target: str | None, ids: list[str]) -> Fault | None:
    return None if target else Fault("A006", f"the link [[{name}]] leads to no entry", "an id, or a form of an entry",
                                     nearest(name, ids) or "write [[id|words]] where the words are no form")


def _text(path: Path) -> str:
    return written(path.read_bytes(), f"{path.parent.name}/{path.name}")
