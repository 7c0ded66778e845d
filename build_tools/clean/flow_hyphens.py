"""Hyphens at line ends in a text whose layout is kept, where notes at the foot of a page may stand between the halves of a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.clean.desk import Desk
from build_tools.clean.foot_notes import flow
from build_tools.clean.hyphens import RIGHT, Verdict, before_hyphen, decide, seen
from build_tools.model.ledger import Change

INSIDE = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
"""A hyphen in a word: `rye-bread`."""

WRITTEN = re.compile(r"[^\W\d_]‐[^\W\d_]")
"""The same with the sign that Unicode keeps for hyphens: `rye‐bread`."""


def propose(desk: Desk) -> Iterator[Change]:
    """Words broken at line ends were joined: a hyphen stays where the work itself, or failing that a word list, writes one;
    dashes at line ends were joined without a space.
    """
    words = desk.survey.words
    firsts = Counter(word.split("-", 1)[0] for word in words if "-" in word)
    closed = closed_dashes(desk.text)
    soft = soft_signs(desk.text)
    for here, there in flow(desk.lines, desk.survey.starts):
        line, end, after = desk.lines[here - 1], desk.lines[here - 1].rstrip(), desk.lines[there - 1].lstrip()
        if not line.endswith("\n") or len(end.strip()) < 2:
            continue
        tail = line[len(end) :]
        if end[-1] in soft and end[-2].isalpha():
            yield Change(here, len(end) - 1, end[-1] + tail, "", "a soft hyphen")
        elif end.endswith(("--", "—")) or after.startswith(("--", "—")):
            if closed and end.strip(" -—") and after.strip(" -—"):
                yield Change(here, len(end), tail, "", "dashes are set closed")
        elif end[-1] in "-‐":
            left, right = before_hyphen(end[:-1] + "-"), RIGHT.match(after)
            if left and right:
                verdict = weigh(left.group(1), right.group(), words, firsts, desk.manner.hyphenated)
                kept = verdict.kind != "soft"
                if verdict.kind == "stray":
                    yield Change(here, len(end) - 1, end[-1], "", verdict.evidence)
                else:
                    yield Change(here, len(end) - (not kept), ("" if kept else end[-1]) + tail, "", verdict.evidence)
            elif after[0].isalnum() and end[-2].isalnum():
                yield Change(here, len(end), tail, "", "a number")
        elif end[-1] == "–" and end[-2].isalnum() and after[0].isalnum():
            yield Change(here, len(end), tail, "", "a range")


def soft_signs(text: str) -> str:
    """Return the signs that only break words: the soft hyphen, and `‐` where the text writes its own hyphens as `-`."""
    written = "‐" in text and WRITTEN.search(text)
    return "\xad¬‐" if not written and INSIDE.search(text) else "\xad¬"


def weigh(left: str, right: str, words: Counter[str], firsts: Counter[str], hyphenated: bool) -> Verdict:
    """Decide on one hyphen; where a person typed the text, words are whole, and a hyphen at a line end belongs to its word."""
    if hyphenated:
        return decide(left, right, words, firsts)
    solid, compound = (left + right).lower(), f"{left}-{right}".lower()
    as_solid, as_compound = seen(solid, words), seen(compound, words)
    if as_solid > as_compound:
        return Verdict("soft", f"{solid} {as_solid} times, {compound} {as_compound} times in the work")
    return Verdict("hard", "the text was typed with whole words")


def closed_dashes(text: str) -> bool:
    """Tell whether dashes mostly stand without spaces around them."""
    return text.count("--") + text.count("—") > 2 * (text.count(" --") + text.count(" —"))
