"""The glossary: each entry is linked from the words that use it, and leads to each of them, by work and printed page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from build_tools.model.edition import Edition, Occurrence, Term
from build_tools.model.page import Anchor, Page, SearchEntry
from build_tools.render.markup import escape, quoted
from build_tools.render.passages import words
from build_tools.render.sheet import Sheet
from build_tools.render.text_page import Setting, short_name

URL = "glossary.html"
# Places of one work that stand open; the rest unfolds.
OPEN = 24


def glossary_page(edition: Edition, settings: Mapping[str, Setting], sheet: Sheet) -> Page:
    """Return the glossary from A to Z, set on `sheet`.

    It works without JavaScript: letters are links, long lists of places unfold by themselves.
    """
    entries = sorted(edition.glossary, key=lambda term: sorting(term.headword))
    names = {volume.record.id: short_name(volume.record) for volume in edition.volumes}
    headwords = {term.id: term.headword for term in entries}
    found: dict[str, list[Occurrence]] = {}
    for occurrence in edition.occurrences:
        found.setdefault(occurrence.entry, []).append(occurrence)
    parts: list[str] = []
    letters: list[Anchor] = []
    letter = ""
    for term in entries:
        if initial(term.headword) != letter:
            letter = initial(term.headword)
            parts.append("</dl></section>\n" if letters else "")
            parts.append(f'<section class="letter"><h2 id="letter-{letter}">{letter}</h2>\n<dl>\n')
            letters.append(Anchor(2, f"letter-{letter}", letter))
        parts.append(_entry(term, headwords, _places(found.get(term.id, ()), settings, names, sheet), sheet))
    row = " ".join(f'<a href="#{anchor.id}">{anchor.title}</a>' for anchor in letters)
    return Page(
        url=URL,
        title="Glossary",
        html=(
            '<h1 id="glossary">Glossary</h1>\n<p>Terms and abbreviations of the texts. Below each entry: where it is used, '
            f'by work and printed page.</p>\n<nav class="letters" aria-label="Letters">{row}</nav>\n{"".join(parts)}'
            + ("</dl></section>\n" if letters else "")
        ),
        toc=(Anchor(1, "glossary", "Glossary", tuple(letters)),),
        search=tuple(SearchEntry(entry_id(term.id), f"Glossary: {term.headword}", words(term.definition), "entry") for term in entries),
        description="Terms and abbreviations of the texts, each with the places where it is used",
        kind="glossary",
    )


def entry_id(term: str) -> str:
    """Return the id of an entry, by which woven terms call it.

    >>> entry_id("kulak")
    'glossary-kulak'
    """
    return f"glossary-{term}"


def sorting(headword: str) -> str:
    """Return the key by which a headword is sorted: letters without their accents, case ignored.

    >>> sorted(["zemstvo", "Économie", "gubernia"], key=sorting)
    ['Économie', 'gubernia', 'zemstvo']
    """
    plain = unicodedata.normalize("NFD", headword.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def initial(headword: str) -> str:
    """Return the letter below which a headword stands."""
    return next((sign.upper() for sign in sorting(headword) if sign.isalpha()), "#")


def _entry(term: Term, headwords: Mapping[str, str], places: str, sheet: Sheet) -> str:
    extra = "".join(
        f' <span class="{name}"{lang}>{escape(value)}</span>' for name, lang, value in (
            ("original", ' lang="ru"', term.original), ("literal", "", f"“{term.literal}”" if term.literal else ""),
            ("expansion", "", term.expansion),
        ) if value
    )
    forms = [form for form in term.forms if form.casefold() != term.headword.casefold()]
    rows = [f"<dd>{sheet.inside(term.definition)}</dd>" if words(term.definition) else ""]
    if forms:
        rows.append(f'<dd class="forms">Also written {escape(", ".join(forms))}</dd>')
    for said, ids in (("See", term.see), ("See also", term.see_also)):
        links = ", ".join(f'<a href="#{quoted(entry_id(name))}">{escape(headwords[name])}</a>' for name in ids if name in headwords)
        rows.append(f'<dd class="see">{said} {links}</dd>' if links else "")
    link = f'<a class="permalink" href="#{quoted(entry_id(term.id))}" aria-label="Link to {quoted(term.headword)}">¶</a>'
    return f'<dt id="{quoted(entry_id(term.id))}"><dfn>{escape(term.headword)}</dfn>{extra}{link}</dt>\n{"".join(rows)}{places}\n'


def _places(
    found: Sequence[Occurrence], settings: Mapping[str, Setting], names: Mapping[str, str], sheet: Sheet
) -> str:
    parts = []
    for work, name in names.items():
        links = list(_links([one for one in found if one.work == work], settings.get(work), sheet))
        if not links:
            continue
        lead = f'<a href="{work}/index.html">{escape(name)}</a>'
        if len(links) > OPEN:
            rest = f'<details><summary>{len(links) - OPEN} more places in {escape(name)}</summary>{", ".join(links[OPEN:])}</details>'
            parts.append(f'<dd class="places">{lead}: {", ".join(links[:OPEN])} {rest}</dd>')
        else:
            parts.append(f'<dd class="places">{lead}: {", ".join(links)}</dd>')
    return "".join(parts)


def _links(found: Iterable[Occurrence], setting: Setting | None, sheet: Sheet) -> Iterable[str]:
    """Yield a link for each printed page on which the term is used (for each paragraph, where there are no pages)."""
    seen: set[str] = set()
    ours = sheet if setting is None else replace(sheet, places=setting.register.places, labels=setting.foliation.labels)
    for one in found:
        said = one.page or ours.labels.get(one.passage, one.passage)
        if said in seen:
            continue
        seen.add(said)
        link = ours.link(one.passage)
        yield f'<a href="{quoted(link)}">{escape(said)}</a>' if link else escape(said)
