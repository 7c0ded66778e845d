"""References: calls of notes, the notes themselves, pages, other works, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_tools.model.tree import Element
from build_tools.render.elements.blocks import in_pieces
from build_tools.render.markup import identity, quoted
from build_tools.render.sheet import Sheet

EXTERNAL = ("http://", "https://")
BIBLIOGRAPHY = "bib-"
BEFORE_NUMBER = re.compile(r"(?<=\b[pn]\.) (?=\w)|(?<=\bpp\.) (?=\w)|(?<=¶) (?=\d)")  # p. 28, pp. 28–29, n. 3, ¶ 4
"""Where a line must not end: a number at the beginning of a line says nothing."""
LEAVING_OUT = frozenset({"ibid", "inherited"})
"""`@rend` of citations whose words do not name their work."""


def call_id(note: str, ordinal: int) -> str:
    """Return the id of the `ordinal`-th call of a note on one page of the site.

    >>> call_id("w.1.n3", 1), call_id("w.1.n3", 2)
    ('call-w.1.n3', 'call-w.1.n3-2')
    """
    return f"call-{note}" if ordinal == 1 else f"call-{note}-{ordinal}"


def reference(element: Element, sheet: Sheet) -> str:
    """Set `ref` by its type; one that leads nowhere keeps its words."""
    kind = element.get("type")
    target = element.get("target")
    if kind == "noteref":
        return _call(element, target.removeprefix("#"), sheet)
    words = replace(sheet, linked=True).inside(element)
    if kind == "cite":
        words = BEFORE_NUMBER.sub("\u00a0", words)
        place = sheet.cite(element.get("cRef"))
        return f'<a class="cite" href="{quoted(sheet.site(place))}">{words}</a>' if place else f'<span class="cite">{words}</span>'
    if kind == "site":
        return f'<a class="ref" href="{quoted(sheet.site(target))}">{words}</a>'
    if target.startswith(EXTERNAL):
        return f'<a class="out" href="{quoted(target)}">{words}</a>'
    name = target.removeprefix("#").removesuffix(".xml")
    if kind == "page" and element.get("corresp"):
        return _several(words, (*element.get("corresp").split(), f"#{name}"), sheet)
    if kind == "see" and " " in target:
        return _several(words, target.split(), sheet)
    if name.startswith(BIBLIOGRAPHY) and name.removeprefix(BIBLIOGRAPHY) in sheet.bibliography:
        return _cited(element, words, name, sheet)
    if entry := sheet.entry(name):
        # A name that runs over a page break is set in pieces, of which one may hold nothing.
        return f'<a class="term" href="{quoted(entry)}">{words}</a>' if words else ""
    if kind == "work" or name in sheet.works:
        link = sheet.site(f"{name}/index.html") if name in sheet.works else ""
    else:
        link = sheet.link(name)
    ours = identity(element.id)
    if link:
        return f'<a class="ref"{ours} href="{quoted(link)}">{words}</a>'
    if target:
        return f'<span class="ref nowhere"{ours} title="What this refers to is not in the received text">{words}</span>'
    return f'<span class="ref"{ours}>{words}</span>'


def _several(words: str, targets: Sequence[str], sheet: Sheet) -> str:
    """Set a reference of the printed index that leads to several places: its words to the first, small numbers to the others."""
    names = dict.fromkeys(target.removeprefix("#") for target in targets)
    labels = {name: sheet.labels.get(name, f"p. {name[3:]}, the page" if name.startswith("pb-") else "another entry") for name in names}
    found = [(quoted(link), quoted(label)) for name, label in labels.items() if (link := sheet.link(name))]
    if not found:
        return f'<span class="ref">{words}</span>'
    first = f'<a class="ref" href="{found[0][0]}" title="{found[0][1]}">{words}</a>'
    more = " ".join(
        f'<a href="{link}" aria-label="{label}">{number}</a>' for number, (link, label) in enumerate(found[1:], 2)
    )
    return f'{first}<sup class="also">{more}</sup>' if more else first


def _cited(element: Element, words: str, name: str, sheet: Sheet) -> str:
    """Set a citation as a link to the bibliography. What the words leave out (“Ibid.”, “(218)”) is said behind them and in their name."""
    link = quoted(sheet.site(f"bibliography.html#{name}"))
    ours = identity(element.id)
    label = sheet.bibliography[name.removeprefix(BIBLIOGRAPHY)]
    if element.get("type") == "work" and name.removeprefix(BIBLIOGRAPHY) not in sheet.works:
        return f'<a class="cited elsewhere"{ours} href="{link}" title="{quoted(f"{label}: not in this edition")}">{words}</a>'
    if element.get("rend") not in LEAVING_OUT:
        return f'<a class="cited"{ours} href="{link}" title="{quoted(label)}">{words}</a>'
    stands = quoted(", ".join(filter(None, (label, element.get("n")))))
    spoken = quoted(f"{element.text()}: {label}, {element.get('n')}".rstrip(", "))
    kind = f"cited {element.get('rend')}"
    return f'<a class="{kind}"{ours} href="{link}" title="{stands}" aria-label="{spoken}" data-stands-for="{stands}">{words}</a>'


def _call(element: Element, note: str, sheet: Sheet) -> str:
    words = sheet.inside(element)
    link = sheet.link(note)
    if not link:
        title = f"Note {element.get('n')} is lost in the received text"
        return f'<sup class="call lost"{identity(element.id)} title="{quoted(title)}">{words}<span class="dagger">†</span></sup>'
    ordinal = sheet.called[note] = sheet.called.get(note, 0) + 1
    name = element.id or call_id(note, ordinal)
    if element.get("subtype") == "editorial":
        return (f'<sup class="call editorial"><a{identity(name)} role="doc-noteref" href="{quoted(link)}" '
                f'aria-label="Editors’ note {quoted(element.get("n"))}">{words}</a></sup>')
    return f'<sup class="call"><a{identity(name)} role="doc-noteref" href="{quoted(link)}">{words}</a></sup>'


def note(element: Element, sheet: Sheet) -> str:
    """Set a note as an item of the list of notes: its number leads back to its call; further calls follow its words."""
    calls = sheet.calls.get(element.id, ())
    n = quoted(element.get("n") or "*")
    editorial = element.get("type") == "editorial"
    if calls:
        said = "Editors’ note" if editorial else "Note"
        number = f'<a class="number" href="{quoted(_place(calls[0], sheet))}" aria-label="{said} {n}, back to the text">{n}</a>'
    else:
        number = f'<span class="number uncalled" title="No call of this note is in the received text">{n}</span>'
    others = "".join(
        f' <a class="back" href="{quoted(_place(call, sheet))}" aria-label="Back to call {index} of note {n}">↩<sub>{index}</sub></a>'
        for index, call in enumerate(calls[1:], 2)
    )
    link = sheet.referred_from(element.id) + sheet.permalink(element.id)
    name = f'note editorial" data-kind="{quoted(element.get("subtype"))}' if editorial else "note"
    return f'<li class="{name}"{identity(element.id)}>{number}{in_pieces(element.children, sheet, "", others + link)}</li>\n'


def _place(call: tuple[str, str], sheet: Sheet) -> str:
    return sheet.site(f"{call[0]}#{call[1]}")
