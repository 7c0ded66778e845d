"""How a text of ours is written: sentences, long words, and what a chapter rests on."""

from __future__ import annotations

import pytest

from build_tools.model.record import Kind, Record, Rights
from build_tools.read.markdown import read
from build_tools.render.prose_measures import measures

RECORD = Record("w", Kind.BOOK, "A Mill", Rights("CC0-1.0", True, "Free."))
TEXT = """# One {#one}

Grain fell by three [@w, p. 7]. Industry rose.[^1]

[^1]: So it did [@w, p. 8].

# Two {#two}

Bread was dear.
"""


def test_each_chapter_is_measured() -> None:
    first, second = measures(read(TEXT.encode(), "w.md", RECORD))
    assert (first.id, first.title, first.words, first.sentences, first.cited, first.notes, first.figures) == ("w.one", "One", 9, 3, 2, 1, 0)
    assert first.mean == 3
    assert first.lix == pytest.approx(3 + 100 / 9), "one word in nine is long"
    assert (second.id, second.cited) == ("w.two", 0)


def test_a_work_that_cites_otherwise_is_not_measured() -> None:
    assert list(measures(read(b"# One\n\nGrain fell.\n\n# Two\n\nIt rose.\n", "w.md", RECORD))) == []
