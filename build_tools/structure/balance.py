"""The balance: every letter and digit of the cleaned text stands in the document, and nothing else does."""

from __future__ import annotations

from collections import Counter

from build_tools.model.document import Document
from build_tools.model.transcript import Transcript


def difference(cleaned: Transcript, document: Document) -> dict[str, int]:
    """Return for each letter and digit how many more the document has than the cleaned text; empty when they balance.

    Blocks may change places and spaces may come and go. The numbers of notes stand in attributes, and are counted there; the words
    of a mark of loss (`⟦lost 1 line⟧`) become a `gap`.
    """
    numbers = "".join(element.get("n") for element in document.text.walk() if element.name == "note")
    counts = Counter(document.text.text() + numbers)
    counts.subtract(Counter("".join(part.split("⟧", 1)[-1] for part in cleaned.text.split("⟦"))))
    return {character: count for character, count in counts.items() if count and character.isalnum()}
