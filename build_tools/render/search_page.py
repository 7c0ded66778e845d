"""The page of search: where hits are listed, and where a reader learns how to ask."""

from __future__ import annotations

from build_tools.model.edition import Edition
from build_tools.model.page import Anchor, Page
from build_tools.render.markup import escape, quoted
from build_tools.render.search_ways import ways
from build_tools.render.text_page import short_name

URL = "search.html"

KINDS = (
    ("text", "Text"), ("note", "Authors’ notes"), ("editor", "Editors’ notes"), ("table", "Tables"), ("heading", "Headings"),
    ("entry", "Registers"), ("work", "Bibliography"), ("index", "Printed indexes"), ("about", "About the edition"),
)
"""Kinds of passages that a reader can choose from, by their names in the index."""


def search_page(edition: Edition) -> Page:
    """Return the page. `search_page.js` fills in the field, the hits and the word list; without scripts the registers stand in."""
    works = "".join(
        f'<label><input type="checkbox" name="work" value="{quoted(volume.record.id)}"> {escape(short_name(volume.record))}</label>\n'
        for volume in edition.volumes
    )
    kinds = "".join(f'<label><input type="checkbox" name="kind" value="{kind}"> {escape(name)}</label>\n' for kind, name in KINDS)
    asked = "".join(f"<dt><code>{escape(way)}</code></dt><dd>{escape(said)}</dd>\n" for way, said in ways(edition))
    return Page(
        url=URL,
        title="Search",
        html=(
            '<h1 id="search">Search</h1>\n'
            '<p class="no-script">Search needs JavaScript. Without it the <a href="glossary.html">glossary</a> lists every place of every '
            "term, and each work has its contents and its printed pages.</p>\n"
            '<form class="asking" hidden>\n'
            '<p class="asked"><label for="asking">Words</label> <input id="asking" name="q" type="search" autocomplete="off" '
            'autocapitalize="off" spellcheck="false"></p>\n'
            f'<details class="scope"><summary>Where to look</summary>\n<fieldset><legend>Works</legend>\n{works}</fieldset>\n'
            f"<fieldset><legend>Kinds of passages</legend>\n{kinds}</fieldset>\n"
            '<fieldset><legend>Printed pages</legend>\n<label>from <input name="from" type="number" min="1" inputmode="numeric"></label> '
            '<label>to <input name="to" type="number" min="1" inputmode="numeric"></label>\n</fieldset>\n</details>\n'
            '<fieldset class="views"><legend>Show</legend>\n'
            '<label><input type="radio" name="view" value="" checked> passages</label>\n'
            '<label><input type="radio" name="view" value="lines"> lines (concordance)</label>\n'
            '<label><input type="radio" name="view" value="words"> word list</label>\n</fieldset>\n</form>\n'
            '<p class="search-said" role="status"></p>\n<div class="search-found"></div>\n'
            f'<h2 id="ways">How to ask</h2>\n<dl class="search-ways">\n{asked}</dl>\n'
            "<p>Small and capital letters are the same, and so are letters with and without accents. Spellings that the glossary knows as "
            "one word are found together, and so are those of British and American books. A word that the texts do not have is replaced by "
            "the likeliest that they have, and the page says so. The address of this page keeps the question, so that it can be passed on. "
            "The slash key leads to the search field.</p>\n"
        ),
        toc=(Anchor(1, "search", "Search", (Anchor(2, "ways", "How to ask"),)),),
        description="Search in all texts, notes and registers of the edition",
        kind="search",
    )
