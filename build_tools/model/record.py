"""The record of a work: what a library would say of it, and what may be done with its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What sort of publication a work is; the names are those of CSL."""

    BOOK = "book"
    CHAPTER = "chapter"
    ARTICLE_JOURNAL = "article-journal"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia"
    WEBPAGE = "webpage"
    PAMPHLET = "pamphlet"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as the title page gives it."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be done with the text. `publishable` texts may stand in the repository and in a public build.

    `licence` is an SPDX identifier where one exists, else a short statement; `notice` is the sentence a reader sees.
    """

    licence: str
    publishable: bool
    notice: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One work. `supplied` names the fields that the received text does not state and the edition adds; empty fields are unknown."""

    id: str
    kind: Kind
    title: str
    rights: Rights
    short_title: str = ""
    authors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    date: str = ""
    publisher: str = ""
    place: str = ""
    url: str = ""
    language: str = "en"
    supplied: tuple[str, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """The name by which hits and citations call the work."""
        return self.short_title or (self.authors[0].family if self.authors else self.title)
