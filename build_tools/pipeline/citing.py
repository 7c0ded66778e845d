"""Finding what is to be cited: a work, printed pages of it, or a passage by its id; wrong locators name the nearest right ones."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.model.citation import Locator
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.passage import Register, fragment, registered
from build_tools.model.source import Source
from build_tools.pipeline import conversion, register
from build_tools.pipeline.cache import Cache
from build_tools.pipeline.project import Order, Stock
from build_tools.read import damage
from build_tools.read.fields import nearest
from build_tools.render.foliation import foliate

PAGES = re.compile(r"(?:pp?\.?\s*)?([0-9A-Za-z]+)(?:\s*[-–]\s*([0-9A-Za-z]+))?")  # 138, pp. 138–139, xi-xiv
PAGE_ID = re.compile(r"pb-(.+)")  # pb-138
COUNTED = re.compile(r"(?:(.+), )?¶ (\d+)")  # "1.1, ¶ 4", "“The sellers”, ¶ 4", "¶ 4"
NAMED = re.compile(r"(?:(.+), )?((?:editors’ note|note|table|figure|fragment)\b.*)")  # "“The sellers”, note 4", "figure"
WHOLE = Locator()


@dataclass(frozen=True, slots=True)
class Places:
    """What of a work can be cited: its printed pages in their order, and its passages with their pages and labels."""

    pages: tuple[str, ...]
    passages: Mapping[str, tuple[str, str]]


def places(source: Source, taken: Stock, order: Order, cache: Cache, *, passages: bool) -> Places:
    """Return what can be cited of a work: by the tables that the repository holds, and where they do not tell it, by its text.

    Only a call that names one of the `passages` needs more than the list of pages.
    """
    work = source.record.id
    kept = _of_register(register.load(order.project, work))
    if kept.passages:
        return kept
    report = damage.load(Path(source.folder), order.project.root)
    text = taken.texts.get(work)
    if text is None or (report is not None and not passages):
        return Places(tuple(page.n for page in report.pages) if report else (), {})
    found = foliate(conversion.document(source, text, order.project, cache).text, work)
    pages = tuple(n for name, n in found.pages.items() if name.startswith("pb-"))
    return Places(pages, {registered(name, work): (found.pages[name], label) for name, label in found.labels.items()})


def _of_register(kept: Register) -> Places:
    pages = tuple(one.page for one in kept.passages if one.kind == "pb")
    passages = {one.id: (one.page, one.label) for one in kept.passages}
    return Places(pages, passages)


def locate(target: str, pages: str, work: str, found: Places) -> Locator:
    """Return what a call names. Raises `EditionError`: L010 (no such passage), L011 (no such page), L012 (a range that runs backwards).

    `target` is the id of a work or of a passage of it; `pages` is a page or a range of pages, and empty for the whole.
    """
    if pages and target == work:
        return _pages(pages, work, found.pages)
    if target == work:
        return WHOLE
    if pages:
        raise EditionError(Finding("L011", f"“{target}” and page “{pages}” are two things", work, expected="a passage, or pages of a work",
                                   hint=f"name the passage alone, or “{work}” and the pages"))
    name = target.removeprefix(f"{work}.")
    if page := PAGE_ID.fullmatch(name):
        return _pages(page[1], work, found.pages)
    if target not in found.passages:
        near = nearest(target, found.passages) or "passages are known by the register of the work, or by its text (--texts DIR)"
        raise EditionError(Finding("L010", f"there is no passage “{target}”", work, expected="the id of a passage", hint=near))
    return _passage(*found.passages[target])


def address(target: str, at: Locator, work: str, known: Register) -> str:
    """Return the permanent address of what was located, below that of the site; of a range of pages, that of the first."""
    passage = target if target != work and target in known.by_id else f"{work}.pb-{at.first}" if at.unit == "page" else ""
    living = known.resolve(passage)
    found = known.by_id[living[0]].places if living else ()
    return f"{work}/{found[-1]}.html#{fragment(passage, work)}" if found else f"{work}/index.html"


def _passage(page: str, label: str) -> Locator:
    if page:
        first, _, last = page.partition("-")
        rest = label.partition(", ")[2]
        return Locator("page", first, last or first, name="" if rest.startswith("¶") else rest)
    counted = COUNTED.fullmatch(label)
    if counted is None:
        named = NAMED.fullmatch(label)
        return Locator("part", within=(named[1] or "") if named else label, name=named[2] if named else "") if label else WHOLE
    return Locator("paragraph", counted[2], counted[2], within=counted[1] or "")


def _pages(said: str, work: str, known: Sequence[str]) -> Locator:
    found = PAGES.fullmatch(said.strip())
    first, last = (found[1], found[2] or found[1]) if found else (said, said)
    if found and first.isdecimal() and last.isdecimal() and len(last) < len(first):
        # 138–39 says 139, as a citation would.
        last = first[:len(first) - len(last)] + last
    for page in dict.fromkeys((first, last)):
        if page not in known:
            raise EditionError(Finding("L011", f"there is no page “{page}”", work,
                                       expected="a page that the edition knows" if known else "a paragraph: the work has no pages",
                                       hint=_near(page, known)))
    if known.index(last) < known.index(first):
        raise EditionError(Finding("L012", f"the range {said} runs backwards", work, expected=f"{last}-{first}",
                                   hint="the first page of a range comes first"))
    return Locator("page", first, last)


def _near(page: str, known: Sequence[str]) -> str:
    if not known:
        return "“edition cite WORK.1.p1” cites a paragraph; its ¶ on the page shows its id"
    numbers = sorted({int(one) for one in known if one.isdecimal()})
    if page.isdecimal() and numbers:
        place = bisect(numbers, int(page))
        near = " and ".join(str(one) for one in (*numbers[max(0, place - 1):place], *numbers[place:place + 1]))
        return f"the nearest pages: {near}"
    return nearest(page, known) or f"from {known[0]} to {known[-1]}"


def dated(source: Source, root: Path) -> list[Finding]:
    """Return a note (L013) where a work has no year: no reader then knows which state of it is meant."""
    if re.search(r"\d{4}", source.record.date):
        return []
    file = (Path(source.folder) / "source.toml").relative_to(root).as_posix()
    return [Finding("L013", f"the work “{source.record.id}” has no year", file, expected='date = "1978" below [record]',
                    hint="the citation says so as its style wants it: “n.d.”, or nothing", severity=Severity.NOTE)]
