"""Words that an extraction broke behind a ligature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.clean.lexicon import known
from build_tools.model.ledger import Change

BROKEN = re.compile(r"\b([A-Za-z]*f(?:fi|fl|f|i|l)) (?=([a-z]+)(-?)(\n?))")
"""`specifi c`, `fi rst`, `oilfi elds`: the ligature and a space that should not be there."""

LAST_PART = re.compile(r"([A-Za-z]+)-$")
"""The first half of a word whose second half begins with the ligature: `con-/fi scations`."""

SHORT = 2
"""Letters of a piece that is no word by itself, as in `Narkomfi n`."""

SHORT_WORDS = frozenset(
    (
        "a i o ad ah am an as at be by do eh em en et ex go ha he hi ho id if in is it la lo ma me mr my no of oh ok on or ox pa pi re si "
        "so st to un up us vs we ye yo"
    ).split()
)
"""The words that are as short."""

FIRST_WORD = re.compile(r"[a-z]+")


def propose(desk: Desk) -> Iterator[Change]:
    """Words that the extraction had broken behind a ligature (fi, fl, ff, ffi, ffl) were joined where the joined letters are a word."""
    for number in desk.holding("fi ", "fl ", "ff "):
        line = desk.lines[number - 1]
        for match in BROKEN.finditer(line):
            before, after = match.group(1), match.group(2)
            left = LAST_PART.search(desk.lines[number - 2].rstrip()) if not match.start() and number > 1 else None
            if match.group(3) and match.group(4) and number < len(desk.lines):
                rest = FIRST_WORD.match(desk.lines[number].lstrip())
                after += rest.group() if rest else ""
            whole = [before + after, match.group(1) + match.group(2), (left.group(1) if left else "") + before + after]
            if len(after) <= SHORT and after not in SHORT_WORDS and not known(before):
                yield Change(number, match.end() - 1, " ", "", f"neither “{before}” nor “{after}” is a word")
                continue
            for word in map(str.lower, whole):
                if desk.survey.words[word] or known(word):
                    times = desk.survey.words[word]
                    yield Change(number, match.end() - 1, " ", "", f"{word}: {times} times in the work" if times else f"{word}: word list")
                    break
