"""The file that a call names, as far as it can be the text of a work."""

from __future__ import annotations

from pathlib import Path

from build_tools.model.finding import EditionError, Finding

LARGEST = 64_000_000
"""Bytes of the largest text; no book has a tenth of it."""


def received(file: Path) -> bytes:
    """Return the bytes of a file; raises `EditionError`: R016 (it cannot be read), R018 (it is too large for a text)."""
    try:
        size = file.stat().st_size
        # A pipe or a device would be waited for without end.
        if not file.is_file():
            raise EditionError(Finding("R016", "the name is not that of a file", str(file), expected="a text file", hint="check the name"))
        if size > LARGEST:
            raise EditionError(Finding("R018", f"the file has {size:,} bytes", file.name, expected=f"at most {LARGEST:,}",
                                       hint="divide it, one work a file"))
        return file.read_bytes()
    except OSError as error:
        raise EditionError(Finding("R016", f"the file cannot be read: {error.strerror}", str(file), expected="a text file",
                                   hint="check the name")) from error
