"""The prose of the press: sentences with the traps of real ones, figures, years, acronyms, compounds, quotations, names with initials."""

from __future__ import annotations

from random import Random

from tests.press import words
from tests.press.manuscript import REFERENCE_END, REFERENCE_START


def capital(text: str) -> str:
    """Return a text with its first letter as a capital; acronyms in it stay as they are.

    >>> capital("the growth of the NEP")
    'The growth of the NEP'
    """
    return text[:1].upper() + text[1:]


class Prose:
    """Writes sentences, titles and sources. `pages` are the printed pages that its references may point to."""

    def __init__(self, random: Random, pages: range) -> None:
        self.random = random
        self.pages = pages
        self.compounds = random.sample(words.COMPOUNDS, 16)
        self.shapes = (
            self.measured,
            self.dated,
            self.compared,
            self.named,
            self.quoting,
            self.listed,
            self.parenthetic,
            self.ranged,
            self.aside,
        )

    def word(self, part: str) -> str:
        """Return a common word."""
        return self.random.choice(words.common(part))

    def noun_phrase(self) -> str:
        """Return a noun with what stands before it."""
        roll = self.random.random()
        if roll < 0.22:
            return f"the {self.random.choice(self.compounds)} {self.word('noun')}"
        if roll < 0.5:
            return f"the {self.word('adjective')} {self.word('noun')}"
        if roll < 0.65:
            return f"the {self.random.choice(words.TERMS)}s"
        if roll < 0.75:
            return f"the {self.word('noun')} of the {self.random.choice(words.ACRONYMS)}"
        return f"the {self.word('noun')} of the {self.word('adjective')} {self.word('noun')}"

    def figure(self) -> str:
        """Return a quantity with its unit, the trap of the note calls."""
        number = self.random.choice(
            (
                str(self.random.randint(2, 99)),
                f"{self.random.randint(1, 99)}.{self.random.randint(1, 9)}",
                f"{self.random.randint(2, 980)},{self.random.randint(0, 999):03}",
            )
        )
        return f"{number} {self.random.choice(('percent', 'million tons', 'thousand roubles', 'million poods', 'years', 'hectares'))}"

    def year(self) -> str:
        """Return a year between the war and the plan."""
        return str(self.random.randint(1913, 1932))

    def season(self) -> str:
        """Return an economic year, with an en dash."""
        first = self.random.randint(1921, 1930)
        return f"{first}–{first + 1}" if self.random.random() < 0.7 else f"{first}–{(first + 1) % 100}"

    def date(self) -> str:
        """Return a full date."""
        return f"{self.random.choice(words.MONTHS)} {self.random.randint(1, 30)}, {self.year()}"

    def name(self) -> str:
        """Return a person, sometimes with initials."""
        name = self.random.choice(words.NAMES)
        return f"{self.random.choice('ABGKLMNSV')}. {self.random.choice('ADIPV')}. {name}" if self.random.random() < 0.15 else name

    # ------------------------------------------------------------- sentences

    def sentence(self) -> str:
        """Return a sentence, of the pamphlet or of our grammar."""
        if self.random.random() < 0.45:
            return self.random.choice(words.sentences())
        return self.random.choice(self.shapes)()

    def measured(self) -> str:
        return f"In {self.year()} {self.noun_phrase()} reached {self.figure()}, against {self.figure()} in {self.season()}."

    def dated(self) -> str:
        acronym, place = self.random.choice(words.ACRONYMS), self.random.choice(words.PLACES)
        return f"On {self.date()}, the {acronym} {self.word('past')} {self.noun_phrase()} in {place}."

    def compared(self) -> str:
        return (
            f"{capital(self.noun_phrase())} was {self.word('adverb')} {self.word('past')}, "
            f"so that between {self.year()} and {self.year()} "
            f"{self.noun_phrase()} rose from {self.random.randint(3, 60)} to {self.figure()}."
        )

    def named(self) -> str:
        seen = f"{self.name()} saw in {self.noun_phrase()} the {self.word('noun')} of {self.noun_phrase()}"
        return f"{seen}, and {self.name()} {self.word('past')} it."

    def quoting(self) -> str:
        term = self.random.choice(words.TERMS)
        return f"What {self.name()} called “{self.word('adjective')} {self.word('noun')}” was, for the {term}, {self.noun_phrase()}."

    def listed(self) -> str:
        things = f"of {self.word('noun')}, of {self.word('noun')}, and of {self.noun_phrase()}"
        return f"It was a matter {things}; nobody {self.word('past')} {self.noun_phrase()}."

    def parenthetic(self) -> str:
        apart = f"({self.noun_phrase()} in {self.random.choice(words.PLACES)} apart)"
        return f"The {self.word('noun')} {apart} did not last: {self.noun_phrase()} had {self.word('past')} it."

    def ranged(self) -> str:
        return f"From {self.season()} to {self.season()} {self.noun_phrase()} grew by {self.figure()} a year."

    def aside(self) -> str:
        number = self.random.randint(2, 60)
        whole = f"{capital(self.noun_phrase())}—and with it {self.noun_phrase()}—{self.word('past')} {self.noun_phrase()}"
        return f"{whole}, as No. {number} of Pravda says."

    def referring(self) -> str:
        """Return a sentence that refers to pages of the same work."""
        first = self.random.choice(self.pages)
        pages = self.random.choice((f"p. {first}", f"pp. {first} ff.", f"pp. {first}–{first + 1}"))
        way = self.random.choice(("see above", "see below"))
        kept, digits = pages.split(" ", 1)
        return f"{capital(self.noun_phrase())} is treated elsewhere ({way}, {kept} {REFERENCE_START}{digits}{REFERENCE_END})."

    def paragraph(self, least: int, most: int) -> str:
        """Return some sentences in a row."""
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def lead_in(self) -> str:
        """Return a sentence that announces something, with its colon."""
        return self.random.choice(
            (
                f"On {self.date()}, {self.name()} wrote of {self.noun_phrase()}:",
                f"{self.name()} draws from it a {self.word('adjective')} conclusion concerning {self.noun_phrase()}:",
                f"Here is how the {self.random.choice(words.ACRONYMS)} spoke of {self.noun_phrase()}:",
            )
        )

    # ------------------------------------------------------ titles and sources

    def title(self, least: int, most: int) -> str:
        """Return the title of a division, of about so many letters."""
        wanted = self.random.randint(least, most)
        text = f"The {self.word('noun')}"
        ways = (
            lambda: f" of {self.noun_phrase()}",
            lambda: f" and {self.noun_phrase()}",
            lambda: f" in {self.season()}",
            lambda: f" and the {self.random.choice(words.ACRONYMS)}",
        )
        while len(text) < wanted:
            text += self.random.choice(ways)()
        return text

    def source(self) -> str:
        """Return a reference such as end-notes consist of."""
        page = self.random.randint(3, 460)
        pages = self.random.choice((f"p. {page}", f"pp. {page}–{page + self.random.randint(1, 9)}", f"pp. {page} ff."))
        text = self.random.choice(
            (
                f"Ibid., {pages}.",
                f"{self.random.choice(words.NAMES)}, {self.random.choice(words.TITLES)}, vol. {self.random.randint(1, 40)}, {pages}.",
                f"Pravda, {self.date()}.",
                f"See volume I of the present work, {pages}.",
                f"{self.name()}, {self.random.choice(words.TITLES)} (Moscow, {self.year()}), {pages}; "
                f"see also {self.random.choice(words.NAMES)}, {self.random.choice(words.TITLES)}, {pages}.",
            )
        )
        return text.replace("ff..", "ff.")
