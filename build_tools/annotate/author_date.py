"""Citations by author and date: “(Medvedev 1989, 216)”, and the years or pages alone whose author a reader knows from before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.annotate.citations import LABEL, Passage
from build_tools.model.bibliography import Bibliography, Citing, How
from build_tools.model.record import Name

LEAST = 5
"""So many citations with author and date make a work one that cites in this manner; a stray “(1924)” in another is none."""

_N = r"\d{1,4}(?:[-–]\d{1,4})?"
_PAGES = rf"{_N}(?:, {_N})*"
_AFTER = re.compile(rf", (?P<pages>{_PAGES})(?=[);\]])")  # , 216
_BARE = re.compile(rf"[(\[](?:(?P<year>\d{{4}}[a-z]?)(?:, (?P<pages>{_PAGES}))?|(?P<only>{_PAGES}))[)\]]")
"""`(1974a, 333–34)`, `[1974c, 308]`, `(1962)`, `(218)`"""

_YEARS = re.compile(r"1[89]\d\d|20\d\d")


class _Label(NamedTuple):
    who: str
    year: str
    key: str


class AuthorDate:
    """The labels of all works that are cited by author and date, compiled once."""

    def __init__(self, bibliography: Bibliography) -> None:
        self._labels: list[_Label] = []
        for one in bibliography.publications:
            for form in one.cited_as:
                if match := LABEL.fullmatch(form):
                    self._labels.append(_Label(match["who"], match["year"], one.key))
        longest = sorted({label.who for label in self._labels}, key=lambda who: (-len(who), who))
        by_length = sorted(self._labels, key=lambda one: (-len(one.who), one))
        whole = "|".join(rf"{_spelt(label.who)},? {label.year}(?!\w)" for label in by_length)
        self._whole = re.compile(whole) if whole else None
        names = {who.split(" and ")[0].removesuffix(" et al."): who for who in reversed(longest)}
        single = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
        self._names = re.compile(rf"(?:{single})\b") if names else None

    def citations(self, work: str, authors: Sequence[Name], found: Sequence[Passage]) -> list[Citing]:
        """Return the citations of a work in reading order, none where it does not cite in this manner. `authors` wrote the work itself.

        Pages alone are of the work that was cited last, unless an author has been named since; a year alone is of the author who was
        named last and has a work of that year. An author who names nobody means himself.
        """
        if self._whole is None or sum(len(self._whole.findall(passage.text)) for passage in found) < LEAST:
            return []
        state = _State(self._labels, [name.family for name in authors])
        return [one for passage in found for one in self._passage(work, passage, state)]

    def _passage(self, work: str, passage: Passage, state: _State) -> list[Citing]:
        assert self._whole is not None and self._names is not None
        text = passage.text
        made: list[Citing] = []
        marks = sorted([
            *((match.start(), 0, match) for match in self._whole.finditer(text)),
            *((match.start(), 1, match) for match in _BARE.finditer(text)),
            *((match.start(), 2, match) for match in self._names.finditer(text)),
        ], key=lambda mark: mark[:2])
        end = 0
        for start, kind, match in marks:
            if start < end:
                continue
            if kind == 2:
                state.name(match.group())
                continue
            if kind == 0:
                label = self._label(match.group())
                pages = _AFTER.match(text, match.end())
                end = pages.end() if pages else match.end()
                locator, how = (pages["pages"] if pages else ""), How.TITLE
                start = match.end() - len(label.year)
                key, reason = label.key, ""
                state.cite(label)
            else:
                key, locator, reason = state.inherit(match)
                if not key and not reason:
                    continue
                start, end, how = start + 1, match.end() - 1, How.INHERITED
            made.append(Citing(work, passage.id, passage.page(start), start, end, key, locator, how, "", reason))
        return made

    def _label(self, words: str) -> _Label:
        return next(label for label in self._labels if re.fullmatch(rf"{_spelt(label.who)},? {label.year}", words))


class _State:
    """What a reader has in mind: the work that was cited last, and the authors that were named, the last of them first."""

    def __init__(self, labels: Sequence[_Label], authors: Sequence[str]) -> None:
        self._labels = labels
        self._authors = authors
        self._last: _Label | None = None
        self._named: list[str] = []
        self._cited: dict[str, _Label] = {}
        self._since = False

    def name(self, who: str) -> None:
        self._named = [who, *(one for one in self._named if one != who)]
        self._since = self._last is None or not self._last.who.startswith(who)

    def cite(self, label: _Label) -> None:
        self._last = label
        self.name(_first(label.who))
        self._cited[_first(label.who)] = label
        self._since = False

    def inherit(self, match: re.Match[str]) -> tuple[str, str, str]:
        """Return the key, the pages, and why there is no key; all empty where the brackets hold no citation."""
        year = match["year"] or ""
        if year and (_YEARS.match(year) or match["pages"]):
            of_year = [label for label in self._labels if label.year == year]
            for who in (*self._named, *self._authors):
                for label in of_year:
                    if _first(label.who) == who:
                        self.cite(label)
                        return label.key, match["pages"] or "", ""
            return "", match["pages"] or "", f"no author of {year} is named before it" if of_year or match["pages"] else ""
        pages = match["only"] or year
        if self._since:
            own = self._cited.get(self._named[0]) or self._single(self._named[0])
            if own is not None:
                self.cite(own)
        return (self._last.key, pages, "") if self._last else ("", pages, "no work is cited before it")

    def _single(self, who: str) -> _Label | None:
        own = [label for label in self._labels if _first(label.who) == who]
        return own[0] if len(own) == 1 else None


def _first(who: str) -> str:
    return who.split(" and ")[0].removesuffix(" et al.")


def _spelt(who: str) -> str:
    """Return a pattern for a name: “et al” may do without its stop."""
    return re.escape(who).replace(r"al\.", r"al\.?").replace(r"\ ", " ")
