"""The bibliography of the edition: `bibliography.bib`, read by pybtex, with every fault of its fields and the line where it stands."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from build_tools.model.bibliography import Bibliography, Publication, Shelf
from build_tools.model.finding import EditionError, Finding
from build_tools.model.memory import remembered
from build_tools.model.record import Name
from build_tools.read.fields import nearest

NAME = "bibliography.bib"
ROLES = ("author", "editor", "translator")
_COMMON = (*ROLES, "title", "year", "month", "language", "url", "note", "keywords", "supplied", "cited_as")
_BOOK = ("publisher", "address", "volume", "volumes", "series", "edition")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "book": _BOOK,
    "booklet": (*_BOOK, "howpublished"),
    "proceedings": _BOOK,
    "incollection": (*_BOOK, "booktitle", "pages"),
    "article": ("journal", "volume", "number", "pages"),
    "periodical": ("publisher", "address"),
    "misc": ("howpublished", "publisher", "address"),
}
"""The kinds of entries, and the fields that each may have besides the common ones."""

_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")  # carr-davies-foundations
_YEAR = re.compile(r"\d{4}(?:--\d{4})?")  # 1929, 1950--1953
_TWICE = re.compile(r"key (\S+) has a duplicate (\S+) field")  # pybtex: entry with key lenin-cw has a duplicate year field
_ENTRY = re.compile(r"^@(\w+)\s*\{\s*([^,\s}]*)", re.M)  # @book{stalin-works
_FIELD = re.compile(r"^\s*([\w-]+)\s*=", re.M)  # title =
_LINE_END = re.compile(r"\n")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")  # \textit, \"
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})


class _Placed(NamedTuple):
    """An entry as it stands in the file: its line, and the lines of its fields."""

    kind: str
    key: str
    line: int
    fields: Mapping[str, int]


def load(folder: Path, works: Mapping[str, str] | None = None) -> Bibliography:
    """Return the bibliography, an empty one where there is no file; `works` are the titles of the works of the edition, by id.

    Raises `EditionError` with all findings: B001 (not BibTeX), B002 (kind), B003 (unknown field), B004 (missing field), B005 (key),
    B006 (value), B007 (words that lead to two entries).
    """
    path = folder / NAME
    if not path.exists():
        return Bibliography()
    return read(path.read_bytes(), f"{folder.name}/{NAME}", works)


@remembered()
def read(data: bytes, file: str, works: Mapping[str, str] | None = None) -> Bibliography:
    """Return the bibliography that the bytes of a file say; raises `EditionError` as `load` does."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditionError(Finding("B001", f"byte {error.start} is not UTF-8", file, data.count(b"\n", 0, error.start) + 1,
                                   expected="BibTeX in UTF-8", hint="save the file with the encoding UTF-8")) from error
    placed = list(_placed(text))
    # BibTeX takes all that stands outside of entries for remarks.
    if not placed and any(line.strip() and not line.lstrip().startswith("%") for line in text.splitlines()):
        raise EditionError(Finding("B001", "there is no entry in the file", file, 1, expected="@book{key, title = {…}, …}",
                                   hint="an entry begins with @; a remark with %"))
    findings = list(_twice(placed, file))
    parsed = _parsed(text, file, placed, bool(findings))
    found: list[Publication] = []
    for place in placed:
        # pybtex keeps the case of a key and forgets that of a kind.
        entry = parsed.get(place.key) if parsed is not None else None
        if entry is None:
            continue
        faults = list(_faults(place, entry, file))
        findings += faults
        if not faults:
            found.append(_publication(place, entry))
    findings += _claims(found, file)
    for one in found:
        title = (works or {}).get(one.key)
        if title is not None and title != one.title:
            findings.append(Finding("B006", f"the title of “{one.key}” is another than in its record", file, one.line,
                                    expected=title, hint="the entry of a work of the edition says what its source.toml says"))
    if findings:
        raise EditionError(*sorted(set(findings), key=lambda one: (one.line or 0, one.code, one.message)))
    return Bibliography(tuple(found))


def _parsed(text: str, file: str, placed: list[_Placed], faulty: bool) -> Mapping[str, Any] | None:
    from pybtex.database import BibliographyDataError
    from pybtex.database.input.bibtex import Parser
    from pybtex.errors import set_strict_mode
    from pybtex.scanner import PybtexSyntaxError

    set_strict_mode(True)
    try:
        return dict(Parser(encoding="utf-8", person_fields=ROLES).parse_string(text).entries.items())
    except PybtexSyntaxError as error:
        line = getattr(error, "lineno", None)
        begun = max((one.line for one in placed if line is None or one.line <= line), default=1)
        raise EditionError(Finding("B001", f"not BibTeX: {str(error).partition(': ')[2] or error}", file, line,
                                   expected="@book{key, title = {…}, …}",
                                   hint=f"look for a missing brace or comma in the entry that begins in line {begun}")) from error
    except BibliographyDataError as error:
        if faulty:
            return None
        twice = _TWICE.search(str(error))
        line = next((one.fields.get(twice[2].lower(), one.line) for one in placed if twice and one.key == twice[1]), None)
        raise EditionError(Finding("B001", f"not BibTeX: {error}", file, line, expected="@book{key, title = {…}, …}",
                                   hint="each key and each field of an entry stands once")) from error


def _placed(text: str) -> Iterator[_Placed]:
    ends = [match.start() for match in _LINE_END.finditer(text)]
    starts = [match for match in _ENTRY.finditer(text) if match[1].lower() not in ("comment", "string", "preamble")]
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        fields = {one[1].lower(): bisect(ends, one.start(1)) + 1 for one in _FIELD.finditer(text, match.end(), end)}
        yield _Placed(match[1].lower(), match[2], bisect(ends, match.start()) + 1, fields)


def _twice(placed: list[_Placed], file: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for one in placed:
        if one.key in first:
            yield Finding("B005", f"the key “{one.key}” is taken", file, one.line, expected="a key for each entry",
                          hint=f"the first is in line {first[one.key]}")
        first.setdefault(one.key, one.line)


def _faults(place: _Placed, entry: Any, file: str) -> Iterator[Finding]:
    def fault(code: str, name: str, message: str, expected: str, hint: str = "") -> Finding:
        return Finding(code, f"{place.key}: {message}", file, place.fields.get(name, place.line), expected=expected, hint=hint)

    if not _KEY.fullmatch(place.key):
        yield fault("B005", "", f"“{place.key}” cannot be a key", "small letters a–z, digits, single hyphens")
    if place.kind not in _FIELDS:
        yield fault("B002", "", f"there is no kind “@{place.kind}”", f"one of {', '.join(_FIELDS)}", nearest(place.kind, _FIELDS))
        return
    known = (*_COMMON, *_FIELDS[place.kind])
    names = [*entry.fields.keys(), *entry.persons.keys()]
    for name in names:
        if name.lower() not in known:
            yield fault("B003", name.lower(), f"the entry has a field “{name}”", f"one of {', '.join(known)}", nearest(name, known))
        value = entry.fields.get(name, "")
        if name in entry.fields and not value.strip():
            yield fault("B006", name.lower(), f"“{name}” is empty", "words", "leave the field out where nothing is known")
        if left := _COMMAND.search(_plain(value)):
            yield fault("B006", name.lower(), f"“{name}” holds the TeX command {left[0]}", "plain words in UTF-8", "é, not \\'e")
    if "title" not in entry.fields and "note" not in entry.fields:
        yield fault("B004", "", "the entry lacks “title”", "title = {…}", "where the title is not known, a “note” says so")
    yield from _values(entry, fault, known)


def _values(entry: Any, fault: Any, known: tuple[str, ...]) -> Iterator[Finding]:
    shelves = [shelf.value for shelf in Shelf]
    shelf = entry.fields.get("keywords", "")
    if not shelf:
        yield fault("B004", "", "the entry lacks “keywords”, which names its shelf", f"one of {', '.join(shelves)}")
    elif shelf not in shelves:
        yield fault("B006", "keywords", f"there is no shelf “{shelf}”", f"one of {', '.join(shelves)}", nearest(shelf, shelves))
    year = entry.fields.get("year", "")
    if year and not _YEAR.fullmatch(year):
        yield fault("B006", "year", f"“{year}” is no year", "1929, or 1950--1953")
    month = entry.fields.get("month", "")
    if month and month.lower()[:3] not in _MONTHS:
        yield fault("B006", "month", f"“{month}” is no month", "jan, feb, mar, …")
    held = {*entry.fields.keys(), *entry.persons.keys()}
    for name in _row(entry.fields.get("supplied", ""), ","):
        if name not in held:
            yield fault("B006", "supplied", f"“supplied” names “{name}”, which the entry does not have", "the name of a field of the entry",
                        nearest(name, held & set(known)))


def _claims(found: list[Publication], file: str) -> Iterator[Finding]:
    """Yield a finding for words that lead to two works: a citation cannot mean both."""
    owner: dict[str, Publication] = {}
    for one in found:
        for form in one.cited_as:
            other = owner.setdefault(form.removesuffix(" ~"), one)
            if other.key != one.key:
                yield Finding("B007", f"“{form}” leads to “{other.key}” and to “{one.key}”", file, one.line,
                              expected="words that mean one work", hint=f"take them out of one; the other is in line {other.line}")


def _publication(place: _Placed, entry: Any) -> Publication:
    fields = {name.lower(): _plain(value) for name, value in entry.fields.items()}
    apart = ("title", "keywords", "supplied", "cited_as")
    persons = {role: tuple(_name(one) for one in entry.persons.get(role, ())) for role in ROLES}
    others = any(Name("others") in names for names in persons.values())
    persons = {role: tuple(one for one in names if one != Name("others")) for role, names in persons.items()}
    return Publication(
        place.key, place.kind, Shelf(fields["keywords"]), fields.get("title", ""), persons["author"], persons["editor"],
        persons["translator"], others, {name: value for name, value in fields.items() if name not in apart},
        _row(fields.get("cited_as", ""), "|"), _row(fields.get("supplied", ""), ","), place.line,
    )


def _name(person: Any) -> Name:
    family = _plain(" ".join([*person.prelast_names, *person.last_names, *person.lineage_names]))
    return Name(family, _plain(" ".join([*person.first_names, *person.middle_names])))


def _plain(value: str) -> str:
    """Return a value as words: TeX's accents and dashes as signs, without the braces that only keep case.

    >>> _plain("{Soviet} r{\\\\'e}gime -- a  note")
    'Soviet régime – a note'
    """
    from pybtex.richtext import Text

    words = value if "\\" not in value else str(Text.from_latex(value))
    return " ".join(words.replace("{", "").replace("}", "").replace("--", "–").split())


def _row(value: str, sign: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(sign) if part.strip())
