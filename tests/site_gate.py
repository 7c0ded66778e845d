"""Looks at a built site from outside: what a public one may not give out, and again its links, hosts and weight."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from build_tools.foreign_sentences import Leak, folder_files, hold, leaks, titles
from build_tools.read.source import load_all
from build_tools.read.texts import find
from build_tools.render.links import check_site
from tests.site_weight import overweight

ROOT = Path(__file__).resolve().parent.parent

FEWEST_PAGES = 10


def leaked(site: Path, readings: Path) -> list[Leak]:
    """Return the sentences in a public site of those readings that may not be redistributed, as their records say."""
    sources, faults = load_all(ROOT / "sources")
    texts, more = find(sources, (readings,), ROOT)
    assert not faults and not more, f"the records do not load: {faults} {more}"
    held = [texts[one.record.id].data.decode("utf-8") for one in sources if not one.record.rights.publishable and one.record.id in texts]
    assert held, f"{readings} holds no text that must be kept back, so nothing would be shown"
    return leaks(folder_files(site), site, hold(held, titles(ROOT)))


def faults(site: Path, readings: Path | None) -> list[str]:
    """Return what is wrong with a site, a line each; `readings` are looked for in a public one."""
    pages = [file for file in folder_files(site) if file.suffix == ".html"]
    found = [] if len(pages) >= FEWEST_PAGES else [f"only {len(pages)} pages"]
    found += overweight(site)
    found += [f"{one.code} {one.place()}: {one.message}" for one in check_site(site)]
    if readings is not None:
        found += [f"{leak.file}: {leak.count} runs of eight words, the first “{leak.words}”" for leak in leaked(site, readings)]
    return found


def main(arguments: list[str]) -> int:
    """Print what is wrong with a site; `--public` looks for the readings (EDITION_TEXTS) in it too. Return the exit status."""
    named = [one for one in arguments if one != "--public"]
    if len(named) != 1:
        print("usage: python -m tests.site_gate SITE [--public]", file=sys.stderr)
        return 2
    site = Path(named[0])
    found = faults(site, Path(os.environ["EDITION_TEXTS"]) if "--public" in arguments else None)
    for line in found[:40]:
        print(line)
    said = "the links, the hosts, the weight and the rights are" if "--public" in arguments else "the links, the hosts and the weight are"
    print(f"{site}: {len(found)} faults" if found else f"{site}: {said} as they should be")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
