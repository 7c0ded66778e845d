"""What the second column of a page shows, as scripts that work from disk too: for each page its parallels, and the words of passages."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.model.memory import remembered
from build_tools.model.page import File
from build_tools.render.beside.desk import Desk
from build_tools.render.beside.reasons import entry, reason
from build_tools.render.figures.chart_forms import description
from build_tools.render.figures.drawing import inline
from build_tools.render.figures.shown import Shelves
from build_tools.render.figures.shown import url as figure_url
from build_tools.render.figures.table import table
from build_tools.render.sheet import Sheet

_ENTRY = re.compile(  # <a class="term" href="../glossary.html#glossary-kulak">: the script knows the page and the class by the id
    r'<a class="(?:term|person|organisation|place|event|measure)" href="(?:\.\./)*[a-z]+\.html#([a-z]+-[^"]+)">'
)
FOLDER = "beside"
CALLED = "editionBeside"


@remembered()
def store(desk: Desk, figures: Shelves, general: Sheet) -> tuple[File, ...]:
    """Return the scripts: `beside/<page>.js` with the parallels of a page, `beside/<page>.words.js` with the words of its passages that are
    parallels of others, and `beside/figures/<id>.js` with what is drawn beside a passage.

    Links in words start from the page of the passage. Words that may not be shown are in none.
    """
    return tuple(_scripts(desk, figures, general))


def _scripts(desk: Desk, figures: Shelves, general: Sheet) -> Iterator[File]:
    by_page: dict[str, list[str]] = defaultdict(list)
    for name in desk.topics.rows:
        if name in desk.parallels or name in desk.drawn:
            by_page[page_of(name, desk)].append(name)
    for url, names in by_page.items():
        yield _script(url, "", _page(names, desk))
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for name in _wanted(desk):
        url = page_of(name, desk)
        if said := desk.shelf(name).words(name, url):
            words[url][name] = _ENTRY.sub(r'<a e="\1">', said)
    for url, held in sorted(words.items()):
        yield _script(url, ".words", held)
    for name in sorted({one for found in desk.drawn.values() for one in found}):
        yield _script(figure_url(name), "", _figure(name, figures, general))


def page_of(passage: str, desk: Desk) -> str:
    """Return the page of the site on which a passage stands."""
    return desk.shelf(passage).places[passage]


def _wanted(desk: Desk) -> Iterable[str]:
    """Return all passages that are parallels of others, in their order."""
    wanted = {one.passage for groups in desk.parallels.values() for group in groups for one in group.parallels}
    return [name for name in desk.topics.rows if name in wanted]


def _page(names: Iterable[str], desk: Desk) -> Mapping[str, Any]:
    """Return what is known of the passages of a page: their parallels by reason, and their figures.

    What would be told many times is told once, and named by its number: the other passages, their works, pages, sections, the reasons.
    """
    others, pages, sections, reasons = _Numbers(), _Numbers(), _Numbers(), _Numbers()
    entries: dict[str, list[str]] = {}
    passages: dict[str, list[Any]] = {}
    for name in names:
        groups = passages[name] = []
        for group in desk.parallels.get(name, ()):
            rows = [[others.of(one.passage), *one.shared] for one in group.parallels]
            groups.append([reasons.of(tuple(reason(group.topic, desk))), rows])
            entries.update({shared: [*entry(shared, desk)] for one in group.parallels for shared in one.shared})
    told = []
    for other in others:
        shelf = desk.shelf(other)
        page = pages.of((shelf.places[other], shelf.name))
        section = sections.of(shelf.section(other))
        told.append([page, other.removeprefix(f"{shelf.id}."), shelf.label(other), f"s{section}", int(other in shelf.elements)])
    figures = {name: [[one, desk.figures.by_id[one].title] for one in desk.drawn[name]] for name in passages if name in desk.drawn}
    return {"passages": passages, "reasons": list(reasons), "others": told, "pages": list(pages),
            # Headings that follow each other would be a run of the text; these keys are words of none.
            "sections": {f"s{number}": section for section, number in sections.items()},
            "entries": entries, "figures": figures}


class _Numbers(dict[Any, int]):
    """Numbers for what is told many times, in the order in which it is told first."""

    def of(self, one: Any) -> int:
        """Return the number of something."""
        return self.setdefault(one, len(self))


def _figure(name: str, figures: Shelves, general: Sheet) -> str:
    """Return a figure as HTML: its chart, and where it has none its table."""
    figure = figures.figures.by_id[name]
    svg = figures.charts.get(name)
    if svg is not None:
        return f'<figure class="chart">{inline(svg, f"beside-{name}", figure.title, description(figure))}</figure>'
    return table(figure, figures, general)


def _script(url: str, sort: str, value: object) -> File:
    # A text in JSON may hold a line separator that older browsers end a string at.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    stem = f"{url.removesuffix('.html')}{sort}"
    return File(f"{FOLDER}/{stem}.js", f"{CALLED}({json.dumps(stem)},{text})\n".encode())
