"""What does not fit together, and what does: quantities printed in several places, checks, and what the editors noticed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_tools.model.figure import Comparison, Verdict
from build_tools.model.page import Anchor, Page
from build_tools.render.figures.page import verdict
from build_tools.render.figures.shown import CONFLICTS, INDEX, Shelves, link
from build_tools.render.figures.words import said
from build_tools.render.markup import escape
from build_tools.render.sheet import Sheet

_ECONOMIC = re.compile(r"(\d{4})-(\d{2})\b")  # 1926-27
TITLE = "What fits together, and what does not"


def conflicts_page(held: Shelves, general: Sheet) -> Page:
    """Return what does not fit together, and what does: quantities printed in several places, checks, and remarks."""
    sheet = replace(general, url=CONFLICTS)
    differing = [one for one in held.figures.comparisons if not one.agrees]
    agreeing = [one for one in held.figures.comparisons if one.agrees]
    failed = [one for one in held.figures.verdicts if not one.holds]
    held_true = [one for one in held.figures.verdicts if one.holds]
    titled = (
        ("quantities", "One quantity, two values", "".join(_comparison(one, held, sheet) for one in differing)),
        ("contradictions", "Values that contradict each other", _checked(failed, held, sheet)),
        ("remarks", "Noticed by the editors", "".join(
            f"<li><strong>{escape(one.title)}.</strong> {sheet.run(held.figures.prose[one.body])} "
            f'{"; ".join(link(held.figures.by_id[name], sheet) for name in one.figures)}.</li>\n' for one in held.figures.remarks
        )),
        ("agreements", "One quantity, one value", "".join(_comparison(one, held, sheet) for one in agreeing)),
        ("sums", "Sums and rates that hold", _checked(held_true, held, sheet)),
    )
    return Page(
        url=CONFLICTS,
        title=TITLE,
        html=(
            f'<h1 id="conflicts">{TITLE}</h1>\n<p class="lead">The build reckons after the print: sums, differences, '
            "rates, and quantities that several pages or works give. A value counts as far as it is rounded: 3.74 is anything from 3.735 "
            "to 3.745, and “about” leaves twice as much open.</p>\n"
            + "".join(f'<h2 id="{name}">{title}</h2>\n<ul class="checks">\n{body}</ul>\n' for name, title, body in titled if body)
        ),
        toc=(Anchor(1, "conflicts", TITLE, tuple(Anchor(2, name, title) for name, title, body in titled if body)),),
        description="Figures of the works that contradict each other, and those that agree",
        kind="figures",
        above=INDEX,
    )


def _comparison(one: Comparison, held: Shelves, sheet: Sheet) -> str:
    places = "; ".join(
        f'{escape(said(datum))} {escape(datum.unit)} in {link(held.figures.by_id[name], sheet)} ({held.place(datum, sheet, named=True)})'
        for name, datum in one.places
    )
    what = _ECONOMIC.sub(r"\1/\2", one.quantity.replace("/", ", ")).replace("-", " ")
    remark = f" {sheet.run(held.figures.prose[one.remark])}" if one.remark else ""
    return f"<li><strong>{escape(what[0].upper() + what[1:])}:</strong> {places}.{remark}</li>\n"


def _checked(found: Sequence[Verdict], held: Shelves, sheet: Sheet) -> str:
    return "".join(
        verdict(one, held, sheet).replace("<li>", f"<li>{link(held.figures.by_id[one.figure], sheet)}: ", 1) for one in found
    )
