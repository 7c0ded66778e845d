"""A register: its entries, and the forms by which they are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.annotate.entry import Entry
from build_tools.annotate.forms import Form, key
from build_tools.annotate.kinds import Kind


@dataclass(frozen=True, slots=True)
class Register:
    """All entries of one kind, in the order of their file."""

    kind: Kind
    entries: tuple[Entry, ...] = ()

    def forms(self) -> tuple[Form, ...]:
        """Return every form of this register with the entry that it leads to."""
        return forms((self,))


def forms(registers: Sequence[Register]) -> tuple[Form, ...]:
    """Return every form with the entry that it leads to: a mere reference, and one that is the same as another, hand theirs on.

    Regular plurals follow, as far as no entry claims them.
    """
    by_id = {entry.id: entry for register in registers for entry in register.entries}
    groups = {entry.id: register.kind.name for register in registers for entry in register.entries}
    found: list[Form] = []
    plurals: list[Form] = []
    for register in registers:
        for entry in register.entries:
            target = resolved(entry, by_id)
            for text in entry.spellings:
                form = Form(text, target, entry.case, entry.unless, groups[target], entry.only, entry.not_in)
                found.append(form)
                if register.kind.plurals and (several := plural(text)):
                    plurals.append(form._replace(text=several))
    claimed = {key(form.text) for form in found}
    return (*found, *{key(form.text): form for form in plurals if key(form.text) not in claimed}.values())


def plural(text: str) -> str:
    """Return the regular plural of a form, `""` where it has none.

    >>> plural("trade union"), plural("party congress"), plural("colony"), plural("VSNKh")
    ('trade unions', 'party congresses', 'colonies', 'VSNKhs')
    >>> plural("poods"), plural("1927"), plural("CPSU")
    ('', '', '')
    """
    if not text[-1:].islower() or (text.endswith("s") and not text.endswith("ss")):
        return ""
    if text.endswith("y") and text[-2:-1] not in tuple("aeiou"):
        return f"{text[:-1]}ies"
    return f"{text}es" if text.endswith(("s", "x", "z", "ch", "sh")) else f"{text}s"


def resolved(entry: Entry, by_id: Mapping[str, Entry]) -> str:
    """Return the id of the entry to which the forms of an entry lead: where the body stands, or where the same thing stands first.

    With several `see` it is the entry itself, which offers them.
    """
    seen = {entry.id}
    while True:
        following = entry.same_as or ("" if entry.body or len(entry.see) != 1 else entry.see[0])
        if following not in by_id or following in seen:
            return entry.id
        entry = by_id[following]
        seen.add(entry.id)
