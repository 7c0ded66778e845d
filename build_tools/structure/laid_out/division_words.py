"""The words that name the divisions of books, in the languages that the rules know: numbers, ranks, and headings that say what follows."""

from __future__ import annotations

import re

ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            "first one premier première primo prima primero primera erster erste erstes ersten eerste un une uno eins een",
            "second two deuxième second seconde secondo seconda segundo segunda zweiter zweite zweites tweede deux due dos zwei twee",
            "third three troisième terzo terza tercero tercera dritter dritte drittes dritten derde trois tre tres drei drie",
            "fourth four quatrième quarto quarta cuarto cuarta vierter vierte viertes vierten vierde quatre quattro cuatro vier",
            "fifth five cinquième quinto quinta fünfter fünfte fünftes fünften vijfde cinq cinque cinco fünf vijf",
            "sixth six sixième sesto sesta sexto sexta sechster sechste sechstes sechsten zesde sei seis sechs zes",
            "seventh seven septième settimo settima séptimo séptima siebter siebente siebte siebtes zevende sept sieben zeven",
            "eighth eight huitième ottavo ottava octavo octava achter achte achtes achten achtste huit otto ocho acht",
            "ninth nine neuvième nono nona noveno novena neunter neunte neuntes neunten negende neuf nove nueve neun negen",
            "tenth ten dixième decimo decima décimo décima zehnter zehnte zehntes zehnten tiende dix dieci diez zehn tien",
            "eleventh eleven onzième elfter elfte elftes elfde onze elf",
            "twelfth twelve douzième zwölfter zwölfte zwölftes twaalfde douze zwölf twaalf",
            "thirteenth thirteen treizième dreizehnter dreizehnte dreizehntes dertiende treize dreizehn dertien",
            "fourteenth fourteen quatorzième vierzehnter vierzehnte vierzehntes veertiende quatorze vierzehn veertien",
            "fifteenth fifteen quinzième fünfzehnter fünfzehnte fünfzehntes vijftiende quinze fünfzehn vijftien",
            "sixteenth sixteen seizième sechzehnter sechzehnte sechzehntes zestiende seize sechzehn zestien",
            "seventeenth seventeen siebzehnter siebzehnte siebzehntes zeventiende siebzehn zeventien",
            "eighteenth eighteen achtzehnter achtzehnte achtzehntes achttiende achtzehn achttien",
            "nineteenth nineteen neunzehnter neunzehnte neunzehntes negentiende neunzehn negentien",
            "twentieth twenty last vingtième zwanzigster zwanzigste zwanzigstes twintigste vingt zwanzig twintig",
        ),
        1,
    )
    for word in words.split()
}
"""Numbers in words."""

RANK = {
    word: rank
    for rank, words in {
        1: "volume vol tome band bd tomo deel",
        2: "book livre buch libro boek",
        3: "part act partie acte theil teil akt aufzug parte atto acto bedrijf abtheilung abteilung",
        4: "chapter chap lecture letter canto stave essay sermon epoch chapitre lettre chant kapitel capitel vorlesung gesang capitolo "
           "capítulo hoofdstuk",
        5: "section sect scene § scène szene scene auftritt abschnitt sezione sección scena escena afdeeling tooneel",
    }.items()
    for word in words.split()
}
"""The depth of the divisions that have a name."""

SMALL = frozenset("partie acte livre chapitre tome scène lettre chant parte libro capitolo capítulo atto acto scena escena deel boek "
                  "hoofdstuk bedrijf tooneel afdeeling".split())
"""Words of languages that write no capital behind a number: `Première partie`."""

NAMED = {
    name: kind
    for kind, names in {
        "preface": "preface|foreword|prefatory note|author's note|advertisement|to the reader|préface|avant-propos|au lecteur|"
                   "avertissement|vorwort|vorrede|an den leser|geleitwort|prefazione|prefacio|prólogo|voorwoord|voorrede|voorbericht",
        "introduction": "introduction|introductory|introductory note|prologue|einleitung|einführung|introduzione|introducción|inleiding",
        "notes": "notes|footnotes|endnotes|foot-notes|end notes|anmerkungen|fussnoten|fußnoten|notas|noten|aanteekeningen|"
                 "voetnoten",
        "glossary": "glossary|abbreviations|list of abbreviations|glossaire|abkürzungen",
        "index": "index|general index|index of names|namenregister|sachregister|namenverzeichnis",
        "contents": "contents|table of contents|list of illustrations|illustrations|list of tables|list of plates|list of figures|"
                    "the contents|list of maps|tables|table des matières|"
                    "inhalt|inhaltsverzeichnis|inhaltsverzeichniß|indice|índice|inhoud|inhoudsopgave",
        "section": "conclusion|conclusions|summary|abstract|epilogue|afterword|postscript|appendix|appendices|dedication|"
                   "acknowledgments|acknowledgements|bibliography|references|finale|addenda|"
                   "addendum|errata|prelude|works cited|chronology|supplement|"
                   "l'envoi|envoi|nachwort|schluss|schluß|anhang|épilogue|postface|appendice|nawoord|slot|besluit|bijlage",
    }.items()
    for name in names.split("|")
}
"""Headings that say by themselves what follows, and the type of that division."""

OF_SOMETHING = re.compile(r"(?:table of )?(contents|index|notes|preface|glossary) (?:of|to|for) (?:the )?(?:\S+ ?){1,6}$")
"""`contents of volume i`, `notes to chapter iv`, `index to the first part`: a name, and what it is for."""


LISTED = re.compile(
    r"(?:list|table) of (?:the )?(?:\w+ )?(?:illustrations|plates|maps|figures|tables|portraits|engravings|diagrams|photographs|chapters)"
    r"(?: and \w+)?$|contents and \w+$"
)
"""`list of the maps`, `contents and illustrations`"""


def forms(word: str) -> tuple[str, ...]:
    """Return how a word is written in a heading: in capitals, with a capital, and abbreviated where that is how it is known."""
    written = (word.upper(), word.capitalize(), *((word,) if word in SMALL else ()))
    return tuple(f"{one}." for one in written) if word in ("vol", "chap", "sect", "bd") else written


WRITTEN = frozenset(one for word in RANK for one in forms(word))
"""Every way to write one of the words."""

COUNTED = re.compile(
    r"(?:(?P<the>THE |The |DAS |Das |DIE |Die |DER |Der |LE |Le |LA |La |HET |Het )?(?P<ordinal>[^\W\d_]+) )?"
    rf"(?P<word>{'|'.join(sorted(map(re.escape, WRITTEN), reverse=True))})"
    r"(?: ?(?:(?:THE |the |The )?(?P<number>[IVXLC]+|\d{1,3}|[^\W\d_]+)))?(?P<stop>[.:,]?(?: ?(?:--|[—–]) ?| ?-(?: +|$)| +|$))(?P<title>.*)"
)
"""`CHAPTER IV.`, `Chapter 4: The harvest`, `BOOK THE FIRST`, `THE FIRST PART`, `§ 3. Prices`, `Erstes Buch`, `Première partie`."""

LEADING = 3
"""Words from the beginning of a heading among which its word stands: `The first part`."""


def may_count(text: str) -> bool:
    """Tell whether one of the words stands where the word of a heading does.

    >>> may_count("The first Part"), may_count("Zweites Buch."), may_count("They went to the Part of the town")
    (True, True, False)
    """
    return text[0] == "§" or any(word.rstrip(".:,-—–") in WRITTEN or word in WRITTEN for word in text.split(" ", LEADING)[:LEADING])


def kind_named(text: str) -> str:
    """Return what kind of division a heading names, nothing where it names none.

    >>> kind_named("CONTENTS OF VOLUME I."), kind_named("Vorwort"), kind_named("contents of his pockets")
    ('contents', 'preface', '')
    """
    name = text.rstrip(".:").casefold().replace("’", "'")
    if name in NAMED and text[0].isupper():
        return NAMED[name]
    if LISTED.match(name) and text[0].isupper():
        return "contents"
    match = OF_SOMETHING.fullmatch(name) if text.isupper() and len(name) < 60 else None
    return match and NAMED[match.group(1)] or ""
