"""The first page: what this is, said in ten seconds, and doors into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.model.edition import Edition, Volume
from build_tools.model.page import Anchor, Page
from build_tools.render.figures.chart_forms import description
from build_tools.render.figures.drawing import inline
from build_tools.render.figures.shown import CONFLICTS
from build_tools.render.figures.shown import INDEX as FIGURES
from build_tools.render.figures.shown import url as figure_url
from build_tools.render.markup import escape, quoted
from build_tools.render.strip import ribbon
from build_tools.render.text_page import Setting
from build_tools.render.work_page import KINDS, date_in_words, people
from build_tools.render.years import counted_years, years

SOME = 3
"""Chapters and questions that the first page names; the rest stands behind the door."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Door(NamedTuple):
    """A way in: its address, its name, a sentence, and what stands below it as HTML."""

    url: str
    name: str
    said: str
    below: str = ""


def home(edition: Edition, settings: Mapping[str, Setting]) -> Page:
    """Return the first page: what this is, doors into it, the works."""
    name, _, subtitle = (part.strip() for part in edition.title.partition(":"))
    under = f'<p class="subtitle">{escape(subtitle[0].upper() + subtitle[1:])}</p>\n' if subtitle else ""
    count = len(edition.volumes)
    shown = sum(volume.record.id in settings for volume in edition.volumes)
    some = f", {_number(shown)} of them with the text in this copy" if shown < count else ""
    lead = f"{edition.abstract} {_number(count).capitalize()} work{'' if count == 1 else 's'}{some}.".lstrip()
    doors = "".join(
        f'<li><h3><a href="{quoted(door.url)}">{escape(door.name)}</a></h3><p>{escape(door.said)}</p>{door.below}</li>\n'
        for door in _doors(edition, settings)
    )
    rows = "".join(_work(volume, settings.get(volume.record.id)) for volume in edition.volumes)
    return Page(
        url="index.html",
        title="Home",
        html=(
            f'<h1 id="home">{escape(name)}</h1>\n{under}<p class="lead">{escape(lead)}</p>\n'
            '<p class="continue" data-continue="" hidden></p>\n'
            f'<h2 id="ways">Start here</h2>\n<ul class="doors">\n{doors}</ul>\n'
            f'<h2 id="works">The works</h2>\n<ul class="works">\n{rows}</ul>\n'
            '<p class="aside">The whole edition can be <a href="downloads.html">carried away</a> as a folder that needs no network. '
            '<a href="help.html">How to read and cite</a>, <a href="legend.html">what the marks mean</a>.</p>\n'
            f'<p class="colophon">Version {escape(edition.version)}, {escape(edition.date)}.</p>\n'
        ),
        toc=(Anchor(1, "home", name, (Anchor(2, "ways", "Start here"), Anchor(2, "works", "The works"))),),
        description=edition.title,
        kind="home",
    )


def _doors(edition: Edition, settings: Mapping[str, Setting]) -> Iterator[Door]:
    """Yield the ways in, as far as the edition has them."""
    first = edition.volumes[0] if edition.volumes else None
    if first is not None and first.document is not None:
        places = settings[first.record.id].register.places if first.record.id in settings else {}
        chapters = [(places[one.id], one.title) for one in first.contents if one.level == 1 and one.id in places]
        yield Door(f"{first.record.id}/index.html", "Read", f"Begin with “{first.record.title}”.", _some(chapters))
    if edition.questions:
        asked = [(f"questions.html#question-{one.id}", one.question) for one in edition.questions]
        yield Door("questions.html", "Ask", f"{len(edition.questions)} disputed questions, with what each work answers.", _some(asked))
    counts = {name: sum(one.register == name for one in edition.articles) for name in ("events", "people", "glossary")}
    if counts["events"]:
        said = f"{counts['events']} events in the order of time, each with the pages that tell it."
        held = counted_years(edition.articles)
        full = [(f"events.html#year-{year}", f"{year}: {count} events") for year, count in held.most_common(SOME)]
        yield Door("events.html", "Follow the events", said, years(held, "events.html") + _some(sorted(full)))
    if edition.figures.figures:
        said = f"{len(edition.figures.figures)} tables and series as charts and data, each value with the page that prints it."
        guide = [(figure_url(one.id), one.title) for one in (edition.figures.guide,) if one is not None]
        links = _some([*guide, (CONFLICTS, "What fits together")])
        yield Door(FIGURES, "See the figures", said, _chart(edition) + links)
    if counts["glossary"] or counts["people"]:
        parts = [f"{counts['glossary']} terms", f"{counts['people']} people" if counts["people"] else "", "places, bodies and measures"]
        yield Door("registers.html", "Look up", f"{', '.join(filter(None, parts))}: what each is, and every place where it is named.")
    yield Door("search.html", "Search", "Words, phrases and names, in all texts and notes; each hit is a passage with its printed page.")


def _chart(edition: Edition) -> str:
    """Return the first chart of the guide, so that a reader sees what the figures are."""
    guide = edition.figures.guide
    if guide is None or not guide.parts or guide.parts[0].figure not in edition.charts:
        return ""
    figure = edition.figures.by_id[guide.parts[0].figure]
    picture = inline(edition.charts[figure.id], "chart-home", figure.title, description(figure))
    return f'<figure class="chart">{picture}<figcaption>{escape(figure.title)}</figcaption></figure>'


def _number(count: int) -> str:
    """Return a number as a sentence has it.

    >>> _number(6), _number(41)
    ('six', '41')
    """
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _some(links: Sequence[tuple[str, str]]) -> str:
    """Return the first of a list of links, so that a reader sees what is behind a door."""
    rows = "".join(f'<li><a href="{quoted(url)}">{escape(name)}</a></li>' for url, name in links[:SOME])
    return f"<ul>{rows}</ul>" if rows else ""


def _work(volume: Volume, setting: Setting | None) -> str:
    record = volume.record
    state = "" if setting else ' <span class="state">Text not in this copy</span>'
    facts = ", ".join(escape(fact) for fact in (KINDS[record.kind], record.container, date_in_words(record.date)) if fact)
    by = f'<span class="by">{escape(people(record.authors))}</span> ' if record.authors else ""
    picture = ribbon(volume.report.pages, f"{record.id}/report.html") if volume.report is not None and volume.report.pages else ""
    return (
        f'<li>{by}<a class="work" href="{quoted(record.id)}/index.html">{escape(record.title)}</a> '
        f'<span class="facts">{facts}.</span>{state}{picture}</li>\n'
    )
