"""Entries for readers: what the registers say, with prose that is TEI, and where its links lead."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.forms import key
from build_tools.annotate.prose import Resolve, tei
from build_tools.annotate.register import Register, forms, resolved
from build_tools.annotate.sources import cite
from build_tools.model.edition import Article
from build_tools.model.tree import Element


def articles(registers: Sequence[Register], catalogue: Catalogue) -> tuple[Article, ...]:
    """Return the entries of all registers by headword; links in a body may lead to entries of any register, citations to any work."""
    resolve = resolver(registers)
    return tuple(
        Article(
            entry.id, register.kind.name, entry.headword, Element("def", {}, tei(entry.body, resolve, catalogue)), entry.spellings,
            entry.details, entry.see, entry.see_also, tuple(catalogue.element(cite(one)) for one in entry.sources), entry.same_as,
        )
        for register in registers
        for entry in sorted(register.entries, key=lambda entry: (key(entry.headword), entry.id))
    )


def resolver(registers: Sequence[Register]) -> Resolve:
    """Return the function that finds the target of a link: the id of an entry, or one of its forms."""
    targets: dict[str, str] = {}
    by_id = {entry.id: entry for register in registers for entry in register.entries}
    places = {entry.id: register.kind.target(entry.id) for register in registers for entry in register.entries}
    for form in reversed(forms(registers)):
        targets[f"form {key(form.text)}"] = places[form.entry]
    for entry in by_id.values():
        targets[entry.id] = places[entry.id if entry.same_as else resolved(entry, by_id)]
    return lambda words: targets.get(words) or targets.get(f"form {key(words)}")
