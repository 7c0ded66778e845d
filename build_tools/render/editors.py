"""What the editors say, on a page of its own and in the page maps: their notes and their emendations, work by work."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.edition import Edition, Volume
from build_tools.model.editorial import KINDS, EditorsNote, Emendation
from build_tools.model.memory import remembered
from build_tools.model.page import Anchor, Page, SearchEntry
from build_tools.render.markup import escape, identity, quoted
from build_tools.render.passages import words
from build_tools.render.sheet import Sheet

URL = "notes.html"


@remembered()
def notes_page(edition: Edition, sheet: Sheet) -> Page:
    """Return the page with all notes and emendations."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    found: list[SearchEntry] = []
    for volume in edition.volumes:
        notes = [one for one in edition.notes if one.work == volume.record.id]
        emended = [one for one in edition.emendations if one.work == volume.record.id]
        if not notes and not emended:
            continue
        name = f"notes-on-{volume.record.id}"
        parts.append(f'<section class="work"><h2{identity(name)}>{escape(volume.record.name)}</h2>\n')
        inner: list[Anchor] = []
        if notes:
            inner.append(Anchor(3, f"{name}-notes", "Notes"))
            rows = "".join(_note(one, volume, sheet) for one in notes)
            parts.append(f'<h3 id="{name}-notes">Notes</h3>\n<ol class="editors">\n{rows}</ol>\n')
            found += [SearchEntry(one.id, _title(one, volume), words(one.body)) for one in notes if volume.document is None]
        if emended:
            inner.append(Anchor(3, f"{name}-emendations", "Emendations"))
            parts.append(f'<h3 id="{name}-emendations">Emendations</h3>\n{_emendations(emended, volume, sheet)}')
        parts.append("</section>\n")
        anchors.append(Anchor(2, name, volume.record.name, tuple(inner)))
    kinds = "; ".join(f"<i>{kind}</i>: {said}" for kind, said in KINDS.items())
    return Page(
        url=URL,
        title="Notes of the editors",
        html=(
            f'<h1 id="notes">Notes of the editors</h1>\n<p>{len(edition.notes)} notes and {len(edition.emendations)} emendations of the '
            "print, each with the place it speaks of. They are the editors’ own; the notes of the authors stand with the texts, and are "
            f'numbered.</p>\n<p class="small">What a note is about: {kinds}.</p>\n{"".join(parts)}'
        ),
        toc=(Anchor(1, "notes", "Notes of the editors", tuple(anchors)),),
        search=tuple(found),
        description="The notes of the editors and their emendations of the prints, each with its place",
        kind="notes",
    )


def notes_in_map(notes: Sequence[EditorsNote], sheet: Sheet) -> str:
    """Return the notes on a passage whose text is not at hand."""
    return "".join(
        f'<div class="note editorial"{identity(one.id)} data-kind="{one.kind}"><span class="number">{one.n}</span> '
        f"<q>{escape(one.quote)}</q> {sheet.inside(one.body)} <span class=\"facts\">The editors</span></div>" for one in notes
    )


def _label(passage: str, volume: Volume) -> str:
    row = volume.register.by_id.get(passage)
    return (row.label if row else "") or passage


def _title(note: EditorsNote, volume: Volume) -> str:
    return f"{volume.record.name}, {_label(note.at, volume)}, editors’ note {note.n}"


def _link(passage: str, fragment: str, volume: Volume, sheet: Sheet) -> str:
    """Return the link to a passage, or to an id on its page, with the words that cite the passage."""
    said = escape(_label(passage, volume))
    address = sheet.cite(passage).partition("#")[0]
    return f'<a href="{quoted(sheet.site(f"{address}#{fragment}"))}">{said}</a>' if address else said


def _note(note: EditorsNote, volume: Volume, sheet: Sheet) -> str:
    name = quoted(note.id)
    return (
        f'<li class="note editorial" id="{name}" data-kind="{note.kind}"><span class="number">{note.n}</span>'
        f"<p>{_link(note.at, note.id, volume, sheet)}, on <q>{escape(note.quote)}</q> <i class=\"kind\">{note.kind}</i>: "
        f'{sheet.inside(note.body)}<a class="permalink" href="#{name}" aria-label="Link to editors’ note {note.n}">¶</a></p></li>\n'
    )


def _emendations(emended: Sequence[Emendation], volume: Volume, sheet: Sheet) -> str:
    rows = "".join(
        f"<tr{identity(one.id)}><td>{_link(one.at, one.at, volume, sheet)}</td><td>{escape(one.sic)}</td><td>{escape(one.corr)}</td>"
        f"<td>{escape(one.reason)}</td></tr>\n" for one in emended
    )
    return (
        '<div class="table emendations"><div class="scroll" role="region" tabindex="0" aria-label="Table: emendations of '
        f'{quoted(volume.record.name)}"><table>\n<thead><tr><th scope="col">Place</th><th scope="col">Printed</th>'
        f'<th scope="col">Meant</th><th scope="col">Why</th></tr></thead>\n<tbody>\n{rows}</tbody></table></div></div>\n'
    )
