"""Tables to values: fills a frozen dataclass from a TOML table and says of every field that is wrong what was expected."""

from __future__ import annotations

import dataclasses
import difflib
import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Fault = Callable[[str, tuple[str, ...], str, str, str], None]
"""Takes the code, the path of the key, the message, what was expected, and a hint."""

_NAMES = {str: "a string", bool: "true or false", int: "a whole number", float: "a number"}


class Mismatch(Exception):
    """A value that is not what its field takes; carries what was expected, and a hint."""

    def __init__(self, expected: str, hint: str = "") -> None:
        super().__init__(expected)
        self.expected, self.hint = expected, hint


@cache
def hints(kind: Hashable) -> Mapping[str, Any]:
    """Return the types of the fields of a dataclass, resolved once: that takes longer than all the rest."""
    return get_type_hints(kind)


def required(field: dataclasses.Field[Any]) -> bool:
    """Return whether a field has no default."""
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def nearest(word: str, among: Iterable[str]) -> str:
    """Return a hint that names the nearest of the valid words, or `""`.

    >>> nearest("titel", ["title", "date"])
    'did you mean “title”?'
    """
    close = difflib.get_close_matches(word, list(among), n=1, cutoff=0.6)
    return f"did you mean “{close[0]}”?" if close else ""


def fill(kind: type[T], table: Mapping[str, Any], path: tuple[str, ...], fault: Fault, **given: Any) -> T | None:
    """Return a value of the dataclass `kind` from `table`; `given` are the fields that do not stand in it.

    Every key that is unknown (R002), missing (R003) or of the wrong type (R004) is told to `fault`, all in one go; then the answer
    is `None`.
    """
    types = hints(cast(Hashable, kind))
    fields = {field.name: field for field in dataclasses.fields(kind) if field.name not in given}  # type: ignore[arg-type]
    where = f"[{'.'.join(path)}]"
    values: dict[str, Any] = dict(given)
    good = True
    for key in table:
        if key not in fields:
            good = False
            fault("R002", (*path, key), f"{where} has no field “{key}”", f"one of {', '.join(fields)}", nearest(key, fields))
    missing = [field for name, field in fields.items() if name not in table and required(field)]
    for field in missing:
        good = False
        expected = _describe(types[field.name])
        fault("R003", path, f"{where} lacks “{field.name}”", f"{field.name} = {expected}", f"add a line “{field.name} = …” to {where}")
    for name in fields.keys() & table.keys():
        try:
            values[name] = decode(types[name], table[name])
        except Mismatch as error:
            good = False
            message = f"“{name}” in {where} is {_describe_value(table[name])}"
            fault("R004", (*path, name), message, error.expected, error.hint)
    return kind(**values) if good else None


def decode(hint: Any, value: Any) -> Any:
    """Return `value` as the type `hint` says; raises `Mismatch` where it is another.

    >>> decode(tuple[tuple[int, str], ...], {"105": "11"})
    ((105, '11'),)
    """
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _NAMES:
        if type(value) is hint or (hint is float and type(value) is int):
            return hint(value)
        raise Mismatch(_NAMES[hint])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _member(hint, value)
    if dataclasses.is_dataclass(hint):
        return _nested(hint, value)
    if origin is tuple and inner[-1] is Ellipsis:
        return _row(inner[0], value)
    if origin is tuple:
        if not isinstance(value, list) or len(value) != len(inner):
            raise Mismatch(_describe(hint))
        return tuple(decode(one, part) for one, part in zip(inner, value, strict=True))
    if origin in (Union, types.UnionType):
        return _either(inner, value, hint)
    raise TypeError(f"a field of type {hint} cannot be read from TOML; teach build_tools/read/fields.py")


def _row(inner: Any, value: Any) -> tuple[Any, ...]:
    """A list, or a table where the members are pairs."""
    whole = tuple[inner, ...]
    pairs = get_origin(inner) is tuple and len(get_args(inner)) == 2
    if pairs and isinstance(value, dict):
        left, right = get_args(inner)
        return tuple((_key(left, key), _part(whole, right, part, f"“{key}”")) for key, part in value.items())
    if not isinstance(value, list):
        raise Mismatch(_describe(whole))
    return tuple(_part(whole, inner, part, f"no. {number}") for number, part in enumerate(value, start=1))


def _part(whole: Any, inner: Any, value: Any, which: str) -> Any:
    """A member of a list or a table; what is wrong with it is told of the whole, which is what a person sees in the file."""
    try:
        return decode(inner, value)
    except Mismatch as error:
        raise Mismatch(_describe(whole), f"{which} must be {error.expected}" + (f": {error.hint}" if error.hint else "")) from error


def _key(hint: Any, key: str) -> Any:
    """The key of a table, which TOML knows only as a string."""
    if hint is not int:
        return decode(hint, key)
    if not key.isdecimal():
        raise Mismatch("whole numbers as keys", f"“{key}” is not one")
    return int(key)


def _member(hint: type[Enum], value: Any) -> Enum:
    names = [str(member.value) for member in hint]
    if value not in names:
        raise Mismatch(f"one of {', '.join(names)}", nearest(str(value), names))
    return hint(value)


def _nested(hint: Any, value: Any) -> Any:
    """A dataclass inside a field, such as a name: its own faults become one mismatch of the field."""
    if not isinstance(value, dict):
        raise Mismatch(_describe(hint))
    faults: list[tuple[str, str]] = []
    made = fill(hint, value, (hint.__name__.lower(),), lambda code, path, message, expected, tip: faults.append((message, tip)))
    if made is None:
        raise Mismatch(_describe(hint), "; ".join(filter(None, faults[0])))
    return made


def _either(inner: tuple[Any, ...], value: Any, hint: Any) -> Any:
    for one in inner:
        if one is not type(None):
            try:
                return decode(one, value)
            except Mismatch:
                continue
    raise Mismatch(_describe(hint))


def _describe(hint: Any) -> str:
    """Say in words what a field takes."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _NAMES:
        return _NAMES[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"one of {', '.join(str(member.value) for member in hint)}"
    if dataclasses.is_dataclass(hint):
        return "{ " + ", ".join(f"{field.name} = …" for field in dataclasses.fields(hint)) + " }"
    if origin is tuple and inner[-1] is Ellipsis:
        if get_origin(inner[0]) is tuple:
            return "a table such as { \"…\" = … }"
        return f"a list [ … ] of: {_describe(inner[0])}"
    if origin is tuple:
        return f"[{', '.join(_describe(one) for one in inner)}]"
    return " or ".join(_describe(one) for one in inner if one is not type(None))


def _describe_value(value: Any) -> str:
    """Say in words what was found."""
    if isinstance(value, (str, bool, int, float)):
        text = str(value).lower() if isinstance(value, bool) else repr(value)
        return text if len(text) <= 40 else text[:39] + "…"
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else f"a {type(value).__name__}"
