"""The report of a work as a page: what was changed, what is lost, what is doubtful, and where each printed page stands."""

from __future__ import annotations

from collections import Counter

from build_tools.model.edition import Volume
from build_tools.model.page import Anchor, Page
from build_tools.model.report import Condition, Report
from build_tools.render.markup import escape, relative
from build_tools.render.prose_measures import prose
from build_tools.render.report.changes import changed, corrections
from build_tools.render.report.desk import Desk, linked, unfolding
from build_tools.render.report.losses import doubtful, lost
from build_tools.render.report.table import table
from build_tools.render.strip import counted, strip
from build_tools.render.text_page import Setting, heading, short_name

TITLE = "How this text was treated"


def url_of(work: str) -> str:
    """Return the address of the report of a work."""
    return f"{work}/report.html"


def is_reported(volume: Volume) -> bool:
    """Tell whether anything is known of how a work was treated."""
    report = volume.report
    return report is not None and bool(report.pages or report.rules or report.apparatus)


def report_page(volume: Volume, setting: Setting | None) -> Page | None:
    """Return the page, or `None` where nothing is known of how the work was treated."""
    report = volume.report
    if report is None or not is_reported(volume):
        return None
    record = volume.record
    desk = Desk(url_of(record.id), report, setting)
    rules = {rule.name: rule for rule in report.rules}
    sections = [
        ("changed", "What was changed", changed(desk, rules)),
        ("corrections", "What was corrected by hand", corrections(desk, rules.get("corrections"))),
        ("lost", "What is lost", lost(desk)),
        ("doubtful", "What is doubtful", doubtful(desk)),
        ("prose", "How it is written", prose(desk.setting.document, desk.link) if desk.setting is not None else ""),
        ("page-map", "Printed pages and pages of the site", _page_map(desk)),
    ]
    shown = [(name, title, html) for name, title, html in sections if html]
    body = "".join(f'<h2 id="{name}">{title}</h2>\n{html}' for name, title, html in shown)
    drawn = picture(volume, setting, desk.url)
    back = f'<a href="index.html">{escape(short_name(record))}</a>'
    return Page(
        url=desk.url,
        title=TITLE,
        html=f'<nav class="trail" aria-label="Where this page stands">{back}</nav>\n<h1 id="report">{TITLE}</h1>\n{drawn}{body}',
        toc=(Anchor(1, "report", TITLE, tuple(Anchor(2, name, title) for name, title, _ in shown)),),
        description=f"{TITLE}: {record.title}",
        kind="report",
        work=record.id,
    )


def picture(volume: Volume, setting: Setting | None, url: str) -> str:
    """Return the strip of a work for the page `url`, or nothing where its printed pages are not known."""
    if volume.report is None or not volume.report.pages:
        return ""
    return strip(volume.report.pages, Desk(url, volume.report, setting).page_link, _summary(volume.report))


def _summary(report: Report) -> str:
    """Return the picture in one sentence."""
    kinds = Counter(page.condition for page in report.pages)
    here = len(report.pages) - kinds[Condition.LOST] - kinds[Condition.BLANK]
    said = f"{counted(len(report.pages), 'printed page')}, {report.pages[0].n} to {report.pages[-1].n}"
    if not kinds[Condition.LOST]:
        return f"{said}: all of them are here."
    return f"{said}: {here:,} are here, {kinds[Condition.LOST]:,} are lost."


def _page_map(desk: Desk) -> str:
    """Return which printed pages each page of the site holds, and a link to every printed page: the strip in words."""
    setting = desk.setting
    if setting is None or not desk.report.pages:
        return ""
    rows = [
        (linked(heading(leaf.division) + (f" ({leaf.part})" if leaf.part > 1 else ""), relative(desk.url, leaf.url)),
         escape(setting.span(leaf.url)))
        for leaf in setting.leaves
    ]
    every = ", ".join(
        linked(page.n, desk.page_link(page.n)) + (f" ({page.condition.value})" if not desk.page_link(page.n) else "")
        for page in desk.report.pages
    )
    return (
        table("pages of the site", (("Page of the site", False), ("Printed pages", True)), rows)
        + unfolding("Every printed page", f'<p class="pages-of">{every}</p>\n')
    )
