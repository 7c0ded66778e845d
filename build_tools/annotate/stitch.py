"""Stitching: emendations and the calls of editors' notes are put into a text; the printed characters stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.annotate.anchor import TAKEN, Run, runs
from build_tools.model.document import Document
from build_tools.model.editorial import EditorsNote, Emendation
from build_tools.model.finding import EditionError, Finding
from build_tools.model.passage import Register
from build_tools.model.tree import Element, Node, merged

HEAD = "Editors’ notes"


class Stitch(NamedTuple):
    """What comes into a passage: `new` stands for its characters `start` to `end`, or between two where these are the same."""

    start: int
    end: int
    new: Element


def stitched(
    document: Document, notes: Sequence[EditorsNote], emendations: Sequence[Emendation], register: Register
) -> Document:
    """Return the document with its emendations as `choice`, and with calls of the notes; `bound` sets their bodies.

    Raises `EditionError` with all findings: A041 (words that do not stand in the passage, or more than once), A042 (words that a page
    break, a note or a link divides).
    """
    if not notes and not emendations:
        return document
    strings = runs(document)
    texts: dict[str, str] = defaultdict(str)
    for run in strings:
        if run.passage:
            texts[run.passage] += run.text
    findings: list[Finding] = []
    stitches: dict[str, list[Stitch]] = defaultdict(list)
    places: dict[str, EditorsNote | Emendation] = {}
    for emendation in emendations:
        found = _find(emendation, emendation.sic, emendation.which, texts, register, findings)
        if found:
            passage, start = found
            new = Element("choice", {}, (Element("sic", {}, (emendation.sic,)),
                                         Element("corr", {"resp": "#edition", "corresp": f"#{emendation.id}"}, (emendation.corr,))))
            stitches[passage].append(Stitch(start, start + len(emendation.sic), new))
            places[f"{passage} {start} choice"] = emendation
    for note in notes:
        found = _find(note, note.quote, 0, texts, register, findings)
        if found:
            passage, start = found
            end = _behind(start + len(note.quote), stitches[passage])
            call = Element("ref", {"type": "noteref", "subtype": "editorial", "n": note.n, "target": f"#{note.id}"}, (note.n,))
            stitches[passage].append(Stitch(end, end, call))
            places[f"{passage} {end} ref"] = note
    for row in stitches.values():
        row.sort(key=lambda one: (one.end, one.start, one.new.get("n")))
    needle = _Needle(iter(strings), stitches)
    text = needle.element(document.text, False)
    for passage, row in needle.left():
        for stitch in row:
            one = places[f"{passage} {stitch.start} {stitch.new.name}"]
            findings.append(Finding("A042", f"the place in {passage} is divided, or stands in a link", one.file, one.line,
                                    expected="words without a page break, a note or a link in them", hint="take fewer words"))
    if findings:
        raise EditionError(*sorted(findings, key=lambda one: (one.file, one.line or 0)))
    return Document(document.record, text, document.treatments)


def _find(
    one: EditorsNote | Emendation, words: str, which: int, texts: Mapping[str, str], register: Register, findings: list[Finding]
) -> tuple[str, int] | None:
    """Return the passage and the offset of words; where a passage was split, they may stand in any of its parts."""
    living = register.resolve(one.target)
    places = [(passage, start) for passage in living for start in _all(words, texts.get(passage, ""))]
    if which and len(places) >= which:
        return places[which - 1]
    if len(places) == 1 and not which:
        return places[0]
    said = f"stands {len(places)} times in" if places else "does not stand in"
    hint = "the words are those of the text as it is after corrections.csv, with its own quotation marks"
    if places:
        hint = "say in “which” which one is meant" if isinstance(one, Emendation) else "quote other words, or one word more"
    findings.append(Finding("A041", f"“{words}” {said} {one.target}", one.file, one.line, expected="words that stand once in the passage",
                            hint=hint))
    return None


def _behind(place: int, row: Sequence[Stitch]) -> int:
    """Return the place of a call: where it would stand inside emended words, behind them."""
    return next((one.end for one in row if one.start < place < one.end), place)


def _all(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


class _Needle:
    """The state of one stitching: the strings still to come, and what is still to be put in."""

    def __init__(self, strings: Iterator[Run], stitches: Mapping[str, list[Stitch]]) -> None:
        self._strings = strings
        self._stitches = stitches

    def left(self) -> Iterator[tuple[str, list[Stitch]]]:
        """Yield what has found no place."""
        return ((passage, row) for passage, row in self._stitches.items() if row)

    def element(self, element: Element, taken: bool) -> Element:
        taken = taken or element.name in TAKEN
        children: list[Node] = []
        changed = False
        for child in element.children:
            if isinstance(child, Element):
                sewn = self.element(child, taken)
                changed = changed or sewn is not child
                children.append(sewn)
                continue
            run = next(self._strings)
            row = self._stitches.get(run.passage) if run.passage else None
            nodes = self._sewn(run, row, taken) if row else [child]
            changed = changed or len(nodes) != 1 or nodes[0] is not child
            children += nodes
        return element.replace(children=merged(children)) if changed else element

    def _sewn(self, run: Run, row: list[Stitch], taken: bool) -> list[Node]:
        """Return the string with what comes into it; a call cannot stand in a link, an emendation can."""
        nodes: list[Node] = []
        position, end = run.start, run.start + len(run.text)
        for stitch in [one for one in row if run.start <= one.start and run.start < one.end <= end]:
            # Two emendations of the same words cannot both hold: the second finds no place.
            if stitch.start < position or (taken and stitch.start == stitch.end):
                continue
            nodes += [run.text[position - run.start:stitch.start - run.start], stitch.new]
            position = stitch.end
            row.remove(stitch)
        nodes.append(run.text[position - run.start:])
        return [node for node in nodes if node != ""]


def bound(document: Document, notes: Sequence[EditorsNote]) -> Document:
    """Return the document with the bodies of the notes at the end of its `back`.

    They come last: what they name is not named by the work.
    """
    if not notes:
        return document
    text, name = document.text, f"{document.record.id}.ed"
    bodies = Element("div", {"type": "notes", "subtype": "editorial", "xml:id": name}, (
        Element("head", {}, (HEAD,)), *(note.body for note in notes)))
    back = text.first("back")
    if back is None:
        sewn = text.replace(children=(*text.children, Element("back", {}, (bodies,))))
    else:
        last = back.replace(children=(*back.children, bodies))
        sewn = text.replace(children=tuple(last if child is back else child for child in text.children))
    return Document(document.record, sewn, document.treatments)
