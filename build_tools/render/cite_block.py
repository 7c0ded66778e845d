"""“Cite this page”: how a page and its passages are cited, for a reader without JavaScript; the script fills in a passage."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from build_tools.model.citation import Citations, Form, Locator
from build_tools.model.edition import Edition
from build_tools.read.entry_citations import ADDRESS as ENTRY_ADDRESS
from build_tools.read.entry_citations import HEADWORD, ID
from build_tools.render.citation import OWN, middle
from build_tools.render.markup import escape, quoted

PROBES = ("none", "page", "pages", "paragraph", "paragraphs", "inside", "ranges")
RECORDS = (("bibtex", "BibTeX"), ("ris", "RIS"), ("csl_json", "CSL-JSON"))
ADDRESS = '<span class="address">'
"""What stands before the address of a page in the site; a skin that knows where the site will lie puts its address behind it."""


def block(citations: Citations, own: Form, at: Locator, url: str, said: str, begins: str, what: str = "page") -> str:
    """Return the block. `at` is what the page holds, in words `said`; `begins` is the printed page on which its text begins."""
    rows = "".join(_row(form, at, url) for form in (own, *citations.forms))
    records = _records(citations)
    of = f": {escape(said)}" if said else ""
    managers = f'<details class="records"><summary>For reference managers</summary>\n<dl>\n{records}</dl></details>\n' if records else ""
    return (
        f'<details class="cite" data-begins="{quoted(begins)}">\n<summary>Cite this {what}{of}</summary>\n'
        f"<p>{escape(_guide(at))} Its address is what its ¶ leads to.</p>\n<dl>\n{rows}</dl>\n{managers}</details>\n"
    )


def offprint(own: Form, at: Locator, url: str) -> str:
    """Return the line that stands at the head of a page on paper, where nobody can unfold the block: the form of the edition itself."""
    return f'<p class="offprint" hidden>{own.before}{middle(own, at)}{own.after}, {ADDRESS}{escape(url)}</span></p>\n'


def _guide(at: Locator) -> str:
    if at.unit == "page":
        return "The pages are those of the print: of a single passage, put in the page that its number in the margin shows."
    return "Of a single passage, add its page of the print; in a text without pages, the number of its paragraph."


def _row(form: Form, at: Locator, url: str) -> str:
    inner = f"{form.before}{_place(form, at)}{form.after}"
    if form.style == OWN:
        inner += f", {ADDRESS}{escape(url)}</span>"
    return f'<dt>{escape(form.name)}</dt><dd data-form="{form.style}-{form.kind}">{inner}</dd>\n'


def _place(form: Form, at: Locator) -> str:
    return "" if form.kind == "list" else f'<span class="locator"{_data(form)}>{middle(form, at)}</span>'


# The same on every page of a work, of which there may be a hundred.
@lru_cache(256)
def _data(form: Form) -> str:
    return "".join(f' data-{name}="{quoted(getattr(form, name))}"' for name in PROBES)


@lru_cache(64)
def _records(citations: Citations) -> str:
    held = ((key, name, getattr(citations, key).replace("\r\n", "\n").rstrip("\n")) for key, name in RECORDS)
    return "".join(f'<dt>{name}</dt><dd><pre data-form="{key}">{escape(text)}</pre></dd>\n' for key, name, text in held if text)


def entry_block(name: str, edition: Edition, url: str) -> str:
    """Return the block of a register `name`, or of an entry on a page of its own; its entries are cited by their headword.

    They are our own words, and have no printed page. The script puts the headword and the address of an entry into each form.
    """
    ours = own_entry(name, "", edition.title, edition.version, edition.date, url, f'<span class="entry" data-in="{quoted(name)}">')
    made = edition.entries
    forms = tuple(with_headword(form, name, url) for form in made.forms if form.before) if made else ()
    rows = "".join(_row(form, Locator(), url) for form in forms)
    records = _records(replace(made, **{key: getattr(made, key).replace(HEADWORD, name) for key, _ in RECORDS})) if made else ""
    managers = (
        f'<details class="records" data-entry="{ID}" data-title="{quoted(name)}"><summary>For reference managers</summary>\n'
        f"<dl>\n{records}</dl></details>\n"
    ) if records else ""
    return (
        '<details class="cite">\n<summary>Cite this page and its entries</summary>\n'
        "<p>An entry is cited by its headword. Its address is what its ¶ leads to.</p>\n"
        f'<dl>\n<dt>This edition</dt><dd data-form="{OWN}-first">{ours}</dd>\n{rows}</dl>\n{managers}</details>\n'
    )


def own_entry(headword: str, within: str, title: str, version: str, date: str, url: str, start: str = "<span>") -> str:
    """Return the form of the edition itself for an entry of the register `within`, or for a whole register; `start` opens what changes."""
    inside = f" in “{escape(within)},”" if within else ""
    return (
        f"{start}“{escape(headword)},”{inside}</span> in <i>{escape(title)}</i>, version {escape(version)} ({escape(date)}), "
        f"{ADDRESS}{escape(url)}</span>"
    )


def with_headword(form: Form, name: str, url: str) -> Form:
    """Return a form in which a headword and its address stand for those of any entry."""
    def said(text: str) -> str:
        headword = f'<span class="headword">{escape(name)}</span>'
        return text.replace(HEADWORD, headword).replace(ENTRY_ADDRESS, f"{ADDRESS}{escape(url)}</span>")

    return replace(form, before=said(form.before), after=said(form.after))
