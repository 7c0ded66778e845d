"""The syntax of our Markdown: CommonMark with tables, and marks for notes, citations, terms, pages and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from build_tools.model.finding import Finding
from build_tools.read.marks import ALONE, CITE, LINK

DEFINITION = re.compile(r"\[\^([^\]\s]{1,40})\]: ?(.*)$")
"""`[^12]: The words of the note.`"""

CALL = re.compile(r"\[\^([^\]\s]{1,40})\]")

PAGE = re.compile(r"\[(?:p|pg|page)\.? ?(\d{1,4}|[ivxlc]{1,8})\]", re.IGNORECASE)
"""`[p. 23]`: a printed page begins."""

NAMED = re.compile(r"\s*\{#([A-Za-z][\w.-]*)(?:\s[^}]*)?\}\s*$")
"""`{#prices}` behind a heading or a paragraph: its id."""

DEEPEST = 40
"""Marks of a line that may stand in each other, as many as blocks may: a row of a thousand asterisks is nobody's emphasis."""

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

CAPTION = re.compile(r"(?:Table|TABLE)(?: [\dIVX]+)?[:.] ?|: ")
"""`Table: Yield of the farms`, `: Yield`: the caption of the table that follows or stands before it."""


def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables, and with our marks in the line."""
    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    for rule, pattern in (("note_call", CALL), ("citation", re.compile(CITE)), ("term", re.compile(LINK)), ("page", PAGE)):
        made.inline.ruler.before("link", rule, _mark(rule, pattern))
    made.core.ruler.push("shallow", _shallow)
    return made


class TooDeep(Exception):
    """A line at which quotations and lists stand deeper in each other than the parser follows: it leaves out what they hold."""

    def __init__(self, line: int) -> None:
        self.line = line

    def finding(self, file: str) -> Finding:
        """Return what is to be told."""
        return Finding("R037", "quotations or lists stand too deep in each other", file, self.line,
                       expected=f"at most {DEEPEST // 2} in each other", hint="take away some of the “>”, or set the list less far in")


def tree(parser: MarkdownIt, text: str, first: int = 1) -> SyntaxTreeNode:
    """Return the blocks of a text whose first line has the number `first`; raises `TooDeep` rather than lose any."""
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("blockquote_open", "list_item_open") and token.level >= DEEPEST - 1 and token.map:
            raise TooDeep(first + token.map[0])
    return SyntaxTreeNode(tokens)


def _shallow(state: StateCore) -> None:
    """Leave out the marks of a line that stand too deep in each other; their words stay."""
    for token in state.tokens:
        kept: list[Token] = []
        depth = 0
        for child in token.children or ():
            depth += child.nesting == 1
            if not child.nesting or depth <= DEEPEST:
                kept.append(child)
            depth -= child.nesting == -1
        if token.children:
            token.children = kept


def _mark(name: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "[":
            return False
        match = pattern.match(state.src, state.pos)
        if match is None:
            return False
        if not silent:
            token = state.push(name, "", 0)
            token.content = match.group(1)
            token.meta = {"second": match.group(2) if pattern.groups > 1 else None}
        state.pos = match.end()
        return True

    return rule


def figure_page(content: str) -> str:
    """Return the page of the figure that a paragraph is, `""` where it is words.

    >>> figure_page("![[figure:scissors]]"), figure_page("See the scissors.")
    ('figures/scissors.html', '')
    """
    match = ALONE.match(content)
    return f"figures/{match['figure']}.html" if match else ""


def front_matter(lines: list[str]) -> list[str]:
    """Return the lines with those of a YAML head made empty."""
    if lines and lines[0].strip() == "---":
        for index in range(1, min(len(lines), 200)):
            if lines[index].strip() in ("---", "..."):
                return [""] * (index + 1) + lines[index + 1 :]
    return lines


def definitions(lines: Sequence[str]) -> tuple[dict[str, tuple[int, str]], list[str]]:
    """Return the bodies of notes, each with its line, and the lines without them."""
    bodies: dict[str, tuple[int, str]] = {}
    rest: list[str] = []
    index = 0
    while index < len(lines):
        match = DEFINITION.match(lines[index]) if lines[index].startswith("[^") else None
        if match is None or match.group(1) in bodies:
            rest.append(lines[index])
            index += 1
            continue
        start = index
        held = [match.group(2)]
        index += 1
        while index < len(lines):
            line_ = lines[index]
            if line_.startswith(("    ", "\t")):
                held.append(line_[4:] if line_.startswith("    ") else line_[1:])
            elif not line_.strip():
                ahead = next((one for one in lines[index : index + 4] if one.strip()), "")
                if not ahead.startswith(("    ", "\t")):
                    break
                held.append("")
            elif lines[index - 1].strip() and not line_.startswith("[^"):
                held.append(line_)
            else:
                break
            index += 1
        bodies[match.group(1)] = (start + 1, "\n".join(held))
        rest.extend([""] * (index - start))
    return bodies, rest


def split_name(content: str) -> tuple[str, str]:
    """Return words and the id behind them.

    >>> split_name("Prices {#prices}")
    ('Prices', 'prices')
    """
    match = NAMED.search(content)
    return (content[: match.start()], match.group(1)) if match else (content, "")


def uncommented(content: str) -> str:
    """Return words of HTML without comments.

    >>> uncommented("<!-- a --> mill <!-- b")
    'mill <!-- b'
    """
    # Behind the last end of a comment there is none: each look for one would go to the end of the text.
    held, end, rest = content.rpartition("-->")
    return (COMMENT.sub("", held + end) + rest).strip()


def line(node: SyntaxTreeNode) -> int:
    """Return the line (from 1) where a block begins, 0 where it is unknown."""
    return node.map[0] + 1 if node.map else 0
