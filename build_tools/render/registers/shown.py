"""How each register is shown: its title, what it calls its entries, and where its pages lie."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.annotate.kinds import EVENTS, GLOSSARY, MEASURES, ORGANISATIONS, PEOPLE, PLACES, Kind


@dataclass(frozen=True, slots=True)
class Shown:
    """A register for readers. `one` and `many` name its entries; `lead` opens its page."""

    kind: Kind
    title: str
    one: str
    many: str
    lead: str

    @property
    def url(self) -> str:
        """The page of the register."""
        return f"{self.kind.name}.html"

    def own_page(self, entry: str) -> str:
        """Return the page of an entry that has more places than its register can show."""
        return f"{self.kind.name}/{entry}.html"


SHOWN: tuple[Shown, ...] = (
    Shown(GLOSSARY, "Glossary", "term", "terms", "Terms and abbreviations of the texts."),
    Shown(PEOPLE, "People", "person", "people", "Those whom the texts name, and what part they have in what is told."),
    Shown(ORGANISATIONS, "Organisations", "organisation", "organisations",
          "Parties, offices, schools, papers and firms that the texts name."),
    Shown(PLACES, "Places", "place", "places", "Countries, regions and towns that the texts name."),
    Shown(EVENTS, "Events", "event", "events", "What happened, in the order of time."),
    Shown(MEASURES, "Measures", "measure", "measures", "Units, kinds of money, years and indices in which the texts count."),
)
BY_NAME = {shown.kind.name: shown for shown in SHOWN}
