"""What has been published: the last commit and the last release of a project, as git keeps them, and the notes that they had."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from build_tools.annotate.editors_notes import NAME
from build_tools.model.finding import Finding
from build_tools.pipeline.project import Project

_ID = re.compile(r"^- id: *[\"']?([a-z0-9-]+)", re.MULTILINE)  # - id: gap-of-12


def references(root: Path) -> list[str]:
    """Return the last commit and the last release, as far as there are any."""
    tag = git(root, "describe", "--tags", "--abbrev=0").strip()
    return [*(["HEAD"] if git(root, "rev-parse", "--verify", "-q", "HEAD") else []), *([tag] if tag else [])]


def git(root: Path, *arguments: str) -> str:
    """Return what git says, and nothing where it cannot say anything."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def withdrawn_notes(project: Project) -> Iterator[Finding]:
    """Yield every note of the editors that an earlier state had and the present one has not (A044): its address leads nowhere now."""
    said: set[tuple[str, str]] = set()
    for reference in references(project.root):
        for name in git(project.root, "ls-tree", "-r", "--name-only", reference, "annotations/").splitlines():
            if not name.endswith(f"/{NAME}"):
                continue
            path = project.root / name
            now = set(_ID.findall(path.read_text(encoding="utf-8", errors="replace"))) if path.is_file() else set()
            for one in _ID.findall(git(project.root, "show", f"{reference}:./{name}")):
                if one not in now and (name, one) not in said:
                    said.add((name, one))
                    yield Finding("A044", f"the note “{one}” has been published and is not there any more", name,
                                  expected="every note that ever was published",
                                  hint=f"take it back from git ({reference}); where it was wrong, let its body say so")
