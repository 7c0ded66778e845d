"""The ways to ask, each with an example that finds something: the examples are terms that the works of this edition name most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.model.edition import Edition
from build_tools.render.text_page import short_name

_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")  # kulak, economic region


def ways(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield how one can ask, and what is found so."""
    pair, first, second = _terms(edition)
    yield pair, "passages with all the words"
    yield f"“{pair}”", "the words one behind another, in straight or round quotation marks"
    yield f"{first}*", "words that begin so"
    yield f"“{' '.join(reversed(pair.split()))}”~8", "the words near each other, with at most eight others between them"
    yield f"{first} -{second}", "passages with the first word and without the second"
    yield "1926/27", "the double year, in whichever way a book writes it"
    for volume in edition.volumes:
        pages = [page.n for page in volume.report.pages if page.n.isdigit()] if volume.report is not None else []
        if pages:
            yield f"{short_name(volume.record)}, p. {pages[len(pages) // 2]}", "what stands on a printed page"
            return


def _terms(edition: Edition) -> tuple[str, str, str]:
    """Return a term of two words and two of one word, those that are named most; where no register has them, words for words."""
    named: Counter[str] = Counter()
    for mention in edition.mentions:
        named[mention.entry] += mention.count
    terms = [one for one in edition.articles if one.register == "glossary" and not one.see and _WORDS.fullmatch(one.headword)]
    terms.sort(key=lambda one: (-named[one.id], one.id))
    words = [one.headword[0].lower() + one.headword[1:] for one in terms if not one.headword.isupper()]
    pairs, singles = [one for one in words if " " in one], [one for one in words if " " not in one]
    return (*pairs, "two words")[0], (*singles, "word")[0], (*singles[1:], "other")[0]
