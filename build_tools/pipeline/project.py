"""The project: where its folders are, what the edition is called, and which works and texts an order takes in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.model.finding import EditionError, Finding
from build_tools.model.source import Source
from build_tools.pipeline.settings import table
from build_tools.read.source import load_all
from build_tools.read.texts import Text, find

CITATION = "CITATION.cff"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")  # 2026-11-21


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `sources/` and `mkdocs.yml`, wherever it lies."""

    root: Path

    @property
    def sources(self) -> Path:
        """One folder a work."""
        return self.root / "sources"

    @property
    def annotations(self) -> Path:
        """What is said about the works."""
        return self.root / "annotations"

    @property
    def build(self) -> Path:
        """Generated things; git leaves it out."""
        return self.root / "build"

    @classmethod
    def around(cls, folder: Path) -> Project:
        """Return the project that `folder` lies in; where it lies in none, the one that this code came with."""
        for root in (folder, *folder.parents):
            if (root / "sources").is_dir() and (root / "mkdocs.yml").exists():
                return cls(root)
        return cls(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the edition says of itself; `date` is that of every file it makes, `abstract` a sentence or two, or nothing."""

    title: str
    version: str
    date: str
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the works of a project (all where `works` is empty), with the texts found in the folders `texts`.

    A `public` order leaves the text of a work aside where its rights do not allow it to be given out.
    """

    project: Project
    texts: tuple[Path, ...] = ()
    public: bool = False
    works: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to work with: the sources, the texts at hand that the order may show, and those it has to hold back."""

    sources: tuple[Source, ...]
    texts: Mapping[str, Text]
    held: Mapping[str, Text]


def stock(order: Order) -> Stock:
    """Return the sources and texts of an order; raises `EditionError` with the findings of all the sources at once."""
    found, findings = take_stock(order)
    if findings:
        raise EditionError(*findings)
    return found


def take_stock(order: Order) -> tuple[Stock, tuple[Finding, ...]]:
    """Return the sources and texts of an order as far as they are sound, and what is wrong with the others."""
    project = order.project
    sources, faults = load_all(project.sources)
    findings = list(faults)
    if not sources and not findings:
        findings.append(Finding("R014", "there is no work", "sources", expected="a folder sources/<work>/ with a source.toml",
                                hint="run the command in the folder of the edition, or name it with --project"))
    wanted = [one for one in sources if not order.works or one.record.id in order.works]
    found, more = find(wanted, order.texts, project.root)
    findings.extend(more)
    held = {one.record.id for one in wanted if order.public and not one.record.rights.publishable}
    return Stock(
        sources,
        {work: text for work, text in found.items() if work not in held},
        {work: text for work, text in found.items() if work in held},
    ), tuple(findings)


def imprint(project: Project) -> Imprint:
    """Return title, version, date and abstract of the edition from `CITATION.cff`, the one place where they stand; raises P003, R010."""
    def finding(said: str, line: int | None) -> Finding:
        return Finding("P003", f"the edition is not stated: {said}", CITATION, line,
                       expected="title, version and date-released (YYYY-MM-DD)", hint="edition explain P003 shows an example")

    fields = table(project.root / CITATION, finding)
    if fields is None:
        raise EditionError(finding("it does not exist", None))
    title, version, date = (str(fields.get(key, "")).strip() for key in ("title", "version", "date-released"))
    missing = [key for key, value in (("title", title), ("version", version), ("date-released", date)) if not value]
    if missing:
        raise EditionError(finding(f"it lacks {', '.join(missing)}", None))
    if not _DATE.fullmatch(date):
        raise EditionError(finding(f"“{date}” is no date", None))
    return Imprint(title, version, date, " ".join(str(fields.get("abstract") or "").split()))
