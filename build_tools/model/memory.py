"""Memory: what a function has made from values that are still the same is not made again by a process that goes on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

class Memory:
    """Values by slot, each with all that it was made from. It holds no truth: without it everything is made anew.

    `grown` says that something was made since the memory was empty, or was read from disk.
    """

    def __init__(self) -> None:
        self._held: dict[Hashable, tuple[object, object]] = {}
        self.grown = False

    def holds(self, slot: Hashable, given: object) -> bool:
        """Say whether the value in a slot was made from equal values."""
        held = self._held.get(slot)
        return held is not None and held[0] == given

    def value(self, slot: Hashable, given: object, make: Callable[[], T]) -> T:
        """Return what was made in a slot from equal values, else make it; one value a slot is kept."""
        held = self._held.get(slot)
        if held is not None and held[0] == given:
            return held[1]  # type: ignore[return-value]
        made = make()
        self._held[slot] = given, made
        self.grown = True
        return made


_PRESENT: ContextVar[Memory | None] = ContextVar("memory", default=None)


@contextmanager
def remembering(memory: Memory | None) -> Iterator[None]:
    """Let the functions that are `remembered` use a memory while the block lasts; without one they keep nothing alive."""
    before = _PRESENT.set(memory)
    try:
        yield
    finally:
        _PRESENT.reset(before)


def _only(*given: object, **named: object) -> None:
    """The slot of a function of which one value is kept."""


def remembered(slot: Callable[..., Hashable] = _only) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a function give back what it gave last, where it is given values that are equal to those of that time.

    It must be made of what it is given and of nothing else, and nobody may change what it gives: the same object comes back, so that what
    is made from it is found to be the same by one look. `slot` tells calls apart of which each keeps its value: works, pages.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        # A name, not the function: a memory may outlast the process.
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def recall(*given: P.args, **named: P.kwargs) -> T:
            memory = _PRESENT.get()
            if memory is None:
                return function(*given, **named)
            return memory.value((name, slot(*given, **named)), (given, named), lambda: function(*given, **named))

        return recall

    return wrap


@remembered(lambda name, value: name)
def same(name: str, value: T) -> T:
    """Return the value that was held under a name, where it is equal to this one.

    >>> with remembering(Memory()):
    ...     first = same("row", [1000, 2000])
    ...     same("row", [1000, 2000]) is first, same("row", [1000]) is first
    (True, False)
    """
    return value
