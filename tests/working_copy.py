"""A copy of what the repository holds or would take in, for whatever must not touch the working folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_tools.foreign_sentences import repository_files

ROOT = Path(__file__).resolve().parent.parent


def working_copy(target: Path) -> Path:
    """Copy the files to `target`, without git, caches, built sites and added readings; return `target`."""
    for file in repository_files(ROOT):
        copy = target / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    return target
