"""An entry of a register: its fields, each read with the line where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from build_tools.annotate.forms import Case, context_is_sound, key
from build_tools.annotate.kinds import Kind
from build_tools.annotate.placed import Fault, Placed, fields, items, string
from build_tools.read.fields import nearest

_ROWS = ("forms", "unless", "see", "see_also", "sources")
_COMMON = ("id", "headword", "case", *_ROWS)
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")  # economic-year
_SOURCE = re.compile(  # bettelheim p. 88 · bettelheim p. 571, n. 29 · bettelheim glossary · end-of-nep
    r"(?P<work>[a-z][a-z0-9-]*)(?: p\. (?:\d+|[ivxlc]+)(?:, n\. \d+)?| pp\. \d+\u2013\d+| glossary)?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of any register. `lines` are the lines of its fields; `see` alone, without a body, makes it a mere reference."""

    id: str
    headword: str
    body: str = ""
    forms: tuple[str, ...] = ()
    case: Case = Case.ANY
    unless: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        """The headword and all forms, each once."""
        return tuple({key(form) if self.case is Case.ANY else form: form for form in (self.headword, *self.forms)}.values())


def read(place: Placed, kind: Kind, works: Collection[str] | None, fault: Fault) -> Entry | None:
    """Return one entry, or `None` where there is nothing to take for one; what is wrong with its fields is told to `fault`.

    A002 (shape), A003 (unknown field), A004 (missing field), A009 (a value that no entry can have).
    """
    known = (*_COMMON, kind.body, *kind.details)
    found = fields(place, fault, "the entry")
    if not found:
        return None
    for name, value in found.items():
        if name not in known:
            fault("A003", value.line, f"the entry has a field “{name}”", f"one of {', '.join(known)}", nearest(name, known))
    words = {name: string(value, fault, f"“{name}”") for name, value in found.items() if name in known and name not in _ROWS}
    rows = {
        name: tuple((string(one, fault, f"a member of “{name}”"), one.line) for one in items(value, fault, f"“{name}”"))
        for name, value in found.items() if name in _ROWS
    }
    for name in ("id", "headword"):
        if name not in found:
            fault("A004", place.line, f"the entry lacks “{name}”", f"{name}: …", f"add a line “{name}: …”")
    if kind.body not in found and "see" not in found:
        fault("A004", place.line, f"the entry lacks “{kind.body}”", f"{kind.body}: … or see: […]",
              f"say in “{kind.body}” what it is, or name in “see” the entry that does")
    _values(words, rows, found, works, fault)
    case = words.get("case", "any")
    plain = {name: tuple(value for value, _ in row) for name, row in rows.items()}
    return Entry(
        words.get("id", ""), words.get("headword", ""), words.get(kind.body, ""), plain.get("forms", ()),
        Case(case) if case in {one.value for one in Case} else Case.ANY, plain.get("unless", ()),
        plain.get("see", ()), plain.get("see_also", ()), plain.get("sources", ()),
        {name: words[name] for name in kind.details if name in words}, place.line,
        {name: value.line for name, value in found.items()},
    )


def _values(
    words: Mapping[str, str], rows: Mapping[str, tuple[tuple[str, int], ...]], found: Mapping[str, Placed],
    works: Collection[str] | None, fault: Fault,
) -> None:
    """Find values that no entry can have (A009)."""
    if words.get("id") and not _SLUG.fullmatch(words["id"]):
        fault("A009", found["id"].line, f"“{words['id']}” cannot be an id", "small letters a–z, digits, single hyphens", "")
    cases = [one.value for one in Case]
    if "case" in words and words["case"] not in cases:
        fault("A009", found["case"].line, f"“{words['case']}” is no rule of case", f"one of {', '.join(cases)}",
              nearest(words["case"], cases))
    for context, line in rows.get("unless", ()):
        if context and not context_is_sound(context):
            fault("A009", line, f"“{context}” is no context", "the sign ~ for the form, with words before or after it", "such as “Novy ~”")
    for source, line in rows.get("sources", ()):
        match = _SOURCE.fullmatch(source)
        if source and not match:
            fault("A009", line, f"“{source}” is no source", "a work and a printed page, such as “bettelheim p. 88”", "ranges: “pp. 88–89”")
        elif match and works is not None and match["work"] not in works:
            fault("A009", line, f"“{match['work']}” is no work of the edition", f"one of {', '.join(sorted(works))}",
                  nearest(match["work"], works))
