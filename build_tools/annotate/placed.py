"""YAML with places: every mapping, list and string of a register file is read together with the line where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import yaml

from build_tools.model.finding import EditionError, Finding

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml composes the glossary in a tenth of the time; both give the same nodes."""

Fault = Callable[[str, int, str, str, str], None]
"""Takes the code, the line, the message, what was expected, and a hint."""


class Placed(NamedTuple):
    """A node of the file and its line (from 1)."""

    node: yaml.Node
    line: int


def compose(data: bytes, file: str) -> Placed | None:
    """Return the root of a YAML file, or `None` where it holds nothing; raises `EditionError` (A001) where it is not YAML."""
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "open the file in an editor and save it with the encoding UTF-8"
        raise EditionError(Finding("A001", f"byte {error.start} is not UTF-8", file, line, expected="YAML in UTF-8", hint=hint)) from error
    except yaml.YAMLError as error:
        raise EditionError(_broken(error, file)) from error
    return None if root is None else _placed(root)


def collect(file: str, findings: list[Finding]) -> Fault:
    """Return what turns the faults of a file into findings."""

    def fault(code: str, line: int, message: str, expected: str, hint: str) -> None:
        findings.append(Finding(code, message, file, line, expected=expected, hint=hint))

    return fault


def items(place: Placed, fault: Fault, what: str) -> Iterator[Placed]:
    """Yield the members of a list; a node that is no list is a fault (A002)."""
    if not isinstance(place.node, yaml.SequenceNode):
        fault("A002", place.line, f"{what} is {_name(place.node)}", "a list: lines that begin with “- ”, or [a, b]", "")
        return
    yield from (_placed(node) for node in place.node.value)


def fields(place: Placed, fault: Fault, what: str) -> dict[str, Placed]:
    """Return the fields of a mapping; a node that is none and a field that comes twice are faults (A002)."""
    found: dict[str, Placed] = {}
    if not isinstance(place.node, yaml.MappingNode):
        fault("A002", place.line, f"{what} is {_name(place.node)}", "fields: lines such as “headword: Mill”", "")
        return found
    for key, value in place.node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in found:
            fault("A002", line, f"“{name}” stands twice in {what}", "each field once", f"the first is in line {found[name].line}")
        found[name] = Placed(value, line)
    return found


def string(place: Placed, fault: Fault, what: str) -> str:
    """Return a scalar as its characters, without YAML's guesses (`no` stays “no”); another node or an empty one is a fault (A002)."""
    if not isinstance(place.node, yaml.ScalarNode):
        fault("A002", place.line, f"{what} is {_name(place.node)}", "words", "put a value that holds “: ” or “#” into quotation marks")
        return ""
    text = " ".join(str(place.node.value).split())
    if not text:
        fault("A002", place.line, f"{what} is empty", "words", "leave the field out where nothing is known")
    return text


def _placed(node: yaml.Node) -> Placed:
    return Placed(node, node.start_mark.line + 1)


def _name(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "a group of fields" if isinstance(node, yaml.MappingNode) else "a string"


def _broken(error: yaml.YAMLError, file: str) -> Finding:
    # A quotation mark that is never closed is missed only at the end of the file; what helps is where it was opened.
    opened = "quoted" in str(getattr(error, "context", None))
    mark = getattr(error, "context_mark" if opened else "problem_mark", None)
    message = str(getattr(error, "problem", None) or error).splitlines()[0]
    return Finding("A001", f"not YAML: {message}", file, mark.line + 1 if mark else 1, expected="a list of entries: “- id: …”",
                   hint="look for a missing quotation mark or a wrong indent in this line or the one above")
