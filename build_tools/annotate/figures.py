"""The figures of the edition: the data package, its units and the editors' remarks, read together and held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from build_tools.annotate import figure_compiled, figure_guide, figure_package, figure_units
from build_tools.annotate.anchor import Run
from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.entry import Entry
from build_tools.annotate.figure_checks import comparisons, remarked, verdicts
from build_tools.annotate.placed import Placed, collect, compose, fields, items, string
from build_tools.model.figure import Figure, Figures, Reading, Remark, Unit
from build_tools.model.finding import EditionError, Finding
from build_tools.read.fields import nearest

FOLDER = "figures"
REMARKS = "remarks.yaml"
PLACE = f"annotations/{FOLDER}"
"""How findings call the folder of the figures."""

_PLAIN = str.maketrans({"–": "-", "—": "-", "−": "-", "\u00a0": " "})


def load(annotations: Path, catalogue: Catalogue, measures: Mapping[str, Entry]) -> Figures:
    """Return the figures in `annotations/figures/`, none where there is no package.

    Raises `EditionError` with all findings: A001 (not YAML), A002 (shape), F001 to F008, F010 and F011.
    """
    folder, file = annotations / FOLDER, f"{annotations.name}/{FOLDER}"
    findings: list[Finding] = []
    package = figure_package.read(folder, file, catalogue, findings)
    if package is None:
        return Figures()
    # What could not be read would be missed wherever it is named.
    _stop(findings)
    units = figure_units.read(_root(folder, file, figure_units.NAME), measures, collect(f"{file}/{figure_units.NAME}", findings))
    _stop(findings)
    findings += _strange_units(package.figures, units, file)
    by_id = {figure.id: figure for figure in package.figures}
    compiled = _optional(folder, file, figure_compiled.NAME)
    if compiled is not None and not findings:
        made = figure_compiled.read(compiled, by_id, package.shelf.subjects, collect(f"{file}/{figure_compiled.NAME}", findings))
        by_id |= {figure.id: figure for figure in made}
    guided = _optional(folder, file, figure_guide.NAME)
    guide = figure_guide.read(guided, by_id, collect(f"{file}/{figure_guide.NAME}", findings)) if guided is not None else None
    quantities, remarks = _remarks(folder, file, by_id, findings)
    # A value that could not be read would make checks fail that hold.
    _stop(findings)
    fault = collect(f"{file}/{figure_package.NAME}", findings)
    held = tuple(verdict for figure in package.figures for verdict in verdicts(figure, by_id, units, fault))
    # A compiled figure repeats what others print.
    compared = remarked(comparisons(package.figures, units), quantities, collect(f"{file}/{REMARKS}", findings))
    _stop(findings)
    order = list(package.shelf.subjects)
    # Of a subject, what was put together stands first: it shows the most.
    every = sorted(by_id.values(), key=lambda one: (order.index(one.subject), one.reading is not Reading.COMPILED))
    return Figures(package.shelf, tuple(every), units, held, compared, remarks, guide)


def unprinted(figures: Figures, work: str, strings: Sequence[Run], file: str = PLACE) -> Iterator[Finding]:
    """Yield a finding (F009) for each value that its passage does not print on its page; `file` is the folder of the figures."""
    pages: dict[tuple[str, str], list[str]] = {}
    for run in strings:
        if run.passage:
            pages.setdefault((run.passage, run.page), []).append(run.text)
    # The cells of a table stand side by side with nothing between them.
    said = {place: _plain(" ".join(parts)) for place, parts in pages.items()}
    for figure in figures.figures:
        for datum in figure.data if figure.work == work else ():
            if not _prints(said.get((datum.passage, datum.page), ""), _plain(datum.printed)):
                yield Finding("F009", f"“{datum.printed}” is not printed in {datum.passage}", f"{file}/{figure.id}.csv", datum.line,
                              page=datum.page or None, expected="the value as the passage has it, in figures or words",
                              hint="the extraction may have lost it; else correct “printed”, “page” or “passage”")


def _prints(text: str, printed: str) -> bool:
    """Say whether a text prints a value that is no part of a longer number or word.

    >>> _prints("rose to 1,347 million", "347"), _prints("rose to 347.", "347"), _prints("by 34.7", "34")
    (False, True, False)
    """
    start = text.find(printed)
    while start >= 0:
        before, after = text[:start], text[start + len(printed):]
        cut = before[-1:].isalnum() or (before[-1:] in (".", ",") and before[-2:-1].isdigit())
        if not cut and not after[:1].isalnum() and not (after[:1] in (".", ",") and after[1:2].isdigit()):
            return True
        start = text.find(printed, start + 1)
    return False


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())


def _root(folder: Path, file: str, name: str) -> Placed:
    root = _optional(folder, file, name)
    if root is None:
        raise EditionError(Finding("F010", f"{name} is missing", f"{file}/{name}", expected="a list", hint="figures need their units"))
    return root


def _optional(folder: Path, file: str, name: str) -> Placed | None:
    path = folder / name
    return compose(path.read_bytes(), f"{file}/{name}") if path.exists() else None


def _stop(findings: Sequence[Finding]) -> None:
    if findings:
        raise EditionError(*sorted(findings, key=lambda one: (one.file, one.line or 0, one.code, one.message)))


def _strange_units(figures: tuple[Figure, ...], units: Mapping[str, Unit], file: str) -> Iterator[Finding]:
    for figure in figures:
        named = [(figure.unit, f"{file}/{figure_package.NAME}", figure.line)]
        named += [(datum.unit, f"{file}/{figure.id}.csv", datum.line) for datum in figure.data]
        for unit, place, line in named:
            if unit not in units:
                yield Finding("F004", f"“{unit}” is no unit", place, line, expected=f"a unit of {figure_units.NAME}",
                              hint=nearest(unit, units))


def _remarks(
    folder: Path, file: str, by_id: Mapping[str, Figure], findings: list[Finding]
) -> tuple[dict[str, tuple[str, int]], tuple[Remark, ...]]:
    """Return the remarks on quantities with their lines, and those on figures."""
    root = _optional(folder, file, REMARKS)
    fault = collect(f"{file}/{REMARKS}", findings)
    quantities: dict[str, tuple[str, int]] = {}
    remarks: list[Remark] = []
    for place in items(root, fault, "the list of remarks") if root is not None else ():
        found = fields(place, fault, "the remark")
        if set(found) == {"quantity", "remark"}:
            quantities[string(found["quantity"], fault, "“quantity”")] = string(found["remark"], fault, "“remark”"), place.line
        elif set(found) == {"title", "figures", "remark"}:
            named = tuple(string(one, fault, "a member of “figures”") for one in items(found["figures"], fault, "“figures”"))
            for name in named:
                if name not in by_id:
                    fault("F004", found["figures"].line, f"“{name}” is no figure", "the name of a resource", nearest(name, by_id))
            remarks.append(Remark(string(found["title"], fault, "“title”"), string(found["remark"], fault, "“remark”"), named, place.line))
        else:
            fault("F001", place.line, "the remark has other fields", "quantity and remark; or title, figures and remark", "")
    return quantities, tuple(remarks)
