"""Citations by title: where notes and text name a work of the bibliography, and what each “ibid.” stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from build_tools.annotate.anchor import Run
from build_tools.annotate.locators import Locator, inherited, locator
from build_tools.model.bibliography import Bibliography, Citing, How

LOST = "\ufffc"
"""Stands for each character that cannot be part of a citation: inside a link, in a heading."""

_NOTE = re.compile(r"(?P<scope>.*?)\.n(?P<n>\d+)(?:\.|$)")  # bettelheim.4.2.n26.p2
_FRAGMENT = re.compile(r"\.f\d+$")
_IBID = re.compile(r"\b[Ii]bid\b\.?")
_QUOTED_BEFORE = re.compile(r"[”’)\]]{0,2}[,;:]? ?\(?(?:and )?quoted (?:in|by) $")
_BARE = re.compile(r"(?<=\()(?:e\.g\., |especially )?(?=pp?\. ?\d)")
"""The place in `(pp. 92 ff.)` where the pages begin: of the work that the note has named last."""

_STRAY = re.compile(r"\bpp?\. ?\d|\bvols?\. ?(?:\d|[IVX])|\bop\. cit\b|\bloc\. cit\b")
"""The place in a work that no words before it name: what stands there is cited, but not in the bibliography."""

_TITLE = re.compile(r"[^\W\d_a-zà-ÿ]|“")
"""Where a title may begin: a capital, or the quotation mark before it."""

_CAPITAL = re.compile(r"[A-ZÄÖÜÉ]")
_BROKEN = re.compile(r",? ?pp?\.\s*")
LABEL = re.compile(r"(?P<who>[A-Z][\w.]*(?: (?:and|of|the|et|al\.|[A-Z][\w.]*))*) (?P<year>\d{4}[a-z]?)")  # Marx and Engels 1976
PLACE_ONLY = " ~"


class Passage(NamedTuple):
    """One passage with its characters, those that a citation may not touch blotted out; `pages` are the pages of its runs.

    `closed` are the stretches that are references already in the print's own encoding (“volume I of the present work”).
    """

    id: str
    text: str
    pages: tuple[tuple[int, str], ...]
    closed: tuple[tuple[int, int], ...] = ()

    def page(self, start: int) -> str:
        """Return the printed page on which a character stands."""
        return next((page for at, page in reversed(self.pages) if at <= start), "")

    def closing(self, start: int) -> int:
        """Return the end of the closed stretch in which a character stands, 0 where it stands in none."""
        return next((right for left, right in self.closed if left <= start < right), 0)


@dataclass(frozen=True, slots=True)
class _Last:
    """The work that “ibid.” would mean, and the place in it that was cited."""

    key: str = ""
    at: Locator = Locator((), 0)
    why: str = "nothing is cited before it"


class Titles:
    """The words by which works are cited, compiled once."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._owner: dict[str, tuple[str, bool]] = {}
        self._led: dict[str, int] = {}
        for one in bibliography.publications:
            names = [said for name in (*one.authors, *one.editors) for said in (f"{name.family} {name.given}", name.family)]
            for form in one.cited_as:
                if not is_label(form):
                    plain = form.removesuffix(PLACE_ONLY)
                    self._owner[plain] = one.key, form.endswith(PLACE_ONLY)
                    self._led[plain] = led(plain, names)
        longest = sorted(self._owner, key=lambda form: (-len(form), form))
        # Nothing stands before the alternatives, so that the pattern looks only where one of their first letters stands.
        self._forms = re.compile("|".join(rf"{re.escape(form)}(?!\w)" for form in longest)) if longest else None

    def owner(self, words: str) -> str:
        """Return the key of the work whose words begin a string, or `""`."""
        match = self._forms.match(words) if self._forms else None
        return self._owner[match.group()][0] if match else ""

    def passages(self, strings: Sequence[Run], left_out: Collection[str] = (), loose: Collection[int] = ()) -> list[Passage]:
        """Return the passages of a document in reading order, without those of the divisions `left_out` (the printed index).

        `loose` are the places of those strings that are references to works without a target.
        """
        parts: dict[str, list[str]] = {}
        pages: dict[str, list[tuple[int, str]]] = {}
        closed: dict[str, list[tuple[int, int]]] = {}
        for place, run in enumerate(strings):
            if not run.passage or run.group in left_out:
                continue
            ours = place in loose and bool(self.owner(run.text))
            parts.setdefault(run.passage, []).append(run.text if run.open or ours else LOST * len(run.text))
            pages.setdefault(run.passage, []).append((run.start, run.page))
            if ours:
                closed.setdefault(run.passage, []).append((run.start, run.start + len(run.text)))
        return [Passage(name, "".join(words), tuple(pages[name]), tuple(closed.get(name, ()))) for name, words in parts.items()]

    def citations(self, work: str, found: Sequence[Passage]) -> list[Citing]:
        """Return the citations of a work in reading order; an “ibid.” that stands for nothing known has no key, but a reason."""
        made: list[Citing] = []
        last, place = _Last(), ("", 0)
        for passage in found:
            last, place = _reset(passage.id, last, place)
            cited, last = self._passage(work, passage, last)
            # The names before a title lead to the people; the title leads to the work.
            made += (replace(one, start=one.start + self._led_at(passage.text, one.start)) for one in _quoted(cited, passage.text))
        return made

    def _led_at(self, text: str, start: int) -> int:
        match = self._forms.match(text, start) if self._forms else None
        return self._led[match.group()] if match else 0

    def _passage(self, work: str, passage: Passage, last: _Last) -> tuple[list[Citing], _Last]:
        made: list[Citing] = []
        named = ""
        text = passage.text
        at = 0
        for start, end, key in self._marks(text):
            if start < at:
                continue
            found = locator(text, end)
            words, how = found, How.TITLE if found.parts else How.NAMED
            reason = ""
            if key == "stray":
                if not named or _CAPITAL.search(text, at, start):
                    last, named = _Last(why="the citation before it is of a work that the bibliography does not have"), ""
                    continue
                # “…, p. 174; on the fields, p. 178”: with no name between them both places are of one work.
                key, found = "bare", locator(text, start)
                words = found
            if key == "ibid":
                following = self._forms.match(text, end + 2) if self._forms and text.startswith(", ", end) else None
                if following:
                    # “Ibid., CW, vol. 32” says the title again.
                    key, found = self._owner[following.group()][0], locator(text, following.end())
                    words, how = found, How.IBID
                else:
                    key, how, reason = last.key, How.IBID, "" if last.key else last.why
                    # Where the passage breaks off after “pp.” the place is not the one cited before.
                    broken = not found.parts and _BROKEN.fullmatch(text, end)
                    words = Locator(last.at.get("volume", "part"), end) if broken else inherited(found, last.at)
            elif key == "bare":
                if not named:
                    continue
                key, how = named, How.INHERITED
            elif self._owner[text[start:end]][1] and not found.parts:
                continue
            at = passage.closing(start) or max(end, found.end)
            made.append(Citing(work, passage.id, passage.page(start), start, at, key, words.words(), how, "", reason))
            named = key or named
            # What the print refers to as another volume of itself is no work that “ibid.” could mean.
            if key and how is not How.NAMED and how is not How.INHERITED and not passage.closing(start):
                last = _Last(key, words)
        return made, last

    def _marks(self, text: str) -> Iterator[tuple[int, int, str]]:
        marks = [(match.start(), match.end(), "ibid") for match in _IBID.finditer(text)]
        marks += [(match.end(), match.end(), "bare") for match in _BARE.finditer(text)]
        marks += [(match.start(), match.end(), "stray") for match in _STRAY.finditer(text)]
        if self._forms:
            marks += [
                (match.start(), match.end(), self._owner[match.group()][0]) for match in self._forms.finditer(text)
                if not text[match.start() - 1:match.start()].isalnum()
            ]
        yield from sorted(marks)


def led(form: str, names: Sequence[str]) -> int:
    """Return how many characters of the words of a citation are the names of its authors, before its title.

    >>> led("Carr and Davies, Foundations", ["Carr", "Davies"]), led("R. Smith, ed., The Village", ["Smith"]), led("Works", ["Moss"])
    (17, 15, 0)
    """
    if not names:
        return 0
    known = "|".join(map(re.escape, names))
    match = re.match(rf"(?:(?:[^\W\d_a-z][\w.-]* )*?(?:{known})(?: et al\.?)?(?:,|’s book|’s| and)? ?)+(?:eds?\.,? )?", form)
    title = _TITLE.search(form, match.end()) if match else None
    return title.start() if title else 0


def is_label(form: str) -> bool:
    """Say whether words are the label of a citation by author and date, and no title.

    >>> is_label("Marx and Engels 1976"), is_label("Getty et al. 1993"), is_label("Sozialgeschichte der Sowjetunion 1917–1945")
    (True, True, False)
    """
    return bool(LABEL.fullmatch(form))


def _reset(passage: str, last: _Last, place: tuple[str, int]) -> tuple[_Last, tuple[str, int]]:
    """Return what “ibid.” means at the beginning of a passage: nothing where the note or the words before it are lost."""
    if _FRAGMENT.search(passage):
        return _Last(why="the words before this fragment are lost"), ("", 0)
    note = _NOTE.match(passage)
    scope, n = (note["scope"] + ".n", int(note["n"])) if note else (passage.rpartition(".")[0], 0)
    if scope != place[0] or n not in (place[1], place[1] + 1):
        return _Last(why="the note before it is lost" if n > 1 else "nothing is cited before it"), (scope, n)
    return last, (scope, n)


def _quoted(cited: Sequence[Citing], text: str) -> Iterator[Citing]:
    """Yield citations, each that is quoted from the next one with the key of that."""
    for index, one in enumerate(cited):
        after = cited[index + 1] if index + 1 < len(cited) else None
        via = after.key if after is not None and _QUOTED_BEFORE.fullmatch(text[one.end:after.start]) else ""
        yield replace(one, quoted_in=via) if via else one
