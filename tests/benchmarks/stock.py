"""The yardstick: the same texts as Markdown for stock MkDocs with Material, page for page as the edition divides them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.model.document import Document
from build_tools.model.tree import Element, Node
from build_tools.render.paginate import paginate

CONFIG = """site_name: Yardstick
theme:
  name: material
  font: false
plugins: [search]
markdown_extensions: [attr_list, tables]
validation:
  links: {not_found: ignore, anchors: ignore, unrecognized_links: ignore, absolute_links: ignore}
"""

SPACE = re.compile(r"\s+")
SIGNS = re.compile(r"([\\`*_\[\]<>#|])")  # what Markdown would read as markup
INLINE = frozenset({"p", "quote", "head", "label", "item", "note", "cell", "l", "ab"})


def write(documents: Iterable[Document], folder: Path) -> int:
    """Write `mkdocs.yml` and `docs/`; return the number of bytes of Markdown."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (docs / "index.md").write_text("# Yardstick\n", encoding="utf-8")
    total = 0
    for document in documents:
        for leaf in paginate(document.text, document.record.id):
            page = docs / leaf.url.replace(".html", ".md")
            page.parent.mkdir(exist_ok=True)
            text = "\n\n".join(blocks(leaf.nodes, 1)) + "\n"
            page.write_text(text, encoding="utf-8")
            total += len(text.encode())
    return total


def blocks(nodes: Iterable[Node], level: int) -> Iterator[str]:
    """Yield the blocks of a text, each with its id where it has one, so that the yardstick has the addresses too."""
    for node in nodes:
        if isinstance(node, str):
            continue
        address = f"\n{{: #{node.id} }}" if node.id else ""
        if node.name == "div":
            yield from blocks(node.children, level + 1)
        elif node.name == "head":
            yield "#" * min(level, 6) + " " + phrase(node)
        elif node.name == "table":
            yield "\n".join(rows(node))
        elif node.name == "quote":
            yield "> " + phrase(node)
        elif node.name == "note":
            yield f"**{node.get('n')}** {phrase(node)}{address}"
        elif node.name == "list":
            yield "\n".join(f"- {phrase(item)}" for item in node.elements() if item.name == "item")
        elif node.name in INLINE:
            yield phrase(node) + address
        elif node.name != "pb":
            yield from blocks(node.children, level)


def rows(table: Element) -> Iterator[str]:
    """Yield the lines of a table; Markdown wants as many cells in each row."""
    cells = [[phrase(cell) for cell in row.elements()] for row in table.elements() if row.name == "row"]
    width = max(map(len, cells), default=0)
    for number, row in enumerate(cells):
        yield "| " + " | ".join(row + [""] * (width - len(row))) + " |"
        if number == 0:
            yield "|" + "---|" * width


def phrase(element: Element) -> str:
    """Return the words of a block, with its references as links and its page breaks as small marks."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(SIGNS.sub(r"\\\1", child))
        elif child.name == "pb":
            parts.append(f"[{child.get('n')}](#{child.id}){{: #{child.id} }}" if child.id else "")
        elif child.name in ("ref", "term") and child.get("target", child.get("ref")):
            parts.append(f"[{phrase(child)}]({child.get('target', child.get('ref'))})")
        else:
            parts.append(phrase(child))
    return SPACE.sub(" ", "".join(parts)).strip() if element.name in INLINE else "".join(parts)
