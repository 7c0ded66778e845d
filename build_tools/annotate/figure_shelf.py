"""What the data package of the figures says of itself: its names, its licence, and the subjects and stretches of time it is listed by."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.annotate.placed import Fault, Placed, fields, items, string
from build_tools.model.figure import Licence, Shelf, Stretch
from build_tools.read.fields import nearest

FIELDS = ("name", "title", "description", "licenses", "subjects", "periods")
_LICENCE = ("name", "title", "path")
_STRETCH = ("id", "title", "from", "to")
_OPEN = {"from": 0, "to": 9999}


def read(found: Mapping[str, Placed], fault: Fault) -> Shelf:
    """Return the shelf from the fields at the top of the package. Faults: A002 (shape), F001 (a field)."""
    said = {key: string(found[key], fault, f"“{key}”") for key in ("name", "title", "description") if key in found}
    subjects = fields(found["subjects"], fault, "the list of subjects") if "subjects" in found else {}
    return Shelf(
        said.get("name", ""), said.get("title", ""), said.get("description", ""),
        tuple(_licence(one, fault) for one in items(found["licenses"], fault, "“licenses”")) if "licenses" in found else (),
        {key: string(value, fault, key) for key, value in subjects.items()},
        tuple(_stretch(one, fault) for one in items(found["periods"], fault, "“periods”")) if "periods" in found else (),
    )


def known(found: Mapping[str, Placed], names: tuple[str, ...], fault: Fault, what: str) -> None:
    """Find fault (F001) with every field that is none of `names`."""
    for name, value in found.items():
        if name not in names:
            fault("F001", value.line, f"{what} has a field “{name}”", f"one of {', '.join(names)}", nearest(name, names))


def _licence(place: Placed, fault: Fault) -> Licence:
    found = fields(place, fault, "the licence")
    known(found, _LICENCE, fault, "a licence")
    if "name" not in found:
        fault("F001", place.line, "the licence has no name", "name: CC-BY-4.0", "an SPDX id")
    return Licence(*(string(found[name], fault, f"“{name}”") if name in found else "" for name in _LICENCE))


def _stretch(place: Placed, fault: Fault) -> Stretch:
    """Return years that the index of figures lists as one; without `from` or `to` it is open at that end."""
    found = fields(place, fault, "the stretch of years")
    known(found, _STRETCH, fault, "a stretch of years")
    for name in ("id", "title"):
        if name not in found:
            fault("F001", place.line, f"the stretch of years has no {name}", "id and title, and from or to or both", "")
    said = {name: string(value, fault, f"“{name}”") for name, value in found.items()}
    years = []
    for name, open_end in _OPEN.items():
        year = said.get(name, str(open_end))
        if not (year.isascii() and year.isdigit()):
            fault("F001", found[name].line, f"“{year}” is no year", "a year in figures", "leave the field out for an open end")
            year = str(open_end)
        years.append(int(year))
    if years[0] > years[1]:
        fault("F001", place.line, f"the stretch ends in {years[1]} before it begins in {years[0]}", "from before to", "")
    return Stretch(said.get("id", ""), said.get("title", ""), *years)
