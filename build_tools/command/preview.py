"""The preview: a folder with the site as it is now, served on this machine; pages in a browser renew themselves."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.pipeline.cache import write

if TYPE_CHECKING:
    from build_tools.model.page import Page
    from build_tools.render.pages import RenderedSite

HOST = "127.0.0.1"
VERSION = "/.version"
"""Asked by every open page: answers as soon as there is a newer state than the one that is named."""

PATIENCE = 25.0
"""Seconds until a question is answered although nothing has changed."""

LAST_PORT = 65535

TRIES = 20
"""Ports tried, one after the other."""

SCRIPT = b"""<script>(async () => { let seen = "%d"; for (;;) {
  try { const now = await (await fetch("/.version?" + seen)).text(); if (now !== seen) { location.reload(); return; } }
  catch { await new Promise(next => setTimeout(next, 1000)); } } })();</script></body>"""


class State:
    """The number of the present state, and who waits for the next."""

    def __init__(self) -> None:
        self.version = 1
        self._changed = threading.Condition()

    def advance(self) -> None:
        """Tell every open page that there is something new."""
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def after(self, seen: str) -> int:
        """Return the number of the present state, once it is another than `seen` or patience ends."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.version) != seen, PATIENCE)
            return self.version


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, adds the script that renews a page, and keeps nothing in the browser's cache."""

    def __init__(self, *arguments: Any, state: State, **named: Any) -> None:
        self.state = state
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Answer with a file, or with the number of the state."""
        path, _, query = self.path.partition("?")
        if path == VERSION:
            self._answer(str(self.state.after(query)).encode(), "text/plain")
            return
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file = file / "index.html"
        if file.suffix != ".html" or not file.is_file():
            super().do_GET()
            return
        self._answer(file.read_bytes().replace(b"</body>", SCRIPT % self.state.version, 1), "text/html; charset=utf-8")

    def end_headers(self) -> None:
        """Let no page be older than the folder."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: the terminal is for findings."""

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def server(folder: Path, state: State, port: int) -> ThreadingHTTPServer:
    """Return a server on this machine only, on `port` or the next that is free (0: any); raises `OSError` where none of them is."""
    handler = partial(Handler, directory=str(folder), state=state)
    candidates = range(port, min(port + TRIES, LAST_PORT + 1))
    for candidate in candidates:
        try:
            made = ThreadingHTTPServer((HOST, candidate), handler)
        except OSError:
            if candidate == candidates[-1]:
                raise
            continue
        made.daemon_threads = True
        return made
    raise ValueError(f"{port} is no port")


def patch(folder: Path, old: RenderedSite, new: RenderedSite) -> bool:
    """Put pages whose words have changed into the skin that they had, and return whether that was enough.

    It is not where a page came, went or changed its name or its contents list: then the whole site must be made. Search finds the words
    of the last whole build. This takes milliseconds where MkDocs takes most of a second.
    """
    before: Mapping[str, Page] = {page.url: page for page in old.pages}
    if [_frame(page) for page in old.pages] != [_frame(page) for page in new.pages]:
        return False
    texts: dict[Path, bytes] = {}
    for page in new.pages:
        was = before[page.url]
        if was.html != page.html:
            path = folder / page.url
            text = path.read_text(encoding="utf-8")
            if text.count(was.html) != 1:
                return False
            texts[path] = text.replace(was.html, page.html).encode()
    files = {file.path: file.content for file in old.files}
    texts |= {folder / file.path: file.content for file in new.files if files.get(file.path) != file.content}
    for path, data in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, data)
    return True


def _frame(page: Page) -> tuple[object, ...]:
    """What the skin shows of a page, and other pages of it."""
    return page.url, page.title, page.toc, page.description, page.kind, page.work


def renew(new: Path, folder: Path) -> None:
    """Put a whole new state in the place of the present one."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
