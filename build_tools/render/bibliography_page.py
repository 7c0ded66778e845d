"""The bibliography: every work that the texts cite, with the places where they do, and the citations that lead nowhere yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from build_tools.model.bibliography import Citing, How, Publication, Shelf
from build_tools.model.edition import Edition, Volume
from build_tools.model.memory import remembered
from build_tools.model.page import Anchor, Page, SearchEntry
from build_tools.model.passage import fragment
from build_tools.render.bibliography_entry import entry
from build_tools.render.citation import plain
from build_tools.render.markup import escape, quoted
from build_tools.render.own_citations import cited_by_us_alone, citings
from build_tools.render.page_map import published_places
from build_tools.render.registers.alphabet import initial, sorting
from build_tools.render.sheet import Sheet
from build_tools.render.text_page import Setting, short_name

URL = "bibliography.html"
PREFIX = "bib-"
SHELVES = {
    Shelf.EDITION: ("works", "Works of this edition"), Shelf.SOURCE: ("sources", "Sources"), Shelf.STUDY: ("studies", "Studies"),
    Shelf.NEWSPAPER: ("newspapers", "Newspapers and other periodicals"),
}
FORMATS = (("bib", "BibTeX"), ("csl.json", "CSL-JSON"), ("ris", "RIS"))
SUPPLIED = {"address": "place", "howpublished": "publisher", "booktitle": "title of the volume", "journal": "title of the journal"}
OPEN = 24
"""Places in one work that stand open; the rest unfolds."""


def labels(edition: Edition) -> dict[str, str]:
    """Return the words by which a reader knows each work, by its key."""
    return {one.key: one.label for one in edition.bibliography.publications}


@remembered()
def bibliography_page(edition: Edition, settings: Mapping[str, Setting], general: Sheet) -> Page:
    """Return the bibliography by kind, each kind from A to Z; it works without JavaScript."""
    sheet = replace(general, url=URL)
    places = _Places(edition, settings, sheet)
    cited: dict[str, list[Citing]] = {}
    found = citings(edition)
    for one in found:
        cited.setdefault(one.key, []).append(one)
    entries = sorted(edition.bibliography.publications, key=sorted_by)
    ours = cited_by_us_alone(edition, found)
    parts = [_head(entries, cited, len(ours)), _alphabet(entries)]
    anchors = []
    for shelf, (name, title) in SHELVES.items():
        row = "".join(_entry(one, cited.get(one.key, ()), places, edition, one.key in ours) for one in entries if one.shelf is shelf)
        if row:
            parts.append(f'<section><h2 id="{name}">{title}</h2>\n<ul class="bibliography">\n{row}</ul></section>\n')
            anchors.append(Anchor(2, name, title))
    parts.append(_unresolved(cited.get("", ()), places))
    if cited.get(""):
        anchors.append(Anchor(2, "unresolved", "Citations that lead nowhere yet"))
    return Page(
        url=URL,
        title="Bibliography",
        html="".join(parts),
        toc=(Anchor(1, "bibliography", "Bibliography", tuple(anchors)),),
        search=tuple(SearchEntry(f"{PREFIX}{one.key}", f"Bibliography: {one.label}", plain(entry(one)), "work") for one in entries),
        description="Every work that the texts cite, each with the places where it is cited",
        kind="bibliography",
    )


def sorted_by(one: Publication) -> tuple[str, str, str]:
    """Return the key by which an entry is sorted: first name, or title without its article; then title and year."""
    names = one.authors or one.editors
    title = sorting(one.title).removeprefix("the ").removeprefix("a ").removeprefix("an ").lstrip("“‘")
    first = " ".join(sorting(f"{name.family} {name.given}") for name in names) if names else title
    return first, title, one.fields.get("year", "")


def _head(entries: Sequence[Publication], cited: Mapping[str, Sequence[Citing]], ours: int) -> str:
    count = sum(len(row) for key, row in cited.items() if key)
    files = ", ".join(f'<a href="downloads/bibliography.{ending}">{name}</a>' for ending, name in FORMATS)
    return (
        '<h1 id="bibliography">Bibliography</h1>\n'
        f"<p>{len(entries)} works: the readings, and what they cite, in {count} places. {_only_ours(ours)}"
        "Below each entry: where it is cited, by work, "
        "printed page and note, with the place in the cited work in brackets. What no reading states and the editors add is named as "
        "supplied; what is not certain is left out.</p>\n"
        f"<p>For reference managers: {files}.</p>\n"
    )


def _only_ours(count: int) -> str:
    if not count:
        return ""
    return f"{count} of the works are cited by the editors alone; their entries say so. "


def _alphabet(entries: Sequence[Publication]) -> str:
    """Return all works in one row from A to Z, folded away."""
    rows: dict[str, list[str]] = {}
    for one in entries:
        rows.setdefault(initial(sorted_by(one)[0]), []).append(f'<a href="#{PREFIX}{quoted(one.key)}">{escape(one.label)}</a>')
    lines = "".join(f"<dt>{letter}</dt><dd>{'; '.join(row)}</dd>\n" for letter, row in rows.items())
    return f'<details class="alphabet"><summary>All works from A to Z</summary>\n<dl>\n{lines}</dl></details>\n'


def _entry(one: Publication, cited: Sequence[Citing], places: _Places, edition: Edition, ours: bool) -> str:
    name = f"{PREFIX}{one.key}"
    link = f'<a class="permalink" href="#{quoted(name)}" aria-label="Link to {quoted(one.label)}">¶</a>'
    said = entry(one)
    if any(volume.record.id == one.key for volume in edition.volumes):
        said = f'<a href="{quoted(one.key)}/index.html">{said}</a>'
    supplied = ", ".join(SUPPLIED.get(field, field) for field in one.supplied)
    rows = [
        f'<p class="work-cited">{said}{link}</p>\n',
        f'<p class="note">{escape(one.fields["note"])}</p>\n' if "note" in one.fields else "",
        f'<p class="supplied-fields">Supplied by the editors: {escape(supplied)}.</p>\n' if supplied else "",
        '<p class="cited-by-us">Cited by the editors; no reading cites it.</p>\n' if ours else "",
        *places.rows(cited),
    ]
    return f'<li id="{quoted(name)}">{"".join(rows)}</li>\n'


def _unresolved(cited: Sequence[Citing], places: _Places) -> str:
    if not cited:
        return ""
    reasons: dict[str, list[Citing]] = {}
    for one in cited:
        reasons.setdefault(one.reason.rpartition("]: ")[2], []).append(one)
    rows = "".join(
        f"<li>{escape(reason[0].upper() + reason[1:])} ({len(row)}).\n{''.join(places.rows(row, numbered=True))}</li>\n"
        for reason, row in reasons.items()
    )
    return (
        '<section><h2 id="unresolved">Citations that lead nowhere yet</h2>\n'
        f"<p>{len(cited)} citations could not be resolved. Whoever knows what they mean can say so in a table of rulings.</p>\n"
        f'<ul class="unresolved">\n{rows}</ul></section>\n'
    )


class _Places:
    """Where the works of the edition cite something: links to passages, or to their rows in the page map."""

    def __init__(self, edition: Edition, settings: Mapping[str, Setting], sheet: Sheet) -> None:
        self._sheet = sheet
        self._volumes = {volume.record.id: volume for volume in edition.volumes}
        self._labels = labels(edition)
        self._found = {
            work: settings[work].register.places if work in settings else published_places(volume) for work, volume in self._volumes.items()
        }

    def rows(self, cited: Sequence[Citing], numbered: bool = False) -> Iterator[str]:
        """Yield a line for each work: its name, and a link for each place."""
        for work, volume in self._volumes.items():
            links = list(self._links((one for one in cited if one.work == work), volume, numbered))
            if not links:
                continue
            lead = f'<a href="{work}/index.html">{escape(short_name(volume.record))}</a>'
            if len(links) > OPEN:
                more = f"{len(links) - OPEN} more places in {escape(short_name(volume.record))}"
                rest = f"<details><summary>{more}</summary>{'; '.join(links[OPEN:])}</details>"
                yield f'<div class="places">{lead}: {"; ".join(links[:OPEN])} {rest}</div>\n'
            else:
                yield f'<div class="places">{lead}: {"; ".join(links)}</div>\n'

    def _links(self, cited: Iterable[Citing], volume: Volume, numbered: bool) -> Iterator[str]:
        for one in cited:
            said = _label(one, volume)
            place = self._found[one.work].get(fragment(one.passage, one.work))
            link = self._sheet.site(f"{place}#{one.passage}") if place else ""
            words = f'<a href="{quoted(link)}">{escape(said)}</a>' if link else escape(said)
            number = one.reason.partition(":")[0] if numbered and one.reason.startswith("[") else ""
            inner = ", ".join(filter(None, (number, one.locator)))
            yield words + (f" ({escape(inner)})" if inner else "") + self._how(one)

    def _how(self, one: Citing) -> str:
        said = {How.NAMED: "named only", How.IBID: "as “ibid.”"}.get(one.how, "")
        via = self._labels.get(one.quoted_in, "")
        parts = [f"quoted from {via}" if via else "", said]
        words = "; ".join(part for part in parts if part)
        return f' <span class="how">{escape(words)}</span>' if words else ""


def _label(one: Citing, volume: Volume) -> str:
    """Return where a citation stands: `p. 482, note 39`."""
    passage = volume.register.by_id.get(one.passage)
    said = passage.label if passage is not None else one.passage.removeprefix(f"{one.work}.")
    page, _, rest = said.partition(", ")
    return ", ".join(filter(None, (f"p. {one.page}" if one.page and page.startswith("p. ") else page, rest)))
