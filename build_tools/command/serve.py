"""`edition serve`: shows the site, and each change to its sources, annotations and pages as soon as it is saved."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import pipeline
from build_tools.command import Usage
from build_tools.command.build import scans
from build_tools.command.order import order
from build_tools.command.preview import HOST, State, patch, renew, server
from build_tools.command.refused import refused
from build_tools.command.report import Report
from build_tools.command.watch import Snapshot, snapshot
from build_tools.model.finding import EditionError
from build_tools.model.memory import remembering
from build_tools.pipeline import Order, keep, warm

if TYPE_CHECKING:
    from build_tools.render.pages import RenderedSite

PAUSE = 0.2
"""Seconds between two looks at the files."""

QUIET = 2.0
"""Seconds without a change after which the whole site is made anew, so that search and contents are right again."""


class Workshop:
    """A warm process: it keeps what it has made, and makes anew only what a change bears on."""

    def __init__(self, ordered: Order, report: Report) -> None:
        self.ordered = ordered
        self.report = report
        self.folder = ordered.project.build / "preview"
        self.state = State()
        self.stale = False
        self._cache = warm(ordered.project.build / "cache")
        self._made: RenderedSite | None = None

    def places(self) -> tuple[Path, ...]:
        """All that the site is made from."""
        root = self.ordered.project.root
        theme = Path(pipeline.__file__).resolve().parents[1] / "render" / "theme"
        names = ("sources", "annotations", "docs", "mkdocs.yml", "CITATION.cff")
        return (*(root / name for name in names), *self.ordered.texts, theme)

    def make(self, *, whole: bool) -> bool:
        """Bring the preview up to date, and return whether it could be done; what is wrong is told, and the last good state stays."""
        start = time.perf_counter()
        try:
            made = pipeline.site(self.ordered, self._cache, self.report.stage)
            if not whole and self._made is not None and patch(self.folder, self._made, made):
                self.stale = True
            else:
                self._whole(made)
                self.stale = False
        except EditionError as error:
            self.report.findings(error.findings)
            return False
        except OSError as error:
            # An editor that saves takes a file away for a moment; the next look finds it again.
            self.report.findings([refused(error, self.ordered.project.root)])
            return False
        self._made = made
        self.state.advance()
        if not self.stale:
            keep(self._cache)
        self.report.close()
        self.report.say(f"{time.strftime('%H:%M:%S')}  made in {time.perf_counter() - start:.2f} s")
        return True

    def _whole(self, made: RenderedSite) -> None:
        from build_tools.command.generator import generate
        from build_tools.render.links import check_site

        self.folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".preview-", dir=self.folder.parent))
        try:
            with self.report.stage("Building the site"), remembering(self._cache.memory):
                generate(lambda: made, self.ordered.project, new)
            renew(new, self.folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        self.report.findings(check_site(self.folder, scans(self._cache)))


def run(arguments: argparse.Namespace, report: Report) -> int:
    """Serve until the command is interrupted."""
    workshop = Workshop(order(arguments), report)
    try:
        # Before the site is made: who waited for it shall not hear then that it cannot be shown.
        served = server(workshop.folder, workshop.state, arguments.port)
    except OSError as error:
        raise Usage(f"--port: {arguments.port} is taken, and so are those behind it ({error.strerror}); name another") from error
    with served:
        seen = snapshot(workshop.places())
        if not workshop.make(whole=True):
            return 1
        threading.Thread(target=served.serve_forever, daemon=True).start()
        report.answer(f"Open http://{HOST}:{served.server_address[1]}/ (Ctrl-C ends)")
        try:
            follow(workshop, seen)
        except KeyboardInterrupt:
            return 0
        finally:
            served.shutdown()
    return 0


def follow(workshop: Workshop, seen: Snapshot, ended: threading.Event | None = None) -> None:
    """Look at the files again and again, and make what has changed, until `ended` is set."""
    ended = ended or threading.Event()
    changed, tried = time.monotonic(), False
    while not ended.wait(PAUSE):
        now = snapshot(workshop.places())
        if now != seen:
            # The theme and the pages written by hand are MkDocs' own matter: they are seen only by a whole build.
            whole = _beyond(seen, now, workshop)
            seen, changed, tried = now, time.monotonic(), False
            workshop.make(whole=whole)
        elif workshop.stale and not tried and time.monotonic() - changed > QUIET:
            # Once for each change: what is wrong now is wrong until something changes.
            tried = True
            workshop.make(whole=True)


def _beyond(before: Snapshot, now: Snapshot, workshop: Workshop) -> bool:
    """Return whether something else than a source or an annotation has changed."""
    project = workshop.ordered.project
    ours = (str(project.sources), str(project.annotations), *map(str, workshop.ordered.texts))
    paths = {path for path, _ in before.items() ^ now.items()}
    return not all(path.startswith(ours) for path in paths)
