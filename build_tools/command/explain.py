"""`edition explain`: what a code means, why it matters and how to mend it."""

from __future__ import annotations

import argparse
import sys

from build_tools.codes import STAGES, codes, nearest
from build_tools.command.report import Report

_WIDTH = 100


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Explain one code, or list all; a code that does not exist ends with status 2."""
    if arguments.code is None:
        report.answer(_listed())
        return 0
    code = arguments.code.upper()
    if code not in codes():
        close = nearest(code)
        sys.stderr.write(f"edition explain: there is no code {arguments.code}" + (f"; did you mean {close}?\n" if close else "\n"))
        return 2
    report.answer(_explained(code))
    return 0


def _listed() -> str:
    blocks: list[str] = []
    for stage, title in STAGES.items():
        rows = [f"  {one.code}  {one.title}" for one in codes().values() if one.code.startswith(stage)]
        if rows:
            blocks.append("\n".join([title[0].upper() + title[1:], *rows]))
    return "\n\n".join(blocks)


def _explained(code: str) -> str:
    from textwrap import fill

    one = codes()[code]
    parts = [f"{one.code}  {one.title}", ""]
    for label, text in (("Why", one.why), ("Mend", one.mend)):
        parts.append(fill(text, _WIDTH, initial_indent=f"  {label + ':':8}", subsequent_indent=" " * 10))
    if one.example:
        parts.append(f"  {'Example:':8} {one.example}")
    return "\n".join(parts)
