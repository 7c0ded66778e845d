"""Words that an extraction broke behind a ligature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.clean.lexicon import KNOWN, zipf
from build_tools.model.ledger import Change

BROKEN = re.compile(r"\b([A-Za-z]*f(?:fi|fl|f|i|l)) (?=([a-z]+)(-?)(\n?))")
"""`specifi c`, `fi rst`, `oilfi elds`: the ligature and a space that should not be there."""

FIRST_WORD = re.compile(r"[a-z]+")


def propose(desk: Desk) -> Iterator[Change]:
    """Words that the extraction had broken behind a ligature (fi, fl, ff, ffi, ffl) were joined where the joined letters are a word."""
    for number, line in enumerate(desk.lines, 1):
        if "fi " not in line and "fl " not in line and "ff " not in line:
            continue
        for match in BROKEN.finditer(line):
            before, after = match.group(1), match.group(2)
            if match.group(3) and match.group(4) and number < len(desk.lines):
                rest = FIRST_WORD.match(desk.lines[number].lstrip())
                after += rest.group() if rest else ""
            joined = (before + after).lower()
            known = desk.survey.words[joined]
            if known or zipf(joined) >= KNOWN or zipf(before + match.group(2)) >= KNOWN:
                yield Change(number, match.end() - 1, " ", "", f"{joined}: {known} times in the work" if known else f"{joined}: word list")
