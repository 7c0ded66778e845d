"""The fifth law at work: the texts that an order holds back are looked for in what is given out."""

from __future__ import annotations

import html
from pathlib import Path

from build_tools import foreign_sentences as law
from build_tools.model.finding import Finding
from build_tools.pipeline.project import Project, Stock
from build_tools.read.texts import Text


def in_public(folder: Path, taken: Stock, project: Project) -> list[Finding]:
    """Return the sentences of texts held back that stand in a built site (P002)."""
    runs = _runs(taken, project)
    return law.findings(law.leaks(law.folder_files(folder), folder, runs), public=True) if runs else []


def in_repository(taken: Stock, project: Project) -> list[Finding]:
    """Return the sentences of texts held back that stand in a file of the repository (P001)."""
    runs = _runs(taken, project)
    return law.findings(law.leaks(law.repository_files(project.root), project.root, runs), public=False) if runs else []


def _runs(taken: Stock, project: Project) -> law.Runs:
    """The runs of the texts held back. What a text that may be shown says too, such as a passage that both quote, is not held back."""
    readers = {source.record.id: source.input.reader for source in taken.sources}
    if not taken.held:
        return frozenset()
    held, shown = ([_words(text, readers[work]) for work, text in texts.items()] for texts in (taken.held, taken.texts))
    return law.hold(held, [*law.titles(project.root), *shown])


def _words(text: Text, reader: str) -> str:
    """What a person reads in a text: the header and the tags of a TEI file are the same in all of them."""
    said = text.data.decode("utf-8", "replace")
    return html.unescape(law.TAG.sub(" ", said[said.find("<text"):])) if reader == "tei" else said
