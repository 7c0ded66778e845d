"""Scopes: divisions whose notes are counted from 1, with the calls of their notes found and marked."""

from __future__ import annotations

import re

from build_tools.structure import calls, notes
from build_tools.structure.outline import Division, within
from build_tools.structure.plan import Ground, Item, plan
from build_tools.structure.signs import call_mark
from build_tools.structure.stick import Stick

OWN_NUMBER = re.compile("[\U000f0000-\U000ffffd]*(?:\\(?\\w{1,3}[.)] |Part \\d+)")
"""The number with which a heading or an item begins."""


class Scope:
    """A division whose notes are counted from 1: the plans of all divisions in it, with the calls of its notes marked."""

    def __init__(self, top: Division, identifier: str, ground: Ground, stick: Stick) -> None:
        self.identifier = identifier
        self.plans: dict[int, list[Item]] = {}
        self.heads: dict[int, str] = {}
        inside = list(within(top))
        self.bodies = bodies = frozenset(
            note.n for division in inside if division.kind == "notes" for note in notes.parse(division.blocks) if note.n
        )
        segments: list[tuple[list[str], int, bool]] = []
        heads: list[tuple[Division, list[str]]] = []
        for division in inside:
            if division.kind in ("notes", "index", "glossary"):
                continue
            if division.head is not None:
                held = [division.head.flat]
                heads.append((division, held))
                segments.append((held, 0, False))
            planned = plan(division.blocks, ground, ground.text)
            self.plans[id(division)] = planned
            for item in planned:
                segments.extend((item.texts, place, item.kind == "table") for place in range(len(item.texts)))
        offered = [
            one
            for number, (held, place, table) in enumerate(segments)
            for one in calls.candidates(number, without_label(held[place]), table)
        ]
        run = calls.longest_run(offered, bodies) if ground.wrapped else []
        weights = {one.call: one.weight for one in offered}
        self.called = [(call.n, f"{identifier}.n{call.n}" if call.n in bodies else "") for call in run]
        first = len(stick.calls)
        stick.calls.extend(self.called)
        stick.inline.doubtful.update(number for number, call in enumerate(run, first) if weights[call] < calls.DOUBTFUL)
        for number, call in reversed(list(enumerate(run, first))):
            held, place, _ = segments[call.segment]
            text = held[place]
            held[place] = text[: call.start].rstrip(" ") + call_mark(number) + text[call.end :]
        for division, held in heads:
            self.heads[id(division)] = held[0]


def without_label(text: str) -> str:
    """Return a text with the digits of its own number made letters, so that `(1)` and `3.` at its beginning are never calls."""
    match = OWN_NUMBER.match(text)
    return re.sub(r"\d", "x", match.group()) + text[match.end() :] if match else text
