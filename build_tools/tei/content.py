"""How far a row of children follows a content model: after each child, what may still come.

These are the derivatives of Brzozowski (Journal of the ACM 11, 1964), on contents instead of regular expressions.
"""

from __future__ import annotations

from functools import cache

from build_tools.tei.grammar import Choice, Content, Many, Nothing, One, Sequence, Words, choice, sequence


@cache
def may_end(content: Content) -> bool:
    """Tell whether nothing more need come.

    >>> may_end(Many(One("p"))), may_end(One("p"))
    (True, False)
    """
    if isinstance(content, Sequence):
        return may_end(content.first) and may_end(content.rest)
    if isinstance(content, Choice):
        return may_end(content.one) or may_end(content.other)
    return not isinstance(content, One)


@cache
def after(content: Content, definition: str) -> Content | None:
    """Return what may come after a child of that definition, or `None` where it may not stand here.

    >>> after(Sequence(One("head"), Many(One("p"))), "head")
    Many(each=One(definition='p'))
    >>> after(One("head"), "p") is None
    True
    """
    if isinstance(content, One):
        return Nothing() if content.definition == definition else None
    if isinstance(content, Sequence):
        step = after(content.first, definition)
        left = None if step is None else sequence(step, content.rest)
        return _either(left, after(content.rest, definition) if may_end(content.first) else None)
    if isinstance(content, Choice):
        return _either(after(content.one, definition), after(content.other, definition))
    if isinstance(content, Many):
        step = after(content.each, definition)
        return None if step is None else sequence(step, content)
    return None


def _either(one: Content | None, other: Content | None) -> Content | None:
    if one is None or other is None:
        return one or other
    return choice(one, other)


@cache
def next_definitions(content: Content) -> tuple[str, ...]:
    """Return the definitions of the children that may come first.

    >>> next_definitions(Sequence(Many(One("pb")), One("p")))
    ('pb', 'p')
    """
    if isinstance(content, One):
        return (content.definition,)
    if isinstance(content, Many):
        return next_definitions(content.each)
    if isinstance(content, Choice):
        return tuple(dict.fromkeys(next_definitions(content.one) + next_definitions(content.other)))
    if isinstance(content, Sequence):
        first = next_definitions(content.first)
        return tuple(dict.fromkeys(first + next_definitions(content.rest))) if may_end(content.first) else first
    return ()


@cache
def all_definitions(content: Content) -> tuple[str, ...]:
    """Return the definitions of all children that may stand anywhere in it."""
    if isinstance(content, One):
        return (content.definition,)
    if isinstance(content, Many):
        return all_definitions(content.each)
    if isinstance(content, Choice):
        return tuple(dict.fromkeys(all_definitions(content.one) + all_definitions(content.other)))
    if isinstance(content, Sequence):
        return tuple(dict.fromkeys(all_definitions(content.first) + all_definitions(content.rest)))
    return ()


@cache
def holds_words(content: Content) -> bool:
    """Tell whether text may stand in it."""
    if isinstance(content, Sequence):
        return holds_words(content.first) or holds_words(content.rest)
    if isinstance(content, Choice):
        return holds_words(content.one) or holds_words(content.other)
    return isinstance(content, Words) or isinstance(content, Many) and holds_words(content.each)
