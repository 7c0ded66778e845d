"""Lists: numbered paragraphs, gloss lists, the printed index."""

from __future__ import annotations

from build_tools.model.tree import Element
from build_tools.render.markup import escape, identity
from build_tools.render.sheet import Sheet


def a_list(element: Element, sheet: Sheet) -> str:
    """Set a list. What stands between its items (a page break, a gap) goes into the next item: HTML allows nothing else there."""
    if element.get("type") == "gloss":
        return _gloss(element, sheet)
    index = element.get("type") == "index"
    numbered = any(child.name == "label" for child in element.elements())
    before, items, held, label = "", [], "", ""
    for child in element.children:
        if isinstance(child, str):
            held += escape(child) if child.strip() else ""
        elif child.name == "head":
            before += sheet.set(child)
        elif child.name == "label":
            label = f'<span class="label"{identity(child.id)}>{held}{sheet.inside(child)}</span> '
            held = ""
        elif child.name == "item":
            link = "" if index else sheet.permalink(child.id)
            items.append(f"<li{identity(child.id)}>{held}{label}{sheet.inside(child)}{link}</li>\n")
            held = label = ""
        else:
            held += sheet.set(child)
    if held or label:
        items.append(f'<li class="mark">{held}{label}</li>\n')
    name = "numbered" if numbered else element.get("type", "plain")
    return f'{before}<ul class="{name}"{identity(element.id)}>\n{"".join(items)}</ul>\n'


def _gloss(element: Element, sheet: Sheet) -> str:
    before, rows, held = "", [], ""
    for child in element.children:
        if isinstance(child, str):
            held += escape(child) if child.strip() else ""
        elif child.name == "head":
            before += sheet.set(child)
        elif child.name == "label":
            rows.append(f"<dt{identity(child.id)}>{held}{sheet.inside(child)}</dt>")
            held = ""
        elif child.name == "item":
            opening = "" if rows else "<dt></dt>"
            rows.append(f"{opening}<dd{identity(child.id)}>{held}{sheet.inside(child)}{sheet.permalink(child.id)}</dd>\n")
            held = ""
        else:
            held += sheet.set(child)
    after = f'<p class="mark">{held}</p>' if held else ""
    return f'{before}<dl class="gloss"{identity(element.id)}>\n{"".join(rows)}</dl>\n{after}'


def bibliography(element: Element, sheet: Sheet) -> str:
    """Set a list of works cited."""
    items = []
    before = ""
    for child in element.elements():
        if child.name == "head":
            before += sheet.set(child)
        else:
            items.append(f"<li{identity(child.id)}>{sheet.inside(child)}{sheet.permalink(child.id)}</li>\n")
    return f'{before}<ul class="bibliography"{identity(element.id)}>\n{"".join(items)}</ul>\n'
