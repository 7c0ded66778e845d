"""What was changed in a text: by rules, with the first places of each, and by hand."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.model.report import Rule
from build_tools.render.markup import escape, quoted
from build_tools.render.report.desk import FIRST, Desk, example, joined, on_pages, unfolding, where
from build_tools.render.report.table import table
from build_tools.render.strip import counted


def changed(desk: Desk, rules: Mapping[str, Rule]) -> str:
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
            rows = list(dict.fromkeys(example(desk, place) for place in rule.places))[:FIRST]
            parts.append(f"<p>{'All' if rule.count <= FIRST else 'The first'}: {', '.join(joined(rows))}.</p>\n")
            if rule.count > FIRST and any(n for n, _ in rule.pages):
                parts.append(unfolding(f"All {counted(rule.count, 'place')} by printed page", on_pages(desk, rule.pages)))
        parts.append("</section>\n")
    if not parts:
        return ""
    return (
        "<p>Every change to a character is a row of the ledger, which, replayed backwards, gives the received file again.</p>\n"
        + "".join(parts)
    )


def corrections(desk: Desk, rule: Rule | None) -> str:
    """Return what was mended by hand, each with its reason; without the text only the pages, `""` where nothing was."""
    if rule is None or desk.setting is None:
        mended = [(page.n, page.corrections) for page in desk.report.pages if page.corrections]
        if not mended:
            return ""
        total = sum(count for _, count in mended)
        said = f"<p>{counted(total, 'place')} on {counted(len(mended), 'printed page')}.</p>\n"
        return said + unfolding("The pages", on_pages(desk, mended))
    rows = [
        (where(desk, place), f"<q>{escape(place.before)}</q>" if place.before.strip() else "", f"<q>{escape(place.after)}</q>"
         if place.after.strip() else "", escape(place.reason))
        for place in rule.places
    ]
    told = table("corrections", (("Place", False), ("Received", False), ("Corrected", False), ("Reason", False)), rows)
    return (
        "<p>These mend the extraction, never the print: letters lost, misread or moved on the way from page to file.</p>\n"
        + (told if len(rows) <= FIRST else unfolding(f"All {counted(len(rows), 'change')}", told))
    )
