"""The glossary: entries of its register as terms whose definitions are TEI."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.forms import key
from build_tools.annotate.kinds import GLOSSARY
from build_tools.annotate.prose import Resolve, tei
from build_tools.annotate.register import Register, forms, resolved
from build_tools.model.edition import Term
from build_tools.model.tree import Element


def terms(registers: Sequence[Register], catalogue: Catalogue) -> tuple[Term, ...]:
    """Return the terms of the glossary by headword; links in a definition may lead to entries of any register, citations to any work."""
    resolve = resolver(registers)
    entries = (entry for register in registers if register.kind == GLOSSARY for entry in register.entries)
    return tuple(
        Term(
            entry.id, entry.headword, Element("def", {}, tei(entry.body, resolve, catalogue)), entry.spellings,
            entry.details.get("expansion", ""), entry.details.get("original", ""), entry.details.get("literal", ""),
            entry.see, entry.see_also, entry.sources,
        )
        for entry in sorted(entries, key=lambda entry: (key(entry.headword), entry.id))
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
