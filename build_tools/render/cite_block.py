"""“Cite this page”: how a page and its passages are cited, for a reader without JavaScript; the script fills in a passage."""

from __future__ import annotations

from functools import lru_cache

from build_tools.model.citation import Citations, Form, Locator
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


def entry_block(name: str, title: str, version: str, date: str, url: str) -> str:
    """Return the block of a register, whose entries are cited by their headword; they are our own words, and have no printed page."""
    inner = f'<span class="entry">“{escape(name)},”</span> in <i>{escape(title)}</i>, version {escape(version)} ({escape(date)})'
    return (
        '<details class="cite">\n<summary>Cite this page and its entries</summary>\n'
        "<p>An entry is cited by its headword. Its address is what its ¶ leads to.</p>\n"
        f'<dl>\n<dt>This edition</dt><dd data-form="{OWN}-first">{inner}, {ADDRESS}{escape(url)}</span></dd>\n</dl>\n</details>\n'
    )
