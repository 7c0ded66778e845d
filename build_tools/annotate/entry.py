"""An entry of a register: its fields, each read with the line where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.forms import Case, context_is_sound, key
from build_tools.annotate.kinds import Kind
from build_tools.annotate.placed import Fault, Placed, fields, items, string
from build_tools.annotate.sources import judge
from build_tools.model import dates
from build_tools.read.fields import nearest

_ROWS = ("forms", "unless", "see", "see_also", "sources", "only", "not_in")
_COMMON = ("id", "headword", "case", "same_as", *_ROWS)
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")  # economic-year
_NUMBER = re.compile(r"\d+(?:\.\d+)?")  # 16.38

Rows = Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of any register. `lines` are the lines of its fields; `see` alone, without a body, makes it a mere reference.

    `same_as` names the entry of another register that is the same thing. Its forms are looked for in the works `only`, where there are
    any, and never in those of `not_in`.
    """

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
    same_as: str = ""
    only: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def spellings(self) -> tuple[str, ...]:
        """The headword and all forms, each once."""
        return tuple({key(form) if self.case is Case.ANY else form: form for form in (self.headword, *self.forms)}.values())


def read(place: Placed, kind: Kind, catalogue: Catalogue | None, fault: Fault) -> Entry | None:
    """Return one entry, or `None` where there is nothing to take for one; what is wrong with its fields is told to `fault`.

    A002 (shape), A003 (unknown field), A004 (missing field), A009 (a value that no entry can have), A031 to A033 (sources).
    """
    allowed = (*_COMMON, kind.body, *kind.details)
    found = fields(place, fault, "the entry")
    if not found:
        return None
    for name, value in found.items():
        if name not in allowed:
            fault("A003", value.line, f"the entry has a field “{name}”", f"one of {', '.join(allowed)}", nearest(name, allowed))
    words = {name: string(value, fault, f"“{name}”") for name, value in found.items() if name in allowed and name not in _ROWS}
    rows = {
        name: tuple((string(one, fault, f"a member of “{name}”"), one.line) for one in items(value, fault, f"“{name}”"))
        for name, value in found.items() if name in _ROWS
    }
    for name in ("id", "headword"):
        if name not in found:
            fault("A004", place.line, f"the entry lacks “{name}”", f"{name}: …", f"add a line “{name}: …”")
    if not {kind.body, "see", "same_as"} & set(found):
        fault("A004", place.line, f"the entry lacks “{kind.body}”", f"{kind.body}: … or see: […]",
              f"say in “{kind.body}” what it is, or name in “see” the entry that does")
    _values(words, found, kind, fault)
    _rows(rows, catalogue, fault)
    case = words.get("case", kind.case.value)
    plain = {name: tuple(value for value, _ in row) for name, row in rows.items()}
    return Entry(
        words.get("id", ""), words.get("headword", ""), words.get(kind.body, ""), plain.get("forms", ()),
        Case(case) if case in {one.value for one in Case} else kind.case, plain.get("unless", ()),
        plain.get("see", ()), plain.get("see_also", ()), plain.get("sources", ()),
        {name: words[name] for name in kind.details if name in words}, words.get("same_as", ""),
        plain.get("only", ()), plain.get("not_in", ()), place.line, {name: value.line for name, value in found.items()},
    )


def _values(words: Mapping[str, str], found: Mapping[str, Placed], kind: Kind, fault: Fault) -> None:
    """Find values that no entry can have (A009)."""
    if words.get("id") and not _SLUG.fullmatch(words["id"]):
        fault("A009", found["id"].line, f"“{words['id']}” cannot be an id", "small letters a–z, digits, single hyphens", "")
    cases = [one.value for one in Case]
    if "case" in words and words["case"] not in cases:
        fault("A009", found["case"].line, f"“{words['case']}” is no rule of case", f"one of {', '.join(cases)}",
              nearest(words["case"], cases))
    spans = {name: dates.span(words[name]) for name in kind.dates if words.get(name)}
    for name, span in spans.items():
        if span is None:
            fault("A009", found[name].line, f"“{words[name]}” is no date", dates.EXPECTED, "leave out what is not known")
    for start, end in (("date", "end"), ("born", "died")):
        first, last = spans.get(start), spans.get(end)
        if first and last and last.last < first.first:
            fault("A009", found[end].line, f"“{end}” ({words[end]}) lies before “{start}” ({words[start]})", "the later date", "")
    for name in kind.numbers:
        if words.get(name) and not _NUMBER.fullmatch(words[name]):
            fault("A009", found[name].line, f"“{words[name]}” is no number", "digits and a decimal point, such as 16.38", "")


def _rows(rows: Rows, catalogue: Catalogue | None, fault: Fault) -> None:
    """Find members of lists that no entry can have (A009), and sources that do not exist (A031 to A033)."""
    for context, line in rows.get("unless", ()):
        if context and not context_is_sound(context):
            fault("A009", line, f"“{context}” is no context", "the sign ~ for the form, with words before or after it", "such as “Novy ~”")
    works: Collection[str] | None = None if catalogue is None else catalogue.works
    for name in ("only", "not_in"):
        for work, line in rows.get(name, ()):
            if work and works is not None and work not in works:
                fault("A009", line, f"“{work}” is no work of the edition", f"one of {', '.join(sorted(works))}", nearest(work, works))
    for said, line in rows.get("sources", ()):
        judge(said, line, catalogue, fault)
