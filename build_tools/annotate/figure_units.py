"""The units of the figures: what can be compared with what, and the conversions that a page shows beside the print."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from build_tools.annotate.entry import Entry
from build_tools.annotate.placed import Fault, Placed, fields, items, string
from build_tools.model.figure import Conversion, Unit
from build_tools.read.fields import nearest

NAME = "units.yaml"
_FIELDS = ("unit", "kind", "factor", "shown")
_SHOWN = ("unit", "measure", "scale")


def read(root: Placed, measures: Mapping[str, Entry], fault: Fault) -> dict[str, Unit]:
    """Return the units by name. A conversion takes its factor from the register of measures. Faults: A002, F001, F004."""
    units: dict[str, Unit] = {}
    for place in items(root, fault, "the list of units"):
        found = fields(place, fault, "the unit")
        for name, value in found.items():
            if name not in _FIELDS:
                fault("F001", value.line, f"a unit has a field “{name}”", f"one of {', '.join(_FIELDS)}", nearest(name, _FIELDS))
        if "unit" not in found or "kind" not in found:
            fault("F001", place.line, "the unit lacks “unit” or “kind”", "both", "values of one kind can be compared")
            continue
        name = string(found["unit"], fault, "“unit”")
        factor = _decimal(found["factor"], fault) if "factor" in found else Decimal(1)
        shown = tuple(
            conversion for one in (items(found["shown"], fault, "“shown”") if "shown" in found else ())
            if (conversion := _conversion(one, measures, fault)) is not None
        )
        units[name] = Unit(name, string(found["kind"], fault, "“kind”"), factor, shown)
    return units


def _conversion(place: Placed, measures: Mapping[str, Entry], fault: Fault) -> Conversion | None:
    found = fields(place, fault, "the conversion")
    if set(found) != set(_SHOWN):
        fault("F001", place.line, "a conversion has other fields", ", ".join(_SHOWN), "")
        return None
    measure = string(found["measure"], fault, "“measure”")
    entry = measures.get(measure)
    if entry is None or not entry.details.get("factor"):
        fault("F004", found["measure"].line, f"“{measure}” is no measure with a factor", "an entry of measures.yaml that has a factor",
              nearest(measure, measures))
        return None
    factor, scale = Decimal(entry.details["factor"]), _decimal(found["scale"], fault)
    # A negative scale leads from the unit of the measure back to the measure: hectares to desyatinas.
    return Conversion(string(found["unit"], fault, "“unit”"), factor * scale if scale > 0 else -scale / factor, measure)


def _decimal(place: Placed, fault: Fault) -> Decimal:
    said = string(place, fault, "the number")
    try:
        return Decimal(said)
    except InvalidOperation:
        fault("F001", place.line, f"“{said}” is not a number", "a number such as 1000 or 0.001", "")
        return Decimal(1)
