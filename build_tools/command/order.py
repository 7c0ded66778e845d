"""Which project and which order a call means."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.command import Usage, folders
from build_tools.pipeline.project import Order, Project


def project(arguments: argparse.Namespace) -> Project:
    """Return the project that `--project` names, or the one around the working folder."""
    if arguments.project is None:
        return Project.around(Path.cwd())
    root: Path = arguments.project.resolve()
    if not (root / "sources").is_dir():
        raise Usage(f"--project: {arguments.project} has no folder sources/")
    return Project(root)


def order(arguments: argparse.Namespace, *, works: tuple[str, ...] = ()) -> Order:
    """Return what a call orders."""
    return Order(project(arguments), folders(arguments.texts), getattr(arguments, "public", False), works)
