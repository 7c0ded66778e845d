"""Watching: which files an edition is made from, and whether any of them has changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# What editors put beside the file that is edited: .glossary.yaml.swp, #glossary.yaml#, glossary.yaml~
_OF_AN_EDITOR = re.compile(r"[.#].*|.*~$")

Snapshot = dict[str, tuple[int, int]]
"""Time of change and size of each file."""


def snapshot(places: Iterable[Path]) -> Snapshot:
    """Return the state of all files at and below `places`; a few hundred take some milliseconds, so that four a second cost nothing."""
    return dict(_states(places))


def _states(places: Iterable[Path]) -> Iterator[tuple[str, tuple[int, int]]]:
    waiting = [str(place) for place in places]
    while waiting:
        place = waiting.pop()
        try:
            if os.path.isdir(place):
                with os.scandir(place) as entries:
                    waiting.extend(entry.path for entry in entries if not _OF_AN_EDITOR.match(entry.name))
                continue
            state = os.stat(place)
        except OSError:
            continue
        yield place, (state.st_mtime_ns, state.st_size)
