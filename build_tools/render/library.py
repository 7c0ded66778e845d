"""The libraries of others that pages load in a browser: pinned in `npm/`, installed beside Python's packages, never copied here."""

from __future__ import annotations

import sys
from pathlib import Path

from build_tools.model.finding import Finding, Severity
from build_tools.model.page import File

LIBRARIES = (
    ("minisearch/dist/umd/index.js", "assets/javascripts/minisearch.js"),
    ("minisearch/LICENSE.txt", "assets/javascripts/minisearch.LICENSE.txt"),
)
"""Where a file lies in `node_modules`, and where in the site. A licence goes with what it allows."""

MAP = b"//# sourceMappingURL="


def libraries(folder: Path | None = None) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """Return the files that a site loads, and a note (P011) for each library that is not there: pages do without it, less well.

    `folder` holds `node_modules`; by default it is where Python's packages are.
    """
    modules = (folder or Path(sys.prefix)) / "node_modules"
    files: list[File] = []
    findings: list[Finding] = []
    for source, target in LIBRARIES:
        path = modules / source
        if path.is_file():
            # A map leads to a file that the site does not have.
            files.append(File(target, path.read_bytes().partition(MAP)[0]))
        else:
            findings.append(Finding(
                "P011", f"the library “{source.partition('/')[0]}” is not installed", "build_tools/render/npm/package.json",
                expected=f"node_modules/{source}", hint="`make libraries` fetches it from npm", severity=Severity.NOTE,
            ))
    return tuple(files), tuple(findings)
