"""A figure beside its text: the passages that print its values, or that stand next to the printed table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools.model.figure import Figure
from build_tools.render.beside.column import passage
from build_tools.render.beside.desk import Desk
from build_tools.render.sheet import Sheet

MOST = 2
"""Passages that stand beside a figure; all places are named below it."""
ID, TITLE = "in-the-text", "In the text"


def told(figure: Figure, desk: Desk) -> Sequence[str]:
    """Return the passages to read beside a figure, in the order of the text; of one that was put together, one of each work first."""
    places = dict.fromkeys(datum.passage for datum in figure.data)
    printed = {name: None for place in places for name in ((place,) if place in desk.topics.rows else desk.around(place)) if name}
    around = {name: None for name, figures in desk.drawn.items() if figure.id in figures}
    found = list(around or printed)
    first: Mapping[str, str] = {desk.topics.works[name]: name for name in reversed(found)}
    kept = sorted(found, key=lambda name: first[desk.topics.works[name]] != name)[:MOST]
    return sorted(kept, key=desk.topics.order.__getitem__)


def beside_its_text(drawn: str, figure: Figure, desk: Desk, sheet: Sheet) -> str:
    """Return what is drawn of a figure with its passages beside it where there is room, and below it where there is none."""
    passages = "".join(passage(name, desk.shelf(name), sheet, named=True) for name in told(figure, desk))
    if not passages:
        return drawn
    return (
        f'<div class="side-by-side whole figure-beside"><div class="drawn">\n{drawn}</div>\n'
        f'<section><h2 id="{ID}">{TITLE}</h2>\n{passages}</section></div>\n'
    )
