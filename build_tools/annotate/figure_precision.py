"""How far a printed value is known: a span that rounding, hedging words and words for numbers leave open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from build_tools.model.figure import Accuracy, Datum, Span, Unit

_DIGIT = re.compile(r"\d")
_WORDED = Decimal("0.05")
"""What a number in words may be off by: “a third” of 31.7 and of 35 percent are both said so."""
_HEDGED = Decimal("0.1")
"""How far “more than” and “almost” reach: nobody says “more than 80” of 100."""


def span(datum: Datum) -> Span:
    """Return the span of a value in its own unit: half a unit of its last digit on both sides, as the print rounds.

    “About” doubles it, and takes noughts at the end of an integer for rounding; “more than” and “less than” open one side by a tenth.
    """
    if datum.value is None:
        assert datum.lower is not None and datum.upper is not None
        return Span(datum.lower, datum.upper)
    value, half = datum.value, _half(datum)
    reach = abs(value) * _HEDGED
    if datum.accuracy is Accuracy.ABOUT:
        return Span(value - 2 * half, value + 2 * half)
    if datum.accuracy is Accuracy.EXACT:
        return Span(value - half, value + half)
    # A fall of “more than 18 percent” is a value below -18.
    further = (datum.accuracy is Accuracy.OVER) == (value >= 0)
    return Span(value - half, value + half + reach) if further else Span(value - half - reach, value + half)


def based(datum: Datum, units: Mapping[str, Unit]) -> Span:
    """Return the span of a value in the base unit of its kind."""
    own, factor = span(datum), units[datum.unit].factor
    return Span(own.low * factor, own.high * factor)


def _half(datum: Datum) -> Decimal:
    """Return half a unit of the last digit that counts."""
    assert datum.value is not None
    if not _DIGIT.search(datum.printed):
        return abs(datum.value) * _WORDED
    exponent = datum.value.as_tuple().exponent
    places = exponent if isinstance(exponent, int) else 0
    if datum.accuracy is Accuracy.ABOUT and places == 0 and datum.value:
        digits = str(abs(datum.value))
        places = len(digits) - len(digits.rstrip("0"))
        # 600 is said for 580 as for 620; a whole unit of 100 on each side would be too much.
        places = min(places, max(len(digits) - 2, 0)) if len(digits) > 2 else 0
    return Decimal(5).scaleb(places - 1)
