"""Series of numbers: which number of a heading goes on with those before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.structure.laid_out.heading_forms import Form


@dataclass(slots=True)
class Series:
    """The last number of each rank, and the numbers that stood alone in the space of a chapter, by rank."""

    last: dict[int, int] = field(default_factory=dict)
    chapters: dict[int, int] = field(default_factory=dict)

    def goes_on(self, form: Form, apart: bool) -> bool:
        """Tell whether a number is the next of its rank, or the first, or leaves one out.

        A number alone, with the space of a chapter around it (`apart`), may also go on with the chapters before it, whose series
        the sections of a chapter broke off.
        """
        expected = self.last.get(form.rank, 0) + 1
        if form.value in (expected, 1) or (form.value == expected + 1 and form.rank in self.last):
            return True
        return apart and not form.titled and form.value == self.chapters.get(form.rank, 0) + 1

    def take(self, form: Form, apart: bool) -> None:
        """Take a heading into its series; those below it begin anew."""
        self.last[form.rank] = form.value
        if apart and not form.titled and form.value in (1, self.chapters.get(form.rank, 0) + 1):
            self.chapters[form.rank] = form.value
        for held in (self.last, self.chapters):
            for deeper in [rank for rank in held if rank > form.rank]:
                del held[deeper]
