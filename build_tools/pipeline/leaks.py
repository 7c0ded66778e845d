"""The fifth law at work: the texts that an order holds back are looked for in what is given out."""

from __future__ import annotations

from pathlib import Path

from build_tools import foreign_sentences as law
from build_tools.model.finding import Finding
from build_tools.pipeline.project import Project, Stock


def in_public(folder: Path, held: Stock, project: Project) -> list[Finding]:
    """Return the sentences of texts held back that stand in a built site (P002)."""
    runs = _runs(held, project)
    return law.findings(law.leaks(law.folder_files(folder), folder, runs), public=True) if runs else []


def in_repository(held: Stock, project: Project) -> list[Finding]:
    """Return the sentences of texts held back that stand in a file of the repository (P001)."""
    runs = _runs(held, project)
    return law.findings(law.leaks(law.repository_files(project.root), project.root, runs), public=False) if runs else []


def _runs(held: Stock, project: Project) -> law.Runs:
    texts = [text.data.decode("utf-8", "replace") for text in held.held.values()]
    return law.hold(texts, law.titles(project.root)) if texts else frozenset()
