"""Sentences of the `editorialDecl` on the structure that was read from marks and from the layout of a text."""

from __future__ import annotations

SENTENCES = {
    "italic": "Words that the transcriber had typed between low lines, for italics, were marked as set off.",
    "bold": "Words that the transcriber had typed between equals signs, for bold type, were marked as set off.",
    "scene": "Rows of asterisks or dashes became marks between scenes.",
    "page": "Page marks that the transcriber had typed in brackets became page breaks.",
    "foot": "Notes at the feet of pages stand with their chapter, each linked with its call; where one runs over a page it is whole.",
    "close": "No space and no indentation sets paragraphs apart: the editors ended each where a sentence stops and the next word had had "
    "room on its line; where the last line was full, two may stand as one.",
    "note": "Notes that the transcriber had typed in brackets among the text stand with their chapter, each linked with its call.",
}
"""By the rule that counts: the sentence of the header."""
