"""Memory: what is equal is not made again, by the next process neither, and the site is the same whatever was changed meanwhile."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.model.memory import Memory, remembered, remembering, same
from build_tools.pipeline import Cache, Order, Project, keep, recollection, site, warm
from build_tools.render.pages import RenderedSite
from tests.working_copy import working_copy


def test_what_is_given_equal_values_gives_the_same_object() -> None:
    made: list[str] = []

    @remembered(lambda work, words: work)
    def page(work: str, words: list[str]) -> list[str]:
        made.append(work)
        return [work, *words]

    with remembering(Memory()):
        first = page("w", ["rye"])
        assert page("w", ["rye"]) is first and page("x", ["rye"]) == ["x", "rye"]
        assert page("w", ["oats"]) == ["w", "oats"] and page("w", ["rye"]) is not first
    assert made == ["w", "x", "w", "w"]
    assert page("w", ["rye"]) == first and len(made) == 5, "nothing is kept without a memory"


def test_what_fails_is_tried_again_and_memories_do_not_mix() -> None:
    attempts: list[int] = []

    @remembered()
    def tried(number: int) -> int:
        attempts.append(number)
        if len(attempts) == 1:
            raise ValueError
        return number

    one, other = Memory(), Memory()
    with remembering(one):
        with pytest.raises(ValueError):
            tried(1)
        assert tried(1) == 1
        with remembering(other):
            assert tried(1) == 1
        assert tried(1) == 1
    assert attempts == [1, 1, 1]


def test_a_memory_lies_on_disk_for_the_next_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[str] = []

    def page(text: str) -> list[str]:
        attempts.append(text)
        return [same("text", text)]

    def made(text: str) -> list[str]:
        cache = warm(tmp_path)
        with remembering(cache.memory):
            found = cache.value("page", text, lambda: page(text))
        keep(cache)
        return found

    def files() -> list[Path]:
        return sorted(tmp_path.iterdir())

    assert made("rye") == ["rye"]
    (first,) = files()
    written = first.stat().st_mtime_ns
    assert made("rye") == ["rye"] and attempts == ["rye"]
    assert files() == [first] and first.stat().st_mtime_ns == written, "nothing was made, and nothing is written"
    assert made("oats") == ["oats"] and attempts == ["rye", "oats"]
    (second,) = files()
    assert second != first
    cut = second.read_bytes()[:-9]
    second.write_bytes(cut)
    assert made("oats") == ["oats"] and attempts == ["rye", "oats", "oats"], "a damaged memory is none"
    (third,) = files()
    assert third.read_bytes() != cut
    monkeypatch.setattr(recollection, "LIBRARIES", ("mkdocs",))
    recollection._made_by.cache_clear()
    assert made("oats") == ["oats"] and len(attempts) == 4, "what other code has made is none"
    assert len(files()) == 1 and files() != [third]
    recollection._made_by.cache_clear()


KEYS = """
from pathlib import Path
from build_tools.pipeline import Cache, Project
from build_tools.pipeline.annotation import apparatus
said = apparatus(Project(Path("tests/cases/edition")), ("ferry", "northwick", "pier"), Cache(None))
print(said.marks, said.figured, said.titles, repr((said.rulings, said.notes, said.emendations, said.ruled_citations)))
"""


def test_what_names_annotations_is_the_same_in_every_process() -> None:
    root = Path(__file__).resolve().parent.parent
    said = {
        subprocess.run([sys.executable, "-c", KEYS], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True,
                       text=True).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1 and said != {""}


def changed(file: Path, pattern: str, words: str) -> None:
    before = file.read_text("utf-8")
    after = re.sub(pattern, words, before, count=1, flags=re.MULTILINE)
    assert after != before, f"{file.name} has nothing to change"
    file.write_text(after, "utf-8")


# Steps, each of which leaves most of the site as it is.
CHANGES: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (("annotations/glossary.yaml", r"(?<=\n  definition: >-\n    )", "Changed. "),),
    (("annotations/glossary.yaml", r"(?<=^  forms: \[)", "quite another form, "),
     ("annotations/people.yaml", r"(?<=^  headword: )", "Other ")),
    (("annotations/bettelheim/notes.yml", r"(?<=\n  body: >-\n    )", "Changed. "),
     ("annotations/bettelheim/emendations.csv", "wrong letter", "another letter"),
     ("annotations/questions.yml", r'(?<=^  question: ")', "Or: ")),
    # 1.0 and 1.00 are equal as numbers, and are not printed alike.
    (("annotations/figures/assets-of-rural-communists-1929.csv", r"(,\d+\.\d+)(?=,,,)", r"\g<1>0"),
     ("annotations/bibliography.bib", r"(?<=^  address    = \{)", "Other ")),
    (("sources/companion/chapters/02-nep.md", r"^(?=This chapter)", "Changed. "),
     ("sources/marquit/source.toml", '^short_title = "', 'short_title = "Other ')),
)


@pytest.mark.slow
def test_who_remembers_makes_the_same_site_as_who_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITION_TEXTS", raising=False)
    order = Order(Project(working_copy(tmp_path / "project")))
    folder = order.project.build / "cache"

    def made() -> RenderedSite:
        cache = warm(folder)
        found = site(order, cache)
        keep(cache)
        return found

    before = made()
    for changes in CHANGES:
        for file, pattern, words in changes:
            changed(order.project.root / file, pattern, words)
        after = made()
        new = site(order, Cache(folder))
        assert [page.url for page in after.pages] == [page.url for page in new.pages]
        assert [one.url for one, other in zip(after.pages, new.pages) if one != other] == []
        assert [one.path for one, other in zip(after.files, new.files) if one != other] == []
        assert after == new and after != before
        before = after
