"""The table that says how each TEI element is set in HTML; an element that is not in it stops the build."""

from __future__ import annotations

from types import MappingProxyType

from build_tools.render.elements import blocks, lists, names, phrases, references, tables
from build_tools.render.sheet import Setter

ELEMENTS: MappingProxyType[str, Setter] = MappingProxyType({
    # divisions and blocks
    "text": blocks.container,
    "front": blocks.container,
    "body": blocks.container,
    "back": blocks.container,
    "div": blocks.division,
    "head": blocks.loose_heading,
    "p": blocks.paragraph,
    "ab": blocks.fragment,
    "quote": blocks.quotation,
    "cit": blocks.framed("cit"),
    "epigraph": blocks.framed("epigraph"),
    "lg": blocks.stanza,
    "l": blocks.verse,
    "milestone": blocks.scene,
    "byline": blocks.framed("byline"),
    "dateline": blocks.framed("dateline"),
    "opener": blocks.framed("opener"),
    "closer": blocks.framed("closer"),
    "salute": blocks.framed("salute"),
    "signed": blocks.framed("signed"),
    "trailer": blocks.framed("trailer"),
    # title pages and drama of files that others made
    "titlePage": blocks.container,
    "docTitle": blocks.framed("title-page"),
    "titlePart": blocks.framed("title-part"),
    "docAuthor": blocks.framed("byline"),
    "docImprint": blocks.framed("imprint"),
    "imprimatur": blocks.framed("imprint"),
    "sp": blocks.framed("speech"),
    "speaker": blocks.framed("speaker"),
    "stage": blocks.framed("stage"),
    # lists, tables, pictures
    "list": lists.a_list,
    "listBibl": lists.bibliography,
    "table": tables.table,
    "figure": tables.figure,
    "figDesc": blocks.framed("description"),
    # references and notes
    "ref": references.reference,
    "note": references.note,
    # marks
    "pb": phrases.page_break,
    "gap": phrases.gap,
    "lb": phrases.line_break,
    "anchor": phrases.anchor,
    "choice": phrases.emended,
    "sic": phrases.classed("sic"),
    "corr": phrases.classed("corr"),
    "supplied": phrases.supplied,
    "unclear": phrases.classed("unclear"),
    # phrases
    "hi": phrases.highlight,
    "emph": phrases.tagged("em"),
    "title": phrases.title,
    "foreign": phrases.tagged("i"),
    "mentioned": phrases.tagged("i"),
    "q": phrases.classed("q"),
    "soCalled": phrases.classed("so-called"),
    "seg": phrases.classed("seg"),
    "term": names.mark,
    "gloss": phrases.classed("gloss"),
    "def": blocks.container,
    "bibl": phrases.classed("bibl"),
    "abbr": phrases.classed("abbr"),
    "expan": phrases.classed("expan"),
    "label": phrases.classed("label"),
    "name": names.mark,
    "persName": names.mark,
    "orgName": names.mark,
    "placeName": names.mark,
    "date": phrases.classed("date"),
    "num": phrases.classed("number"),
    "measure": phrases.classed("measure"),
})
