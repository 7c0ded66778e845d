"""The texts of the works: finds them in folders, whatever the files are called, and knows each by its content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from build_tools.model.finding import EditionError, Finding
from build_tools.model.source import Source
from build_tools.read.sketch import similarity, sketch
from build_tools.read.utf8 import not_utf8

READING = "reading.txt"
"""The name that `edition add` gives a text beside its record; git leaves it out."""

SUFFIXES = frozenset({".txt", ".text", ".md", ".xml"})
"""Of the files that a folder of texts is searched for; what is added by name may have any."""

ALIKE = 0.9
"""Share of runs of five words from which a text is a copy of a work. Without its last paragraph `end-of-nep` keeps 0.98; the four
readings have less than 0.01 in common."""


class Part(NamedTuple):
    """One of the files of a text: the line of the whole with which it begins, and its name."""

    line: int
    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a work as it was found; `likeness` is the share of its runs of words, 1.0 where the bytes are the same.

    `name` is how findings call the file: its path within the project, or its bare name elsewhere. A text in several files, a chapter
    each, has them one behind another in `data`; `parts` then says with which line (from 1) each begins, and how findings call it.
    """

    work: str
    path: Path
    data: bytes
    name: str
    likeness: float = 1.0
    parts: tuple[Part, ...] = ()

    def place(self, line: int) -> tuple[str, int]:
        """Return the file, and the line in it, of a line of the whole text."""
        before = [part for part in self.parts if part.line <= line]
        return (before[-1].name, line - before[-1].line + 1) if before else (self.name, line)


def known(data: bytes, sources: Iterable[Source]) -> tuple[Source, float] | None:
    """Return the work that `data` is a copy of, and how like the copy is; `None` for a stranger.

    The bytes are compared first, and only then the words: copies that differ in line ends, in trailing spaces, in a byte order mark or
    in a lost last line are still copies. Bytes that are not UTF-8 are read with the faulty ones left out.
    """
    sources = list(sources)
    digest = hashlib.sha256(data).hexdigest()
    for source in sources:
        if source.input.sha256 == digest:
            return source, 1.0
    mine = sketch(data.decode("utf-8", "replace"))
    best = max(((similarity(mine, source.input.sketch), source) for source in sources), key=lambda pair: pair[0], default=None)
    return (best[1], best[0]) if best is not None and best[0] >= ALIKE else None


def recognise(data: bytes, name: str, sources: Sequence[Source]) -> tuple[Source, float]:
    """Return the work that `data` is a copy of, and the likeness; raises `EditionError` with R010 (not UTF-8) or R006 (a stranger)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EditionError(not_utf8(data, error, name)) from error
    found = known(data, sources)
    if found is None:
        wanted = ", ".join(source.record.id for source in sources if not source.input.file)
        raise EditionError(Finding(
            "R006", "the text is of no work that the edition knows", name, expected=f"a copy of one of: {wanted or 'none'}",
            hint="a copy may lack some lines, not a tenth of its words; a new work needs its own sources/<work>/source.toml first",
        ))
    return found


def find(sources: Sequence[Source], places: Sequence[Path], project: Path) -> tuple[dict[str, Text], tuple[Finding, ...]]:
    """Return the text of each work, as far as one is at hand, and what is wrong with the others.

    A work's text is looked for in the folders `places` in their order, then beside its record as `reading.txt`, then as the file that
    its record names. Strangers in `places` are passed over; bytes that are not UTF-8 are a finding as long as a work is missing.
    """
    found: dict[str, Text] = {}
    findings: list[Finding] = []
    for place in places:
        _search(place, sources, project, found, findings)
    for source in sources:
        if source.record.id in found:
            continue
        try:
            text = _beside(source, project)
        except EditionError as error:
            findings.extend(error.findings)
        else:
            if text is not None:
                found[source.record.id] = text
    return found, tuple(findings)


def name_of(path: Path, project: Path) -> str:
    """Return how findings call a file: its path within the project, or its bare name elsewhere."""
    # Path.resolve raises where links lead in a circle; this leaves them to whoever opens the file.
    resolved, root = Path(os.path.realpath(path)), Path(os.path.realpath(project))
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else path.name


def _search(place: Path, sources: Sequence[Source], project: Path, found: dict[str, Text], findings: list[Finding]) -> None:
    """Fill `found` from one folder: all files by their bytes first, since words are compared only where a work is still missing."""
    wanted = {source.input.sha256: source for source in sources if source.input.sha256 and source.record.id not in found}
    strangers: list[tuple[Path, bytes]] = []
    for path in sorted(path for path in place.iterdir() if path.is_file() and path.suffix.lower() in SUFFIXES):
        data = path.read_bytes()
        source = wanted.get(hashlib.sha256(data).hexdigest())
        if source is None:
            strangers.append((path, data))
        elif source.record.id not in found:
            found[source.record.id] = Text(source.record.id, path, data, name_of(path, project))
    for path, data in strangers:
        missing = [source for source in sources if source.record.id not in found and source.input.sketch]
        if not missing:
            return
        name = name_of(path, project)
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            findings.append(not_utf8(data, error, name))
            continue
        match = known(data, missing)
        if match is not None:
            found[match[0].record.id] = Text(match[0].record.id, path, data, name, match[1])


def _beside(source: Source, project: Path) -> Text | None:
    """The text in the folder of the work: what was added, else what the record names."""
    folder = Path(source.folder)
    added = folder / READING
    if added.is_file():
        data = added.read_bytes()
        name = name_of(added, project)
        work, likeness = recognise(data, name, [source])
        return Text(work.record.id, added, data, name, likeness)
    if not source.input.file:
        return None
    named = folder / source.input.file
    if named.is_dir():
        return _bound(source, named, project)
    if not named.is_file():
        record = name_of(folder / "source.toml", project)
        raise EditionError(Finding(
            "R007", f"the text “{source.input.file}” is not in the folder", record, expected=f"a file {name_of(named, project)}",
            hint="put the file there, or leave “file” out of [input]: the text is then found by its content",
        ))
    return Text(source.record.id, named, named.read_bytes(), name_of(named, project))


def _bound(source: Source, folder: Path, project: Path) -> Text:
    """Return a text whose chapters are files of a folder, bound in the order of their names."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in SUFFIXES)
    if not paths:
        raise EditionError(Finding("R007", "the folder holds no text", name_of(folder, project),
                                   expected="a file a chapter, such as 01-prices.md",
                                   hint="the order of the names is that of the chapters"))
    parts: list[Part] = []
    bound = bytearray()
    for path in paths:
        parts.append(Part(bound.count(b"\n") + 1, name_of(path, project)))
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        bound += data.rstrip(b"\n") + b"\n\n"
    return Text(source.record.id, folder, bytes(bound), name_of(folder, project), 1.0, tuple(parts))
