"""The account of a conversion: ledger and document are read together, and say what befell each printed page."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from build_tools.model.document import Document
from build_tools.model.ledger import Ledger
from build_tools.model.report import Apparatus, Condition, Place, PrintedPage, Report, Rule
from build_tools.model.transcript import PageStart, Transcript
from build_tools.model.tree import Element

SHOWN = 40
"""Places of a rule that are told one by one; of the others the printed pages are told. Corrections are all told."""

BRIEF = 4
"""Words of a change that are told: a reader sees what was done, and no line of the text is told again."""

CORRECTIONS = "corrections"
HYPHENS = "hyphens"
HEADS = "running-heads"
UNDECIDED = "no evidence"

FARTHEST = 200
"""Pages that may be missing between two numbers; behind a wider jump another numbering begins, and nothing is known to be lost."""

SCOPES = frozenset({"part", "chapter", "preface", "introduction"})
"""The divisions by which notes are told; where a work has none of them, its notes are told together."""

LOST = re.compile("⟦[^⟦⟧]*⟧")  # ⟦lost 1 line⟧
_SILENT = frozenset({"ref", "note", "gap"})


def account(document: Document, ledger: Ledger = (), cleaned: Transcript | None = None, blank: Sequence[str] = ()) -> Report:
    """Return the report on a conversion; `cleaned` is the transcript after it, `blank` are the pages that were printed without text."""
    where = _Places(document, cleaned.pages if cleaned else ())
    lines = cleaned.lines if cleaned else ()
    by_rule: dict[str, list[Place]] = {}
    for rule, change in ledger:
        before, after = _joined(lines, change.line) if rule == HYPHENS else (brief(change.before), brief(change.after))
        by_rule.setdefault(rule, []).append(where.place(change.line, before, after, change.evidence, ahead=rule == HEADS))
    mended = Counter(place.page for place in by_rule.get(CORRECTIONS, ()))
    doubts = tuple(place for place in by_rule.get(HYPHENS, ()) if place.reason.startswith(UNDECIDED))
    walked = _Walk(document.text)
    return Report(
        tuple(_pages(walked, mended, blank)),
        tuple(_apparatus(document)),
        tuple(_rule(name, places) for name, places in by_rule.items()),
        doubts,
        tuple(walked.doubtful),
        tuple(walked.gaps),
        tuple(walked.fragments),
    )


def brief(text: str) -> str:
    """Return the first words of a change, with a loss as the page marks it.

    >>> brief("Nark-\\n"), brief("the words of a whole line of the text"), brief("meaning of ⟦lost 1 line⟧")
    ('Nark-', 'the words of a …', 'meaning of […]')
    """
    words = LOST.sub("[…]", text).split()
    return " ".join(words if len(words) <= BRIEF else [*words[:BRIEF], "…"])


def _joined(lines: Sequence[str], line: int) -> tuple[str, str]:
    """Return nothing, and the word that stands over the end of a line now."""
    first = lines[line - 1].split() if 0 < line <= len(lines) else []
    behind = next((number for number in range(line, len(lines)) if lines[number].strip()), None)
    rest = lines[behind].split() if behind is not None else []
    if not first:
        return "", ""
    return "", (first[-1] + rest[0] if rest and not lines[line - 1].endswith(("\n", " ")) else first[-1]).strip(".,;:!?()“”‘")


def _rule(name: str, places: Sequence[Place]) -> Rule:
    ordered = sorted(places, key=lambda place: place.line)
    shown = ordered if name == CORRECTIONS else ordered[:SHOWN]
    return Rule(name, len(places), tuple(shown), tuple(Counter(place.page for place in ordered).items()))


class _Places:
    """From a line of the input to its printed page and its passage."""

    def __init__(self, document: Document, starts: Sequence[PageStart]) -> None:
        self.pages = sorted((start.line, start.n) for start in starts)
        self.page_lines = [line for line, _ in self.pages]
        named = sorted({one.line: one.id for one in document.text.walk() if one.line and one.id}.items())
        self.lines = [line for line, _ in named]
        self.ids = [name for _, name in named]

    def place(self, line: int, before: str, after: str, reason: str, *, ahead: bool = False) -> Place:
        """Return where a line stands; with `ahead`, as of the page that begins behind it, to which a running head belongs."""
        page = min(bisect_right(self.page_lines, line) - (not ahead), len(self.pages) - 1)
        passage = bisect_right(self.lines, line) - 1
        return Place(
            line, self.pages[page][1] if page >= 0 else "", self.ids[passage] if passage >= 0 else "", before, after, reason,
        )


class _Walk:
    """A walk through a text that notes on which page each thing stands; a page whose number the print repeats is counted with the first."""

    def __init__(self, text: Element) -> None:
        self.breaks: list[tuple[Element, str]] = []
        self.calls: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.gapped: Counter[str] = Counter()
        self.gaps: list[Place] = []
        self.fragments: list[Place] = []
        self.doubtful: list[Place] = []
        self.page = ""
        for part in text.elements():
            self.visit(part, part.name, "")

    def visit(self, element: Element, part: str, passage: str) -> None:
        passage = element.id or passage
        if element.name == "pb":
            self.page = element.get("n")
            self.breaks.append((element, part))
        elif element.get("type") == "noteref":
            self.calls[self.page] += 1
            self.lost[self.page] += not element.get("target")
            if element.get("cert"):
                self.doubtful.append(Place(element.line, self.page, passage, after=element.get("n"), reason="note call"))
        elif element.name == "gap" and element.get("unit") not in ("page", "note"):
            self.gapped[self.page] += 1
            self.gaps.append(Place(element.line, self.page, passage, reason=element.get("unit") or "part"))
        elif element.name == "ab" and element.get("type") == "fragment":
            self.fragments.append(Place(element.line, self.page, element.id))
        for child in element.elements():
            self.visit(child, part, passage)


def _pages(walked: _Walk, mended: Mapping[str, int], blank: Sequence[str]) -> Iterator[PrintedPage]:
    """Yield the pages in the order of the text, with those between two numbers that no text begins on."""
    before = 0
    seen: set[str] = set()
    for element, part in walked.breaks:
        n = element.get("n")
        if n in seen:
            continue
        seen.add(n)
        if n.isdecimal():
            for missing in range(before + 1, int(n)) if 0 < before < int(n) <= before + FARTHEST else ():
                yield PrintedPage(str(missing), part, Condition.BLANK if str(missing) in blank else Condition.LOST)
            before = int(n)
        lost, gaps = walked.lost[n], walked.gapped[n]
        condition = Condition.DAMAGED if lost or gaps else Condition.INTACT
        yield PrintedPage(n, part, condition, element.get("cert"), walked.calls[n], lost, gaps, mended.get(n, 0))


def _apparatus(document: Document) -> Iterator[Apparatus]:
    """Yield the notes of each part and chapter that has any, in reading order."""
    calls: Counter[str] = Counter()
    paired: Counter[str] = Counter()
    notes: dict[str, list[str]] = {}
    called: set[str] = set()
    owners: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    titles: dict[str, tuple[str, str]] = {"": ("The whole text", "")}
    page = ""

    def visit(element: Element, scope: str) -> None:
        nonlocal page
        if element.name == "pb":
            page = element.get("n")
        if element.name == "div" and element.get("type") in SCOPES:
            scope = element.id
            titles[scope] = (element.get("type").capitalize(), "")
        elif element.name == "head" and scope and not titles[scope][1] and not calls[scope]:
            titles[scope] = (" ".join(element.text(_SILENT).split()), page)
        if element.get("type") == "noteref":
            calls[scope] += 1
            found.append((element.get("target").removeprefix("#"), scope))
        elif element.name == "note":
            notes.setdefault(scope, []).append(element.id)
            owners[element.id] = scope
        for child in element.elements():
            visit(child, scope)

    visit(document.text, "")
    calls.clear()
    for target, own in found:
        # An introduction may call notes that stand behind the whole text.
        scope = owners.get(target, own)
        calls[scope] += 1
        paired[scope] += bool(target)
        called.add(target)
    for scope, (title, where) in titles.items():
        held = notes.get(scope, [])
        if calls[scope] or held:
            yield Apparatus(scope, title, where, calls[scope], len(held), paired[scope], sum(name not in called for name in held))


def dump(report: Report) -> bytes:
    """Return a report as the cache keeps it."""
    said = asdict(report)
    for page in said["pages"]:
        page["condition"] = page["condition"].value
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def load(data: bytes) -> Report:
    """Return the report that the cache has kept.

    >>> load(dump(Report(pages=(PrintedPage("7"),), doubts=(Place(3, "7"),)))).pages[0].n
    '7'
    """
    said = json.loads(data)

    def places(rows: Sequence[Mapping[str, str]]) -> tuple[Place, ...]:
        return tuple(Place(**row) for row in rows)  # type: ignore[arg-type]

    return Report(
        tuple(PrintedPage(**{**page, "condition": Condition(page["condition"])}) for page in said["pages"]),
        tuple(Apparatus(**row) for row in said["apparatus"]),
        tuple(Rule(row["name"], row["count"], places(row["places"]), tuple(map(tuple, row["pages"]))) for row in said["rules"]),
        *(places(said[name]) for name in ("doubts", "doubtful_calls", "gaps", "fragments")),
    )
