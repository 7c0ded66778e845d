"""Kinds of annotation: one row for each register that lies in `annotations/` and is woven into the texts."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.annotate.forms import Case


@dataclass(frozen=True, slots=True)
class Kind:
    """A register: where its entries stand, what they may say, and what their occurrences become in TEI.

    `element` (with `@type` `type`) takes `@ref` with `#` + `prefix` + the id of the entry. `body` is the field in prose (with
    `[[links]]`), `details` are the other fields that only this register has, each a string; those in `dates` and `numbers` are read as
    such. `case` holds where an entry names none. With `plurals` a regular plural leads to an entry without being listed. `within` names
    the registers inside whose longer names an entry of this one is still named: a place in the name of an organisation.
    """

    name: str
    file: str
    element: str
    prefix: str
    body: str
    details: tuple[str, ...] = ()
    type: str = ""
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    case: Case = Case.ANY
    plurals: bool = False
    within: frozenset[str] = field(default=frozenset())

    def target(self, entry: str) -> str:
        """Return the `xml:id` of an entry's place in the register."""
        return f"{self.prefix}{entry}"


GLOSSARY = Kind(
    "glossary", "glossary.yaml", "term", "glossary-", "definition", ("original", "literal", "expansion"),
    within=frozenset({"organisations", "events", "measures"}),
)
PEOPLE = Kind(
    "people", "people.yaml", "persName", "person-", "role", ("full_name", "original", "born", "died"),
    dates=("born", "died"), case=Case.NAME, within=frozenset({"events"}),
)
ORGANISATIONS = Kind(
    "organisations", "organisations.yaml", "orgName", "org-", "description", ("acronym", "full_name", "original"),
    case=Case.NAME, plurals=True, within=frozenset({"glossary", "organisations", "events"}),
)
PLACES = Kind(
    "places", "places.yaml", "placeName", "place-", "description", ("original", "kind", "modern"),
    case=Case.NAME, within=frozenset({"glossary", "organisations", "events", "places"}),
)
EVENTS = Kind(
    "events", "events.yaml", "name", "event-", "description", ("date", "end"), type="event", dates=("date", "end"), plurals=True,
    within=frozenset({"glossary", "organisations", "events"}),
)
MEASURES = Kind(
    "measures", "measures.yaml", "term", "measure-", "definition", ("original", "unit", "factor", "factor_source"), type="measure",
    numbers=("factor",), plurals=True,
)

KINDS: tuple[Kind, ...] = (GLOSSARY, PEOPLE, ORGANISATIONS, PLACES, EVENTS, MEASURES)
