"""A guess at the record of a file and at the habits of its print, each with the reason for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from build_tools.clean import sheets
from build_tools.clean.manner import EXTRACTION, LAYOUT, TRANSCRIPTION, Manner, learn
from build_tools.clean.survey import survey
from build_tools.model.file_name import letters
from build_tools.model.source import Habits
from build_tools.pipeline.formats import refuse_foreign
from build_tools.pipeline.title_page import Said, from_by_line, from_header, from_title_page, from_translated_line, stated

FREQUENT = {
    "en": "the and of to in that was", "fr": "les des une est dans pour que", "de": "der und die das nicht ist ein",
    "es": "los las una que por con del", "it": "che della gli con per una del", "ru": "и в не на что он с",
    "nl": "het een van dat niet zijn met",
}
"""Words by which a language is known."""


XML = re.compile(r"\s*<(?:\?xml\b|TEI\b|teiCorpus\b|!--|!DOCTYPE\b)")
"""`<?xml version="1.0"?>`"""


@dataclass(frozen=True, slots=True)
class Guess:
    """All that was guessed of a file. `pages` is as in `Habits`; `observed` are sentences about the print that need no setting."""

    reader: Said
    title: Said
    author: Said
    translator: Said
    language: Said
    date: Said
    pages: Said
    public: bool
    observed: tuple[str, ...]

    @property
    def id(self) -> str:
        """An id for the work, from its title."""
        words = [word for word in letters(self.title.value) if word not in ("the", "a", "an", "of", "and")]
        name = "-".join(words[:4])
        return name if name[:1].isalpha() else f"work-{name}".rstrip("-")


def guess(data: bytes, name: str) -> Guess:
    """Guess from the bytes of a file and its name; bytes that are not UTF-8 are read with the faulty ones left out.

    Raises `EditionError` (R043) for a file that is no text.
    """
    refuse_foreign(data, name)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.replace("\r\n", "\n").split("\n")
    reader = guess_reader(text, lines, name)
    fields = from_header(data, name) if reader.value == "tei" else stated(lines, reader.value)
    title = fields.get("title") or from_title_page(lines, name, reader.value)
    author = fields.get("author") or from_by_line(lines)
    manner = learn([line + "\n" for line in lines], Habits()) if reader.value == "extraction" else Manner()
    pages = guess_pages(lines, manner) if reader.value == "extraction" else Said("", "such a file carries its own page marks")
    return Guess(
        reader=reader,
        title=title,
        author=author,
        translator=fields.get("translator") or (from_translated_line(lines) if reader.value == "extraction" else Said("", "none is named")),
        language=fields.get("language") or guess_language(text),
        date=fields.get("date") or Said("", "the text names no date; the date of a transcription is not that of the print", False),
        pages=pages,
        public=any("PROJECT GUTENBERG" in line.upper() for line in lines[:60]),
        observed=tuple(observed(lines, manner)) if reader.value == "extraction" else (),
    )


def guess_reader(text: str, lines: Sequence[str], name: str) -> Said:
    """Guess the reader from the end of the name, then from the first characters."""
    suffix = PurePath(name).suffix.lower()
    if XML.match(text):
        return Said("tei", "the file begins as XML does")
    if suffix in (".md", ".markdown"):
        return Said("markdown", f"the name ends with {suffix}")
    headings = sum(re.match(r"#{1,6} \S", line) is not None for line in lines)
    if headings > 1 and headings * 500 > len(lines):
        return Said("markdown", f"{headings} lines begin with # and a space", False)
    return Said("extraction", "plain text")


def guess_language(text: str) -> Said:
    """Guess the language from its most frequent words."""
    words = re.findall(r"[^\W\d_]+", text[:200_000].casefold())
    share = {name: sum(map(words.count, frequent.split())) for name, frequent in FREQUENT.items()}
    best = max(share, key=lambda name: share[name])
    return Said(best, "the most frequent words", share[best] > 0) if share[best] else Said("en", "a mere default", False)


def guess_pages(lines: Sequence[str], manner: Manner) -> Said:
    """Guess how pages show."""
    feeds = sum("\f" in line for line in lines)
    if feeds and manner.kind == LAYOUT:
        found = sheets.sheets([line + "\n" for line in lines])
        numbered = [sheet.n for sheet in found if sheet.n]
        said = f"{len(found)} pages between form feeds, {len(numbered)} of them with a number"
        return Said("form-feed", said + (f" ({numbered[0]} to {numbered[-1]})" if numbered else "; they are counted"), bool(numbered))
    framed = sum(re.search(r"\[(?:[Pp]g?|[Pp]age)\.? ?\d+\]", line) is not None for line in lines)
    if framed > 2:
        return Said("inline", f"{framed} marks such as [p. 23]")
    if manner.kind == EXTRACTION:
        starts = [n for n, line in enumerate(lines) if re.match(r" \S", line) and n and lines[n - 1].strip()]
        gaps = sorted(there - here for here, there in zip(starts, starts[1:]))
        if len(gaps) > 3 and 15 < gaps[len(gaps) // 2] < 80:
            return Said("leading-space", f"{len(starts)} lines begin with a space, mostly {gaps[len(gaps) // 2]} lines apart", False)
    return Said("", "the text shows no pages", True)


def observed(lines: Sequence[str], manner: Manner) -> list[str]:
    """Say in sentences how the text is set; the conversion learns the same by itself."""
    known = survey(tuple(line + "\n" for line in lines))
    filled = [line for line in lines if line.strip()]
    hyphens = sum(line.rstrip().endswith("-") for line in filled)
    inset = sum(line.startswith("  ") for line in filled)
    said = {
        EXTRACTION: "Read as a damaged extraction: blank lines and indentation are not trusted.",
        TRANSCRIPTION: "Read as typed by a person: blank lines, indentation and columns are trusted.",
        LAYOUT: "Read as pages in characters: form feeds, indentation and columns are trusted.",
    }[manner.kind]
    found = [
        said,
        f"Lines are {'lines of print' if known.wrapped else 'whole paragraphs'}, {known.measure:.0f} characters in the middle; "
        f"{hyphens} of {len(filled)} end with a hyphen, {inset} are indented.",
    ]
    notes = sum("[Footnote" in line for line in lines)
    if notes:
        found.append(f"{notes} notes are typed as [Footnote …].")
    return found
