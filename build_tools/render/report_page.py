"""The report of a work as a page: what was changed, what is lost, what is doubtful, and where each printed page stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.model.edition import Volume
from build_tools.model.page import Anchor, Page
from build_tools.model.report import Apparatus, Condition, Place, PrintedPage, Report, Rule
from build_tools.render.markup import escape, quoted, relative
from build_tools.render.prose_measures import prose
from build_tools.render.report_table import table
from build_tools.render.strip import counted, strip
from build_tools.render.text_page import Setting, heading, short_name

FIRST = 12
"""Places that stand open; the rest unfolds."""

TITLE = "How this text was treated"

BOTH = "counted between two printed numbers, and the count agrees"
CERTAINTY = {"high": BOTH, "medium": "counted from one side only", "low": "guessed"}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the parts of the page lean on; `setting` is `None` where the text is not at hand, and then nothing is linked."""

    url: str
    report: Report
    setting: Setting | None

    def page_link(self, n: str) -> str:
        """Return the link to a printed page, or `""`."""
        return self.link(f"pb-{n}")

    def link(self, name: str) -> str:
        """Return the link to an id of the work, or `""`."""
        place = self.setting.register.places.get(name) if self.setting else None
        return relative(self.url, f"{place}#{name}") if place else ""


def url_of(work: str) -> str:
    """Return the address of the report of a work."""
    return f"{work}/report.html"


def is_reported(volume: Volume) -> bool:
    """Tell whether anything is known of how a work was treated, or how one of ours is written."""
    report = volume.report
    return report is not None and bool(report.pages or report.rules or report.apparatus)


def report_page(volume: Volume, setting: Setting | None) -> Page | None:
    """Return the page, or `None` where nothing is known of how the work was treated."""
    report = volume.report
    if report is None or not is_reported(volume):
        return None
    record = volume.record
    desk = _Desk(url_of(record.id), report, setting)
    rules = {rule.name: rule for rule in report.rules}
    sections = [
        ("changed", "What was changed", _changed(desk, rules)),
        ("corrections", "What was corrected by hand", _corrections(desk, rules.get("corrections"))),
        ("lost", "What is lost", _lost(desk)),
        ("doubtful", "What is doubtful", _doubtful(desk)),
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
    return strip(volume.report.pages, _Desk(url, volume.report, setting).page_link, _summary(volume.report))


def _summary(report: Report) -> str:
    """Return the picture in one sentence."""
    kinds = Counter(page.condition for page in report.pages)
    here = len(report.pages) - kinds[Condition.LOST] - kinds[Condition.BLANK]
    said = f"{counted(len(report.pages), 'printed page')}, {report.pages[0].n} to {report.pages[-1].n}"
    if not kinds[Condition.LOST]:
        return f"{said}: all of them are here."
    return f"{said}: {here:,} are here, {kinds[Condition.LOST]:,} are lost."


def _linked(words: str, href: str) -> str:
    return f'<a href="{quoted(href)}">{escape(words)}</a>' if href else escape(words)


def _where(desk: _Desk, place: Place) -> str:
    """Return where something is: the printed page, or the line of the input, linked to the passage as far as it is on the site."""
    words = page_words(place.page) if place.page or not place.line else f"line\xa0{place.line}"
    return _linked(words, desk.link(place.passage) or desk.page_link(place.page))


def page_words(n: str) -> str:
    """Return how a printed page is named in a row of links; the number stays with its “p.”."""
    return f"p.\xa0{n}" if n else "before the first page"


def _numbered(rows: Iterable[str]) -> str:
    """Return links in a row, each once, with the number of times that it came."""
    return ", ".join(words + (f" ({count:,})" if count > 1 else "") for words, count in Counter(rows).items())


def _unfolding(summary: str, inside: str) -> str:
    return f'<details class="more"><summary>{escape(summary)}</summary>\n{inside}</details>\n'


def _on_pages(desk: _Desk, pages: Sequence[tuple[str, int]]) -> str:
    rows = (
        _linked(page_words(n), desk.page_link(n)) + (f" ({count:,})" if count > 1 else "")
        for n, count in pages
    )
    return f'<p class="pages-of">{", ".join(rows)}</p>\n'


def _changed(desk: _Desk, rules: dict[str, Rule]) -> str:
    """Return a paragraph for each rule, with its first places and all printed pages."""
    if desk.setting is None:
        return ""
    parts = []
    for treatment in desk.setting.document.treatments:
        if not treatment.count:
            continue
        rule = rules.get(treatment.rule)
        parts.append(
            f'<section class="rule" id="rule-{quoted(treatment.rule)}"><h3>{escape(treatment.sentence)}</h3>\n'
            f'<p class="small"><code>{escape(treatment.rule)}</code>, {counted(treatment.count, "place")}.</p>\n'
        )
        if rule is not None and treatment.rule != "corrections":
            # Four blank lines around one running head are one place to a reader.
            rows = ", ".join(list(dict.fromkeys(_example(desk, place) for place in rule.places))[:FIRST])
            parts.append(f"<p>{'All' if rule.count <= FIRST else 'The first'}: {rows}.</p>\n")
            if rule.count > FIRST and any(n for n, _ in rule.pages):
                parts.append(_unfolding(f"All {counted(rule.count, 'place')} by printed page", _on_pages(desk, rule.pages)))
        parts.append("</section>\n")
    if not parts:
        return ""
    return (
        "<p>Every change to a character is a row of the ledger, which, replayed backwards, gives the received file again.</p>\n"
        + "".join(parts)
    )


def _example(desk: _Desk, place: Place) -> str:
    word = f" <q>{escape(place.after)}</q>" if place.after else ""
    return _where(desk, place) + word


def _corrections(desk: _Desk, rule: Rule | None) -> str:
    if rule is None or desk.setting is None:
        mended = [(page.n, page.corrections) for page in desk.report.pages if page.corrections]
        if not mended:
            return ""
        total = sum(count for _, count in mended)
        said = f"<p>{counted(total, 'place')} on {counted(len(mended), 'printed page')}.</p>\n"
        return said + _unfolding("The pages", _on_pages(desk, mended))
    rows = [
        (_where(desk, place), f"<q>{escape(place.before)}</q>" if place.before.strip() else "", f"<q>{escape(place.after)}</q>"
         if place.after.strip() else "", escape(place.reason))
        for place in rule.places
    ]
    told = table("corrections", (("Place", False), ("Received", False), ("Corrected", False), ("Reason", False)), rows)
    return (
        "<p>These mend the extraction, never the print: letters lost, misread or moved on the way from page to file.</p>\n"
        + (told if len(rows) <= FIRST else _unfolding(f"All {counted(len(rows), 'change')}", told))
    )


def _lost(desk: _Desk) -> str:
    report = desk.report
    parts = []
    for behind, words in ((False, "of the text"), (True, "behind the text")):
        pages = report.lost_pages(behind=behind)
        if pages:
            parts.append(f"<li>{counted(len(pages), 'printed page')} {words}: {escape(ranges(pages))}.</li>\n")
    blank = [page for page in report.pages if page.condition is Condition.BLANK]
    if blank:
        parts.append(f"<li>Not lost, but blank in print: {escape(ranges(blank))}.</li>\n")
    lost = report.calls - report.paired
    if lost:
        parts.append(f"<li>{counted(lost, 'note')}: the text calls {report.calls:,}, and {report.paired:,} of them are here.</li>\n")
    gaps = len(report.gaps) or sum(page.gaps for page in report.pages)
    if gaps:
        rows = ", ".join(f"{_where(desk, place)} ({escape(place.reason)})" for place in report.gaps)
        parts.append(f"<li>{counted(gaps, 'gap')} inside the text" + (f": {rows}" if rows else "") + ".</li>\n")
    if report.fragments:
        # Their passages are links of their own, and yet a reader is served by the page: many come from one.
        rows = _numbered(_linked(page_words(place.page), desk.page_link(place.page)) for place in report.fragments)
        parts.append(f"<li>{counted(len(report.fragments), 'fragment')} of lost pages, which belong to no paragraph: near {rows}.</li>\n")
    table = _notes(desk, report.apparatus) if report.calls or report.notes else ""
    if not parts:
        return f"<p>Nothing that is known of.</p>\n{table}" if table or report.pages else ""
    return f"<ul>\n{''.join(parts)}</ul>\n{table}"


def _notes(desk: _Desk, rows: Sequence[Apparatus]) -> str:
    figures = [(row.calls, row.notes, row.paired, row.lost) for row in rows]
    body: list[Sequence[str]] = [
        (_linked(row.title, desk.link(row.division)), escape(row.page), *(f"{figure:,}" for figure in own))
        for row, own in zip(rows, figures)
    ]
    body.append(("<strong>All</strong>", "", *(f"<strong>{sum(column):,}</strong>" for column in zip(*figures))))
    columns = (("Division", False), ("Page", True), ("Calls", True), ("Notes", True), ("Paired", True), ("Lost", True))
    return f'<h3 id="notes-by-division">Notes by division</h3>\n{table("notes by division", columns, body)}'


def ranges(pages: Iterable[PrintedPage]) -> str:
    """Return page numbers with runs drawn together.

    >>> ranges(PrintedPage(n) for n in ("45", "46", "47", "82", "iv"))
    'pp. 45–47, 82, iv'
    """
    runs: list[list[str]] = []
    for page in pages:
        if runs and page.n.isdecimal() and runs[-1][-1].isdecimal() and int(page.n) == int(runs[-1][-1]) + 1:
            runs[-1].append(page.n)
        else:
            runs.append([page.n])
    words = ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"p. {words}" if len(runs) == 1 and len(runs[0]) == 1 else f"pp. {words}"


def _doubtful(desk: _Desk) -> str:
    report = desk.report
    parts = []
    for cert, words in CERTAINTY.items():
        pages = [page for page in report.pages if page.cert == cert]
        if pages:
            parts.append(f"<li>{counted(len(pages), 'page number')} {words}: {escape(ranges(pages))}.</li>\n")
    if report.doubts:
        rows = ", ".join(_example(desk, place) for place in report.doubts)
        parts.append(
            f"<li>{counted(len(report.doubts), 'word')} joined at a line end though neither the work nor a word list could say whether "
            f"the hyphen belongs to it: {rows}.</li>\n"
        )
    if report.doubtful_calls:
        rows = ", ".join(f"{_where(desk, place)} (note {escape(place.after)})" for place in report.doubtful_calls)
        parts.append(
            f"<li>{counted(len(report.doubtful_calls), 'number')} taken for note calls because the count asks for them there, "
            f"though they might be figures of the text: {rows}.</li>\n"
        )
    uncalled = sum(row.uncalled for row in report.apparatus)
    if uncalled:
        parts.append(f"<li>{counted(uncalled, 'note')} that nothing in the text calls.</li>\n")
    return f"<ul>\n{''.join(parts)}</ul>\n" if parts else ""


def _page_map(desk: _Desk) -> str:
    """Return which printed pages each page of the site holds, and a link to every printed page: the strip in words."""
    setting = desk.setting
    if setting is None or not desk.report.pages:
        return ""
    rows = [
        (_linked(heading(leaf.division) + (f" ({leaf.part})" if leaf.part > 1 else ""), relative(desk.url, leaf.url)),
         escape(setting.spans.get(leaf.url, "")))
        for leaf in setting.leaves
    ]
    every = ", ".join(
        _linked(page.n, desk.page_link(page.n)) + (f" ({page.condition.value})" if not desk.page_link(page.n) else "")
        for page in desk.report.pages
    )
    return (
        table("pages of the site", (("Page of the site", False), ("Printed pages", True)), rows)
        + _unfolding("Every printed page", f'<p class="pages-of">{every}</p>\n')
    )
