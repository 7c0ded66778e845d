"""The order of the fixes, and the loop that applies them under the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from build_tools.clean import (
    boilerplate,
    breaks,
    characters,
    continued_heads,
    corrections,
    doubled_spaces,
    false_blanks,
    flow_hyphens,
    form_feeds,
    furniture,
    hyphens,
    ligature_characters,
    ligatures,
    line_ends,
    missing_blanks,
    page_starts,
    pages,
    quotation_marks,
    running_heads,
    sheets,
    spaced_stops,
    transcriber,
    word_leftovers,
)
from build_tools.clean.corrections import Correction
from build_tools.clean.desk import Desk, Fix
from build_tools.clean.manner import LAYOUT, Manner, learn
from build_tools.clean.survey import Survey, survey
from build_tools.model.document import Treatment
from build_tools.model.ledger import Entry, Ledger, apply
from build_tools.model.source import Habits
from build_tools.model.transcript import Transcript

BEFORE_SURVEY: tuple[Fix, ...] = (
    Fix("characters", "normalization", characters.propose),
    Fix("line-ends", "normalization", line_ends.propose),
    Fix("word-leftovers", "normalization", word_leftovers.propose),
)
"""What must be done before anything can be learned from the text."""

FIXES: tuple[Fix, ...] = (
    Fix("running-heads", "normalization", running_heads.propose),
    Fix("page-starts", "normalization", page_starts.propose),
    Fix("form-feeds", "normalization", form_feeds.propose),
    Fix("breaks", "segmentation", breaks.propose),
    Fix("false-blanks", "segmentation", false_blanks.propose),
    Fix("missing-blanks", "segmentation", missing_blanks.propose),
    Fix("doubled-spaces", "normalization", doubled_spaces.propose),
    Fix("spaced-stops", "normalization", spaced_stops.propose),
    Fix("quotation-marks", "normalization", quotation_marks.propose),
    Fix("ligatures", "correction", ligatures.propose),
    Fix("hyphens", "hyphenation", hyphens.propose),
    Fix("continued-heads", "normalization", continued_heads.propose),
)
"""In this order: each fix leans on the signals that the next ones remove."""

AROUND: tuple[Fix, ...] = (
    Fix("boilerplate", "normalization", boilerplate.propose),
    Fix("transcribers-notes", "normalization", transcriber.propose),
    Fix("ligature-characters", "normalization", ligature_characters.propose),
)
"""In a text whose layout can be trusted, before it is surveyed: what was never in the print."""

LAID_OUT: tuple[Fix, ...] = (
    Fix("running-heads", "normalization", furniture.propose),
    Fix("form-feeds", "normalization", form_feeds.propose),
    Fix("spaced-stops", "normalization", spaced_stops.propose),
    Fix("quotation-marks", "normalization", quotation_marks.propose),
    Fix("hyphens", "hyphenation", flow_hyphens.propose),
)
"""In a text whose layout can be trusted: blank lines, indentation and columns stay, since the structure is read from them."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned transcript, the way back to the input, the sentences that tell a reader what was done, and what was learned."""

    transcript: Transcript
    ledger: Ledger
    treatments: tuple[Treatment, ...]
    survey: Survey
    manner: Manner = Manner()


def clean(transcript: Transcript, habits: Habits, corrected: Sequence[Correction] = ()) -> Cleaned:
    """Apply the corrections and then every fix to a transcript.

    Raises `EditionError` for a correction that no longer applies.
    """
    ledger: list[Entry] = []
    treatments: list[Treatment] = []

    def press(fixes: Iterable[Fix], desk: Desk) -> Desk:
        for fix in fixes:
            lines, made = apply(desk.lines, fix.propose(desk))
            if made:
                desk = replace(desk, lines=lines)
                ledger.extend(map(Entry, repeat(fix.name), made))
                treatments.append(Treatment(fix.name, fix.kind, fix.sentence, len(made)))
        return desk

    first = press(BEFORE_SURVEY, Desk(transcript.name, transcript.lines, survey(()), habits))
    # Pages before corrections: a piece that a correction takes away may be what shows that a page ends there.
    manner = learn(first.lines, habits)
    starts, heads = sheets.find(first.lines, habits, manner.kind == LAYOUT) if manner.laid_out else pages.find(first.lines, habits)
    first = press([Fix("corrections", "correction", corrections.proposer(corrected))], first)
    if manner.laid_out:
        first = press(AROUND, first)
    learned = survey(first.lines)
    desk = Desk(transcript.name, first.lines, learned.with_pages(starts, heads), habits, manner)
    desk = press(LAID_OUT if manner.laid_out else FIXES, desk)
    return Cleaned(Transcript(transcript.name, tuple(desk.lines), starts), tuple(ledger), tuple(treatments), desk.survey, manner)
