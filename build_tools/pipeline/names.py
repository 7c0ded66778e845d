"""Names in works of ours: each is known to a register or the bibliography, and spelt as its entry spells it, or was accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from build_tools.annotate.anchor import runs, texts
from build_tools.annotate.own_names import in_italics, strangers, titles, variants
from build_tools.annotate.rulings import led
from build_tools.annotate.spellings import otherwise
from build_tools.model.document import Document
from build_tools.model.finding import Finding, Severity
from build_tools.model.passage import Register as Passages
from build_tools.pipeline.project import Stock
from build_tools.read.texts import Text

if TYPE_CHECKING:
    from build_tools.pipeline.annotation import Apparatus

UNKNOWN, VARIANT = "A038", "A039"
CODES = frozenset({UNKNOWN, VARIANT})


def strange(document: Document, text: Text, said: Apparatus, taken: Stock, known: Passages) -> Iterator[Finding]:
    """Yield a note for each name or term of a text of ours that nothing explains (A038), and for each that is spelt in another way than
    in its entry (A039). A text is ours where it is written in Markdown and cites passages.
    """
    source = next(one for one in taken.sources if one.record.id == document.record.id)
    if source.input.reader != "markdown" or not any(one.get("type") == "cite" for one in document.text.walk()):
        return
    strings = runs(document)
    found = said.recogniser.occurrences(document, led(said.rulings.get(text.work, ()), known, texts(document)), strings)
    cited = titles(said.bibliography, (name for one in taken.sources for name in (one.record.title, one.record.name)))
    lines = {one.id: one.line for one in document.text.walk() if one.id}
    headwords = sorted({word.strip(",.") for register in said.registers for entry in register.entries for word in entry.headword.split()})
    for stranger in strangers(strings, found, cited, in_italics(document.text)):
        sort = "term" if stranger.italic else "name"
        meant = next((word for word in headwords if any(otherwise(one, word) for one in stranger.words.split())), "")
        yield _finding(
            UNKNOWN, f"“{stranger.words}” is a {sort} that no register knows", text, lines.get(stranger.passage, 0), stranger.words,
            "an entry of a register or of the bibliography that has it among its forms",
            f"did you mean “{meant}”?" if meant else "add an entry to annotations/, or accept it in exceptions.toml beside the text",
        )
    for variant in variants(strings, found, said.registers, cited):
        yield _finding(
            VARIANT, f"“{variant.words}” is spelt otherwise in its entry", text, lines.get(variant.passage, 0), variant.words,
            f"“{variant.expected}”", f"the headword of “{variant.entry}” is the spelling of this edition",
        )


def _finding(code: str, message: str, text: Text, line: int, words: str, expected: str, hint: str) -> Finding:
    file, at = text.place(_line(text, line, words)) if line else (text.name, None)
    return Finding(code, message, file, at, expected=expected, hint=hint, severity=Severity.NOTE)


def _line(text: Text, first: int, words: str) -> int:
    """Return the line in which words stand: a paragraph may go over several."""
    sought = words.split()[0]
    for number, line in enumerate(text.data.decode("utf-8-sig").split("\n")[first - 1:], first):
        if sought in line:
            return number
        if not line.strip():
            break
    return first
