"""Sections: headings and pieces become nested divisions, with the notes that each holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_tools.structure.laid_out.apparatus import Note
from build_tools.structure.laid_out.heading_forms import CAPITALS_RANK, OTHER_RANK, ROMAN_RANK, is_capitals
from build_tools.structure.laid_out.headings import Step
from build_tools.structure.laid_out.measures import Measures
from build_tools.structure.laid_out.pieces import Piece
from build_tools.structure.laid_out.title_page import before_text, half_title
from build_tools.structure.laid_out.titles import MOST_ROWS, Heading

FRONT = frozenset({"titlepage", "contents", "preface", "blurb", "glossary"})
"""Types that stand in the front matter when nothing of the body stands before them."""

BACK = frozenset({"index", "glossary", "notes", "contents", "blurb"})
"""Types that stand in the back matter when nothing of the body stands behind them."""

SCOPES = frozenset({"part", "chapter", "preface", "introduction", "titlepage"})
"""Types that gather their notes at their end."""

OWN = frozenset({"preface", "introduction", "contents", "index", "glossary", "titlepage"})
"""Types that a heading below the rank of chapters does not end, but one of their rank does."""

TYPE_OF_DEPTH = ("chapter", "section", "subsection")


@dataclass(slots=True)
class Section:
    """A division: `steps` are its pieces, `gathered` the notes that are set in it."""

    kind: str
    depth: int
    n: str = ""
    value: int = 0
    heading: Heading | None = None
    pieces: list[Piece] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    gathered: list[Note] = field(default_factory=list)
    above: Section | None = None
    id: str = ""

    @property
    def line(self) -> int:
        """The line of the input where it begins."""
        held = self.heading.pieces if self.heading else self.pieces
        return held[0].line if held else self.sections[0].line if self.sections else 0

    def walk(self) -> Iterator[Section]:
        """Yield this division and all below it."""
        yield self
        for section in self.sections:
            yield from section.walk()


def nest(steps: Sequence[Step], learned: Measures) -> Section:
    """Nest the divisions of a work; what stands before its first heading is the title page, if it is no prose."""
    root = Section("work", 0)
    held, steps = before_text(steps, learned)
    if len(held) == 1 and len(held[0].rows) <= MOST_ROWS and is_capitals(held[0].plain) and opens_chapter(steps):
        # Nothing but the title of the book stands above its first chapter.
        root.heading, held = Heading(held, CAPITALS_RANK, above=held[0].above), []
    elif held:
        root.sections.append(Section("titlepage", 1, pieces=held, above=root))
        root.heading = half_title(steps, held)
    depth_of = depths([step for step in steps if isinstance(step, Heading)])
    ranks = sorted({depth_of[rank] for rank in depth_of})
    top = ranks[0] if ranks else 4
    chapters = min((rank for rank in ranks if rank >= 4), default=4)
    current = root
    if held and steps and isinstance(steps[0], Piece):
        # Text without a heading stands behind the title page.
        current = Section("section", 99, above=root)
        root.sections.append(current)
    for step in steps:
        if isinstance(step, Piece):
            current.pieces.append(step)
            continue
        depth = top if step.kind and not step.rank else depth_of[rank_of(step, depth_of)]
        kind = step.kind or kind_of(depth, ranks)
        if step.kind == "notes":
            while current.above is not None and current.kind not in SCOPES:
                current = current.above
            if step.above > 3 or current.above is None:
                while current.above is not None and (current.above.above is not None or current.depth >= top):
                    current = current.above
            depth = 99
        else:
            while current.above is not None and (current.depth >= depth or ended(current, step, depth, chapters)):
                current = current.above
        new = Section(kind, depth, step.printed, step.value, step, list(step.entries), above=current)
        current.sections.append(new)
        current = new
    return root


def opens_chapter(steps: Sequence[Step]) -> bool:
    """Tell whether steps begin with the heading of a chapter."""
    return bool(steps) and isinstance(steps[0], Heading) and not steps[0].kind


def ended(current: Section, step: Heading, depth: int, chapters: int) -> bool:
    """Tell whether a heading ends a division of the front or back matter, however deep it stands itself."""
    return current.kind == "contents" or (current.kind in OWN and bool(step.rank) and depth <= chapters)


def rank_of(heading: Heading, depth_of: dict[int, int]) -> int:
    """Return the rank by which a heading is nested: a line in capitals with the space of a chapter around it is a chapter."""
    if heading.rank == CAPITALS_RANK and -CAPITALS_RANK in depth_of and heading.above >= 3:
        return -CAPITALS_RANK
    return heading.rank


def depths(found: Sequence[Heading]) -> dict[int, int]:
    """Return the depth of each rank that is used.

    Roman and Arabic numbers nest as they begin anew; lines in capitals with wide space above stand with the chapters.
    """
    used = {heading.rank: heading.rank for heading in found if heading.rank}
    counted = [heading for heading in found if 0 < heading.rank <= 4]
    for rank in (1, 2, 3):
        alone = [heading for heading in counted if heading.rank == rank]
        # A second part without a first, in the midst of the chapters, divides a chapter.
        if len(alone) == 1 and alone[0].value > 1 and alone[0] is not counted[0] and 4 in used:
            used[rank] = 5
    firsts = {rank: sum(heading.rank == rank and heading.value == 1 for heading in found) for rank in used}
    for outer, inner in ((1, 2), (2, 3), (1, 3), (ROMAN_RANK, ROMAN_RANK + 1)):
        if outer in used and inner in used and firsts[outer] > firsts[inner] > 0:
            used[outer], used[inner] = used[inner], used[outer]
    wide = [heading for heading in found if heading.rank == CAPITALS_RANK and heading.above >= 3]
    if wide:
        chapters = [depth for rank, depth in used.items() if 3 < rank < OTHER_RANK - 1]
        used[-CAPITALS_RANK] = min(chapters) if chapters else 4
    return used


def kind_of(depth: int, ranks: Sequence[int]) -> str:
    """Return the type of a division of some depth."""
    if depth < 4:
        return "part"
    below = [rank for rank in ranks if rank >= 4]
    return TYPE_OF_DEPTH[min(below.index(depth), 2)]


def sides(sections: Sequence[Section]) -> tuple[list[Section], list[Section], list[Section]]:
    """Divide the highest divisions into front matter, body and back matter."""
    first = next((place for place, section in enumerate(sections) if section.kind not in FRONT), len(sections))
    last = len(sections)
    while last > first and sections[last - 1].kind in BACK:
        last -= 1
    return list(sections[:first]), list(sections[first:last]), list(sections[last:])


def plates(root: Section) -> None:
    """Put the pictures of a work that has nothing else into a division, since the body of a text wants words."""
    if not root.sections and not root.gathered and all(piece.kind in ("figure", "scene") for piece in root.pieces):
        root.sections.append(Section("section", 1, pieces=root.pieces, above=root))
        root.pieces = []
