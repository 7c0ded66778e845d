"""The cache: artefacts known by the content of what they were made from, on disk for the next run and in memory for a warm process."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from build_tools.model.memory import Memory

T = TypeVar("T")

KEPT = 4
"""Artefacts of one name that stay on disk: enough to go back and forth between two states of a text."""

_SIZE = 32
_CODE = Path(__file__).resolve().parent.parent
_SUFFIXES = frozenset({".py", ".rng", ".rnc", ".toml", ".tsv"})


class Cache:
    """Artefacts by name and key. It holds no truth: an emptied cache changes how long a build takes, and nothing else."""

    def __init__(self, folder: Path | None, memory: Memory | None = None) -> None:
        """Keep files in `folder`; `None` keeps nothing on disk. `memory` is that of a process which goes on after a build."""
        self.folder = folder
        self.memory = memory
        self._values = Memory() if memory is None else memory

    def value(self, name: str, key: str, make: Callable[[], T]) -> T:
        """Return the value made from `key`, from memory where this process has made it before; one value a name is kept."""
        return self._values.value(name, key, make)

    def holds(self, name: str, key: str) -> bool:
        """Say whether the value made from `key` is in memory."""
        return self._values.holds(name, key)

    def data(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the bytes made from `key`, from disk where an earlier run has made them.

        A file carries the hash of its own content in its name: one that was cut off or changed is made again.
        """
        held = self.found(name, key)
        if held is not None:
            return held
        data = make()
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            write(self.folder / f"{name}-{key}-{digest(data)}", data)
            self._thin(name)
        return data

    def found(self, name: str, key: str) -> bytes | None:
        """Return the bytes made from `key` that lie on disk, `None` where there are none."""
        for path in self.folder.glob(f"{name}-{key}-*") if self.folder is not None else ():
            data = path.read_bytes()
            if path.name == f"{name}-{key}-{digest(data)}":
                return data
            path.unlink(missing_ok=True)
        return None

    def _thin(self, name: str) -> None:
        """Remove the oldest artefacts of a name."""
        assert self.folder is not None
        # “marquit” shall not thin out “marquit-letters”: what follows the name is two digests.
        files = [path for path in self.folder.glob(f"{name}-*") if len(path.name) == len(name) + 2 * (_SIZE + 1)]
        for path in sorted(files, key=lambda path: path.stat().st_mtime_ns, reverse=True)[KEPT:]:
            path.unlink(missing_ok=True)


def digest(*parts: bytes | str) -> str:
    """Return one name for any number of contents, each with its length, so that none runs into the next."""
    total = hashlib.blake2b(digest_size=_SIZE // 2)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def files_digest(files: Iterable[Path], root: Path) -> str:
    """Return one name for the content of files and for how they are called below `root`."""
    parts: list[bytes | str] = []
    for file in sorted(files):
        parts += [file.relative_to(root).as_posix(), file.read_bytes()]
    return digest(*parts)


@cache
def code_digest(*packages: str) -> str:
    """Return one name for the code of some of our packages, so that an artefact of older code is made again. Read once a process."""
    files = (file for package in packages for file in (_CODE / package).rglob("*") if file.suffix in _SUFFIXES)
    return files_digest(files, _CODE)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: under another name first, then in its place."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
