"""The charts of the figures: drawn once, and again only when a figure, its form or the drawing program changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

from build_tools.model.figure import Figures
from build_tools.pipeline.cache import Cache, code_digest, digest

if TYPE_CHECKING:
    from build_tools.render.figures.chart_rows import Spec

PROGRAM = "vl-convert-python"

Drawn = Callable[[], Mapping[str, bytes]]
"""Gives charts as SVG, by the ids of their figures, as soon as they are drawn."""
Draw = Callable[[Mapping[str, "Spec"]], Drawn]
"""Sees to it that charts are drawn, here or by somebody else meanwhile."""


def here(specs: Mapping[str, Spec]) -> Drawn:
    """Draw charts in this process, when they are asked for."""

    def drawn_now() -> dict[str, bytes]:
        from build_tools.render.figures.drawing import drawn

        return {name: drawn(spec) for name, spec in specs.items()}

    return drawn_now


def charts(figures: Figures, key: str, cache: Cache, draw: Draw = here) -> Drawn:
    """Return what gives the chart of every figure that has one; `key` names all that the figures say.

    `draw` is told at once, and once, which charts have to be drawn: those that are not on disk.
    """
    from build_tools.render.figures.drawing import VERSION

    programs = (version(PROGRAM), VERSION)
    made = digest(key, *programs, code_digest("render/figures", "model"))
    specs = {} if cache.holds("charts", made) else _specs(figures)
    keys = {name: digest(json.dumps(one, sort_keys=True), *programs) for name, one in specs.items()}
    found = {name: cache.found(f"chart {name}", keys[name]) for name in specs}
    drawn = draw({name: spec for name, spec in specs.items() if found[name] is None})

    def known() -> dict[str, bytes]:
        new = drawn()
        for name in new:
            cache.data(f"chart {name}", keys[name], partial(new.__getitem__, name))
        return {name: new[name] if svg is None else svg for name, svg in found.items()}

    return lambda: cache.value("charts", made, known)


def _specs(figures: Figures) -> dict[str, Spec]:
    from build_tools.render.figures.chart_forms import spec

    return {figure.id: found for figure in figures.figures if (found := spec(figure)) is not None}
