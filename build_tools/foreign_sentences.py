"""The law of no foreign sentences: no run of eight words of a text that may not be redistributed stands in what we give out."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, zip_longest
from pathlib import Path

from build_tools.model.finding import Finding

RUN = 8
"""Words in a run. Seven coincide by chance in a text on the same matter (names, offices, dates); eight have not so far."""

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")  # "peasant's", "grain-procurement", "1928"
LINE_HYPHEN = re.compile(r"[-\u00ad][ \t]*\r?\n\s*")  # "procure-\n  ment"
CLOSING = re.compile(r"</[A-Za-z][^<>]*>")
BREAK = " qxbreakqx "
"""A word of no text."""

TAG = re.compile(r"<[^<>]*>")  # '<a class="call" href="#n1">'
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")  # "\u2019" in a script
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "\u00ad": None})

MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg", ".opf", ".ncx"})
ARCHIVES = frozenset({".zip", ".epub"})
UNTRACKED = frozenset({".git", ".venv", "build", "site", "dist", "node_modules", "__pycache__"})

Runs = frozenset[int]


@dataclass(frozen=True, slots=True)
class Leak:
    """`count` runs of a held text in `file`; `words` is the first of them, at `line` (`None` where the file is no plain text)."""

    file: str
    count: int
    words: str
    line: int | None = None


def words(text: str) -> list[str]:
    """Return the words as they are compared: one case, one apostrophe, ligatures apart, hyphenated line ends joined.

    >>> words("The ﬁrst  Procure-\\nment: peasants’ grain")
    ['the', 'first', 'procurement', 'peasants', 'grain']
    """
    plain = unicodedata.normalize("NFKC", LINE_HYPHEN.sub("", text)).translate(APOSTROPHES)
    return WORD.findall(plain.casefold())


def runs(text: str) -> Runs:
    """Return the runs of a text as hashes, which hold for this process only.

    Numbers alone say nothing: two indexes that name the same pages share them, and no sentence.
    """
    sequence = words(text)
    return frozenset(hash(run) for run in zip(*(sequence[start:] for start in range(RUN))) if not all(map(str.isdecimal, run)))


def hold(texts: Iterable[str], titles: Iterable[str] = ()) -> Runs:
    """Return the runs that may not be given out: those of `texts`, less those of `titles`, since titles are data."""
    held = frozenset[int]().union(*map(runs, texts))
    return held.difference(*map(runs, titles))


def titles(root: Path) -> Iterator[str]:
    """Yield the texts of the bibliographies and the contents lists of a project.

    A list is read row by row, and also as pages show it: one column alone, two in turn (a title, its page, the next title), or a
    title before the number of its division, with which a passage is named.
    """
    for file in sorted(root.glob("**/*.bib")):
        if not UNTRACKED.intersection(file.relative_to(root).parts):
            yield file.read_text(encoding="utf-8", errors="replace")
            yield from _entries(file)
    for file in sorted(root.glob("sources/*/contents.tsv")):
        text = file.read_text(encoding="utf-8", errors="replace")
        yield text
        columns = list(zip_longest(*(line.split("\t") for line in text.splitlines()), fillvalue=""))
        yield from map("\n".join, columns)
        yield from ("\n".join(map("\t".join, zip(*pair))) for pair in permutations(columns, 2))
        rows = [line.split("\t") for line in text.splitlines()]
        yield "\n".join(f"{row[-1]} {row[0].partition('.')[2]}" for row in rows)
        # Trails and lists set one title behind another, so that a title may stand before the number of any other.
        for number in sorted({row[-1].split(" ", 1)[0] for row in rows if row[-1]}):
            yield "\n".join(f"{row[-1]} {number} {BREAK}" for row in rows)


def _entries(file: Path) -> Iterator[str]:
    """Yield each entry of a bibliography as pages show it: its author before its title, and with place and year behind."""
    from build_tools.annotate.bibliography import read
    from build_tools.model.finding import EditionError
    from build_tools.render.bibliography_entry import entry
    from build_tools.render.citation import plain

    try:
        found = read(file.read_bytes(), file.name).publications
    except EditionError:
        # What is wrong with the file is told where it is read for itself; its own words are titles all the same.
        return
    for one in found:
        yield one.label
        yield plain(entry(one))


def repository_files(root: Path) -> Iterator[Path]:
    """Yield the files that git holds or would take in; without git, all but the folders of generated things."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True, check=True
        ).stdout.decode("utf-8", "surrogateescape")
        names = sorted(set(filter(None, listed.split("\0"))))
    except (OSError, subprocess.CalledProcessError):
        names = sorted(str(file.relative_to(root)) for file in root.rglob("*"))
        names = [name for name in names if not UNTRACKED.intersection(Path(name).parts) and Path(name).name != "reading.txt"]
    yield from (root / name for name in names if (root / name).is_file())


def folder_files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, such as a built site."""
    yield from (file for file in sorted(folder.rglob("*")) if file.is_file())


def leaks(files: Iterable[Path], root: Path, held: Runs) -> list[Leak]:
    """Return the leaks in `files`, named relative to `root`; archives are opened, files that are not text are passed over."""
    return [leak for file in files for leak in _leaks_in(file.relative_to(root).as_posix(), file.read_bytes(), held)]


def findings(found: Iterable[Leak], *, public: bool) -> list[Finding]:
    """Return the leaks as findings: `P001` in the repository, `P002` in a public build."""
    place = "a public build" if public else "the repository"
    return [
        Finding(
            "P002" if public else "P001",
            f"{leak.count} run(s) of eight words of a text that may not be redistributed, the first “{leak.words}”",
            leak.file,
            line=leak.line,
            expected=f"no sentence of such a text in {place}",
            hint="Say it in words of your own and cite the page; or, if the text may be redistributed, say so in its source.toml.",
        )
        for leak in found
    ]


def _leaks_in(name: str, content: bytes, held: Runs) -> Iterator[Leak]:
    suffix = Path(name).suffix.lower()
    if suffix in ARCHIVES and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from _leaks_in(f"{name}/{member}", archive.read(member), held)
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    hits = dict[int, str]()
    for view in _views(suffix, text):
        sequence = words(view)
        for position, run in enumerate(zip(*(sequence[start:] for start in range(RUN)))):
            if (key := hash(run)) in held:
                hits.setdefault(key, " ".join(sequence[position:position + RUN]))
    if hits:
        first = next(iter(hits.values()))
        yield Leak(name, len(hits), first, None if suffix in MARKUP or suffix == ".json" else _line(text, first))


def _views(suffix: str, text: str) -> Iterator[str]:
    """Yield the ways in which a file may be read: as it stands, and as a reader sees it."""
    # The name of a closing tag is no word: `peasants</a>` says nothing of “peasants a”.
    yield CLOSING.sub(BREAK, text) if suffix in MARKUP else text
    if suffix in MARKUP:
        # A tag may stand between words or inside one.
        yield html.unescape(TAG.sub(" ", text))
        yield html.unescape(TAG.sub("", text))
    elif suffix == ".json":
        try:
            value = json.loads(text)
        except ValueError:
            return
        for string in _strings(value):
            yield string
            if "<" in string:
                yield html.unescape(TAG.sub("", string))
    elif suffix == ".js" and "\\u" in text:
        yield ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _line(text: str, run: str) -> int | None:
    """Return the line where a run begins; `None` where it stands only in another reading of the file."""
    sequence = run.split(" ")
    buffer: list[tuple[str, int]] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        # A word cut by a line end belongs to the line where it began.
        joined = line[:-1] if line.endswith("-") else line
        buffer += [(word, number) for word in words(joined)]
    plain = [word for word, _ in buffer]
    starts = (index for index, word in enumerate(plain) if word == sequence[0] or sequence[0].startswith(word))
    return next((buffer[index][1] for index in starts if "".join(plain[index:index + RUN + 2]).startswith("".join(sequence))), None)
