"""Blocks of text: divisions, headings, paragraphs, quotations, verse, fragments."""

from __future__ import annotations

from build_tools.model.tree import Element, Node
from build_tools.render.elements.phrases import gap_alone
from build_tools.render.markup import escape, identity
from build_tools.render.sheet import Setter, Sheet

# What HTML does not allow inside a paragraph.
BLOCKS = frozenset({"list", "table", "quote", "cit", "lg", "figure", "p", "ab", "div", "epigraph", "listBibl"})
VERSE_END = "</span>"


def division(element: Element, sheet: Sheet) -> str:
    """Set a division; its notes are set at the end of the page, by `render.text_page`."""
    kind = element.get("type")
    if kind == "notes":
        return ""
    name = f' class="{kind}"' if kind else ""
    return f"<section{identity(element.id)}{name}>{_headed(element, sheet)}</section>\n"


def _headed(element: Element, sheet: Sheet) -> str:
    parts: list[str] = []
    headings = 0
    inner = sheet.deeper()
    for child in element.children:
        if isinstance(child, str):
            parts.append(escape(child))
        elif child.name == "head":
            parts.append(_subtitle(child, sheet) if headings else _heading(child, element.id, sheet))
            headings += 1
        elif child.name == "gap":
            parts.append(f'<p class="loss">{gap_alone(child, sheet)}</p>\n')
        else:
            parts.append((inner if child.name == "div" else sheet).set(child))
    return "".join(parts)


def _heading(element: Element, division_id: str, sheet: Sheet) -> str:
    name = f"h{min(sheet.level, 6)}"
    link = sheet.permalink(element.id or division_id)
    return f"<{name}{identity(element.id)}>{sheet.inside(element)}{link}</{name}>\n"


def _subtitle(element: Element, sheet: Sheet) -> str:
    return f'<p class="subtitle"{identity(element.id)}>{sheet.inside(element)}</p>\n'


def loose_heading(element: Element, sheet: Sheet) -> str:
    """Set a heading that stands over something smaller than a division."""
    return f'<p class="heading"{identity(element.id)}>{sheet.inside(element)}</p>\n'


def paragraph(element: Element, sheet: Sheet) -> str:
    """Set a paragraph; where a block stands inside it, HTML needs it in pieces, of which the first keeps the id."""
    if not any(isinstance(child, Element) and child.name in BLOCKS for child in element.children):
        return f"<p{identity(element.id)}>{sheet.inside(element)}{sheet.permalink(element.id)}</p>\n"
    pieces = in_pieces(element.children, sheet, identity(element.id), sheet.permalink(element.id))
    return f'<div class="paragraph">{pieces}</div>\n'


def in_pieces(nodes: tuple[Node, ...], sheet: Sheet, opening: str = "", end: str = "") -> str:
    """Set phrases and blocks in turn: phrases as paragraphs, blocks as they are.

    `opening` are the attributes of the first piece; `end` is put at the end of the last piece that is a paragraph, else after all.
    """
    runs: list[Element | list[Node]] = []
    for node in nodes:
        if isinstance(node, Element) and node.name in BLOCKS:
            runs.append(node)
        elif runs and isinstance(runs[-1], list):
            runs[-1].append(node)
        else:
            runs.append([node])
    runs = [run for run in runs if isinstance(run, Element) or any(isinstance(node, Element) or node.strip() for node in run)]
    last = max((number for number, run in enumerate(runs) if isinstance(run, list)), default=-1)
    parts: list[str] = []
    for number, run in enumerate(runs):
        if isinstance(run, Element):
            parts.append((f"<span{opening}></span>" if opening else "") + sheet.set(run))
        else:
            parts.append(f"<p{opening}>{sheet.run(run)}{end if number == last else ''}</p>\n")
        opening = ""
    return "".join(parts) + (end if last < 0 else "")


def quotation(element: Element, sheet: Sheet) -> str:
    """Set a block quotation; one that carries on the quotation before it (`@prev`) is set close to it."""
    name = ' class="continued"' if element.get("prev") else ""
    inner = in_pieces(element.children, sheet, "", sheet.permalink(element.id))
    return f"<blockquote{identity(element.id)}{name}>{inner}</blockquote>\n"


def stanza(element: Element, sheet: Sheet) -> str:
    """Set a group of verses; the address stands at the end of the last one."""
    inner = sheet.inside(element).rstrip()
    link = sheet.permalink(element.id)
    inner = inner.removesuffix(VERSE_END) + link + VERSE_END if inner.endswith(VERSE_END) else inner + link
    return f'<div class="stanza"{identity(element.id)}>{inner}</div>\n'


def scene(element: Element, sheet: Sheet) -> str:
    """Set the mark between two scenes; a reader of the page hears a break, not asterisks."""
    return '<hr class="scene">\n'


def verse(element: Element, sheet: Sheet) -> str:
    """Set one verse."""
    return f'<span class="verse"{identity(element.id)}>{sheet.inside(element)}{VERSE_END}'


def fragment(element: Element, sheet: Sheet) -> str:
    """Set orphan words of a lost page apart from the text, so that nobody reads them as part of it."""
    if element.get("type") != "fragment":
        return paragraph(element, sheet)
    said = f'<a class="said" href="{sheet.site("legend.html#fragment")}">Fragment</a>'
    inner = in_pieces(element.children, sheet, "", sheet.permalink(element.id))
    return f'<div class="fragment"{identity(element.id)}>{said} {inner}</div>\n'


def framed(name: str) -> Setter:
    """Return a function that sets an element as a paragraph with the class `name` (byline, signature, …)."""

    def setter(element: Element, sheet: Sheet) -> str:
        return f'<div class="{name}"{identity(element.id)}>{in_pieces(element.children, sheet, "", "")}</div>\n'

    return setter


def container(element: Element, sheet: Sheet) -> str:
    """Set what an element holds, and nothing of its own."""
    return sheet.inside(element)
