"""Mentions: which passages name which entries, from the texts at hand, or as they were written down where these are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from build_tools.model.edition import Mention, Occurrence
from build_tools.model.finding import Finding, Severity
from build_tools.pipeline.project import Project
from build_tools.read import occurrences
from build_tools.read.texts import READING, Text

if TYPE_CHECKING:
    from build_tools.pipeline.annotation import Apparatus


def mentioned(found: Iterable[Occurrence]) -> tuple[Mention, ...]:
    """Return the occurrences of an entry in a passage, on one printed page, as one mention, in reading order."""
    counts = Counter((one.work, one.passage, one.page, one.entry) for one in found)
    return tuple(Mention(*place, count) for place, count in counts.items())


def remembered(project: Project, work: str, said: Apparatus) -> tuple[Mention, ...]:
    """Return what was written down of a work when its text was at hand; rows of entries that are no more name nothing."""
    return tuple(one for one in occurrences.load(project.sources / work, project.root) if one.entry in said.kinds)


def stale(project: Project, text: Text, found: Iterable[Occurrence]) -> list[Finding]:
    """Return a finding (A035) where the table of a work is not what its text and the registers say now.

    A text that lies in the repository goes with every copy, so nothing has to be remembered of it. A note, since the work itself is
    sound: only the copy without texts would lag behind.
    """
    path = project.sources / text.work / occurrences.NAME
    if text.path.parent == path.parent and text.path.name != READING:
        return []
    if path.is_file() and path.read_bytes() == occurrences.dump(mentioned(found)).encode():
        return []
    name = path.relative_to(project.root).as_posix()
    said = "the occurrences are not those of the text and the registers now" if path.is_file() else "the table of occurrences is missing"
    return [Finding("A035", said, name, expected="the occurrences as they are recognised now",
                    hint="“edition derive” writes them, where it finds the text (--texts FOLDER)", severity=Severity.NOTE)]
