"""The check of a built site: every link leads somewhere, every id is unique, and nothing is asked of another host."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from build_tools.model.finding import Finding

# One tag with attributes: `<a class="ref" href="2.html#p1">`. Attribute values hold no `>`: our HTML escapes it.
# Or something that is no markup although it looks so: a comment, or a script, style or drawing as a whole.
TAG = re.compile(
    r"<(?:!--.*?-->|(script|style|svg)\b([^>]*)>[^<]*(?:<(?!/\1\s*>)[^<]*)*</\1\s*>"
    r"|([a-zA-Z][\w-]*)\b([^>]*=[^>]*)>)", re.S)
# `href="2.html"`, `src=x.js`, `id='p1'`
ATTRIBUTE = re.compile(r"""\b(?<![-\w])(href|src|srcset|poster|action|data|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# `https:`, `mailto:`, `//host`
FOREIGN = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
# `url(https://…)` and `@import "https://…"` in a stylesheet.
STYLE_REQUEST = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")
# Pages that a server gives for any address: their links are counted from the root of the site.
ANYWHERE = frozenset({"404.html"})


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one page says: its links with their lines, its ids, and what is wrong with them in themselves."""

    links: tuple[tuple[str, int], ...]
    ids: frozenset[str]
    faults: tuple[Finding, ...]


class Scans:
    """The last state of each page that was scanned, with the hash of its bytes: one that is the same is not scanned again."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[bytes, Scanned]] = {}

    def scan(self, name: str, data: bytes) -> Scanned:
        """Return what a page says."""
        state = blake2b(data, digest_size=16).digest()
        held = self._held.get(name)
        if held is None or held[0] != state:
            held = self._held[name] = state, _scan(name, data.decode("utf-8"))
        return held[1]


def check_site(folder: Path, scans: Scans | None = None) -> list[Finding]:
    """Return what is wrong with the links of a built site, page by page. A pattern scan: 16,000 links take a fraction of a second.

    Every page is read; `scans` are those that were made before, while the site was written or of its last state.
    """
    known = Scans() if scans is None else scans
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name: known.scan(name, (folder / name).read_bytes()) for name in sorted(files) if name.endswith(".html")}
    ids = {name: page.ids for name, page in pages.items()}
    found = [fault for page in pages.values() for fault in page.faults]
    # What a target leads to is the same for all pages of a folder, but for a bare fragment.
    sound: set[tuple[str, str]] = set()
    for name, page in pages.items():
        own = name if name in ANYWHERE else os.path.dirname(name)
        for target, line in page.links:
            if target[:1] == "#" and target[1:] in page.ids or (own, target) in sound:
                continue
            broken = list(_broken(name, target, line, files, ids))
            found += broken
            if not broken and target[:1] != "#":
                sound.add((own, target))
    for name in sorted(files):
        if name.endswith(".css"):
            found += _style_requests(name, (folder / name).read_text(encoding="utf-8"))
    return found


def _scan(name: str, text: str) -> Scanned:
    links: list[tuple[str, int]] = []
    ids: set[str] = set()
    faults: list[Finding] = []
    line, seen = 1, 0
    for tag in TAG.finditer(text):
        element, attributes = tag[1] or tag[3], tag[2] or tag[4]
        if not attributes:
            continue
        for key, value in _addresses(attributes):
            line += text.count("\n", seen, tag.start())
            seen = tag.start()
            if key == "id":
                if value in ids:
                    faults.append(Finding("L003", f"the id “{value}” stands twice on the page", name, line,
                                          expected="every id once on a page",
                                          hint="two passages have one xml:id, or a page holds a passage twice"))
                ids.add(value)
            elif FOREIGN.match(value):
                faults += _foreign(name, element.lower(), attributes, value, line)
            else:
                links.append((value, line))
    return Scanned(tuple(links), frozenset(ids), tuple(faults))


# The skin says the same on every page.
@lru_cache(1 << 12)
def _addresses(attributes: str) -> tuple[tuple[str, str], ...]:
    """Return the attributes of a tag that are addresses or ids."""
    named = ((found[1], found[2] or found[3] or found[4] or "") for found in ATTRIBUTE.finditer(attributes))
    return tuple((name, unescape(value) if "&" in value else value) for name, value in named)


def _foreign(name: str, tag: str, attributes: str, value: str, line: int) -> Iterator[Finding]:
    """Yield a finding for an address that a browser would ask by itself, or that does not work from a folder."""
    scheme = value.partition(":")[0].lower()
    if tag == "a" and scheme in ("http", "https", "mailto"):
        return
    if scheme in ("data", "javascript") or (tag == "link" and re.search(r'rel="?(?:canonical|alternate|license)\b', attributes)):
        return
    yield Finding("L004", f"<{tag}> asks another host: {value}", name, line,
                  expected="a file of the site", hint="only a link that a reader follows may lead to another host")


def _broken(name: str, target: str, line: int, files: set[str], ids: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
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
