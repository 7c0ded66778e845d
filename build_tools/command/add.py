"""`edition add`: recognises a text by its content and puts it beside the record of its work, where git does not see it."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

from build_tools.command.order import project
from build_tools.command.received import received
from build_tools.command.report import Report
from build_tools.model.finding import EditionError
from build_tools.model.source import Source
from build_tools.pipeline.cache import write
from build_tools.read.source import load_all
from build_tools.read.texts import READING, name_of, recognise


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Add every file that is the text of a work; the others are findings, and do not keep the good ones out."""
    place = project(arguments)
    sources, faults = load_all(place.sources)
    findings = list(faults)
    for file in arguments.files:
        try:
            work, how = _add(file, place.root, sources)
        except EditionError as error:
            findings.extend(error.findings)
        else:
            report.say(f"{file.name} is {work.record.short_title or work.record.title} ({work.record.id}), {how}")
    return report.findings(findings)


def _add(file: Path, root: Path, sources: Sequence[Source]) -> tuple[Source, str]:
    """Put one file in its place, and say of which work it is and how that is known."""
    name = name_of(file, root)
    data = received(file)
    source, likeness = recognise(data, name, sources)
    target = Path(source.folder) / READING
    if target.resolve() != file.resolve():
        write(target, data)
    same = hashlib.sha256(data).hexdigest() == source.input.sha256
    how = "byte for byte" if same else f"a copy, {likeness:.0%} alike"
    return source, f"{how}: {name_of(target, root)}"
