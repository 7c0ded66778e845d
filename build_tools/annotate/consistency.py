"""What is wrong between the entries of all registers: ids, references, forms that two of them claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from build_tools.annotate.entry import Entry
from build_tools.annotate.forms import Case, key
from build_tools.annotate.placed import Fault, collect
from build_tools.annotate.prose import links
from build_tools.annotate.register import Register, resolved
from build_tools.model.finding import Finding
from build_tools.read.fields import nearest


def check(registers: Sequence[Register], folder: str) -> list[Finding]:
    """Return what is wrong between entries: ids, references, forms."""
    findings: list[Finding] = []
    owner: dict[str, tuple[str, Entry]] = {}
    for register in registers:
        fault = collect(f"{folder}/{register.kind.file}", findings)
        for entry in register.entries:
            if entry.id in owner:
                file, first = owner[entry.id]
                fault("A005", entry.lines.get("id", entry.line), f"the id “{entry.id}” is taken", "an id for each entry of all registers",
                      f"the first is in {file}, line {first.line}")
            elif entry.id:
                owner[entry.id] = (f"{folder}/{register.kind.file}", entry)
    by_id = {entry: found for entry, (_, found) in owner.items()}
    kinds = {entry.id: register.kind.name for register in registers for entry in register.entries}
    spelt = {key(form) for register in registers for entry in register.entries for form in entry.spellings}
    for register in registers:
        fault = collect(f"{folder}/{register.kind.file}", findings)
        _references(register, by_id, kinds, spelt, fault)
    _claims(registers, by_id, folder, findings)
    return findings


def _references(
    register: Register, by_id: Mapping[str, Entry], kinds: Mapping[str, str], spelt: Collection[str], fault: Fault
) -> None:
    for entry in register.entries:
        for name in ("see", "see_also"):
            for target in getattr(entry, name):
                if target not in by_id:
                    fault("A006", entry.lines[name], f"“{name}” names “{target}”, which is no entry", "the id of an entry",
                          nearest(target, by_id))
                elif target == entry.id:
                    fault("A007", entry.lines[name], f"“{entry.id}” refers to itself", "another entry", "")
        for target in links(entry.body):
            if target not in by_id and key(target) not in spelt:
                fault("A006", entry.lines[register.kind.body], f"the link [[{target}]] leads to no entry", "an id, or a form of an entry",
                      nearest(target, by_id) or "write [[id|words]] where the words are no form")
        circle = _circle(entry, by_id)
        if circle:
            fault("A007", entry.lines["see"], f"“see” runs in a circle: {' → '.join(circle)}", "an entry at the end that says what it is",
                  f"give one of them a “{register.kind.body}” in place of its “see”")
        if entry.same_as:
            _same(entry, by_id, kinds, fault)


def _circle(entry: Entry, by_id: Mapping[str, Entry]) -> list[str]:
    """Return the way from an entry along `see` back to it, or nothing."""
    ways = [[entry.id, target] for target in entry.see if target != entry.id]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == entry.id:
            return way
        if way[-1] in by_id and way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, target] for target in by_id[way[-1]].see]
    return []


def _same(entry: Entry, by_id: Mapping[str, Entry], kinds: Mapping[str, str], fault: Fault) -> None:
    """Find what is wrong with `same_as`: it leads straight to an entry of another register, which has the forms of both."""
    line, target = entry.lines["same_as"], entry.same_as
    if target not in by_id:
        fault("A006", line, f"“same_as” names “{target}”, which is no entry", "the id of an entry of another register",
              nearest(target, by_id))
    elif kinds[target] == kinds.get(entry.id):
        fault("A007", line, f"“{target}” stands in the same register", "the id of an entry of another register",
              "make one entry of the two, or use “see”")
    elif by_id[target].same_as:
        fault("A007", line, f"“{target}” is itself the same as “{by_id[target].same_as}”", "“same_as” in one of the two entries only",
              "take it out of one of them")


def _claims(registers: Sequence[Register], by_id: Mapping[str, Entry], folder: str, findings: list[Finding]) -> None:
    """Find forms that lead to two entries (A008), in whatever registers these stand: no words are marked as two things.

    Two forms that differ in case only are two where both are to be matched as written; and one form may lead to two entries in
    different works.
    """
    claimed: dict[str, list[tuple[str, Entry, str]]] = {}
    for register in registers:
        fault = collect(f"{folder}/{register.kind.file}", findings)
        for entry in register.entries:
            target = resolved(entry, by_id)
            for form in entry.spellings:
                for other, owner, file in claimed.setdefault(key(form), []):
                    same = Case.ANY in (entry.case, owner.case) or form == other
                    if not same or owner.id == entry.id or resolved(owner, by_id) == target or _apart(entry, owner):
                        continue
                    elsewhere = file != register.kind.file
                    fault("A008", entry.lines.get("forms", entry.line), f"“{form}” leads to “{entry.id}” and to “{owner.id}”",
                          "each form in one entry",
                          (f"the other is in {folder}/{file}, line {owner.line}: if they are one thing, say “same_as: {owner.id}”"
                           if elsewhere else f"take it out of one of them; the other is in line {owner.line}"))
                claimed[key(form)].append((form, entry, register.kind.file))


def _apart(one: Entry, other: Entry) -> bool:
    """Return whether two entries are never looked for in the same work."""
    return bool(
        (one.only and (set(one.only) <= set(other.not_in) or (other.only and not set(one.only) & set(other.only))))
        or (other.only and set(other.only) <= set(one.not_in))
    )
