"""What the system refuses, as a finding: a file that is no file, a disk that is full, a permission that is lacking."""

from __future__ import annotations

import os
from pathlib import Path

from build_tools.model.finding import Finding


def refused(error: OSError, root: Path) -> Finding:
    """Return the finding (P006); a place below `root` is named from there.

    >>> refused(FileNotFoundError(2, "No such file", "/nep/sources/w/source.toml"), Path("/nep")).file
    'sources/w/source.toml'
    """
    named = str(error.filename) if error.filename else "the disk"
    within = os.path.relpath(named, root) if error.filename else named
    return Finding("P006", f"the system refused: {error.strerror or error}", named if within.startswith("..") else within,
                   expected="a file or folder that can be read and written",
                   hint="look whether it is what its name says, at its permissions, and at the space on the disk")
