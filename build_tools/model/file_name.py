"""The words of a title as the name of a file or the id of a work can have them."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = re.compile("[a-z0-9]+")


def letters(title: str) -> list[str]:
    """Return the words of a title in small letters without accents.

    >>> letters("Études sur la N.E.P. (1928)")
    ['etudes', 'sur', 'la', 'n', 'e', 'p', '1928']
    """
    return _LETTERS.findall(unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower())
