"""MkDocs, run in this process: it is given finished pages, kept quiet, and what it warns of stops the build."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.model.finding import EditionError, Finding
from build_tools.pipeline import Project

if TYPE_CHECKING:
    from build_tools.render.pages import RenderedSite
    from build_tools.render.words import Words

CONFIG = "mkdocs.yml"
PLUGIN = "edition"


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of, which would otherwise be a line that nobody reads."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def nobody(path: Path) -> None:
    """Nobody wants to know."""


def generate(
    made: Callable[[], RenderedSite], project: Project, folder: Path, written: Callable[[Path], None] = nobody,
    said: Callable[[RenderedSite, Path], Words] | None = None,
) -> None:
    """Build a site into `folder`; raises `EditionError` (P004) for a failure and for every warning.

    `made` is asked for the site when MkDocs is ready, `said` for the words of its pages where they come later than their frames, and
    `written` is told of files as soon as they are whole.
    """
    with environment(), listening() as warnings:
        # MkDocs takes a fifth of a second to load: only who builds pays for it.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        from build_tools.render.words import words

        try:
            config = load_config(str(project.root / CONFIG), site_dir=str(folder))
            plugin = config.plugins.get(PLUGIN)
            if plugin is None:
                raise EditionError(_finding(f"the plugin “{PLUGIN}” is not among its plugins"))
            # The plugin makes the pages itself where MkDocs was started without us; here somebody else makes them.
            # It is told so for this build alone: the next one in this process may have others.
            plugin.source = lambda root, options: made()
            plugin.written = written
            plugin.words = said or words
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise EditionError(*map(_finding, warnings.messages or [str(error)])) from error
    if warnings.messages:
        raise EditionError(*map(_finding, warnings.messages))


@contextmanager
def environment() -> Iterator[None]:
    """Stop Material's notice of its end, and leave the variables as they were: the plugin sets the date of the edition."""
    before = {name: os.environ.get(name) for name in ("SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING")}
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def listening() -> Iterator[_Warnings]:
    """Turn what MkDocs says into a list of its warnings."""
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    handler = _Warnings()
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


def _finding(message: str) -> Finding:
    return Finding("P004", f"MkDocs: {' '.join(message.split())}", CONFIG, expected="a build without a warning",
                   hint="most often a page in docs/ or a setting in mkdocs.yml")
