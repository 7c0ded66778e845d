"""Which project and which order a call means."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from build_tools.command import Usage, folders
from build_tools.model.finding import Finding
from build_tools.pipeline.project import Order, Project
from build_tools.read.fields import nearest
from build_tools.read.source import folders as source_folders


def project(arguments: argparse.Namespace) -> Project:
    """Return the project that `--project` names, or the one around the working folder."""
    if arguments.project is None:
        return Project.around(Path.cwd())
    root: Path = arguments.project.resolve()
    if not (root / "sources").is_dir():
        raise Usage(f"--project: {arguments.project} has no folder sources/")
    return Project(root)


def known(place: Project, works: Iterable[str]) -> None:
    """Raise `Usage` for a name that is no work of the project, and say which there are."""
    there = [folder.name for folder in source_folders(place.sources)]
    for work in works:
        if work not in there:
            raise Usage(f"there is no work “{work}”; {nearest(work, there) or 'there are ' + ', '.join(there)}")


def no_text(work: str) -> Finding:
    """Return the finding for a work that is named although nothing but its record is there."""
    return Finding("R017", f"the text of “{work}” is not at hand", f"sources/{work}/source.toml", expected="a copy of the text",
                   hint="“edition add FILE” puts it where it is found; --texts DIR looks in a folder of yours")


def order(arguments: argparse.Namespace, *, works: tuple[str, ...] = ()) -> Order:
    """Return what a call orders."""
    return Order(project(arguments), folders(arguments.texts), getattr(arguments, "public", False), works)
