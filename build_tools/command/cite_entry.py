"""`edition cite person-bukharin`: how an entry of a register is cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.model.citation import Locator
from build_tools.model.finding import EditionError
from build_tools.read import citations, entry_citations
from build_tools.render.citation import fill, plain
from build_tools.render.cite_block import own_entry, with_headword

if TYPE_CHECKING:
    from build_tools.pipeline.project import Imprint, Project

RECORDS = {"bibtex": "bibtex", "ris": "ris", "csl-json": "csl_json"}


@dataclass(frozen=True, slots=True)
class Headword:
    """An entry as it is cited: `within` is the title of its register, `url` its address below that of the site."""

    id: str
    text: str
    within: str
    url: str


def headwords(project: Project) -> dict[str, Headword]:
    """Return every entry of every register by the id that its address ends in; raises `EditionError` where a register is broken."""
    from build_tools.annotate import registers
    from build_tools.render.registers.shown import BY_NAME

    found = {}
    for register in registers.load(project.annotations):
        shown = BY_NAME[register.kind.name]
        for entry in register.entries:
            name = register.kind.target(entry.id)
            found[name] = Headword(name, entry.headword, shown.title, f"{shown.url}#{name}")
    return found


def cited(one: Headword, stated: Imprint, project: Project, address: str, style: str, format: str) -> str:
    """Return the forms of a style, or a record; raises `EditionError` (R041) where the citations of entries are not fresh."""
    made_from = entry_citations.source(stated.title, stated.date)
    found = citations.load(project.annotations, project.root)
    faults = entry_citations.stale(made_from, found)
    if found is None or faults:
        raise EditionError(*faults)
    if format in RECORDS:
        text: str = getattr(found, RECORDS[format])
        return text.replace(entry_citations.ID, one.id).replace(entry_citations.HEADWORD, one.text).rstrip("\r\n")
    url = f"{address}{one.url}"
    rows = [("edition", "This edition", own_entry(one.text, one.within, stated.title, stated.version, stated.date, url))]
    rows += [(form.style, form.name, fill(with_headword(form, one.text, url), Locator())) for form in found.forms if form.before]
    said = "\n\n".join(f"{name}\n  {html if format == 'html' else plain(html)}" for of, name, html in rows if style in ("all", of))
    return f"{said}\n\nAddress\n  {url}"

