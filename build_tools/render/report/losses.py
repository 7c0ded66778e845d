"""What is lost of a text, and what is doubtful in it: pages, notes, gaps, numbers of pages, words and calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.model.report import Apparatus, Condition, PrintedPage
from build_tools.render.markup import escape
from build_tools.render.report.desk import Desk, example, linked, numbered, page_words, where
from build_tools.render.report.table import table
from build_tools.render.strip import counted

BOTH = "counted between two printed numbers, and the count agrees"
CERTAINTY = {"high": BOTH, "medium": "counted from one side only", "low": "guessed"}


def lost(desk: Desk) -> str:
    """Return a list of what is lost, and the notes of each division; `""` where nothing is known of either."""
    report = desk.report
    parts = []
    for behind, words in ((False, "of the text"), (True, "behind the text")):
        pages = report.lost_pages(behind=behind)
        if pages:
            parts.append(f"<li>{counted(len(pages), 'printed page')} {words}: {escape(ranges(pages))}.</li>\n")
    blank = [page for page in report.pages if page.condition is Condition.BLANK]
    if blank:
        parts.append(f"<li>Not lost, but blank in print: {escape(ranges(blank))}.</li>\n")
    unpaired = report.calls - report.paired
    if unpaired:
        parts.append(f"<li>{counted(unpaired, 'note')}: the text calls {report.calls:,}, and {report.paired:,} of them are here.</li>\n")
    gaps = len(report.gaps) or sum(page.gaps for page in report.pages)
    if gaps:
        rows = ", ".join(f"{where(desk, place)} ({escape(place.reason)})" for place in report.gaps)
        parts.append(f"<li>{counted(gaps, 'gap')} inside the text" + (f": {rows}" if rows else "") + ".</li>\n")
    if report.fragments:
        # Their passages are links of their own, and yet a reader is served by the page: many come from one.
        rows = numbered(linked(page_words(place.page), desk.page_link(place.page)) for place in report.fragments)
        parts.append(f"<li>{counted(len(report.fragments), 'fragment')} of lost pages, which belong to no paragraph: near {rows}.</li>\n")
    notes = _notes(desk, report.apparatus) if report.calls or report.notes else ""
    if not parts:
        return f"<p>Nothing that is known of.</p>\n{notes}" if notes or report.pages else ""
    return f"<ul>\n{''.join(parts)}</ul>\n{notes}"


def _notes(desk: Desk, rows: Sequence[Apparatus]) -> str:
    """Return how many notes each division calls, has and lacks."""
    figures = [(row.calls, row.notes, row.paired, row.lost) for row in rows]
    body: list[Sequence[str]] = [
        (linked(row.title, desk.link(row.division)), escape(row.page), *(f"{figure:,}" for figure in own))
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


def doubtful(desk: Desk) -> str:
    """Return a list of what was decided without certainty, `""` where nothing was."""
    report = desk.report
    parts = []
    for cert, words in CERTAINTY.items():
        pages = [page for page in report.pages if page.cert == cert]
        if pages:
            parts.append(f"<li>{counted(len(pages), 'page number')} {words}: {escape(ranges(pages))}.</li>\n")
    if report.doubts:
        rows = ", ".join(example(desk, place) for place in report.doubts)
        parts.append(
            f"<li>{counted(len(report.doubts), 'word')} joined at a line end though neither the work nor a word list could say whether "
            f"the hyphen belongs to it: {rows}.</li>\n"
        )
    if report.doubtful_calls:
        rows = ", ".join(f"{where(desk, place)} (note {escape(place.after)})" for place in report.doubtful_calls)
        parts.append(
            f"<li>{counted(len(report.doubtful_calls), 'number')} taken for note calls because the count asks for them there, "
            f"though they might be figures of the text: {rows}.</li>\n"
        )
    uncalled = sum(row.uncalled for row in report.apparatus)
    if uncalled:
        parts.append(f"<li>{counted(uncalled, 'note')} that nothing in the text calls.</li>\n")
    return f"<ul>\n{''.join(parts)}</ul>\n" if parts else ""
