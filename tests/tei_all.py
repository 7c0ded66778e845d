"""Validates every TEI file of a folder against a schema of all TEI P5, which takes seconds to load: `make check` and CI pay that."""

from __future__ import annotations

import sys
from pathlib import Path

from build_tools.tei.validate import validate_full


def faults(schema: Path, folder: Path) -> list[str]:
    """Return one line for each fault; a folder without TEI files is a fault too, since then nothing was shown."""
    files = sorted(folder.glob("*.xml"))
    if not files:
        return [f"{folder}: no TEI file to validate"]
    found = [finding for file in files for finding in validate_full(file.read_bytes(), schema, file.name)]
    return [f"{finding.code} {finding.place()}: {finding.message}" for finding in found]


def main(arguments: list[str]) -> int:
    """Print the faults, or how many files are valid; return the exit status."""
    if len(arguments) != 2:
        print("usage: python -m tests.tei_all SCHEMA FOLDER", file=sys.stderr)
        return 2
    schema, folder = map(Path, arguments)
    found = faults(schema, folder)
    for line in found:
        print(line)
    if not found:
        print(f"{len(list(folder.glob('*.xml')))} TEI files are valid against {schema.name}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
