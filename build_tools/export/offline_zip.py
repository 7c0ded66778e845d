"""The built site as one zip that unpacks to a folder and opens from disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

# The earliest date that a zip can hold: the bytes must not depend on when the site was built.
EPOCH = (1980, 1, 1, 0, 0, 0)
# An ordinary file that everybody may read, in the upper half as Unix wants it.
MODE = 0o100644 << 16
# Of zlib: four times as fast as its own choice of 6, and a sixth larger.
LEVEL = 2
# Formats that are packed already.
PACKED = frozenset({".png", ".jpg", ".jpeg", ".gz", ".zip", ".woff2"})


# What only programs ask for over a network, in hundreds of small files.
NETWORK = "dts"


def pack(folder: Path, target: Path, root: str, date: tuple[int, int, int] | None = None, written: Iterable[Path] = ()) -> Path:
    """Write the files of `folder` to the zip `target`, below a folder `root`, and return `target`.

    The same files give the same bytes: names are sorted and dates are fixed (`date` of the edition, else 1980-01-01). One file is
    in memory at a time. The archive itself, where it lies in the folder, is left out, and so is `NETWORK`; it appears only when it is
    whole.

    `written` names files that are whole already while others are still being made: they are packed first, as they come, and it
    ends when all are there. Should one of them have changed by then, all are packed again.
    """
    stamp = EPOCH if date is None else (*date, 0, 0, 0)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".part")
    states: dict[Path, tuple[int, int]] = {}
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            for path in chain(written, _files(folder)):
                if path in states or path in (target, unfinished) or NETWORK in path.relative_to(folder).parts[:1]:
                    continue
                states[path] = _state(path)
                entry = zipfile.ZipInfo(f"{root}/{path.relative_to(folder).as_posix()}", stamp)
                entry.create_system = 3
                entry.external_attr = MODE
                kind = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), kind, LEVEL)
        if any(_state(path) != state for path, state in states.items()):
            return pack(folder, target, root, date)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder by their names; it is looked into only when the first is asked for."""
    found = (path for path in folder.rglob("*") if path.is_file())
    yield from sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _state(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns
