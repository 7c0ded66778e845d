"""`edition new`: makes the folder of a work from its text, with every guess explained, and converts it at once."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from build_tools.command import Usage
from build_tools.command.order import project
from build_tools.command.received import received
from build_tools.command.report import Report
from build_tools.model.document import Document
from build_tools.model.finding import EditionError
from build_tools.pipeline import conversion
from build_tools.pipeline.cache import write
from build_tools.pipeline.guess import Guess, guess
from build_tools.pipeline.project import Project
from build_tools.pipeline.title_page import PEOPLE, Said
from build_tools.read.personal_names import person
from build_tools.read.sketch import sketch
from build_tools.read.source import ID, NAME, load, load_all
from build_tools.read.texts import READING, Text, name_of

FILES = {"extraction": "extraction.txt", "markdown": "text.md", "tei": "text.xml"}
"""What a text that may be published is called beside its record."""

SUBTITLE = re.compile(r"[:;] .*|, or,? .*")  # “; or, Life in the Woods”; what stands behind a stop may be the rest of “Dr. Marsh”

MANY = 30
"""Doubtful places that are told one by one."""


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Write `sources/<id>/source.toml` and the text beside it, convert, and tell what was found."""
    place = project(arguments)
    file: Path = arguments.file
    data = received(file)
    said = guess(data, file.name)
    work = arguments.id or said.id
    if not ID.fullmatch(work):
        raise Usage(f"--id: “{work}” cannot be the id of a work: small letters, digits, hyphens, a letter first")
    folder = place.sources / work
    if folder.exists():
        raise Usage(f"there is already a folder sources/{work}; choose another name with --id")
    text = folder / (FILES[said.reader.value] if arguments.publishable else READING)
    taken = {one.record.name for one in load_all(place.sources)[0]}
    record = toml(said, data, text.name if arguments.publishable else "", arguments.publishable, taken)
    folder.mkdir(parents=True)
    held = Text(work, text, data, name_of(text, place.root))
    try:
        write(folder / NAME, record.encode())
        write(text, data)
        status = _convert(place, folder, held, report)
    except EditionError as error:
        shutil.rmtree(folder, ignore_errors=True)
        # The copy is gone again: what is wrong is wrong in the file that was named.
        raise EditionError(*(replace(one, file=str(file)) if one.file == held.name else one for one in error.findings)) from error
    except BaseException:
        # What cannot be converted leaves nothing behind, nor does an editor who loses patience: the next call begins anew.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    for path in (folder / NAME, text):
        report.say(f"wrote {name_of(path, place.root)}")
    report.say(f"next: read the guesses in sources/{work}/{NAME}, mend them, then “edition check” and “edition serve”")
    return status


def _convert(place: Project, folder: Path, text: Text, report: Report) -> int:
    """Convert the new work, hold it to the gate, and tell what is in it."""
    source = load(folder)
    with report.stage(f"Converting {source.record.id}"):
        stages = conversion.convert(source, text, place)
        told = conversion.gate(stages, source, text)
    for line in found(stages.document):
        report.answer(line)
    if stages.cleaned is not None:
        for treatment in stages.document.treatments:
            report.say(f"  {treatment.rule}: {treatment.count}")
    return report.findings([*conversion.replayed(stages, text), *told])


def found(document: Document) -> Iterator[str]:
    """Yield what a document holds, in lines for a person."""
    elements = list(document.text.walk())
    count = Counter(one.name for one in elements)
    pages = [one for one in elements if one.name == "pb"]
    calls = [one for one in elements if one.name == "ref" and one.get("type") == "noteref"]
    targets = {one.get("target")[1:] for one in calls if one.get("target")}
    notes = [one for one in elements if one.name == "note"]
    paired = sum(one.id in targets for one in notes)
    yield f"{document.record.title}: {len(document.text.text().split()):,} words"
    counted = sum(bool(one.get("cert")) for one in pages)
    span = f" ({pages[0].get('n')} to {pages[-1].get('n')}; {counted} counted, not read)" if pages else ""
    yield f"pages: {len(pages)}{span}"
    yield f"headings: {count['head'] - sum(one.first('head') is not None for one in elements if one.name in ('table', 'figure'))}"
    yield (
        f"paragraphs: {count['p']}, quotations: {count['quote']}, stanzas: {count['lg']}, lists: {count['list']}, "
        f"tables: {count['table']}, pictures: {count['figure']}" + (f", speeches: {count['sp']}" if count["sp"] else "")
    )
    lost = sum(not one.get("target") for one in calls)
    yield f"notes: {len(notes)}, of which {paired} have a call; calls without a note: {lost}"
    places = list(doubtful(document))
    yield from (f"doubtful: {one}" for one in places[:MANY])
    if len(places) > MANY:
        yield f"doubtful: {len(places) - MANY} places more; “edition tei {document.record.id}” writes the file that shows them"


def doubtful(document: Document) -> Iterator[str]:
    """Yield the places that an editor should look at first."""
    elements = list(document.text.walk())
    targets = {one.get("target")[1:] for one in elements if one.name == "ref" and one.get("target")}
    for one in elements:
        if one.name == "note" and one.id not in targets:
            yield f"note {one.get('n')} ({one.id}) has no call"
        elif one.name == "ref" and one.get("type") == "noteref" and not one.get("target"):
            yield f"the call of note {one.get('n')} has no note"
        elif one.name == "pb" and one.get("cert") == "low":
            yield f"page {one.get('n')} has a number that is hardly more than a guess"
        elif one.name == "head" and len(one.text()) > 200:
            yield f"a heading of {len(one.text())} characters: {one.text()[:60]}…"


def toml(said: Guess, data: bytes, file: str, publishable: bool, taken: Collection[str] = ()) -> str:
    """Return `source.toml`, each guess with its reason; “CHECK” marks what an editor must look at.

    `taken` are the names by which the other works of the edition are called.
    """
    digest = hashlib.sha256(data).hexdigest()
    numbers = list(sketch(data.decode("utf-8", "replace")))
    licence = "public domain in the USA" if said.public else "unknown"
    notice = (
        "In the public domain in the USA, as Project Gutenberg states; check the law of your country."
        if said.public
        else "The rights in this text are not known yet."
    )
    lines = [
        f"# Made by “edition new” from a file of {len(data):,} bytes. Every value is a guess: the comment above it says why.",
        "# Lines with CHECK want a person's eye. Nothing here is read from anywhere but the file.",
        "[record]",
        "# CHECK: book, chapter, article-journal, entry-encyclopedia, webpage or pamphlet.",
        'kind = "book"',
        *_field("title", said.title),
        *_short_title(said, taken),
        *_people("authors", said.author),
        *_people("translators", said.translator),
        *_field("date", said.date),
        *_field("language", said.language),
        "",
        "[rights]",
        "# CHECK: an SPDX id such as CC-BY-4.0, or a short statement.",
        f"licence = {json.dumps(licence, ensure_ascii=False)}",
        "# Whether the text may stand in the repository and in a public build.",
        f"publishable = {str(publishable).lower()}",
        f"notice = {json.dumps(notice, ensure_ascii=False)}",
        "",
        "[input]",
        f"# {said.reader.reason}",
        f"reader = {json.dumps(said.reader.value)}",
        *([f"file = {json.dumps(file)}"] if file else ["# The text lies beside this file as reading.txt, which git leaves out."]),
        f'sha256 = "{digest}"',
        "# By these numbers a copy of the text is known again; no word can be read from them.",
        "sketch = [",
        *(f"  {', '.join(map(str, numbers[at : at + 10]))}," for at in range(0, len(numbers), 10)),
        "]",
        "",
        "[habits]",
        *(f"# {one}" for one in said.observed),
        f"# Pages: {said.pages.reason}.{'' if said.pages.sure else ' CHECK'}",
        f"{'' if said.pages.value else '# '}pages = {json.dumps(said.pages.value or 'form-feed')}",
        '# manner = "transcription"   # or "layout", "extraction": where the sentence above is wrong',
    ]
    return "\n".join(lines) + "\n"


def _field(name: str, said: Said) -> Iterator[str]:
    yield f"# {'' if said.sure else 'CHECK: '}{said.reason}."
    yield f"{'' if said.value else '# '}{name} = {json.dumps(said.value, ensure_ascii=False)}"


def _short_title(said: Guess, taken: Collection[str]) -> Iterator[str]:
    """Yield a short title where the author's name, by which a work is called, is that of another work already."""
    name = person(said.author.value.split(PEOPLE)[0]).family
    if name in taken:
        yield f"# CHECK: navigation, hits and notes call the work so; “{name}” is another work of this edition."
        yield f"short_title = {json.dumps(SUBTITLE.sub('', said.title.value), ensure_ascii=False)}"


def _people(name: str, said: Said) -> Iterator[str]:
    yield f"# {'' if said.sure else 'CHECK: '}{said.reason}."
    yield f"{'' if said.value else '# '}{name} = [{', '.join(map(_person, said.value.split(PEOPLE)))}]"


def _person(name: str) -> str:
    said = person(name)
    given = f", given = {json.dumps(said.given, ensure_ascii=False)}" if said.given else ""
    return f"{{ family = {json.dumps(said.family, ensure_ascii=False)}{given} }}"
