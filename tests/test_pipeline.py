"""The pipeline: the cache keeps what has not changed and nothing else, and the ledger is held to its law."""

from __future__ import annotations

import dataclasses
import errno
from pathlib import Path

import pytest

from build_tools.model.finding import EditionError
from build_tools.model.record import Kind, Record, Rights
from build_tools.model.source import Habits, Input, Source
from build_tools.pipeline import conversion
from build_tools.pipeline.cache import KEPT, Cache, code_digest, digest, files_digest, write
from build_tools.pipeline.project import Order, Project, imprint, stock
from build_tools.read.contents import contents, dump, load
from build_tools.read.texts import Text

ROOT = Path(__file__).resolve().parent.parent

LETTER = b"""1. The mill

  The miller of a village that never was  weighed the rye of his neigh-
bours, and found less than he had hoped for.

His wife counted the sacks again.\r
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "sources" / "mill").mkdir(parents=True)
    (tmp_path / "annotations").mkdir()
    (tmp_path / "sources" / "mill" / "source.toml").write_text("# changed by a test\n")
    return Project(tmp_path)


def source(project: Project) -> Source:
    record = Record("mill", Kind.PAMPHLET, "The mill", Rights("CC-BY-4.0", True, "Invented for a test."), date="1928")
    return Source(record, Input("extraction", "extraction.txt"), Habits(), str(project.sources / "mill"))


def text(project: Project, data: bytes = LETTER) -> Text:
    return Text("mill", project.sources / "mill" / "extraction.txt", data, "sources/mill/extraction.txt")


class Counter:
    """Makes a value, and counts how often it was asked to."""

    def __init__(self, value: bytes) -> None:
        self.value, self.made = value, 0

    def __call__(self) -> bytes:
        self.made += 1
        return self.value


def test_bytes_are_made_once_for_a_key(tmp_path: Path) -> None:
    make = Counter(b"made")
    for _ in range(3):
        assert Cache(tmp_path / "cache").data("a.xml", "k1", make) == b"made"
    assert make.made == 1
    Cache(tmp_path / "cache").data("a.xml", "k2", make)
    Cache(tmp_path / "cache").data("b.xml", "k1", make)
    assert make.made == 3


def test_a_damaged_artefact_is_made_again(tmp_path: Path) -> None:
    make = Counter(b"made")
    Cache(tmp_path).data("a.xml", "k1", make)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"mad")
    assert Cache(tmp_path).data("a.xml", "k1", make) == b"made"
    assert make.made == 2 and [path.read_bytes() for path in tmp_path.iterdir()] == [b"made"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "passages.tsv"
    write(file, b"as it was")
    with file.open("rb") as before:
        write(file, b"as it is")
        assert (before.read(), file.read_bytes()) == (b"as it was", b"as it is"), "who reads the file meanwhile has all of the old one"
    whole = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        whole(path, data[:3])
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write(file, b"as it never will be")
    assert file.read_bytes() == b"as it is"
    assert list(tmp_path.iterdir()) == [file]


def test_a_failure_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError

    with pytest.raises(ValueError):
        Cache(tmp_path).data("a.xml", "k1", fail)
    assert list(tmp_path.iterdir()) == []


def test_old_artefacts_are_removed_and_only_those(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.data("a-b", digest("other"), lambda: b"stays")
    for number in range(KEPT + 3):
        cache.data("a", digest(str(number)), lambda: b"made")
    assert len([path for path in tmp_path.iterdir() if not path.name.startswith("a-b-")]) == KEPT
    assert len([path for path in tmp_path.iterdir() if path.name.startswith("a-b-")]) == 1


def test_values_are_kept_in_memory_by_key() -> None:
    cache, make = Cache(None), Counter(b"made")
    assert cache.value("a", "1", make) is cache.value("a", "1", make)
    cache.value("a", "2", make)
    cache.value("a", "1", make)
    assert make.made == 3


def test_a_digest_knows_where_one_content_ends() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert len(digest("a")) == 32


def test_the_digest_of_files_knows_their_names(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").write_text("x")
    assert files_digest([tmp_path / "a"], tmp_path) != files_digest([tmp_path / "b"], tmp_path)
    assert code_digest("clean") != code_digest("tei")


def test_the_key_changes_with_all_that_a_text_is_made_from(project: Project) -> None:
    made = source(project)

    def key(data: bytes = LETTER) -> str:
        return conversion.key(made, text(project, data), project)

    keys = [key(), key(LETTER + b".")]
    (project.sources / "mill" / "source.toml").write_text("# changed again\n")
    keys.append(key())
    (project.annotations / "mill").mkdir()
    (project.annotations / "mill" / "corrections.csv").write_text("line,before,after,reason\n")
    keys.append(key())
    assert len(set(keys)) == len(keys)
    (project.sources / "mill" / "reading.txt").write_text("another copy, which is not what this text was made from")
    (project.annotations / "glossary.yaml").write_text("[]")
    assert key() == keys[-1]


def test_a_text_becomes_a_document_and_its_ledger_gives_it_back(project: Project) -> None:
    given = text(project)
    stages = conversion.convert(source(project), given, project)
    assert stages.transcript is not None and stages.cleaned is not None
    assert "neighbours" in stages.document.text.text() and stages.ledger
    assert list(conversion.replayed(stages, given)) == []
    assert conversion.gate(stages, source(project), given) == ()
    cache = Cache(project.build / "cache")
    assert conversion.tei(source(project), given, project, cache) == stages.tei
    assert conversion.document(source(project), given, project, cache) is conversion.document(source(project), given, project, cache)


def test_a_change_that_the_ledger_does_not_tell_is_found(project: Project) -> None:
    given = text(project)
    stages = conversion.convert(source(project), given, project)
    assert stages.cleaned is not None
    lines = list(stages.cleaned.lines)
    place = next(number for number, line in enumerate(lines) if "sacks" in line)
    lines[place] = lines[place].replace("sacks", "bags")
    secret = dataclasses.replace(stages, cleaned=dataclasses.replace(stages.cleaned, lines=tuple(lines)))
    assert [one.code for one in conversion.replayed(secret, given)] == ["P005"]
    assert [one.code for one in conversion.replayed(dataclasses.replace(stages, ledger=stages.ledger[1:]), given)] == ["P005"]


def test_contents_are_a_table_and_come_back(project: Project) -> None:
    document = conversion.convert(source(project), text(project), project).document
    folder = project.sources / "mill"
    path = folder / "contents.tsv"
    assert load(folder, project.root) == ()
    path.write_text(dump(contents(document)), encoding="utf-8")
    assert load(folder, project.root) == contents(document)
    path.write_text("id\tlevel\tpage\ttitle\nmill.1\tone\t\tThe mill\nmill.2\t1\t\tThe wheel\nmill.3\t\t\tThe race\n", encoding="utf-8")
    with pytest.raises(EditionError) as caught:
        load(folder, project.root)
    assert [(one.code, one.line) for one in caught.value.findings] == [("R015", 2), ("R015", 4)]


def test_the_edition_is_stated_once() -> None:
    import build_tools

    stated = imprint(Project(ROOT))
    assert stated.version == build_tools.__version__
    assert f'version = "{stated.version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_a_folder_without_works_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as caught:
        stock(Order(Project(tmp_path)))
    assert [one.code for one in caught.value.findings] == ["R014"]


@pytest.mark.readings
def test_every_ledger_gives_its_reading_back(readings: Path) -> None:
    project = Project(ROOT)
    taken = stock(Order(project, (readings,)))
    assert len(taken.texts) >= 4
    for one in taken.sources:
        given = taken.texts[one.record.id]
        stages = conversion.convert(one, given, project)
        assert list(conversion.replayed(stages, given)) == []
