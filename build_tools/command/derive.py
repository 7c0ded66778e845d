"""`edition derive`: makes the data that are kept beside the records because a build could not make them without other tools."""

from __future__ import annotations

import argparse

from build_tools.command.order import project
from build_tools.command.report import Report
from build_tools.model.finding import EditionError
from build_tools.pipeline.cache import write
from build_tools.read.citations import NAME, STATUS, digest, dump, load, stale
from build_tools.read.source import load_all


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Write `citations.json` for every work whose record has changed since, or for all with `--all`."""
    from build_tools.export.processor import citations

    place = project(arguments)
    sources, faults = load_all(place.sources)
    if faults:
        raise EditionError(*faults)

    def old(name: str) -> bool:
        try:
            return bool(stale(by_id[name], load(place.sources / name, place.root), place.root))
        except EditionError:
            return True

    by_id = {source.record.id: source for source in sources}
    wanted = [source for name, source in by_id.items() if arguments.all or old(name)]
    if not wanted:
        report.say("All citations are made from their records: nothing to derive")
        return 0
    with report.stage("Formatting citations"):
        made = citations(
            wanted, place.build / "derive",
            {source.record.id: digest(source) for source in wanted},
            {source.record.id: STATUS.get(source.input.reader, source.input.reader) for source in wanted},
        )
    for work, found in made.items():
        write(place.sources / work / NAME, dump(found).encode())
        report.say(f"sources/{work}/{NAME}")
    return 0
