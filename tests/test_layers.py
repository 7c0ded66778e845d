"""The layers and the house style as tests: who imports whom, who prints, how long a module is and how it opens."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

BUILD_TOOLS = Path(__file__).resolve().parent.parent / "build_tools"

LAYERS = (
    {"model"},
    {"codes"},
    {"read"},
    {"clean"},
    {"structure"},
    {"tei"},
    {"annotate"},
    {"render"},
    {"export"},
    {"foreign_sentences"},
    {"pipeline"},
    {"mkdocs_navigation", "mkdocs_theme"},
    {"mkdocs_plugin", "command"},
    {"__main__"},
)
"""From left to right; a part imports only from the parts to its left, and from itself."""

COMMAND_LINE = {"command", "__main__"}
"""The parts that may print."""

LONGEST = 300

OURS = re.compile(r"\b(?:bettelheim|marquit|niu|end-of-nep|grain-crisis|soviet|new economic policy|grain procurement|kulaks?)\b", re.I)
"""What belongs to this edition. The tools make others too: a subject is stated in CITATION.cff, mkdocs.yml and annotations/ only."""

MODULES = sorted(BUILD_TOOLS.rglob("*.py"))


def part(file: Path, root: Path) -> str:
    """Return the part of `build_tools` to which a module belongs: a package, or a module at the top."""
    return file.relative_to(root).parts[0].removesuffix(".py")


def imported(tree: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and part of each import of ours, those inside functions and `TYPE_CHECKING` too; `package` is that of the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("build_tools."):
                    yield node.lineno, alias.name.split(".")[1]
        elif isinstance(node, ast.ImportFrom):
            base = node.module.split(".") if node.module else []
            if node.level:
                base = [*package[: len(package) - node.level + 1], *base]
            if base == ["build_tools"]:
                # `__version__` and the like belong to the package as a whole.
                yield from ((node.lineno, alias.name) for alias in node.names if not alias.name.startswith("__"))
            elif base[:1] == ["build_tools"]:
                yield node.lineno, base[1]


def named(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the strings that name this edition; docstrings take their examples from it."""
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements and OURS.search(node.value):
            yield node.lineno, node.value


def faults(file: Path, root: Path) -> list[str]:
    """Return what is wrong with one module, a line each."""
    source = file.read_text(encoding="utf-8")
    tree = ast.parse(source)
    here = part(file, root)
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    found = []
    if here != "__init__":
        if here not in rank:
            found.append(f"{here} has no place in LAYERS")
        package = ("build_tools", *file.relative_to(root).parts[:-1])
        for line, name in imported(tree, package):
            if name not in rank:
                found.append(f"line {line}: imports {name}, which has no place in LAYERS")
            elif here != name and rank[name] >= rank.get(here, -1):
                found.append(f"line {line}: {here} imports {name}, which is not to its left")
    docstring = ast.get_docstring(tree)
    if not docstring:
        found.append("no docstring")
    elif len(docstring.split("\n\n")[0].splitlines()) > 1:
        found.append("the docstring opens with more than one line")
    if (length := len(source.splitlines())) > LONGEST:
        found.append(f"{length} lines; one concept fits in {LONGEST}")
    found += [f"line {line}: names this edition: “{said}”" for line, said in named(tree)]
    if here not in COMMAND_LINE:
        found += [
            f"line {node.lineno}: prints"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        ]
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(BUILD_TOOLS).as_posix())
def test_module(file: Path) -> None:
    assert faults(file, BUILD_TOOLS) == []


def test_there_are_modules_to_check() -> None:
    assert {part(file, BUILD_TOOLS) for file in MODULES} >= {"model", "read", "clean", "structure", "tei", "annotate", "render", "pipeline"}


@pytest.mark.parametrize(
    ("name", "source", "fault"),
    [
        ("read/a.py", '"""Doc."""\nfrom build_tools.clean import desk\n', "line 2: read imports clean, which is not to its left"),
        ("read/a.py", '"""Doc."""\nimport build_tools.tei.header\n', "line 2: read imports tei, which is not to its left"),
        ("read/a.py", '"""Doc."""\nfrom build_tools import pipeline\n', "line 2: read imports pipeline, which is not to its left"),
        ("read/a.py", '"""Doc."""\nfrom ..render import pages\n', "line 2: read imports render, which is not to its left"),
        ("read/a.py", '"""Doc."""\nfrom .. import render\n', "line 2: read imports render, which is not to its left"),
        ("model/a.py", '"""Doc."""\ndef f():\n    import build_tools.read\n', "line 3: model imports read, which is not to its left"),
        ("pipeline.py", '"""Doc."""\nfrom build_tools import command\n', "line 2: pipeline imports command, which is not to its left"),
        ("helpers.py", '"""Doc."""\n', "helpers has no place in LAYERS"),
        ("read/a.py", '"""Doc."""\nprint("no")\n', "line 2: prints"),
        ("read/a.py", "WORD = 1\n", "no docstring"),
        ("read/a.py", '"""Soviet."""\nLEAD = "On Soviet grain"\n', "line 2: names this edition: “On Soviet grain”"),
        ("read/a.py", '"""Two\nlines."""\n', "the docstring opens with more than one line"),
        ("read/a.py", '"""Doc."""\n' + "#\n" * 300, "301 lines; one concept fits in 300"),
    ],
)
def test_the_checker_finds_each_fault(tmp_path: Path, name: str, source: str, fault: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(source, encoding="utf-8")
    assert faults(file, tmp_path) == [fault]


def test_the_checker_passes_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "read").mkdir()
    file = tmp_path / "read" / "a.py"
    file.write_text('"""Doc."""\nimport re\nfrom build_tools import model\nfrom . import b\nfrom .b import c\n', encoding="utf-8")
    assert faults(file, tmp_path) == []
