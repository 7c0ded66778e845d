"""What must hold between the values of figures: sums, differences, rates, and one quantity printed in several places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from build_tools.annotate.figure_precision import based
from build_tools.annotate.placed import Fault
from build_tools.model.figure import Check, Comparison, Datum, Figure, Rule, Span, Unit, Verdict

Term = tuple[str, Datum] | Decimal
ALL = "*"
HUNDRED = Decimal(100)

RULES: Mapping[Rule, Callable[[Sequence[Decimal]], Decimal]] = {
    Rule.SUM: lambda terms: sum(terms, Decimal()),
    Rule.DIFFERENCE: lambda terms: terms[0] - sum(terms[1:], Decimal()),
    Rule.PRODUCT: lambda terms: terms[0] * terms[1],
    Rule.RATIO: lambda terms: terms[0] / terms[1],
    Rule.SHARE: lambda terms: terms[0] / terms[1] * HUNDRED,
    Rule.GROWTH: lambda terms: (terms[1] / terms[0] - 1) * HUNDRED,
    Rule.DECLINE: lambda terms: (1 - terms[1] / terms[0]) * HUNDRED,
}
PAIRS = frozenset(RULES) - {Rule.SUM, Rule.DIFFERENCE}


class Unnamed(Exception):
    """Raised where words name no value, or more than one."""


def verdicts(figure: Figure, by_id: Mapping[str, Figure], units: Mapping[str, Unit], fault: Fault) -> tuple[Verdict, ...]:
    """Return what the checks of a figure come to.

    F005 (a check that names no value or several), F006 (one that fails without a remark), F007 (a remark on one that holds).
    """
    found: list[Verdict] = []
    for check in figure.checks:
        try:
            verdict = _verdict(figure, check, by_id, units)
        except (Unnamed, ZeroDivisionError) as error:
            fault("F005", check.line, str(error), "as much of period, series and category as tells one value apart",
                  "annotations/figures/README.md shows how values are named")
            continue
        if not verdict.holds and not check.remark:
            low, high = (f"{round(float(one), 2):g}" for one in (verdict.found.low, verdict.found.high))
            fault("F006", check.line, f"the {check.rule.value} lies between {low} and {high}, and the print gives {_said(verdict.given)}",
                  "values that fit, or a remark", "look at the print; where it says so, add “remark” with what the editors make of it")
        if verdict.holds and check.remark:
            fault("F007", check.line, "the remark is about a check that holds", "a remark where the print contradicts itself",
                  "make it the note of the figure, or remove it")
        found.append(verdict)
    return tuple(found)


def comparisons(figures: Sequence[Figure], units: Mapping[str, Unit]) -> tuple[Comparison, ...]:
    """Return every quantity that several places give, with whether one value fits all of them."""
    places: dict[str, list[tuple[str, Datum]]] = {}
    for figure in figures:
        for datum in figure.data:
            if datum.quantity:
                places.setdefault(datum.quantity, []).append((figure.id, datum))
    found: list[Comparison] = []
    for quantity, each in sorted(places.items()):
        if len(each) > 1:
            spans = [based(datum, units) for _, datum in each]
            kinds = {units[datum.unit].kind for _, datum in each}
            # Spans that meet two by two have a value in common.
            agrees = len(kinds) == 1 and all(one.meets(other) for one, other in product(spans, repeat=2))
            found.append(Comparison(quantity, tuple(each), agrees))
    return tuple(found)


def remarked(found: Sequence[Comparison], remarks: Mapping[str, tuple[str, int]], fault: Fault) -> tuple[Comparison, ...]:
    """Return comparisons with the editors' remarks. F007 (a remark without a conflict), F008 (a conflict without a remark)."""
    for comparison in found:
        if not comparison.agrees and comparison.quantity not in remarks:
            said = "; ".join(f"{datum.printed} {datum.unit} in {figure}" for figure, datum in comparison.places)
            fault("F008", 1, f"“{comparison.quantity}” differs: {said}", "one value, or a remark",
                  "look at the print; where it says so, add “- quantity: …” with a remark")
    conflicts = {comparison.quantity for comparison in found if not comparison.agrees}
    for quantity, (_, line) in remarks.items():
        if quantity not in conflicts:
            fault("F007", line, f"the remark on “{quantity}” is about no conflict", "a quantity whose values differ", "remove it")
    return tuple(replace(one, remark=remarks.get(one.quantity, ("", 0))[0]) for one in found)


def value(figure: Figure, said: str, by_id: Mapping[str, Figure]) -> list[tuple[str, Datum]]:
    """Return the values that words name: `1926/27 | harvest`, `| harvest`, `1926/27`, `grain-harvest-1926: 1926/27`, `1926/27 | *`."""
    name, mark, rest = said.partition(": ")
    if mark and name in by_id:
        figure, said = by_id[name], rest
    elif mark and name.replace("-", "").isalnum() and name.islower():
        raise Unnamed(f"“{name}” is no figure")
    parts = [part.strip() for part in said.split("|")]
    wanted = [part for part in parts if part and part != ALL]
    rows = [
        (figure.id, datum) for datum in figure.data
        if all(part in (datum.period.said if datum.period else "", datum.series, datum.category) for part in wanted)
    ]
    if ALL in parts:
        unit = rows[0][1].unit if rows else ""
        rows = [row for row in rows if row[1].unit == unit]
    elif len(rows) != 1:
        raise Unnamed(f"“{said}” names {len(rows) or 'no'} value{'s' if len(rows) != 1 else ''} of {figure.id}")
    if not rows:
        raise Unnamed(f"“{said}” names no value of {figure.id}")
    return rows


def _verdict(figure: Figure, check: Check, by_id: Mapping[str, Figure], units: Mapping[str, Unit]) -> Verdict:
    terms: list[Term] = []
    for said in check.of:
        terms.extend([said] if isinstance(said, Decimal) else value(figure, said, by_id))
    given: Term = check.gives if isinstance(check.gives, Decimal) else value(figure, check.gives, by_id)[0]
    if len(terms) < 2 or check.rule in PAIRS and len(terms) != 2:
        raise Unnamed(f"a {check.rule.value} of {len(terms)} value{'s' if len(terms) != 1 else ''}")
    spans = [_span(term, units) for term in terms]
    # All rules are monotonous in each of their terms: what they can come to lies between what the edges come to.
    edges = [RULES[check.rule](edge) for edge in product(*((one.low, one.high) for one in spans))]
    found = Span(min(edges), max(edges))
    return Verdict(figure.id, check, tuple(terms), given, found, found.meets(_span(given, units)))


def _span(term: Term, units: Mapping[str, Unit]) -> Span:
    return Span(term, term) if isinstance(term, Decimal) else based(term[1], units)


def _said(term: Term) -> str:
    return str(term) if isinstance(term, Decimal) else f"{term[1].printed} {term[1].unit}"
