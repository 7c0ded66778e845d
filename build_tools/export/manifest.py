"""The sums of the downloads: who carries files away can prove later that they are still those of the edition."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from build_tools.model.page import File

FOLDER = "downloads/"
NAME = f"{FOLDER}SHA256SUMS"


def manifest(files: Iterable[File]) -> File:
    """Return the list of SHA-256 sums that `sha256sum -c SHA256SUMS` reads in the folder of the downloads.

    >>> manifest([File("downloads/w.bib", b"")]).content.decode().split()[1]
    'w.bib'
    """
    held = sorted((file for file in files if file.path.startswith(FOLDER)), key=lambda file: file.path)
    rows = (f"{sha256(file.content).hexdigest()}  {file.path.removeprefix(FOLDER)}\n" for file in held)
    return File(NAME, "".join(rows).encode())
