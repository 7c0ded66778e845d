"""The edition of an order: every work with its text as far as it may be shown, its annotations, and the pages made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.model.bibliography import Citing
from build_tools.model.edition import Edition, Mention, Occurrence, Volume
from build_tools.model.finding import EditionError, Finding
from build_tools.model.memory import remembered, remembering, same
from build_tools.model.page import File
from build_tools.model.source import Source
from build_tools.pipeline import conversion, mentions, prose, register, works_cited
from build_tools.pipeline.annotation import Apparatus, apparatus, weave
from build_tools.pipeline.cache import Cache
from build_tools.pipeline.charts import Draw, Drawn, charts, here
from build_tools.pipeline.project import Order, Stock, imprint, stock
from build_tools.pipeline.site_address import site_of
from build_tools.read import citations, contents, damage, entry_citations, printed_index

if TYPE_CHECKING:
    from build_tools.render.pages import RenderedSite

Stage = Callable[[str], AbstractContextManager[None]]
"""Shows what is going on: `with stage("Converting marquit"): …`."""


def silent(name: str) -> AbstractContextManager[None]:
    """Show nothing."""
    return nullcontext()


def site(order: Order, cache: Cache, stage: Stage = silent, packed: bool = False, draw: Draw = here) -> RenderedSite:
    """Return the pages and files of an order; raises `EditionError` where anything is wrong, with all that is known to be.

    Where it will be `packed`, a page offers it as one file, which the caller puts at `RenderedSite.archive`. `draw` is told of the charts.
    """
    from build_tools.export import EXPORTS
    from build_tools.export.manifest import manifest
    from build_tools.render.pages import rendered_site

    taken = stock(order)
    with remembering(cache.memory):
        whole, said = _edition(order, taken, cache, stage, draw)
        with stage("Writing the downloads"):
            # No export tells what the entries of registers say.
            bare = same("edition", whole.bare)
            files = [*downloads(order, taken, cache), *(file for export in EXPORTS for file in _exported(export, bare))]
        with stage("Setting the pages"):
            return rendered_site(whole, (*files, manifest(files)), packed, prose.marks(order.project, said))


@remembered(lambda export, edition: export)
def _exported(export: Callable[[Edition], Iterable[File]], edition: Edition) -> tuple[File, ...]:
    return tuple(export(edition))


def edition(order: Order, cache: Cache, stage: Stage = silent) -> Edition:
    """Return the edition of an order; raises `EditionError` with the findings of all works and of the annotations at once."""
    with remembering(cache.memory):
        return _edition(order, stock(order), cache, stage, None)[0]


def _edition(order: Order, taken: Stock, cache: Cache, stage: Stage, draw: Draw | None) -> tuple[Edition, Apparatus]:
    """Return the edition with what is said about its works; without `draw` it has no charts."""
    stated, placed = imprint(order.project), site_of(order.project)
    works = tuple(source.record.id for source in taken.sources)
    findings: list[Finding] = []
    drawn: Drawn = dict
    try:
        with stage("Reading the annotations"):
            said = apparatus(order.project, works, cache)
            # Whoever draws them can do so while the works are read.
            drawn = charts(said.figures, said.figured, cache, draw) if draw is not None else drawn
            findings.extend(prose.faults(order.project, taken, said))
    except EditionError as error:
        said = None
        findings.extend(error.findings)
    volumes: list[Volume] = []
    occurrences: list[Occurrence] = []
    named: list[Mention] = []
    citings: list[Citing] = []
    for source in taken.sources:
        try:
            with stage(f"Reading {source.record.id}"):
                volume, found, mentioned, cites = _volume(source, taken, order, cache, said)
        except EditionError as error:
            findings.extend(error.findings)
        else:
            volumes.append(volume)
            occurrences.extend(found)
            named.extend(mentioned)
            citings.extend(cites)
    if findings or said is None:
        raise EditionError(*findings)
    # What can be read comes first; a work whose text is not at hand has only its record to show.
    volumes.sort(key=lambda volume: (volume.document is None, placed.place(volume.record.id), volume.record.id))
    derived = ((source, citations.load(Path(source.folder), order.project.root)) for source in taken.sources)
    # A citation made from an older record would be a false one: it is left out until it is made anew.
    cited = {source.record.id: one for source, one in derived if one is not None and citations.fresh(source, one)}
    entries = citations.load(order.project.annotations, order.project.root)
    if not citations.fresh(entry_citations.source(stated.title, stated.date), entries):
        entries = None
    whole = Edition(
        stated.title, stated.version, stated.date, tuple(volumes), said.articles, tuple(occurrences), cited, placed.address,
        placed.harvest, tuple(named), said.questions, said.bibliography, tuple(citings), entries,
        notes=tuple(note for volume in volumes for note in said.notes.get(volume.record.id, ())),
        emendations=tuple(one for volume in volumes for one in said.emendations.get(volume.record.id, ())),
        figures=said.figures, abstract=stated.abstract,
    )
    with stage("Drawing the charts"):
        return replace(whole, charts=drawn()), said


def downloads(order: Order, taken: Stock, cache: Cache) -> tuple[File, ...]:
    """Return the TEI file of every work whose text is shown: what people read is what they download."""
    at_hand = ((source, taken.texts[source.record.id]) for source in taken.sources if source.record.id in taken.texts)
    return tuple(
        File(f"downloads/{source.record.id}.xml", conversion.tei(source, text, order.project, cache)) for source, text in at_hand
    )


def _volume(
    source: Source, taken: Stock, order: Order, cache: Cache, said: Apparatus | None
) -> tuple[Volume, tuple[Occurrence, ...], tuple[Mention, ...], tuple[Citing, ...]]:
    """Return one work with its annotations, and what it names and cites; without its text it keeps its record, and what the repository
    tells of it.
    """
    text = taken.texts.get(source.record.id)
    known = register.load(order.project, source.record.id)
    if text is None:
        folder, root = order.project.sources / source.record.id, order.project.root
        headings = contents.load(folder, root)
        index = printed_index.load(folder, root)
        volume = Volume(source.record, headings, None, damage.load(folder, root), known, index=index)
        if said is None:
            return volume, (), (), ()
        cites = works_cited.remembered(order.project, source.record.id, said.bibliography)
        return volume, (), mentions.remembered(order.project, source.record.id, said), cites
    document = conversion.document(source, text, order.project, cache)
    headings = contents.contents(document)
    report = conversion.report(source, text, order.project, cache)
    if said is None:
        return Volume(document.record, headings, document, report, known, document), (), (), ()
    woven = weave(document, conversion.key(source, text, order.project), said, cache, known)
    volume = Volume(document.record, headings, woven.document, report, known, document, woven.index)
    return volume, woven.occurrences, woven.mentions, woven.citings
