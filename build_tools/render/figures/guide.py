"""The guide through the figures: charts in an order that tells something, with the sentences that the passages bear out."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model.figure import Guide
from build_tools.model.page import Anchor, Page, SearchEntry
from build_tools.render.figures.shown import INDEX, Shelves, link, url
from build_tools.render.markup import escape
from build_tools.render.sheet import Sheet


def guide_page(guide: Guide, held: Shelves, general: Sheet) -> Page:
    """Return the guide: each part with its chart and its sentences."""
    sheet = replace(general, url=url(guide.id))
    parts = "".join(
        f'<section class="part"><h2 id="part-{number}">{escape(part.title)}</h2>\n'
        f'<figure class="chart"><figcaption>{link(held.figures.by_id[part.figure], sheet)}</figcaption>'
        f"{held.chart(held.figures.by_id[part.figure])}</figure>\n<p>{sheet.run(held.figures.prose[part.text])}</p>\n</section>\n"
        for number, part in enumerate(guide.parts, 1)
    )
    below = tuple(Anchor(2, f"part-{number}", part.title) for number, part in enumerate(guide.parts, 1))
    return Page(
        url=sheet.url,
        title=guide.title,
        html=f'<h1 id="guide">{escape(guide.title)}</h1>\n<p class="lead">{sheet.run(held.figures.prose[guide.lead])}</p>\n{parts}',
        toc=(Anchor(1, "guide", guide.title, below),),
        search=tuple(SearchEntry(f"part-{number}", f"{guide.title}: {part.title}", part.title, "table")
                     for number, part in enumerate(guide.parts, 1)),
        description=guide.lead,
        kind="figures",
        above=INDEX,
    )
