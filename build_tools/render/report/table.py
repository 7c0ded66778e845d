"""A table of a report: words stand left, figures right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.render.markup import escape, quoted

LEFT = ' class="words"'
"""Marks the head of a column of words, which stands left like them."""


def table(name: str, columns: Sequence[tuple[str, bool]], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a column that is `True` holds figures."""
    head = "".join(f'<th scope="col"{"" if figure else LEFT}>{escape(title)}</th>' for title, figure in columns)
    body = "".join(
        "<tr>" + "".join(
            f'<td class="figure">{cell}</td>' if figure else f"<td>{cell}</td>" for cell, (_, figure) in zip(row, columns)
        ) + "</tr>\n"
        for row in rows
    )
    return (
        f'<div class="table treatments"><div class="scroll" role="region" tabindex="0" aria-label="Table: {quoted(name)}"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div></div>\n"
    )
