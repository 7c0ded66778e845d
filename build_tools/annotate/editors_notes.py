"""Notes of the editors: the entries of `annotations/<work>/notes.yml`, checked as far as no text is needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.placed import Fault, Placed, compose, fields, items, string
from build_tools.annotate.prose import Resolve, links, tei
from build_tools.model.editorial import KINDS, EditorsNote, letters
from build_tools.model.finding import EditionError, Finding
from build_tools.model.passage import Register
from build_tools.model.tree import Element
from build_tools.read.fields import nearest

NAME = "notes.yml"
REQUIRED = ("id", "target", "quote", "body", "by", "kind")
LONGEST = 5
"""Words that may be quoted as the anchor of a note."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")  # gap-of-1923
BY = ("editors",)
"""Who may sign a note."""

Given = tuple[Placed, Mapping[str, str], Mapping[str, Placed]]


def load(folder: Path, work: str, register: Register, resolve: Resolve, catalogue: Catalogue) -> tuple[EditorsNote, ...]:
    """Return the notes of the editors on a work in the order of its passages, none where there is no file.

    Raises `EditionError` with all findings: A001 to A005 and A009 (as in a register), A006 (a link to no entry), A031 to A033 (citations),
    A040 (unknown passage).
    """
    path = folder / work / NAME
    if not path.exists():
        return ()
    file = f"{folder.name}/{work}/{NAME}"
    findings: list[Finding] = []

    def fault(code: str, line: int, message: str, expected: str, hint: str) -> None:
        findings.append(Finding(code, message, file, line, expected=expected, hint=hint))

    root = compose(path.read_bytes(), file)
    given = [] if root is None else [one for place in items(root, fault, "the file") if (one := _read(place, fault))]
    _check(given, register, work, fault)
    for _, words, found in given:
        if body := words.get("body"):
            findings += catalogue.faults(body, file, found["body"].line)
            for name in links(body):
                if resolve(name) is None:
                    fault("A006", found["body"].line, f"the link [[{name}]] leads to no entry", "an id, or a form of an entry",
                          "write [[id|words]] where the words are no form")
    if findings:
        raise EditionError(*sorted(set(findings), key=lambda one: (one.line or 0, one.code, one.message)))
    return _in_order(given, work, file, register, resolve, catalogue)


def _read(place: Placed, fault: Fault) -> Given | None:
    """Return the fields of one note; A002, A003, A004."""
    found = fields(place, fault, "the note")
    for name, value in found.items():
        if name not in REQUIRED:
            fault("A003", value.line, f"the note has a field “{name}”", f"one of {', '.join(REQUIRED)}", nearest(name, REQUIRED))
    for name in REQUIRED:
        if name not in found:
            fault("A004", place.line, f"the note lacks “{name}”", f"{name}: …", f"add a line “{name}: …”")
    words = {name: string(value, fault, f"“{name}”") for name, value in found.items() if name in REQUIRED}
    return (place, words, found) if found else None


def _check(given: Sequence[Given], register: Register, work: str, fault: Fault) -> None:
    """Find ids that stand twice (A005), values that cannot be (A009) and passages that do not exist (A040)."""
    seen: dict[str, int] = {}
    for place, words, found in given:
        name, target, quote, kind, by = (words.get(field, "") for field in ("id", "target", "quote", "kind", "by"))
        if name in seen:
            fault("A005", found["id"].line, f"the id “{name}” is taken", "an id for each note of a work",
                  f"the first is in line {seen[name]}")
        elif name:
            seen[name] = place.line
        if name and not _SLUG.fullmatch(name):
            fault("A009", found["id"].line, f"“{name}” cannot be an id", "small letters a–z, digits, single hyphens", "")
        if kind and kind not in KINDS:
            fault("A009", found["kind"].line, f"“{kind}” is no kind of note", f"one of {', '.join(KINDS)}", nearest(kind, KINDS))
        if by and by not in BY:
            fault("A009", found["by"].line, f"“{by}” does not write notes here", f"one of {', '.join(BY)}", "")
        if len(quote.split()) > LONGEST:
            fault("A009", found["quote"].line, f"{len(quote.split())} words are quoted", f"at most {LONGEST}",
                  "the note is called behind the last one")
        if target and not register.resolve(target):
            fault("A040", found["target"].line, f"there is no passage “{target}”", f"an id of sources/{work}/passages.tsv",
                  nearest(target, [row.id for row in register.passages if not row.retired]))


def _in_order(
    given: Sequence[Given], work: str, file: str, register: Register, resolve: Resolve, catalogue: Catalogue
) -> tuple[EditorsNote, ...]:
    """Return the notes in the order of the passages: their letters are known without the text."""
    order = {row.id: number for number, row in enumerate(register.passages)}
    ranked = sorted(given, key=lambda one: order[register.resolve(one[1]["target"])[0]])
    return tuple(
        _note(words, letters(number), work, file, place.line, register, tei(words["body"], resolve, catalogue))
        for number, (place, words, _) in enumerate(ranked, start=1)
    )


def _note(
    words: Mapping[str, str], n: str, work: str, file: str, line: int, register: Register, body: tuple[Element | str, ...]
) -> EditorsNote:
    name, at = f"{work}.ed-{words['id']}", register.resolve(words["target"])[0]
    attributes = {"type": "editorial", "subtype": words["kind"], "n": n, "xml:id": name, "resp": "#edition", "corresp": f"#{at}"}
    return EditorsNote(
        name, work, words["target"], at, n, words["quote"], words["kind"], Element("note", attributes, body), file, line,
    )
