"""Values of figures in words: numbers as readers write them, with what hedges them."""

from __future__ import annotations

from decimal import Decimal

from build_tools.model.figure import Accuracy, Datum, Unit

SIGNS = {Accuracy.EXACT: "", Accuracy.ABOUT: "about ", Accuracy.OVER: "over ", Accuracy.UNDER: "under "}
SHORT = {Accuracy.EXACT: "", Accuracy.ABOUT: "≈ ", Accuracy.OVER: "> ", Accuracy.UNDER: "< "}

TURNED = {Accuracy.OVER: Accuracy.UNDER, Accuracy.UNDER: Accuracy.OVER}
"""A fall of more than 18 percent is a value under -18."""


def number(value: Decimal) -> str:
    """Return a number with commas at the thousands, a true minus, and the decimals that it has.

    >>> number(Decimal("1446000")), number(Decimal("-5.8")), number(Decimal("100.0")), number(Decimal("0.37"))
    ('1,446,000', '−5.8', '100.0', '0.37')
    """
    return f"{value:,}".replace("-", "−")


def said(datum: Datum, signs: dict[Accuracy, str] = SIGNS) -> str:
    """Return a value, or a range, with what hedges it."""
    if datum.value is None:
        assert datum.lower is not None and datum.upper is not None
        if datum.lower < 0:
            return f"{number(datum.lower)} to {number(datum.upper)}"
        return f"{number(datum.lower)}–{number(datum.upper)}"
    accuracy = datum.accuracy
    if datum.value < 0 and accuracy in TURNED:
        accuracy = TURNED[accuracy]
    return f"{signs[accuracy]}{number(datum.value)}"


def converted(datum: Datum, unit: Unit) -> tuple[tuple[str, str], ...]:
    """Return a value in the other units that are shown beside it, each with the measure that gives the factor."""
    found: list[tuple[str, str]] = []
    for conversion in unit.shown:
        numbers = [one for one in (datum.value, datum.lower, datum.upper) if one is not None]
        words = "–".join(number(rounded(one * conversion.factor)) for one in numbers)
        found.append((f"{SIGNS[datum.accuracy]}{words} {conversion.unit}", conversion.measure))
    return tuple(found)


def rounded(value: Decimal, figures: int = 3) -> Decimal:
    """Return a number with as many figures that count, since to reckon with a printed value makes it no more exact.

    >>> rounded(Decimal("4337998.5")), rounded(Decimal("0.774235")), rounded(Decimal("37.914"))
    (Decimal('4340000'), Decimal('0.774'), Decimal('37.9'))
    """
    if not value:
        return value
    places = figures - 1 - value.adjusted()
    found = value.quantize(Decimal(1).scaleb(-places))
    return found if places > 0 else found.quantize(Decimal(1))
