"""The files of the theme, as a site takes them: our style sheets as one, and nothing that no page asks for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import FileSystemLoader
from mkdocs.structure.pages import Page

STYLES = "assets/stylesheets/edition.css"
"""Where all our style sheets stand, one after the other: each file of its own would be one more request before a page can be seen."""

SKIN = "assets/stylesheets/main.*.min.css"
"""The one file of Material that a page loads; its name changes with its content."""

HELD = {
    "noted": 'role="doc-noteref"',
    "questions": '<section class="question',
    "columned": '<section class="side-by-side',
    "whole": '<section class="side-by-side whole',
}
"""Classes of a page, and the markup that a page has which gets one."""

UNASKED = re.compile(r"\.map$|^assets/javascripts/(?:bundle\.|lunr/|workers/)|^assets/stylesheets/palette\.|^assets/images/favicon\.png$")
"""Files of the theme that no page loads: its scripts, `assets/javascripts/bundle.a5f9.min.js`, and maps to the source of its styles."""


class ThemeLoader(FileSystemLoader):
    """Lists the files of a theme as a site needs them.

    Hidden folders MkDocs leaves out anyway, and Material has 14,000 icons in one. What no page loads would be a twelfth of what a
    reader carries away; `joined` names style sheets that stand in `STYLES`.
    """

    def __init__(self, folders: Iterable[str], joined: Iterable[str] = ()) -> None:
        super().__init__([*folders])
        self.joined = frozenset(joined)

    def list_templates(self) -> list[str]:
        """Return the names of the files in the folders of the theme."""
        found: set[str] = set()
        for root in map(str, self.searchpath):
            for folder, folders, files in os.walk(root):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = os.path.relpath(folder, root).replace(os.sep, "/").removeprefix(".")
                found.update(f"{below}/{name}".lstrip("/") for name in files)
        return sorted(name for name in found - self.joined if not UNASKED.search(name))


def skin(folders: Iterable[str]) -> str:
    """Return where Material's style sheet stands; raises `FileNotFoundError` where no folder of the theme has it."""
    for folder in map(Path, folders):
        for found in folder.glob(SKIN):
            return found.relative_to(folder).as_posix()
    raise FileNotFoundError(SKIN)


def holds(page: Page | None) -> str:
    """Return the classes that say what stands on a page, where its frame depends on it.

    A selector with `:has` would find it too, but each piece of a long page that arrives would have the whole page styled anew.
    """
    words = page.content or "" if page is not None else ""
    return " ".join(name for name, mark in HELD.items() if mark in words)


def stylesheet(names: Iterable[str], folders: Iterable[str]) -> str:
    """Return style sheets one after the other; each is taken from the first folder of the theme that has it.

    Raises `FileNotFoundError` for a name that none has.
    """
    places = [Path(folder) for folder in folders]
    parts = []
    for name in names:
        found = next((place / name for place in places if (place / name).is_file()), None)
        if found is None:
            raise FileNotFoundError(name)
        parts.append(found.read_text(encoding="utf-8"))
    return "\n".join(parts)
