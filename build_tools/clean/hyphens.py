"""Hyphens and dashes at line ends: which belong to the word and which to the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from build_tools.clean.desk import Desk
from build_tools.clean.lexicon import FAMILIAR, FREQUENT, KNOWN, known
from build_tools.model.ledger import Change

LEFT = re.compile(r"([^\W\d_]+(?:[-’'][^\W\d_]+)*)-$")
"""What stands before the hyphen: `worker-`, `rank-and-`."""

LONGEST = 100
"""Characters before the hyphen that are looked at: no compound is longer."""

RIGHT = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""What stands at the beginning of the next line."""

HALF = re.compile(r"[a-z]{2,}(?![-’'\w])")
"""The second half of a word at the beginning of a line."""

NEVER_FIRST = frozenset(
    (
        "a an the be is are was were been has had have of in to and or by for with that which who its their his her our they we it "
        "as at on but not"
    ).split()
)
"""Words that no compound begins with: a hyphen behind them is stray (`be-/accomplished`)."""

ALWAYS_HARD = frozenset(
    (
        "self well ill non quasi semi ex pseudo all half one two three four five six seven eight nine ten "
        "twenty thirty forty fifty sixty seventy eighty ninety"
    ).split()
)
"""First parts that keep their hyphen before a word which is not known to be written solid."""


class Verdict(NamedTuple):
    """`kind` is `soft` (falls away), `hard` (stays) or `stray` (a space instead); `evidence` says by what it was decided."""

    kind: str
    evidence: str


def propose(desk: Desk) -> Iterator[Change]:
    """Words broken at line ends were joined: a hyphen stays where the work itself, or failing that a word list, writes one;
    dashes at line ends were joined without a space, and so were halves of words whose hyphen is lost, where one of them is no word.
    """
    words = desk.survey.words
    firsts = Counter(word.split("-", 1)[0] for word in words if "-" in word)
    closed = desk.text.count("—") > 2 * desk.text.count(" —")
    lines = desk.lines
    for before, after in pairwise(desk.filled):
        here = lines[before - 1]
        if here[-1] != "\n" or after - before > 1 and any(lines[before : after - 1]):
            continue
        end, there = here.rstrip(), lines[after - 1].lstrip()
        if end[-1].isalpha() and there[0].islower():
            last = end[end.rfind(" ") + 1 :]
            # Two words that stand elsewhere too are two words; most lines need no closer look.
            if words.get(last, 0) < 2 or words.get(there[: there.find(" ")], 0) < 2:
                evidence = broken(last, there, words)
                if evidence:
                    yield Change(before, len(end), here[len(end) :], "", evidence)
            continue
        column = len(end)
        tail = here[column:]
        if end[-1] == "-":
            left = before_hyphen(end)
            right = RIGHT.match(there)
            if left and right:
                verdict = decide(left.group(1), right.group(), words, firsts)
                if verdict.kind == "soft":
                    yield Change(before, column - 1, "-" + tail, "", verdict.evidence)
                elif verdict.kind == "hard":
                    yield Change(before, column, tail, "", verdict.evidence)
                else:
                    yield Change(before, column - 1, "-", "", verdict.evidence)
            elif there[0].isalnum() and len(end) > 1 and end[-2].isalnum():
                yield Change(before, column, tail, "", "a number")
        elif end[-1] == "–" and len(end) > 1 and end[-2].isalnum() and there[0].isalnum():
            yield Change(before, column, tail, "", "a range")
        elif closed and (end[-1] == "—" or there[0] == "—"):
            yield Change(before, column, tail, "", "dashes are set closed")


def before_hyphen(end: str) -> re.Match[str] | None:
    """Return what stands before the hyphen at the end of a line; a search through a whole line would look at each of its words.

    >>> before_hyphen("the rank-and-")[1]
    'rank-and'
    """
    return LEFT.search(end, max(end.rfind(" ") + 1, len(end) - LONGEST))


def broken(left: str, there: str, words: Counter[str]) -> str:
    """Return why the last letters of a line and the first of the next are one word whose hyphen is lost, "" where they are two.

    Whole they are a word that is known; one of them is none, and stands nowhere else.

    >>> broken("transfor", "mation of grain", Counter({"transfor": 1})), broken("in", "vestment", Counter())
    ('transformation: word list; transfor is no word', '')
    """
    half = HALF.match(there)
    if half is None or len(left) < 2 or not left.isalpha():
        return ""
    left, right = left.lower(), half.group()
    unseen = [one for one in (left, right) if words.get(one, 0) <= 1]
    times = words.get(left + right, 0) if unseen else 0
    if not unseen or (times < 2 and not known(left + right, FAMILIAR)):
        return ""
    solid = left + right
    for one in unseen:
        if not known(one):
            return f"{solid}: {f'{times} times in the work' if times else 'word list'}; {one} is no word"
    return ""


def decide(left: str, right: str, words: Counter[str], firsts: Counter[str]) -> Verdict:
    """Decide on one hyphen. `words` counts the words of the work, `firsts` the first parts of its compounds.

    >>> decide("analy", "sis", Counter(), Counter()).kind
    'soft'
    >>> decide("worker", "peasant", Counter({"worker-peasant": 108}), Counter()).kind
    'hard'
    >>> decide("be", "accomplished", Counter(), Counter()).kind
    'stray'
    """
    solid, compound = (left + right).lower(), f"{left}-{right}".lower()
    as_solid, as_compound = seen(solid, words), seen(compound, words)
    if as_solid or as_compound:
        kind = "soft" if as_solid >= as_compound else "hard"
        return Verdict(kind, f"{solid} {as_solid} times, {compound} {as_compound} times in the work")
    if right[0].isupper() and not left.isupper():
        return Verdict("hard", "a capital follows")
    if left.isupper():
        return Verdict("hard", "an acronym")
    last, first = left.lower().rsplit("-", 1)[-1], right.lower().split("-", 1)[0]
    unknown = seen(last + first, words) == 0 and not known(last + first)
    if last in NEVER_FIRST and "-" not in left and unknown and (is_word(first, words) or words.get(first, 0)):
        return Verdict("stray", f"no compound begins with {last}")
    if "-" in right and unknown:
        return Verdict("hard", f"{right} is a compound")
    if known(solid.replace("-", ""), FAMILIAR if last in ALWAYS_HARD else KNOWN):
        if "-" not in left or known(last + first):
            return Verdict("soft", f"{solid}: word list")
    whole = (is_word(last, words), is_word(first, words))
    if "-" in left and (seen(last + first, words) or known(last + first)):
        return Verdict("soft", f"{last + first}: a word")
    if "-" in left and whole[1]:
        return Verdict("hard", f"{left}- has a hyphen already")
    if last in ALWAYS_HARD and whole[1]:
        return Verdict("hard", f"{last}- keeps its hyphen")
    if all(whole) and (firsts.get(last, 0) > 1 or len(last) > 3):
        return Verdict("hard", f"{last} and {first} are words, {solid} is none")
    return Verdict("soft", "no evidence for a compound")


def seen(word: str, words: Counter[str]) -> int:
    """Count a word of the work, whether or not it stands in the possessive or the plural."""
    bare = word.removesuffix("’s").removesuffix("'s")
    found = words.get(word, 0) + (words.get(bare, 0) if bare != word else words.get(word + "’s", 0))
    return found + (words.get(bare + "s", 0) or words.get(bare.removesuffix("s"), 0)) if len(bare) > 4 else found


def is_word(part: str, words: Counter[str]) -> bool:
    """Tell whether part of a possible compound is a word by itself."""
    return known(part, FREQUENT if len(part) < 5 else FAMILIAR) or (words.get(part, 0) > 1 and known(part))
