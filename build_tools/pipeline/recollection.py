"""Recollection: what one process remembers lies on disk for the next, which makes anew only what is made from something else now."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from build_tools.model.memory import Memory
from build_tools.pipeline.cache import Cache, code_digest, digest

NAME = "memory"
LIBRARIES = ("lxml", "Markdown", "markdown-it-py", "msgpack", "pybtex", "PyYAML")
"""What else than our own code bears on what is remembered; the word list and the charts are in keys of their own."""


def recollect(folder: Path) -> Memory:
    """Return the memory that lies in the folder of a cache, an empty one where there is none, or one of other code.

    As with all files of the cache, the name carries the hash of the content: what was cut off or changed is not read.
    """
    for path in folder.glob(f"{NAME}-{_made_by()}-*"):
        data = path.read_bytes()
        if path.name == _name(data):
            with _without_collector():
                found = pickle.loads(data)
            assert isinstance(found, Memory)
            return found
    return Memory()


def warm(folder: Path) -> Cache:
    """Return the cache in a folder, with the memory that lies there."""
    return Cache(folder, recollect(folder))


def keep(cache: Cache) -> None:
    """Write the memory of a cache down in place of the one before, where anything was made since it was read."""
    memory, folder = cache.memory, cache.folder
    if memory is None or folder is None or not memory.grown:
        return
    memory.grown = False
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{NAME}.{os.getpid()}"
    try:
        with part.open("wb") as file:
            # Not by way of bytes: they would be a tenth of all that the process holds.
            pickle.dump(memory, file, pickle.HIGHEST_PROTOCOL)
        name = _name(part.read_bytes())
        part.replace(folder / name)
    finally:
        part.unlink(missing_ok=True)
    for path in folder.glob(f"{NAME}-*"):
        if path.name != name:
            path.unlink(missing_ok=True)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Look for no circles among new objects: there are 200,000 of them, and all are kept."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _name(data: bytes) -> str:
    return f"{NAME}-{_made_by()}-{digest(data)}"


@lru_cache(1)
def _made_by() -> str:
    """Return one name for all the code that makes what is remembered."""
    return digest(code_digest("."), sys.version, *map(version, LIBRARIES))
