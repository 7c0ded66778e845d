"""Names and terms in prose of ours: those that nothing explains, and those that are spelt otherwise than in their entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from build_tools.annotate.anchor import Run
from build_tools.annotate.entry import Entry
from build_tools.annotate.forms import Alternation, Case, Form
from build_tools.annotate.register import Register, plural
from build_tools.annotate.spellings import otherwise
from build_tools.clean.lexicon import FREQUENT, known
from build_tools.model.bibliography import Bibliography
from build_tools.model.edition import Occurrence
from build_tools.model.tree import Element

CALENDAR = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")  # Right-wing, VSNKh, skhod
_POSSESSIVE = re.compile(r"['’]s$")
_BEGINS = re.compile(r"(?:^|[.?!:]|\.{3}|…)[”’)\]]*\s*[“‘(\[]*$")  # fell. “The
_BETWEEN = re.compile(r"[ \u00a0](?:(?:of|de|du|von|van|der|the)[ ]){0,2}")  # Academy of Sciences, Élie de Beaumont
_YEARS = re.compile(r", \d{4}(?:\u2013\d{4})?$")  # Foundations of a Planned Economy, 1926–1929
_SERIALS = ("journal", "booktitle", "series")


class Stranger(NamedTuple):
    """Words of a passage that nothing explains; `italic` says that they were set as a foreign term."""

    passage: str
    words: str
    italic: bool = False


class Variant(NamedTuple):
    """Words of a passage that are spelt otherwise than `expected`, the headword of `entry`."""

    passage: str
    words: str
    entry: str
    expected: str


class _Block(NamedTuple):
    passage: str
    start: int
    text: str


def titles(bibliography: Bibliography, works: Iterable[str] = ()) -> Alternation:
    """Return the names of those who wrote, edited and translated what is cited, and its titles, compiled; `works` are more titles."""
    found: set[str] = {*works}
    for one in bibliography.publications:
        for name in (*one.authors, *one.editors, *one.translators):
            found |= {name.family, *(f"{given} {name.family}" for given in (name.given, name.given.partition(" ")[0]) if given)}
        short = one.title.partition(":")[0]
        found |= {one.title, short, _YEARS.sub("", short), *(one.fields.get(field, "") for field in _SERIALS)}
    return Alternation(Form(text, text, Case.NAME) for text in sorted(found) if text.strip())


def strangers(
    strings: Sequence[Run], occurrences: Iterable[Occurrence], cited: Alternation, italics: Sequence[bool] = ()
) -> Iterator[Stranger]:
    """Yield the names and terms of a text that are neither an occurrence of an entry nor cited, in reading order.

    A name begins with a capital inside a sentence, or holds two (VSNKh). The first word of a sentence has its capital anyway, so it is
    a name only where the word list does not know it. `italics` says of each string whether it stands in italics: there a word in small
    letters is a term where it is no frequent word of English.
    """
    slanted = {(run.passage, run.start + at) for run, yes in zip(strings, italics) if yes for at in range(len(run.text))}
    named: dict[str, list[tuple[int, int]]] = {}
    for one in occurrences:
        named.setdefault(one.passage, []).append((one.start, one.end))
    for block in _blocks(strings):
        spans = [(start - block.start, end - block.start) for start, end in named.get(block.passage, ())]
        spans += [(match.start, match.end) for match in cited.find(block.text)]
        unknown = [match for match in _WORD.finditer(block.text) if not any(left <= match.start() < right for left, right in spans)]
        names = [match for match in unknown if _is_name(match[0], bool(_BEGINS.search(block.text, 0, match.start())))]
        for words in _joined(names, block.text):
            yield Stranger(block.passage, words)
        taken = {match.start() for match in names}
        for match in unknown:
            place = block.passage, block.start + match.start()
            if match.start() not in taken and place in slanted and len(match[0]) > 1 and not known(match[0], FREQUENT):
                yield Stranger(block.passage, match[0], italic=True)


def in_italics(text: Element) -> list[bool]:
    """Return of each string of a tree, in reading order, whether it stands in italics.

    >>> in_italics(Element("p", {}, ("The ", Element("hi", {"rend": "italic"}, ("mir",)), " met.")))
    [False, True, False]
    """
    return [slanted for child in text.children for slanted in (
        [_slants(text)] if isinstance(child, str) else [one or _slants(text) for one in in_italics(child)]
    )]


def _slants(element: Element) -> bool:
    return element.name == "hi" and "italic" in element.get("rend")


def variants(
    strings: Sequence[Run], occurrences: Iterable[Occurrence], registers: Sequence[Register], cited: Alternation
) -> Iterator[Variant]:
    """Yield what of the occurrences is spelt otherwise than the headword of its entry; a title of a work keeps its own spelling."""
    entries = {entry.id: entry for register in registers for entry in register.entries}
    blocks: dict[str, list[_Block]] = {}
    titled: set[tuple[str, int]] = set()
    for block in _blocks(strings):
        blocks.setdefault(block.passage, []).append(block)
        titled |= {(block.passage, block.start + at) for match in cited.find(block.text) for at in range(match.start, match.end)}
    for one in occurrences:
        entry = entries.get(one.entry)
        held = next((block for block in blocks.get(one.passage, ()) if block.start <= one.start < block.start + len(block.text)), None)
        if entry is None or held is None or (one.passage, one.start) in titled:
            continue
        for word in map(_bare, _WORD.findall(held.text[one.start - held.start:one.end - held.start])):
            if meant := _meant(word, entry):
                yield Variant(one.passage, word, entry.id, meant)


def _meant(word: str, entry: Entry) -> str:
    """Return the word of a headword, or its plural, of which a word is another spelling; `""` where it is none, or stands in the entry."""
    heads = [form for head in _WORD.findall(entry.headword) for form in (head, plural(head)) if form]
    right = {one.casefold() for one in (*heads, *(one for said in entry.details.values() for one in _WORD.findall(said)))}
    return "" if word.casefold() in right else next((head for head in heads if otherwise(word, head)), "")


def _blocks(strings: Sequence[Run]) -> Iterator[_Block]:
    for (passage, _), group in groupby(strings, key=lambda run: (run.passage, run.block)):
        row = list(group)
        if passage:
            yield _Block(passage, row[0].start, "".join(run.text for run in row))


def _is_name(word: str, begins: bool) -> bool:
    plain = _bare(word)
    if len(plain) < 2 or not any(char.isupper() for char in plain) or plain in CALENDAR:
        return False
    if sum(char.isupper() for char in plain) > 1 and "-" not in plain:
        return True
    return plain[0].isupper() and not (begins and known(plain))


def _joined(names: Sequence[re.Match[str]], text: str) -> Iterator[str]:
    """Yield runs of names that nothing but blanks and particles part, as one name each."""
    run: list[re.Match[str]] = []
    for match in names:
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), match.start()):
            yield _bare(text[run[0].start():run[-1].end()])
            run = []
        run.append(match)
    if run:
        yield _bare(text[run[0].start():run[-1].end()])


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)
