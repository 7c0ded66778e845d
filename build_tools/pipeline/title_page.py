"""What a file says of the work in it: a header in so many words, a title page by its looks; each with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from build_tools.clean.boilerplate import bounds
from build_tools.model.finding import EditionError
from build_tools.model.record import Kind, Record, Rights
from build_tools.tei.parse import read_tree
from build_tools.tei.received_header import NOTHING, filled

FIELD = re.compile(r"(Title|Author|Translator|Editor|Language|Release [Dd]ate|Posting Date|Illustrator): *(.*)$")
"""`Author: William Morris`, in the header of Project Gutenberg."""

YAML_FIELD = re.compile(r"(title|author|date|lang|language|publisher): *[\"']?(.*?)[\"']?$", re.IGNORECASE)
"""`author: "William Morris"`, between two lines of hyphens before a text in Markdown."""

LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "russian": "ru", "spanish": "es", "italian": "it", "dutch": "nl", "portuguese": "pt",
    "latin": "la", "turkish": "tr", "polish": "pl", "finnish": "fi", "swedish": "sv", "greek": "el", "esperanto": "eo",
}

SMALL = frozenset("a an and as at but by for from in of on or the to with".split())
"""Words that a title writes small."""

PEOPLE = "; "
"""Stands between the names of several people."""

BY = re.compile(r"(?:by|BY|By) +(\S.{2,60})$")
"""`by William Morris`"""

TRANSLATED = re.compile(
    r"(?:TRANSLATED|Translated)(?: (?:FROM|from|INTO|into) (?:(?:THE|the) )?\w+)?(?: +(?:BY|by|By)(?: +(\S.{2,50}))?)?[,:]?$"
)
"""`TRANSLATED BY LADY WALLACE`, or with the name on the next line."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value with the reason for it; `sure` is false where an editor must look."""

    value: str
    reason: str
    sure: bool = True


def stated(lines: Sequence[str], reader: str) -> dict[str, Said]:
    """Return the fields that the file states in so many words."""
    found: dict[str, Said] = {}
    if reader == "markdown" and lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:60], 2):
            if line.strip() in ("---", "..."):
                break
            match = YAML_FIELD.match(line)
            if match and match.group(2):
                key = {"lang": "language"}.get(match.group(1).lower(), match.group(1).lower())
                found[key] = Said(match.group(2), f"line {number} says so")
        return found
    if reader != "extraction":
        return found
    for number, line in enumerate(lines[:80], 1):
        match = FIELD.match(line.strip("\ufeff"))
        if match and match.group(2).strip():
            key = match.group(1).lower()
            value = match.group(2).strip()
            if key == "language":
                value = LANGUAGES.get(value.lower(), value.lower()[:2])
            if key in ("title", "author", "translator", "language"):
                found[key] = Said(value, f"line {number} says “{match.group(1)}: …”")
    return found


def from_header(data: bytes, name: str) -> dict[str, Said]:
    """Return what the header of a TEI file states; nothing of one that cannot be read, which is told when it is converted."""
    try:
        header = read_tree(data, name).first("teiHeader") or NOTHING
    except EditionError:
        return {}
    record = filled(Record("", Kind.BOOK, "", Rights("", False, ""), language=""), header)
    values = {
        "title": record.title, "author": PEOPLE.join(map(str, record.authors)), "translator": PEOPLE.join(map(str, record.translators)),
        "date": record.date,
    }
    if any(one.name == "language" for one in header.walk()):
        values["language"] = record.language
    return {key: Said(value, "the header says so") for key, value in values.items() if value}


def titled(text: str) -> str:
    """Return a title in capitals as other titles are written.

    >>> titled("THE WIND IN THE WILLOWS")
    'The Wind in the Willows'
    """
    first, *rest = text.title().split(" ")
    return " ".join([first, *(word.lower() if word.lower() in SMALL else word for word in rest)])


def from_title_page(lines: Sequence[str], name: str, reader: str) -> Said:
    """Guess the title from the first heading or the first line in capitals, else from the name of the file."""
    if reader == "markdown":
        for number, line in enumerate(lines, 1):
            if line.startswith("# "):
                return Said(re.sub(r"\s*\{#.*", "", line[2:]).strip(), f"the heading in line {number}")
    first, last = bounds([line + "\n" for line in lines])
    for number in range(first, min(first + 60, last) + 1):
        line = re.sub(r"^\d+ {2,}| {2,}\d+$", "", lines[number - 1].strip(" \f_=*"))
        if 2 < len(line) < 90 and line.isupper() and not line.startswith(("CONTENTS", "CHAPTER", "PREFACE", "[")):
            return Said(titled(line), f"line {number}, the first in capitals", False)
    stem = re.sub(r"[_-]+", " ", PurePath(name).stem).strip() or "Untitled"
    return Said(stem[:1].upper() + stem[1:], "the name of the file; the text has no line that looks like a title", False)


def from_by_line(lines: Sequence[str]) -> Said:
    """Guess the author from a line such as `by Joseph Conrad` on the title page."""
    for number, line in enumerate(lines[:120], 1):
        text = line.strip(" \f_=*")
        match = BY.match(text)
        if match and (match.group(1).isupper() or match.group(1).istitle()):
            return Said(match.group(1).title() if match.group(1).isupper() else match.group(1), f"line {number} says “by …”", False)
        if text in ("by", "BY", "By"):
            after = next((one.strip(" _") for one in lines[number : number + 4] if one.strip()), "")
            if 2 < len(after) < 60:
                return Said(after.title() if after.isupper() else after, f"the line below “by” in line {number}", False)
    return Said("", "no line says “by …”", False)


def from_translated_line(lines: Sequence[str]) -> Said:
    """Guess the translator from the lines of the title page that say who translated the work.

    >>> from_translated_line(["THE MILL", "", "TRANSLATED BY", "", "ANNA FERRY."]).value
    'Anna Ferry'
    """
    for number, line in enumerate(lines[:200], 1):
        match = TRANSLATED.match(line.strip(" \f_=*"))
        if match is None:
            continue
        below = [text for one in lines[number : number + 6] if (text := one.strip(" _.,"))]
        name = (match.group(1) or next((text for text in below if text.casefold() != "by"), "")).strip(" .,_")
        if 2 < len(name) < 60 and not any(letter.isdigit() for letter in name) and (name.isupper() or name.istitle()):
            return Said(name.title() if name.isupper() else name, f"line {number} says “translated”", False)
    return Said("", "none is named")
