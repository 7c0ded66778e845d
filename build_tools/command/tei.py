"""`edition tei`: writes the TEI files of works, and on demand what each stage made."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.command.order import known, no_text, order
from build_tools.command.report import Report
from build_tools.model.finding import EditionError
from build_tools.model.ledger import Ledger
from build_tools.pipeline import conversion
from build_tools.pipeline.cache import Cache, write
from build_tools.pipeline.examination import tables
from build_tools.pipeline.project import take_stock


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Write `<work>.xml` for each work named, or for all whose text is at hand; a work named without a text is a finding."""
    ordered = order(arguments, works=tuple(arguments.works))
    place = ordered.project
    known(place, arguments.works)
    stock, faults = take_stock(ordered)
    findings = [one for one in faults if not arguments.works or any(f"sources/{work}/" in one.file for work in arguments.works)
                or not one.file.startswith("sources/")]
    out: Path = arguments.out or place.build / "tei"
    cache = Cache(place.build / "cache")
    for source in stock.sources:
        work = source.record.id
        if arguments.works and work not in arguments.works:
            continue
        text = stock.texts.get(work)
        if text is None:
            if arguments.works and not findings:
                findings.append(no_text(work))
            continue
        try:
            with report.stage(f"Converting {work}"):
                if arguments.keep_stages is not None:
                    keep(arguments.keep_stages, work, conversion.convert(source, text, place))
                data = conversion.tei(source, text, place, cache)
                if arguments.contents:
                    for name, told in tables(source, conversion.convert(source, text, place)).items():
                        write(place.sources / work / name, told.encode())
        except EditionError as error:
            findings.extend(error.findings)
            continue
        out.mkdir(parents=True, exist_ok=True)
        write(out / f"{work}.xml", data)
        report.say(f"{out / work}.xml")
    return report.findings(findings)


def keep(folder: Path, work: str, stages: conversion.Stages) -> None:
    """Write what each stage made: the transcript as read and as cleaned, the ledger as a table, the TEI file."""
    folder.mkdir(parents=True, exist_ok=True)
    if stages.transcript is not None and stages.cleaned is not None:
        write(folder / f"{work}.1-read.txt", stages.transcript.text.encode())
        write(folder / f"{work}.2-clean.txt", stages.cleaned.text.encode())
        write(folder / f"{work}.2-ledger.tsv", table(stages.ledger).encode())
        pages = "".join(f"{one.line}\t{one.n}\t{one.cert}\t{one.evidence}\n" for one in stages.cleaned.pages)
        write(folder / f"{work}.2-pages.tsv", ("line\tpage\tcert\tevidence\n" + pages).encode())
    write(folder / f"{work}.3-document.xml", stages.tei)


def table(ledger: Ledger) -> str:
    """Return the ledger as tab-separated values; what would break a row stands as `\\n`, `\\r`, `\\t` and `\\\\`."""
    rows = ["rule\tline\tcolumn\tbefore\tafter\tevidence"]
    rows += ["\t".join((rule, str(one.line), str(one.column), _plain(one.before), _plain(one.after), _plain(one.evidence)))
             for rule, one in ledger]
    return "\n".join(rows) + "\n"


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
