"""Entries for readers: what the registers say, with prose that is TEI, and where its links lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.forms import key
from build_tools.annotate.prose import Resolve, tei
from build_tools.annotate.register import Register, forms, resolved
from build_tools.annotate.sources import cite
from build_tools.model.edition import Article
from build_tools.model.memory import remembered
from build_tools.model.tree import Element


def articles(registers: Sequence[Register], resolve: Resolve, catalogue: Catalogue) -> tuple[Article, ...]:
    """Return the entries of all registers by headword; links in a body may lead to entries of any register, citations to any work."""
    return tuple(article for register in registers for article in _articles(register, resolve, catalogue))


@remembered(lambda register, resolve, catalogue: register.kind.name)
def _articles(register: Register, resolve: Resolve, catalogue: Catalogue) -> tuple[Article, ...]:
    return tuple(
        Article(
            entry.id, register.kind.name, entry.headword, Element("def", {}, tei(entry.body, resolve, catalogue)), entry.spellings,
            entry.details, entry.see, entry.see_also, tuple(catalogue.element(cite(one)) for one in entry.sources), entry.same_as,
        )
        for entry in sorted(register.entries, key=lambda entry: (key(entry.headword), entry.id))
    )


@dataclass(frozen=True, slots=True)
class Resolver:
    """Finds the target of a link: the id of an entry, or one of its forms."""

    targets: Mapping[str, str]

    def __call__(self, words: str) -> str | None:
        """Return the `xml:id` of an entry, `None` where there is none."""
        return self.targets.get(words) or self.targets.get(f"form {key(words)}")


def resolver(registers: Sequence[Register]) -> Resolver:
    """Return what finds the targets of links in some registers."""
    targets: dict[str, str] = {}
    by_id = {entry.id: entry for register in registers for entry in register.entries}
    places = {entry.id: register.kind.target(entry.id) for register in registers for entry in register.entries}
    for form in reversed(forms(registers)):
        targets[f"form {key(form.text)}"] = places[form.entry]
    for entry in by_id.values():
        targets[entry.id] = places[entry.id if entry.same_as else resolved(entry, by_id)]
    return Resolver(targets)
