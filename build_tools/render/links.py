"""The check of a built site: every link leads somewhere, every id is unique, and nothing is asked of another host."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from build_tools.model.finding import Finding

# One tag that bears an address or an id: `<a class="ref" href="2.html#p1">`. Attribute values hold no `>`: our HTML escapes it.
TAG = re.compile(r"<([a-zA-Z][\w-]*)\b([^>]*\b(?:href|src|srcset|poster|action|data|id)\s*=[^>]*)>")
# `href="2.html"`, `src=x.js`, `id='p1'`
ATTRIBUTE = re.compile(r"""\b(?<![-\w])(href|src|srcset|poster|action|data|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# What is no markup although it looks so.
OPAQUE = re.compile(r"<!--.*?-->|(<(script|style|svg)\b[^>]*>).*?</\2\s*>", re.S)
# `https:`, `mailto:`, `//host`
FOREIGN = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
# `url(https://…)` and `@import "https://…"` in a stylesheet.
STYLE_REQUEST = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")
# Pages that a server gives for any address: their links are counted from the root of the site.
ANYWHERE = frozenset({"404.html"})


def check_site(folder: Path) -> list[Finding]:
    """Return what is wrong with the links of a built site, page by page. A pattern scan: 11,000 links take a fraction of a second."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name: (folder / name).read_text(encoding="utf-8") for name in sorted(files) if name.endswith(".html")}
    found: list[Finding] = []
    links: dict[str, list[tuple[str, int]]] = {}
    ids: dict[str, set[str]] = {}
    for name, text in pages.items():
        links[name] = []
        ids[name] = set()
        found += _scan(name, text, links[name], ids[name])
    for name, targets in links.items():
        for target, line in targets:
            found += _broken(name, target, line, files, ids)
    for name in sorted(files):
        if name.endswith(".css"):
            found += _style_requests(name, (folder / name).read_text(encoding="utf-8"))
    return found


def _scan(name: str, text: str, links: list[tuple[str, int]], ids: set[str]) -> Iterator[Finding]:
    """Collect the links and ids of a page; yield what is wrong in themselves."""
    # Opaque parts keep their line ends, so that lines are counted rightly.
    text = OPAQUE.sub(lambda part: (part[1] or "") + "\n" * part[0].count("\n"), text)
    line, seen = 1, 0
    for tag in TAG.finditer(text):
        line += text.count("\n", seen, tag.start())
        seen = tag.start()
        for attribute in ATTRIBUTE.finditer(tag[2]):
            key, value = attribute[1], unescape(attribute[2] or attribute[3] or attribute[4] or "")
            if key == "id":
                if value in ids:
                    yield Finding("L003", f"the id “{value}” stands twice on the page", name, line,
                                  expected="every id once on a page", hint="two passages have one xml:id, or a page holds a passage twice")
                ids.add(value)
            elif FOREIGN.match(value):
                yield from _foreign(name, tag[1].lower(), tag[2], value, line)
            else:
                links.append((value, line))


def _foreign(name: str, tag: str, attributes: str, value: str, line: int) -> Iterator[Finding]:
    """Yield a finding for an address that a browser would ask by itself, or that does not work from a folder."""
    scheme = value.partition(":")[0].lower()
    if tag == "a" and scheme in ("http", "https", "mailto"):
        return
    if scheme in ("data", "javascript") or (tag == "link" and re.search(r'rel="?(?:canonical|alternate|license)\b', attributes)):
        return
    yield Finding("L004", f"<{tag}> asks another host: {value}", name, line,
                  expected="a file of the site", hint="only a link that a reader follows may lead to another host")


def _broken(name: str, target: str, line: int, files: set[str], ids: dict[str, set[str]]) -> Iterator[Finding]:
    path, mark, fragment = target.partition("#")
    path, fragment = unquote(path.partition("?")[0]), unquote(fragment)
    if path.startswith("/"):
        if name not in ANYWHERE:
            yield Finding("L005", f"“{target}” counts from the root of a server", name, line,
                          expected="a link that is relative to the page", hint="such a link does not work from a folder")
            return
        page = path.lstrip("/") or "index.html"
    elif path in ("", "."):
        page = name if not path else "index.html" if "/" not in name else name.rpartition("/")[0] + "/index.html"
    else:
        page = os.path.normpath(os.path.join(os.path.dirname(name), path)).replace(os.sep, "/")
    if page not in files:
        yield Finding("L001", f"“{target}” leads to no file of the site", name, line,
                      expected=f"a file {page}", hint="the page was renamed, or the link was made before the pages were divided")
    elif mark and fragment and page in ids and fragment not in ids[page] and not fragment.startswith("__"):
        yield Finding("L002", f"“{target}” leads to no place on its page", name, line,
                      expected=f"an element with id “{fragment}” in {page}", hint="the passage has another id, or stands on another page")


def _style_requests(name: str, text: str) -> Iterator[Finding]:
    for request in STYLE_REQUEST.finditer(text):
        yield Finding("L004", f"a stylesheet asks another host: {request[1]}", name, text.count("\n", 0, request.start()) + 1,
                      expected="a file of the site", hint="only a link that a reader follows may lead to another host")
