"""The charts of the figures: drawn once, and again only when a figure, its form or the drawing program changes."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from build_tools.model.figure import Figures
from build_tools.pipeline.cache import Cache, digest

if TYPE_CHECKING:
    from build_tools.render.figures.chart_rows import Spec

PROGRAM = "vl-convert-python"


def charts(figures: Figures, key: str, cache: Cache) -> dict[str, bytes]:
    """Return the chart of every figure that has one, as SVG, by the id of the figure; `key` names all that the figures say."""
    from build_tools.pipeline.cache import code_digest
    from build_tools.render.figures.drawing import VERSION, drawn

    made = digest(key, version(PROGRAM), VERSION, code_digest("render/figures", "model"))

    def one(name: str, spec: Spec) -> bytes:
        # One figure was changed: the others are not drawn again.
        return cache.data(f"chart {name}", digest(json.dumps(spec, sort_keys=True), version(PROGRAM), VERSION), lambda: drawn(spec))

    def all_of_them() -> bytes:
        from build_tools.render.figures.chart_forms import spec

        specs = {figure.id: found for figure in figures.figures if (found := spec(figure)) is not None}
        return json.dumps({name: one(name, found).decode() for name, found in specs.items()}).encode()

    def known() -> dict[str, bytes]:
        return {name: svg.encode() for name, svg in json.loads(cache.data("charts", made, all_of_them)).items()}

    return cache.value("charts", made, known) if figures.figures else {}
