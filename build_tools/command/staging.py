"""Staging: a folder is made beside the one it replaces, and takes its place as a whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.model.finding import EditionError, Finding
from build_tools.pipeline import Project

SITE = "index.html"
"""What every site has; a folder that has things in it and not this is none of ours."""


@contextmanager
def staged(target: Path, project: Project) -> Iterator[Path]:
    """Yield an empty folder to build in; when the block ends well it becomes `target`, and the old `target` is removed.

    When the block raises, `target` is as it was, and the folder is gone. Raises P007 where `target` holds something else than a site.
    """
    target = target.resolve()
    _may_replace(target, project)
    # Inside the project the ignored folder `build` is the place; elsewhere only the same disk lets a folder be swapped at once.
    parent = project.build if target.parent == project.root.resolve() else target.parent
    parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=parent))
    try:
        new = stage / "new"
        new.mkdir()
        yield new
        swap(new, target, stage / "old")
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`, which becomes `old`; should the second step fail, the first is taken back."""
    if not target.exists():
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise


def _may_replace(target: Path, project: Project) -> None:
    site = target / SITE
    strange = target.exists() and (not target.is_dir() or (any(target.iterdir()) and not site.is_file()))
    inside = project.root.resolve().is_relative_to(target)
    if strange or inside:
        raise EditionError(Finding("P007", "the folder holds something else than a site, and a build would replace it", str(target),
                                   expected="an empty folder, a new one, or an older site", hint="name another folder"))
