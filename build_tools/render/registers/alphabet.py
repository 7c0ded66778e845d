"""The alphabet: how headwords are sorted, and the letters under which they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from build_tools.model.page import Anchor
from build_tools.render.markup import escape, quoted

T = TypeVar("T")


def sorting(headword: str) -> str:
    """Return the key by which a headword is sorted: letters without their accents, case ignored.

    >>> sorted(["zemstvo", "Économie", "gubernia"], key=sorting)
    ['Économie', 'gubernia', 'zemstvo']
    """
    plain = unicodedata.normalize("NFD", headword.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def initial(headword: str) -> str:
    """Return the letter below which a headword stands.

    >>> initial("“Ékonomist”"), initial("1905")
    ('E', '#')
    """
    return next((sign.upper() for sign in sorting(headword) if sign.isalpha()), "#")


def lettered(entries: Iterable[T], headword: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Return entries in the order of the alphabet, by letter."""
    row = sorted(entries, key=lambda entry: sorting(headword(entry)))
    return [(letter, list(members)) for letter, members in groupby(row, key=lambda entry: initial(headword(entry)))]


def ways(anchors: Sequence[Anchor], label: str) -> str:
    """Return a row of links to the sections of a page, which needs no script."""
    row = " ".join(f'<a href="#{quoted(anchor.id)}">{escape(anchor.title)}</a>' for anchor in anchors)
    return f'<nav class="letters" aria-label="{quoted(label)}">{row}</nav>\n'
