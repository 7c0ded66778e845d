"""Files that are no text: pages in a program's own form, known by their first bytes, each with the way to the text in them."""

from __future__ import annotations

import re

from build_tools.model.finding import EditionError, Finding

FORMS: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"%PDF-"), "a PDF", "“pdftotext -layout FILE.pdf” takes the text out of it, page by page"),
    (re.compile(rb"PK\x03\x04"), "a packed file (Word, OpenDocument, EPUB)", "“pandoc FILE -t markdown -o FILE.md” converts it"),
    (re.compile(rb"\{\\rtf"), "an RTF file", "“pandoc FILE.rtf -t markdown -o FILE.md” converts it"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Word file", "save it as plain text in UTF-8"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!DOCTYPE\s+html|html)\b", re.IGNORECASE | re.DOTALL), "a page of HTML",
     "“pandoc FILE.html -t markdown -o FILE.md” converts it"),
)
"""How a file begins, what it is, and what makes a text of it."""


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise `EditionError` (R043) for a file that no reader takes; as plain text it would come in with all its marks."""
    for begins, form, way in FORMS:
        if begins.match(data):
            raise EditionError(Finding("R043", f"the file is {form}, and no text", name, expected="plain text, Markdown or TEI", hint=way))
