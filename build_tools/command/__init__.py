"""The command line: arguments, subcommands and exit status; one module a subcommand, each loaded only when it is called."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import build_tools
from build_tools.command.refused import refused
from build_tools.command.report import Report
from build_tools.model.finding import EditionError

FINDINGS, INTERRUPTED, UNHEARD = 1, 130, 141
"""Exit status where a call does not end well; the last two are what a shell says of a program that was stopped so."""

MODULES = {"report": "account"}
"""Subcommands whose module has another name."""

TEXTS = "EDITION_TEXTS"
"""The variable that names a folder of texts, or several with the path separator between them."""


class Usage(Exception):
    """A call that cannot be meant; ends with status 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return the exit status: 0, 1 where there are findings, 2 where the call cannot be understood."""
    parser = subcommands()
    arguments = parser.parse_args(argv)
    report = Report(quiet=getattr(arguments, "quiet", False))
    try:
        status = int(import_module(f"build_tools.command.{MODULES.get(arguments.command, arguments.command)}").run(arguments, report))
        sys.stdout.flush()
        return status
    except Usage as error:
        parser.error(str(error))
    except EditionError as error:
        report.findings(error.findings)
        return FINDINGS
    except BrokenPipeError:
        # Whoever asked has heard enough, as `head` has. What still waits to be said would be tried again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNHEARD
    except OSError as error:
        report.findings([refused(error, getattr(arguments, "project", None) or Path())])
        return FINDINGS
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        report.close()


def subcommands() -> argparse.ArgumentParser:
    """Return the parser of all calls: one for each subcommand, with its options."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--quiet", "-q", action="store_true", help="print nothing but findings")
    common.add_argument("--project", type=Path, metavar="DIR", help="the folder of the edition (default: the one around this folder)")
    texts = argparse.ArgumentParser(add_help=False)
    texts.add_argument("--texts", type=Path, metavar="DIR", action="append", default=[],
                       help=f"look for texts here first (then in ${TEXTS}, then in sources/)")
    parser = argparse.ArgumentParser(prog="edition", description="Rough texts of printed works in, a digital edition out.")
    parser.add_argument("--version", action="version", version=f"edition {build_tools.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    add = commands.add_parser("add", parents=[common], help="recognise texts and put them where the build finds them, outside git")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")

    new = commands.add_parser("new", parents=[common], help="make the folder of a new work from its text, and convert it")
    new.add_argument("file", type=Path, metavar="FILE", help="plain text, Markdown or TEI")
    new.add_argument("--id", metavar="WORK", help="the id of the work (default: from its title)")
    new.add_argument("--publishable", action="store_true", help="the text may be published: put it where git sees it")

    tei = commands.add_parser("tei", parents=[common, texts], help="write the TEI files of works")
    tei.add_argument("works", nargs="*", metavar="WORK", help="ids of works (default: all whose text is at hand)")
    tei.add_argument("--out", type=Path, metavar="DIR", help="where to write WORK.xml (default: build/tei)")
    tei.add_argument("--keep-stages", type=Path, metavar="DIR", help="also write what each stage made")
    tei.add_argument("--contents", action="store_true",
                     help="also write sources/WORK/contents.tsv, pages.tsv and notes.tsv, which show a work without its text")

    register = commands.add_parser("register", parents=[common, texts], help="promise the ids of all passages for ever")
    register.add_argument("works", nargs="*", metavar="WORK", help="ids of works (default: all whose text is at hand)")

    told = commands.add_parser("report", parents=[common, texts], help="tell what was changed in a work, what is lost and what is doubtful")
    told.add_argument("work", metavar="WORK", help="the id of a work")

    commands.add_parser("check", parents=[common, texts], help="say all that is wrong with sources, texts and annotations")

    derive = commands.add_parser("derive", parents=[common, texts],
                                 help="write what a copy without texts and tools needs: citations (needs Node), tables of what texts name")
    derive.add_argument("--all", action="store_true", help="format those of all works anew")

    cite = commands.add_parser("cite", parents=[common, texts], help="say how a work, its pages or a passage is cited")
    cite.add_argument("target", metavar="WORK|PASSAGE", help="the id of a work, or of a passage, such as specimen.1.1.p2")
    cite.add_argument("pages", nargs="?", metavar="PAGES", help="a page of the print or a range of them: 138, 138-139")
    cite.add_argument("--style", choices=("all", "edition", "chicago", "mla", "apa"), default="all", help="default: all")
    cite.add_argument("--format", choices=("text", "html", "bibtex", "ris", "csl-json"), default="text", help="default: text")

    build = commands.add_parser("build", parents=[common, texts], help="build the site")
    build.add_argument("--public", action="store_true", help="leave out the texts that may not be given out, and prove it")
    build.add_argument("--site", type=Path, metavar="DIR", help="where the site goes (default: site)")
    build.add_argument("--plain", type=Path, metavar="DIR", help="write bare pages here, without MkDocs (and no site, unless --site)")

    serve = commands.add_parser("serve", parents=[common, texts], help="show the site while you edit")
    serve.add_argument("--port", type=_port, default=8000, help="default: 8000, or the next that is free")
    serve.add_argument("--public", action="store_true", help="leave out the texts that may not be given out")

    explain = commands.add_parser("explain", parents=[common], help="say what a code means and how to mend it")
    explain.add_argument("code", nargs="?", metavar="CODE", help="such as R002 (default: list all)")
    return parser


def _port(said: str) -> int:
    number = int(said)
    if not 0 <= number <= 65535:
        raise ValueError(said)
    return number


def folders(named: Sequence[Path]) -> tuple[Path, ...]:
    """Return the folders to look for texts in: those named, then those of the environment; each must exist."""
    from_environment = [Path(part) for part in os.environ.get(TEXTS, "").split(os.pathsep) if part]
    for folder, source in [*((folder, "--texts") for folder in named), *((folder, TEXTS) for folder in from_environment)]:
        if not folder.is_dir():
            raise Usage(f"{source}: {folder} is not a folder")
    return (*named, *from_environment)
