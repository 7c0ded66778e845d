"""The pages that hold the text of a work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from build_tools.model.document import Document
from build_tools.model.page import Anchor, Page
from build_tools.model.record import Record
from build_tools.model.tree import Element
from build_tools.render.cross_references import account_of, referred, referred_section
from build_tools.render.elements.phrases import gap_alone
from build_tools.render.foliation import Foliation, foliate
from build_tools.render.markup import escape, identity, quoted
from build_tools.render.notes import Register, register
from build_tools.render.paginate import LIMIT, Leaf, paginate
from build_tools.render.passages import search_entries, words
from build_tools.render.sheet import Sheet

UNTITLED = {
    "front": "Before the text", "body": "Text", "back": "After the text", "blurb": "From the cover", "glossary": "Glossary as printed",
    "index": "Index as printed", "notes": "Notes", "preface": "Preface", "introduction": "Introduction", "text": "Text",
    "section": "Section", "chapter": "Chapter", "part": "Part", "subsection": "Section",
    "titlepage": "Title page",
}
WHOSE = '<p class="small">By the editors of this edition, not by the author.</p>\n'
# Characters of a heading in the line that says where a page stands.
TRAIL = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """A work that is divided and ready to be set: what the pages about the work need to know of its text.

    `printed` are the first and the last printed page that each page of the site holds.
    """

    record: Record
    document: Document
    leaves: tuple[Leaf, ...]
    register: Register
    foliation: Foliation
    printed: Mapping[str, tuple[str, str]]

    def span(self, url: str) -> str:
        """Return the printed pages that a page of the site holds in words, `pp. 53–70`, and `""` where it holds none."""
        first, last = self.printed.get(url, ("", ""))
        return "" if not first else f"p. {first}" if first == last else f"pp. {first}–{last}"


def compose(document: Document, limit: int = LIMIT) -> Setting:
    """Divide a work into pages of at most `limit` bytes of text, and find the place and the citation of every passage."""
    work = document.record.id
    leaves = paginate(document.text, work, limit)
    found, foliation = register(document.text, leaves), foliate(document.text, work)
    return Setting(document.record, document, tuple(leaves), found, foliation, _printed(found.text_places, foliation.pages))


def short_name(record: Record) -> str:
    """Return the name by which hits and citations call a work."""
    return record.name


def heading(division: Element) -> str:
    """Return the heading of a division, or what stands for it where the print has none."""
    head = division.first("head")
    if head is not None:
        return words(head)
    kind = division.get("type", "text")
    return " ".join(filter(None, (UNTITLED.get(kind, kind.capitalize()), division.get("n"))))


def text_pages(setting: Setting, general: Sheet) -> list[Page]:
    """Set every page of a work; `general` knows what lies outside it."""
    sheet = replace(
        general, places=setting.register.places, labels=setting.foliation.labels, calls=setting.register.calls,
        referred=referred(setting.document.text),
    )
    return [_page(leaf, setting, replace(sheet, url=leaf.url, called={})) for leaf in setting.leaves]


def _page(leaf: Leaf, setting: Setting, sheet: Sheet) -> Page:
    record = setting.record
    name = short_name(record)
    title = heading(leaf.division) + (f" ({leaf.part})" if leaf.part > 1 else "")
    apparatus = setting.register.apparatus.get(leaf.url, ())
    if leaf.division.first("head") is None or leaf.part > 1:
        start = f'<h1 class="supplied-heading">{escape(title)}</h1>\n'
    else:
        start = ""
    body = _accounted(leaf, sheet) + sheet.run(leaf.nodes)
    below = referred_section(leaf.url, sheet) + "".join(_notes(division, number, sheet) for number, division in enumerate(apparatus))
    inner = _inner(leaf, setting, sheet) if leaf.divided else ""
    pages = setting.span(leaf.url)
    labels = setting.foliation.labels
    search = (*search_entries(leaf.nodes, name, labels), *search_entries(apparatus, name, labels))
    return Page(
        url=leaf.url,
        title=title,
        html=_trail(leaf, setting, sheet) + start + body + inner + below,
        toc=(_contents(leaf, apparatus, title),),
        search=search,
        description=f"{title}. {record.title}" + (f", {pages}" if pages else ""),
        kind="text",
        work=record.id,
    )


def _accounted(leaf: Leaf, sheet: Sheet) -> str:
    """Return the way from a printed index, whose locators lead to passages, to the account of them."""
    nodes = (node for node in leaf.nodes if isinstance(node, Element))
    if leaf.division.get("type") != "index" or not any(one.get("corresp") for node in nodes for one in node.walk()):
        return ""
    return (
        '<p class="said">Each locator leads to the passage on its page that fits its entry best, the small numbers to the next best. '
        f'<a href="{quoted(sheet.site(account_of(sheet.url.partition("/")[0])))}">What became of every locator</a></p>\n'
    )


def _trail(leaf: Leaf, setting: Setting, sheet: Sheet) -> str:
    """Return the way from the work down to this page, with the printed pages that it holds."""
    steps = [f'<a href="{quoted(sheet.site(f"{setting.record.id}/index.html"))}">{escape(short_name(setting.record))}</a>']
    for division in leaf.trail:
        place = sheet.places.get(division.id)
        words_of = escape(shorten(heading(division), TRAIL, placeholder="…"))
        steps.append(f'<a href="{quoted(sheet.site(place))}">{words_of}</a>' if place else words_of)
    pages = setting.span(leaf.url)
    said = f' <span class="pages">{escape(pages)}</span>' if pages else ""
    return f'<nav class="trail" aria-label="Where this page stands">{" <span>›</span> ".join(steps)}{said}</nav>\n'


def _printed(places: Mapping[str, str], pages: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the first and the last printed page that each page of the site holds; notes follow their calls and do not count."""
    found: dict[str, tuple[str, str]] = {}
    for name, url in places.items():
        if page := pages.get(name):
            found[url] = found.get(url, (page, page))[0], page
    return found


def _notes(division: Element, number: int, sheet: Sheet) -> str:
    head = division.first("head")
    title = sheet.inside(head) if head is not None else "Notes"
    editorial = division.get("subtype") == "editorial"
    name = _notes_id(division, number)
    items = "".join(
        sheet.set(item) if item.name == "note"
        else f'<li class="loss">{gap_alone(item, sheet) if item.name == "gap" else sheet.set(item)}</li>\n'
        for item in division.elements() if item.name != "head"
    )
    return (
        f'<section class="notes{" editorial" if editorial else ""}"{identity(name)}><h2>{title}'
        f'<a class="permalink" href="#{quoted(name)}" aria-label="Link to these notes">¶</a></h2>\n'
        f'{WHOSE if editorial else ""}<ol>\n{items}</ol></section>\n'
    )


def _notes_id(division: Element, number: int) -> str:
    """Return the id of the notes of a page; those of the editors are named alike on every page."""
    return "editors-notes" if division.get("subtype") == "editorial" else division.id or f"notes-{number + 1}"


def _inner(leaf: Leaf, setting: Setting, sheet: Sheet) -> str:
    """Return the contents of a division whose own divisions stand on pages of their own."""
    rows = []
    for other in setting.leaves:
        if other.trail and other.trail[-1].id == leaf.division.id and other.part == 1:
            page = setting.foliation.pages.get(other.division.id, "")
            number = f'<span class="page">{escape(page)}</span>' if page else ""
            rows.append(f'<li><a href="{quoted(sheet.site(other.url))}">{escape(heading(other.division))}</a>{number}</li>\n')
    return f'<nav class="contents" aria-label="Contents of this division"><ul>\n{"".join(rows)}</ul></nav>\n' if rows else ""


def _contents(leaf: Leaf, apparatus: Sequence[Element], title: str) -> Anchor:
    nodes = [node for node in leaf.nodes if isinstance(node, Element)]
    inner = tuple(anchor for node in nodes for anchor in _anchors(node, 2))
    notes = tuple(
        Anchor(2, _notes_id(division, number), heading(division)) for number, division in enumerate(apparatus)
    )
    start = leaf.division.id if leaf.part == 1 else ""
    first = start or next((element.id for node in nodes for element in node.walk() if element.id), "")
    return Anchor(1, first, title, (*inner, *notes))


def _anchors(division: Element, level: int) -> tuple[Anchor, ...]:
    return tuple(
        Anchor(level, child.id, heading(child), _anchors(child, level + 1))
        for child in division.elements() if child.name == "div" and child.get("type") != "notes" and child.id
    )
